#include "http/response_syntax.hpp"

#include <gtest/gtest.h>

namespace assent::http::response_syntax_test {
namespace {

using std::chrono::sys_seconds;

TEST(ResponseSyntax, WritesDatesAsRfc9110Does) {
  EXPECT_EQ(http_date(sys_seconds{std::chrono::seconds{784111777}}), "Sun, 06 Nov 1994 08:49:37 GMT");
  EXPECT_EQ(http_date(sys_seconds{}), "Thu, 01 Jan 1970 00:00:00 GMT");
}

Response of(unsigned status) {
  Response response;
  response.status = status;
  return response;
}

std::string head_of(const Response& response, const Sending& sending, Follows expected) {
  std::string out;
  EXPECT_EQ(write_head(response, sending, out), expected);
  return out;
}

class NoChunks final : public Chunks {
  bool next(std::string&) override { return false; }
};

TEST(ResponseSyntax, SaysHowTheBodyEnds) {
  Response response = of(200);
  response.body = "twelve bytes";
  EXPECT_EQ(head_of(response, {}, Follows::bytes), "HTTP/1.1 200 OK\r\nContent-Length: 12\r\n\r\n");
  EXPECT_EQ(head_of(response, {.to_head = true}, Follows::nothing), "HTTP/1.1 200 OK\r\nContent-Length: 12\r\n\r\n");
  EXPECT_EQ(head_of(of(204), {}, Follows::nothing), "HTTP/1.1 204 No Content\r\n\r\n");
  EXPECT_EQ(head_of(of(304), {}, Follows::nothing), "HTTP/1.1 304 Not Modified\r\n\r\n");
  EXPECT_EQ(head_of(of(599), {}, Follows::bytes), "HTTP/1.1 599 \r\nContent-Length: 0\r\n\r\n");

  response.body = std::make_unique<NoChunks>();
  EXPECT_EQ(head_of(response, {}, Follows::chunks), "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
  EXPECT_EQ(head_of(response, {.http_1_0 = true}, Follows::rest), "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n");
}

TEST(ResponseSyntax, SaysWhetherTheConnectionGoesOn) {
  EXPECT_EQ(head_of(of(204), {.persistent = false}, Follows::nothing),
            "HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n");
  EXPECT_EQ(head_of(of(204), {.http_1_0 = true}, Follows::nothing),
            "HTTP/1.1 204 No Content\r\nConnection: keep-alive\r\n\r\n");
}

TEST(ResponseSyntax, LeavesOutWhatTheServerSays) {
  Response response = of(204);
  response.with("content-length", "7").with("Connection", "upgrade").with("DATE", "today").with("ETag", "\"1\"");
  EXPECT_EQ(head_of(response, {.date = "now"}, Follows::nothing),
            "HTTP/1.1 204 No Content\r\nDate: now\r\nETag: \"1\"\r\n\r\n");
}

TEST(ResponseSyntax, SendsNothingThatCouldBeTwoResponses) {
  EXPECT_TRUE(is_sendable(of(200).with("X-Name", "a\tvalue \xC3\xA9")));
  EXPECT_FALSE(is_sendable(of(200).with("X-Name", "a\r\nSet-Cookie: b")));
  EXPECT_FALSE(is_sendable(of(200).with("X-Name", "a\nb")));
  EXPECT_FALSE(is_sendable(of(200).with("X-Name", std::string("a\0b", 3))));
  EXPECT_FALSE(is_sendable(of(200).with("X Name", "a")));
  EXPECT_FALSE(is_sendable(of(200).with("", "a")));
  EXPECT_FALSE(is_sendable(of(100)));
  EXPECT_FALSE(is_sendable(of(600)));
  Response response = of(200);
  response.body = std::unique_ptr<Chunks>();
  EXPECT_FALSE(is_sendable(response));
}

}  // namespace
}  // namespace assent::http::response_syntax_test
