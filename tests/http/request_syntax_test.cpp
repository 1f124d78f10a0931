#include "http/request_syntax.hpp"

#include <gtest/gtest.h>

#include <ostream>
#include <string>
#include <vector>

namespace assent::http::request_syntax_test {
namespace {

// What HeadSearch and is_unambiguous() say about bytes that come one by one.
struct Reading {
  Step step = Step::more;
  bool unambiguous = false;  // if the step is `whole`
  std::size_t end = 0;
};

Reading read(const std::string& bytes, const HeadLimits& limits = {}) {
  Reading reading;
  HeadSearch search;
  for (std::size_t size = 0; size <= bytes.size() && reading.step == Step::more; ++size) {
    reading.step = search.search(std::string_view(bytes).substr(0, size), limits);
  }
  if (reading.step != Step::whole) return reading;
  reading.end = search.end();
  reading.unambiguous = is_unambiguous(std::string_view(bytes).substr(search.begin(), search.end() - search.begin()));
  return reading;
}

bool is_request(const std::string& bytes) { return read(bytes).unambiguous; }

const std::string kHost = "Host: a\r\n";

TEST(RequestSyntax, TakesAHead) {
  const Reading reading =
      read("PATCH /a/%C3%A9;x=1?b=c?d&e=%20 HTTP/1.1\r\nHost:a.example:8443\r\nX-A: \t v w \t\r\nX-Empty:\r\n\r\nrest");
  EXPECT_EQ(reading.step, Step::whole);
  EXPECT_TRUE(reading.unambiguous);
}

// What one reader would read as one request and another reader as something else: RFC 9112, 11.2. Each is refused.
struct Refused {
  const char* what;
  std::string bytes;
};

void PrintTo(const Refused& refused, std::ostream* out) { *out << refused.what; }

class Ambiguous : public testing::TestWithParam<Refused> {};

TEST_P(Ambiguous, IsNoRequest) {
  const Reading reading = read(GetParam().bytes);
  EXPECT_TRUE(reading.step == Step::malformed || (reading.step == Step::whole && !reading.unambiguous))
      << static_cast<int>(reading.step);
}

std::string get(const std::string& fields) { return "GET / HTTP/1.1\r\n" + kHost + fields + "\r\n"; }
std::string line(const std::string& request_line) { return request_line + "\r\n" + kHost + "\r\n"; }

INSTANTIATE_TEST_SUITE_P(
    Framing, Ambiguous,
    testing::Values(Refused{"length and chunks", get("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n")},
                    Refused{"chunks and length", get("Transfer-Encoding: chunked\r\nContent-Length: 5\r\n")},
                    Refused{"two lengths", get("Content-Length: 5\r\nContent-Length: 6\r\n")},
                    Refused{"the same length twice", get("Content-Length: 5\r\ncontent-length: 5\r\n")},
                    Refused{"a list of lengths", get("Content-Length: 5, 5\r\n")},
                    Refused{"a length with a sign", get("Content-Length: +5\r\n")},
                    Refused{"a length below nothing", get("Content-Length: -1\r\n")},
                    Refused{"a hexadecimal length", get("Content-Length: 0x5\r\n")},
                    Refused{"a length and a word", get("Content-Length: 5 bytes\r\n")},
                    Refused{"no length", get("Content-Length:\r\n")},
                    Refused{"a length beyond 64 bits", get("Content-Length: 18446744073709551616\r\n")},
                    Refused{"another coding", get("Transfer-Encoding: gzip\r\n")},
                    Refused{"another coding before", get("Transfer-Encoding: gzip, chunked\r\n")},
                    Refused{"another coding after", get("Transfer-Encoding: chunked, identity\r\n")},
                    Refused{"chunked twice", get("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n")},
                    Refused{"chunked twice in one", get("Transfer-Encoding: chunked, chunked\r\n")},
                    Refused{"almost chunked", get("Transfer-Encoding: xchunked\r\n")},
                    Refused{"chunked in quotes", get("Transfer-Encoding: \"chunked\"\r\n")},
                    Refused{"chunked with a parameter", get("Transfer-Encoding: chunked;q=1\r\n")},
                    Refused{"an empty coding", get("Transfer-Encoding:\r\n")},
                    Refused{"chunked before HTTP/1.1", "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n"},
                    Refused{"an expectation that nobody knows", get("Expect: 200-ok\r\n")}));

INSTANTIATE_TEST_SUITE_P(Lines, Ambiguous,
                         testing::Values(Refused{"line feeds alone", "GET / HTTP/1.1\nHost: a\n\n"},
                                         Refused{"one line feed alone", "GET / HTTP/1.1\r\nHost: a\nX: y\r\n\r\n"},
                                         Refused{"a line feed alone at the end", "GET / HTTP/1.1\r\nHost: a\r\n\n"},
                                         Refused{"a return inside a value",
                                                 get("X: a\rTransfer-Encoding: chunked\r\n")},
                                         Refused{"a return before the line's end", get("X: a\r\r\n")},
                                         Refused{"two empty lines before", "\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n"},
                                         Refused{"a space before", " GET / HTTP/1.1\r\nHost: a\r\n\r\n"},
                                         Refused{"a folded field", get("X: a\r\n b\r\n")},
                                         Refused{"a folded field with a tabulator", get("X: a\r\n\tb\r\n")},
                                         Refused{"a folded first field", "GET / HTTP/1.1\r\n Host: a\r\n\r\n"},
                                         Refused{"a space before the colon", get("Content-Length : 5\r\n")},
                                         Refused{"a tabulator before the colon", get("Content-Length\t: 5\r\n")},
                                         Refused{"a space inside a name", get("Content Length: 5\r\n")},
                                         Refused{"a field without a colon", get("Content-Length\r\n")},
                                         Refused{"a field without a name", get(": a\r\n")},
                                         Refused{"a name with a byte beyond ASCII", get("X\xC3\xA9: a\r\n")},
                                         Refused{"a zero byte in a value", get(std::string("X: a\0b\r\n", 8))},
                                         Refused{"a control character in a value", get("X: a\x01\r\n")},
                                         Refused{"a delete character in a value", get("X: a\x7F\r\n")},
                                         Refused{"the hello of TLS", "\x16\x03\x01\x02"},
                                         Refused{"HTTP/2 without asking", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"}));

INSTANTIATE_TEST_SUITE_P(
    Targets, Ambiguous,
    testing::Values(
        Refused{"no version", line("GET /")}, Refused{"no target", line("GET HTTP/1.1")},
        Refused{"two spaces", line("GET  / HTTP/1.1")}, Refused{"a space in the target", line("GET /a b HTTP/1.1")},
        Refused{"a tabulator", line("GET\t/\tHTTP/1.1")}, Refused{"a space at the end", line("GET / HTTP/1.1 ")},
        Refused{"a version in small letters", line("GET / http/1.1")},
        Refused{"a version with two digits", line("GET / HTTP/1.10")},
        Refused{"another major version", line("GET / HTTP/2.0")}, Refused{"another protocol", line("GET / HTTPS/1.1")},
        Refused{"a method with a bracket", line("GE(T / HTTP/1.1")},
        Refused{"a method that never ends", line(std::string(33, 'A') + " / HTTP/1.1")},
        Refused{"a relative target", line("GET a HTTP/1.1")}, Refused{"a fragment", line("GET /a#b HTTP/1.1")},
        Refused{"a backslash", line("GET /a\\b HTTP/1.1")},
        Refused{"a byte beyond ASCII", line("GET /\xC3\xA9 HTTP/1.1")},
        Refused{"half a percent code", line("GET /a%2 HTTP/1.1")},
        Refused{"a percent sign alone", line("GET /a?b=% HTTP/1.1")},
        Refused{"a percent code of other letters", line("GET /%GG HTTP/1.1")},
        Refused{"authority form", line("CONNECT a:443 HTTP/1.1")},
        Refused{"CONNECT to a path", line("CONNECT / HTTP/1.1")}, Refused{"asterisk form", line("OPTIONS * HTTP/1.1")},
        Refused{"another host in the target", line("GET http://b/ HTTP/1.1")},
        Refused{"a user in the target", line("GET http://u@a/ HTTP/1.1")},
        Refused{"another scheme", line("GET ftp://a/ HTTP/1.1")}, Refused{"no host", "GET / HTTP/1.1\r\n\r\n"},
        Refused{"two hosts", get("Host: a\r\n")},
        Refused{"two hosts in HTTP/1.0", "GET / HTTP/1.0\r\nHost: a\r\nHost: b\r\n\r\n"},
        Refused{"an empty host", "GET / HTTP/1.1\r\nHost:\r\n\r\n"},
        Refused{"a host and a path", "GET / HTTP/1.1\r\nHost: a/b\r\n\r\n"},
        Refused{"a list of hosts", "GET / HTTP/1.1\r\nHost: a b\r\n\r\n"},
        Refused{"a host of another in the target without its field", "GET http://a/ HTTP/1.0\r\n\r\n"}));

TEST(RequestSyntax, TakesATargetThatNamesItsHost) {
  EXPECT_TRUE(is_request("GET HTTP://A.example:80?x HTTP/1.1\r\nHost: a.EXAMPLE:80\r\n\r\n"));
}

TEST(RequestSyntax, TakesAMethodThatNobodyKnows) {
  EXPECT_TRUE(is_request(line("brew / HTTP/1.1")));
  EXPECT_TRUE(is_request(line("PROPFIND / HTTP/1.1")));
}

TEST(RequestSyntax, TakesATargetApart) {
  const auto parts = [](std::string_view target) {
    const Target its = parts_of(target);
    return std::vector<std::string>{std::string(its.authority), std::string(its.path), std::string(its.query)};
  };
  using Parts = std::vector<std::string>;
  EXPECT_EQ(parts("/"), (Parts{"", "/", ""}));
  EXPECT_EQ(parts("/a?b?c"), (Parts{"", "/a", "b?c"}));
  EXPECT_EQ(parts("//a/b"), (Parts{"", "//a/b", ""}));
  EXPECT_EQ(parts("http://a"), (Parts{"a", "/", ""}));
  EXPECT_EQ(parts("HTTPS://a:1/b?"), (Parts{"a:1", "/b", ""}));
  EXPECT_EQ(parts("http://a?http://b/"), (Parts{"a", "/", "http://b/"}));
}

TEST(RequestSyntax, SkipsOneEmptyLineBefore) {
  const Reading reading = read("\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n");
  EXPECT_TRUE(reading.unambiguous);
  EXPECT_EQ(reading.end, 29U);
}

TEST(RequestSyntax, TakesValuesBeyondAscii) { EXPECT_TRUE(is_request(get("X: a\xC3\xA9\tb\xFF\r\n"))); }

TEST(RequestSyntax, TakesTheLongestLength) {
  EXPECT_TRUE(is_request(get("content-LENGTH: 18446744073709551615\r\n")));
  EXPECT_TRUE(is_request(get("Transfer-Encoding: Chunked\r\n")));
}

TEST(RequestSyntax, KeepsToItsLimits) {
  const HeadLimits limits{100, 3};
  EXPECT_EQ(read(get("A: 1\r\nB: 2\r\n"), limits).step, Step::whole);
  EXPECT_EQ(read(get("A: 1\r\nB: 2\r\nC: 3\r\n"), limits).step, Step::too_large);
  const std::string just = get("A: " + std::string(100 - get("A: \r\n").size(), 'x') + "\r\n");
  ASSERT_EQ(just.size(), 100U);
  EXPECT_EQ(read(just, limits).step, Step::whole);
  EXPECT_EQ(read("\r\n" + just, limits).step, Step::whole);
  EXPECT_EQ(read(get("A: " + std::string(101 - get("A: \r\n").size(), 'x') + "\r\n"), limits).step, Step::too_large);
  EXPECT_EQ(read("GET /" + std::string(200, 'x'), limits).step, Step::too_large) << "before its line ends";
  EXPECT_EQ(read(just.substr(0, 99), limits).step, Step::more);
}

}  // namespace
}  // namespace assent::http::request_syntax_test
