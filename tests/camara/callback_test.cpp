// Where customers are sent back to: only where the client registered, and with nothing but the result.

#include "camara/callback.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace assent::callback_test {
namespace {

using camara::callback_kind;
using camara::CallbackKind;
using camara::CaptureResult;
using camara::is_registered;
using camara::source_of;
using camara::with_result;

TEST(Callback, IsAPageAProgramOnThisMachineOrAnApp) {
  EXPECT_EQ(callback_kind("https://acme.example/done"), CallbackKind::web);
  EXPECT_EQ(callback_kind("https://acme.example:8443/done?a=b%20c"), CallbackKind::web);
  EXPECT_EQ(callback_kind("http://127.0.0.1:53123/done"), CallbackKind::loopback);
  EXPECT_EQ(callback_kind("http://[::1]:53123/done"), CallbackKind::loopback);
  EXPECT_EQ(callback_kind("http://localhost/done"), CallbackKind::loopback);
  EXPECT_EQ(callback_kind("acme-app://consent/done"), CallbackKind::app);
  EXPECT_EQ(callback_kind("com.acme.app:/done"), CallbackKind::app);
}

TEST(Callback, IsNothingThatRunsAProgramOrReadsInTwoWays) {
  for (const char* url : {"",
                          "https://",
                          "https:///done",
                          "http://acme.example/done",
                          "http://127.0.0.1.acme.example/",
                          "javascript:alert(1)",
                          "data:text/html,x",
                          "file:///etc/passwd",
                          "https://user@acme.example/",
                          "https://acme.example\\@evil.example/",
                          "https://acme.example/#here",
                          "https://acme.example/a b",
                          "https://acme.example/%zz",
                          "https://acme.example/\r\nX: y",
                          "https://acme.example:port/",
                          "//acme.example/done",
                          "acme.example/done",
                          "1app://x",
                          "acme-app:",
                          "mailto:a",
                          "tel:123",
                          "acme-app://user@x",
                          "https://acme.example/\xC3\xA9"}) {
    EXPECT_EQ(callback_kind(url), CallbackKind::none) << url;
  }
  EXPECT_EQ(callback_kind("https://acme.example/" + std::string(2000, 'a')), CallbackKind::none);
}

TEST(Callback, IsTheRegisteredAddressLetterForLetter) {
  const std::vector<std::string> registered{"https://acme.example/done", "http://127.0.0.1/done", "acme-app://done"};
  EXPECT_TRUE(is_registered("https://acme.example/done", registered));
  EXPECT_TRUE(is_registered("https://acme.example/done?session=7", registered));
  EXPECT_TRUE(is_registered("http://127.0.0.1:53123/done", registered))
      << "a program picks a free port (RFC 8252, 7.3)";
  EXPECT_TRUE(is_registered("acme-app://done", registered));
  for (const char* url : {"https://acme.example/done/", "https://acme.example/Done", "https://acme.example:444/done",
                          "https://acme.example.evil.example/done", "http://localhost:53123/done", "acme-app://other",
                          "http://127.0.0.1:53123/other", "https://acme.example/done#x"}) {
    EXPECT_FALSE(is_registered(url, registered)) << url;
  }
}

TEST(Callback, GetsTheResultAndTheStateUnchanged) {
  EXPECT_EQ(with_result("https://a.example/b", CaptureResult::granted, ""),
            "https://a.example/b?capture_result=granted");
  EXPECT_EQ(with_result("https://a.example/b?c=d", CaptureResult::partial_grant, "x y&z=1/é"),
            "https://a.example/b?c=d&capture_result=partial_grant&state=x%20y%26z%3D1%2F%C3%A9");
  EXPECT_EQ(source_of("https://a.example:8443/b?c"), "https://a.example:8443");
  EXPECT_EQ(source_of("acme-app://done"), "acme-app:");
}

}  // namespace
}  // namespace assent::callback_test
