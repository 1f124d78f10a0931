#include "http/requester.hpp"

#include <gtest/gtest.h>

namespace assent::http::requester_test {
namespace {

TEST(Address, IsReadFromAnUrl) {
  const auto plain = address_of("http://Assent.example:8080/base/");
  ASSERT_TRUE(plain);
  EXPECT_FALSE(plain->tls);
  EXPECT_EQ(plain->host, "assent.example");
  EXPECT_EQ(plain->port, 8080);
  EXPECT_EQ(plain->path, "/base");
  EXPECT_EQ(plain->authority(), "assent.example:8080");
  const auto secure = address_of("https://[::1]");
  ASSERT_TRUE(secure);
  EXPECT_TRUE(secure->tls);
  EXPECT_EQ(secure->port, 443);
  EXPECT_EQ(secure->authority(), "[::1]");
  EXPECT_EQ(secure->path, "");
}

// A secret that was put in the address is not repeated.
TEST(Address, WithASecretOrAFaultIsNone) {
  for (const char* url : {"", "assent.example", "ftp://x", "http://", "https:///path", "http://user:secret@x",
                          "http://x?key=secret", "http://x/#secret", "http://x:0", "http://x:65536", "http://x:8o",
                          "http://x:", "http://[::1", "http://[::1]x", "http://a b", "http://x/a b", "http://x\r\n"}) {
    const auto address = address_of(url);
    ASSERT_FALSE(address) << url;
    EXPECT_EQ(address.error().code, ErrorCode::invalid);
    EXPECT_EQ(address.error().message.find("secret"), std::string::npos);
    EXPECT_FALSE(address.error().mend.empty());
  }
}

TEST(Address, KnowsTheMachineItself) {
  for (const char* url : {"http://localhost:1", "http://127.0.0.1", "http://127.1.2.3", "http://[::1]:80"}) {
    EXPECT_TRUE(address_of(url)->is_here()) << url;
  }
  for (const char* url : {"http://127.0.0.1.example", "http://10.0.0.1", "http://localhost.example", "http://[::2]"}) {
    EXPECT_FALSE(address_of(url)->is_here()) << url;
  }
}

TEST(Ask, BecomesTheBytesOfARequest) {
  const Address address{false, "x", 8080, "/base"};
  EXPECT_EQ(bytes_of({Method::get, "/metrics", {{"Accept", "text/plain"}}, ""}, address),
            "GET /base/metrics HTTP/1.1\r\nHost: x:8080\r\nAccept: text/plain\r\n\r\n");
  EXPECT_EQ(bytes_of({Method::post, "/v1", {}, "{}"}, address),
            "POST /base/v1 HTTP/1.1\r\nHost: x:8080\r\nContent-Length: 2\r\n\r\n{}");
}

}  // namespace
}  // namespace assent::http::requester_test
