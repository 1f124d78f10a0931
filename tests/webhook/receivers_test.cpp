// Which addresses the server may call: one law for all who register one.
#include "webhook/receivers.hpp"

#include <gtest/gtest.h>

#include <string>

namespace assent::receivers_test {

using namespace webhook;

TEST(Receivers, ABeginningNamesAHostWhole) {
  for (const char* good : {"https://crm.example/", "https://crm.example:8443/hooks/", "http://127.0.0.1:8000/",
                           "http://localhost/", "http://[::1]:1/x"}) {
    EXPECT_TRUE(is_beginning(good)) << good;
  }
  for (const char* wrong :
       {"", "crm.example/", "ftp://crm.example/", "https://crm.example", "https:///", "https://:443/",
        "https://user@crm.example/", "https://crm.example?/", "https://crm.example#/", "https://crm.example:port/",
        "https://crm.example/ x", "https://crm.example\\/", "https://crm.example/a/../"}) {
    EXPECT_FALSE(is_beginning(wrong)) << wrong;
  }
}

TEST(Receivers, WithoutTlsABeginningNamesThisMachineOnly) {
  for (const char* wrong : {"http://crm.example/", "http://127.0.0.1.evil.test/", "http://localhost@evil.test/",
                            "http://[::1]evil.test/", "http://[::1].evil.test/", "http://127.0.0.1:80.evil.test/"}) {
    EXPECT_FALSE(is_beginning(wrong)) << wrong;
  }
}

TEST(Receivers, AnAddressBeginsAsAReceiver) {
  const Receivers receivers{"https://crm.example/hooks/", "http://127.0.0.1:8000/"};
  EXPECT_TRUE(may_be_called("https://crm.example/hooks/", receivers));
  EXPECT_TRUE(may_be_called("https://crm.example/hooks/a?from=../b", receivers));
  EXPECT_TRUE(may_be_called("https://crm.example/hooks/v1..2/.well-known", receivers));
  EXPECT_TRUE(may_be_called("http://127.0.0.1:8000/x", receivers));
  EXPECT_FALSE(may_be_called("https://crm.example/", receivers));
  EXPECT_FALSE(may_be_called("https://crm.example.evil.test/hooks/", receivers));
  EXPECT_FALSE(may_be_called("http://127.0.0.1:80001/", receivers));
  EXPECT_FALSE(may_be_called("https://crm.example/hooks/", {}));
}

// A reader of addresses takes these segments away, and then stands outside the receiver's path.
TEST(Receivers, AnAddressDoesNotLeaveItsReceiver) {
  const Receivers receivers{"https://crm.example/hooks/"};
  for (const char* path :
       {"../admin", "a/../../admin", "..", "./x", "%2e%2E/admin", ".%2e/admin", "%2E", "..?x", "..#x"}) {
    EXPECT_FALSE(may_be_called(std::string("https://crm.example/hooks/") + path, receivers)) << path;
  }
}

TEST(Receivers, AnAddressHasPrintableCharactersOfAscii) {
  const Receivers receivers{"https://crm.example/"};
  for (const char* path : {"a b", "a\"b", "a\\b", "a\nb", "\xC3\xA9", "\x7F"}) {
    EXPECT_FALSE(may_be_called(std::string("https://crm.example/") + path, receivers)) << path;
  }
  const std::string beginning = "https://crm.example/";
  EXPECT_TRUE(may_be_called(beginning + std::string(2048 - beginning.size(), 'a'), receivers));
  EXPECT_FALSE(may_be_called(beginning + std::string(2049 - beginning.size(), 'a'), receivers));
}

}  // namespace assent::receivers_test
