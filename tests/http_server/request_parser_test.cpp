#include "http_server/request_parser.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace assent::http::request_parser_test {
namespace {

// A head as the parser read it.
struct Head {
  bool read = false;
  Method method = Method::other;
  std::string method_name, path, query;
  std::vector<std::pair<std::string, std::string>> fields;
  Framing framing;
};

Head head_of(const std::string& bytes) {
  Head its;
  RequestParser parser;
  RequestHead head;
  its.read = parser.read_head(bytes, head, its.framing);
  if (!its.read) return its;
  its.method = head.method;
  its.method_name = head.method_name;
  its.path = head.path;
  its.query = head.query;
  for (const HeaderField& field : head.headers) its.fields.emplace_back(field.name, field.value);
  return its;
}

std::string get(const std::string& fields) { return "GET / HTTP/1.1\r\nHost: a\r\n" + fields + "\r\n"; }

TEST(RequestParser, ReadsAHead) {
  const Head head =
      head_of("PATCH /a/%C3%A9;x=1?b=c?d&e=%20 HTTP/1.1\r\nHost:a.example:8443\r\nX-A: \t v w \t\r\nX-Empty:\r\n\r\n");
  ASSERT_TRUE(head.read);
  EXPECT_EQ(head.method, Method::patch);
  EXPECT_EQ(head.method_name, "PATCH");
  EXPECT_EQ(head.path, "/a/%C3%A9;x=1");
  EXPECT_EQ(head.query, "b=c?d&e=%20");
  const std::vector<std::pair<std::string, std::string>> expected = {
      {"Host", "a.example:8443"}, {"X-A", "v w"}, {"X-Empty", ""}};
  EXPECT_EQ(head.fields, expected);
  EXPECT_FALSE(head.framing.has_body());
  EXPECT_TRUE(head.framing.persistent);
}

TEST(RequestParser, TakesATargetThatNamesItsHost) {
  const Head head = head_of("GET HTTP://A.example:80?x HTTP/1.1\r\nHost: a.EXAMPLE:80\r\n\r\n");
  ASSERT_TRUE(head.read);
  EXPECT_EQ(head.path, "/");
  EXPECT_EQ(head.query, "x");
}

TEST(RequestParser, TakesAMethodThatNobodyKnows) {
  const Head head = head_of("brew / HTTP/1.1\r\nHost: a\r\n\r\n");
  ASSERT_TRUE(head.read);
  EXPECT_EQ(head.method, Method::other);
  EXPECT_EQ(head.method_name, "brew");
}

TEST(RequestParser, ReadsNothingThatIsAmbiguous) {
  EXPECT_FALSE(head_of(get("Content-Length: 5\r\nContent-Length: 5\r\n")).read) << "Beast takes it";
  EXPECT_FALSE(head_of(get("X: a\r\n b\r\n")).read) << "Beast takes it";
  EXPECT_FALSE(head_of(get("Connection: a b\r\n")).read) << "Beast refuses it: no list";
}

TEST(RequestParser, SaysHowTheBodyEnds) {
  Head head = head_of(get("content-LENGTH: 18446744073709551615\r\n"));
  ASSERT_TRUE(head.read);
  EXPECT_EQ(head.framing.length, 18446744073709551615U);
  head = head_of(get("Transfer-Encoding: Chunked\r\n"));
  ASSERT_TRUE(head.read);
  EXPECT_TRUE(head.framing.chunked);
  head = head_of(get("Content-Length: 0\r\nExpect: 100-continue\r\n"));
  ASSERT_TRUE(head.read);
  EXPECT_FALSE(head.framing.awaits_continue) << "there is no body to wait for";
  EXPECT_TRUE(head_of(get("Content-Length: 1\r\nExpect: 100-Continue\r\n")).framing.awaits_continue);
  EXPECT_FALSE(head_of("PUT / HTTP/1.0\r\nContent-Length: 1\r\nExpect: 100-continue\r\n\r\n").framing.awaits_continue);
}

TEST(RequestParser, SaysWhetherTheConnectionGoesOn) {
  EXPECT_TRUE(head_of(get("Connection: keep-alive, Upgrade\r\nUpgrade: h2c\r\n")).framing.persistent);
  EXPECT_FALSE(head_of(get("Connection: Upgrade , CLOSE\r\n")).framing.persistent);
  EXPECT_FALSE(head_of(get("Connection: keep-alive\r\nConnection: close\r\n")).framing.persistent);
  EXPECT_TRUE(head_of(get("Connection: closed\r\n")).framing.persistent);
  EXPECT_FALSE(head_of("GET / HTTP/1.0\r\n\r\n").framing.persistent);
  EXPECT_TRUE(head_of("GET / HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n").framing.persistent);
  EXPECT_FALSE(head_of("GET / HTTP/1.0\r\nConnection: Keep-Alive, close\r\n\r\n").framing.persistent);
  EXPECT_TRUE(head_of("GET / HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n").framing.http_1_0);
}

TEST(RequestParser, ReadsALaterMinorVersionAs1_1) {
  const Head head = head_of("GET /a HTTP/1.2\r\nHost: a\r\n\r\n");
  ASSERT_TRUE(head.read);
  EXPECT_EQ(head.path, "/a");
  EXPECT_FALSE(head.framing.http_1_0);
  EXPECT_TRUE(head.framing.persistent);
}

TEST(RequestParser, ReadsABodyOfItsLength) {
  for (const std::size_t piece : {1U, 3U, 100U}) {
    RequestParser parser;
    RequestHead head;
    Framing framing;
    ASSERT_TRUE(parser.read_head(get("Content-Length: 11\r\n"), head, framing));
    std::string_view bytes = "hello worldGET";
    std::string body;
    Step step = Step::more;
    while (step == Step::more) {
      std::string_view front = bytes.substr(0, piece);
      const std::size_t size = front.size();
      step = parser.read_body(front, body, 11);
      bytes.remove_prefix(size - front.size());
    }
    EXPECT_EQ(step, Step::whole);
    EXPECT_EQ(body, "hello world");
    EXPECT_EQ(bytes, "GET");
  }
}

struct Reading {
  Step step = Step::more;
  std::string body;
  std::string rest;

