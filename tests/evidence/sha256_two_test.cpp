#include "evidence/sha256_two.hpp"
#include "evidence/hash.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

namespace assent::sha256_two_test {

using namespace evidence;
namespace {

// FIPS 180-4's own examples.
struct Example {
  std::string bytes;
  std::string_view hash;
};

const Example kExamples[] = {
    {"", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
    {"abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
    {"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
     "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"},
    {std::string(1'000'000, 'a'), "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"},
};

TEST(UpdateBoth, GivesThePublishedAnswersToEach) {
  for (const Example& left : kExamples) {
    for (const Example& right : kExamples) {
      Sha256Stream a, b;
      update_both(a, view_of(left.bytes), b, view_of(right.bytes));
      EXPECT_EQ(to_hex(a.finish()), left.hash);
      EXPECT_EQ(to_hex(b.finish()), right.hash);
      for (const bool by_turns : {false, true}) {
        update_both(a, view_of(left.bytes), b, view_of(right.bytes), by_turns);
        EXPECT_EQ(to_hex(a.finish()), left.hash) << by_turns;
        EXPECT_EQ(to_hex(b.finish()), right.hash) << by_turns;
      }
    }
  }
}

// The hash value before the first block: FIPS 180-4, 5.3.3.
constexpr std::array<std::uint32_t, 8> kBeginning{0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                                  0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};

std::string text_of(const std::array<std::uint32_t, 8>& words) {
  Bytes bytes;
  for (const std::uint32_t word : words) {
    for (const int shift : {24, 16, 8, 0}) bytes.push_back(static_cast<std::uint8_t>(word >> shift));
  }
  return to_hex(bytes);
}

TEST(CompressTwo, TakesBlocksIntoEach) {
  // The first two examples with their padding.
  std::array<std::uint8_t, kSha256Block> nothing{0x80};
  std::array<std::uint8_t, kSha256Block> abc{'a', 'b', 'c', 0x80};
  abc.back() = 24;
  std::array<std::uint32_t, 8> a = kBeginning;
  std::array<std::uint32_t, 8> b = kBeginning;
  if (!compress_two(a, nothing.data(), b, abc.data(), 1)) {
    EXPECT_EQ(a, kBeginning);
    EXPECT_EQ(b, kBeginning);
    return;  // without the instructions it does nothing, and the caller hashes in the other way
  }
  EXPECT_EQ(text_of(a), kExamples[0].hash);
  EXPECT_EQ(text_of(b), kExamples[1].hash);
  const auto before = a;
  EXPECT_TRUE(compress_two(a, nullptr, b, nullptr, 0));
  EXPECT_EQ(a, before);
}

// From half a gibibyte on the length in bits takes more than a word; code that hashes without OpenSSL must count that
// far.
TEST(UpdateBoth, CountsBeyondThirtyTwoBits) {
  const Bytes much(std::size_t{1} << 20, 'a');
  Sha256Stream single;
  for (int i = 0; i < 511; ++i) single.update(much);
  single.update(ByteView(much).first(much.size() - kSha256Block));
  Sha256Stream both = single;
  Sha256Stream other;
  const ByteView more = ByteView(much).first(3 * kSha256Block);
  update_both(both, more, other, more);
  single.update(more);
  EXPECT_EQ(both.size(), (std::uint64_t{1} << 29) + 2 * kSha256Block);
  EXPECT_EQ(both.finish(), single.finish());
  EXPECT_EQ(other.finish(), sha256(more));
}

// Up to a thousand, and often within three of a block's end.
std::size_t random_length() {
  if (*rc::gen::arbitrary<bool>()) return *rc::gen::resize(100, rc::gen::inRange<std::size_t>(0, 1001));
  const auto blocks = *rc::gen::resize(100, rc::gen::inRange<std::size_t>(1, 16));
  return blocks * kSha256Block - 3 + *rc::gen::resize(100, rc::gen::inRange<std::size_t>(0, 7));
}

Bytes random_bytes() {
  return *rc::gen::container<Bytes>(random_length(), rc::gen::resize(100, rc::gen::arbitrary<std::uint8_t>()));
}

// A stream, the bytes for it, and how many of them it has.
struct Course {
  const Bytes bytes = random_bytes();
  std::size_t given = 0;
  Sha256Stream stream;

  ByteView some() {
    const std::size_t count = std::min(random_length(), bytes.size() - given);
    given += count;
    return ByteView(bytes).subspan(given - count, count);
  }
  ByteView rest() {
    const ByteView left = ByteView(bytes).subspan(given);
    given = bytes.size();
    return left;
  }
  void check() const {
    RC_ASSERT(stream.size() == given);
    RC_ASSERT(stream.so_far() == sha256(ByteView(bytes).first(given)));
  }
};

void mixed_updates_give_the_hash_of_all(bool by_turns) {
  Course a, b;
  for (int steps = *rc::gen::inRange(0, 10); steps > 0; --steps) {
    switch (*rc::gen::inRange(0, 4)) {
      case 0: a.stream.update(a.some()); break;
      case 1: b.stream.update(b.some()); break;
      default: {
        const ByteView of_a = a.some();
        const ByteView of_b = b.some();
        update_both(a.stream, of_a, b.stream, of_b, by_turns);
      }
    }
    a.check();
    b.check();
  }
  const ByteView of_a = a.rest();
  const ByteView of_b = b.rest();
  update_both(a.stream, of_a, b.stream, of_b, by_turns);
  a.check();
  RC_ASSERT(a.stream.finish() == sha256(a.bytes));
  RC_ASSERT(b.stream.finish() == sha256(b.bytes));
  RC_ASSERT(a.stream.size() == 0U);
  RC_ASSERT(a.stream.finish() == sha256({}));
}

RC_GTEST_PROP(UpdateBoth, PiecesDoNotMatterByTurns, ()) { mixed_updates_give_the_hash_of_all(true); }

RC_GTEST_PROP(UpdateBoth, PiecesDoNotMatterOneAfterTheOther, ()) { mixed_updates_give_the_hash_of_all(false); }

}  // namespace
}  // namespace assent::sha256_two_test
