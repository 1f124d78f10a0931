#include "http/chunked.hpp"

#include <gtest/gtest.h>

#include <string>

namespace assent::http::chunked_test {
namespace {

struct Reading {
  Step step = Step::more;
  std::string body;
  std::string rest;

  friend bool operator==(const Reading&, const Reading&) = default;
};

// In pieces of so many bytes.
Reading read_in(std::size_t piece, std::string_view bytes, std::size_t most) {
  Reading reading;
  ChunkedBody chunked;
  while (reading.step == Step::more && !bytes.empty()) {
    std::string_view front = bytes.substr(0, piece);
    const std::size_t size = front.size();
    reading.step = chunked.read(front, reading.body, most);
    bytes.remove_prefix(size - front.size());
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
                            "0\r\nname\r\n"}) {
    EXPECT_EQ(read(bytes).step, Step::malformed) << testing::PrintToString(bytes);
  }
  EXPECT_EQ(read("0000000000000001\r\n").step, Step::malformed) << "sixteen digits";
}

TEST(Chunked, RefusesTooMuchBeforeItIsThere) {
  EXPECT_EQ(read("3e8\r\n").step, Step::more);
  EXPECT_EQ(read("3e9\r\n"), (Reading{Step::too_large, "", ""}));
  EXPECT_EQ(read("fffffffffffffff").step, Step::too_large);
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
}

}  // namespace
}  // namespace assent::http::chunked_test