  friend bool operator==(const Reading&, const Reading&) = default;
};

// In pieces of this many bytes; what is left of one comes again with the next.
Reading read_in(std::size_t piece, std::string_view bytes, std::size_t most) {
  Reading reading;
  RequestParser parser;
  RequestHead head;
  Framing framing;
  EXPECT_TRUE(parser.read_head(get("Transfer-Encoding: chunked\r\n"), head, framing));
  for (std::size_t shown = 0; reading.step == Step::more && shown < bytes.size();) {
    shown = std::min(shown + piece, bytes.size());
    std::string_view front = bytes.substr(0, shown);
    reading.step = parser.read_body(front, reading.body, most);
    bytes.remove_prefix(shown - front.size());
    shown = front.size();
  }
  if (reading.step == Step::whole) reading.rest = bytes;
  return reading;
}

Reading read(std::string_view bytes, std::size_t most = 1000) {
  const Reading whole = read_in(bytes.size(), bytes, most);
  for (const std::size_t piece : {1U, 2U, 3U}) EXPECT_EQ(read_in(piece, bytes, most), whole) << piece;
  return whole;
}

TEST(Chunked, ReadsChunksOfAnySize) {
  EXPECT_EQ(read("5\r\nhello\r\n06\r\n world\r\n0\r\n\r\nGET"), (Reading{Step::whole, "hello world", "GET"}));
  EXPECT_EQ(read("a\r\n0123456789\r\nA\r\n\r\n\r\n\r\n\r\n\r\n\r\n000\r\n\r\n"),
            (Reading{Step::whole, "0123456789\r\n\r\n\r\n\r\n\r\n", ""}));
  EXPECT_EQ(read("0\r\n\r\n"), (Reading{Step::whole, "", ""}));
  EXPECT_EQ(read("5\r\nhel").step, Step::more);
}

TEST(Chunked, ReadsPastExtensionsAndTrailers) {
  EXPECT_EQ(read("1;a;b=\"c\"\r\nx\r\n0;d\r\nExpires: never\r\nX:\r\n\r\nrest"), (Reading{Step::whole, "x", "rest"}));
}

TEST(Chunked, RefusesWhatIsReadInTwoWays) {
  for (const char* bytes : {"\r\n",
                            "x\r\n",
                            "-1\r\n",
                            "0x5\r\n",
                            " 5\r\n",
                            "5 \r\nhello",
                            "5\nhello",
                            "5\rhello",
                            "5\r\nhello5\r\n",
                            "5\r\nhello\n",
                            "5\r\nhello\r0",
                            "5\r\nhelloo\r\n",
                            ";a\r\n",
                            "5;a\nhello",
                            "5;\x01\r\n",
                            "0\r\n\n",
                            "0\r\n\rx",
                            "0\r\n folded: x\r\n",
                            "0\r\nname : x\r\n",
                            "0\r\n: x\r\n",
                            "0\r\nX: y\n",
                            "0\r\nX: \x01\r\n",
                            "0\r\nname\r\n",
                            "5 ;a\r\nhello",
                            "5;a=\"\n\"\r\nhello",
                            "0\r\nX: a\r\n b\r\n",
                            "0\r\nX: a\r\n\tb\r\n",
                            "0\r\nContent-Length: 5\r\n",
                            "0\r\nTransfer-Encoding: chunked\r\n"}) {
    // Whatever follows: a line is judged when it is whole.
    EXPECT_EQ(read(bytes + std::string("\r\n\r\n")).step, Step::malformed) << testing::PrintToString(bytes);
  }
}

TEST(Chunked, RefusesTooMuchBeforeItIsThere) {
  EXPECT_EQ(read("3e8\r\n").step, Step::more);
  EXPECT_EQ(read("3e9\r\n"), (Reading{Step::too_large, "", ""}));
  EXPECT_EQ(read("fffffffffffffff\r\n").step, Step::too_large);
  EXPECT_EQ(read("3\r\nabc\r\n3\r\n", 5), (Reading{Step::too_large, "abc", ""}));
  EXPECT_EQ(read("5\r\nabcde\r\n0\r\n\r\n", 5), (Reading{Step::whole, "abcde", ""}));
}

TEST(Chunked, RefusesTooMuchBesideTheContent) {
  const std::string extension = "1;" + std::string(1000, 'a') + "\r\nx\r\n";
  std::string bytes;
  for (int i = 0; i < 8; ++i) bytes += extension;
  EXPECT_EQ(read(bytes + "0\r\n\r\n").step, Step::whole);
  EXPECT_EQ(read(bytes + extension).step, Step::too_large);
  EXPECT_EQ(read("0\r\nX: " + std::string(9000, 'a')).step, Step::too_large);
  EXPECT_EQ(read(std::string(9000, '0') + "1\r\nx").step, Step::too_large);
  EXPECT_EQ(read("1;" + std::string(9000, 'a')).step, Step::too_large) << "before its line ends";
}

}  // namespace
}  // namespace assent::http::request_parser_test
