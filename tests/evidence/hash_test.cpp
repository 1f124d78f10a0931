#include "evidence/hash.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <string>
#include <vector>

namespace assent::hash_test {

using namespace evidence;
namespace {

// FIPS 180-4's own examples: one block, two blocks, nothing, a million letters.
TEST(Sha256, GivesThePublishedAnswers) {
  EXPECT_EQ(to_hex(sha256({})), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(to_hex(sha256(view_of("abc"))), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(to_hex(sha256(view_of("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"))),
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  EXPECT_EQ(to_hex(sha256(view_of(std::string(1'000'000, 'a')))),
            "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST(Sha256, APrefixIsTheFirstByte) {
  EXPECT_EQ(sha256_prefixed('a', view_of("bc")), sha256(view_of("abc")));
  EXPECT_EQ(to_hex(sha256_prefixed(0x00, {})), "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
}

TEST(Sha256Stream, BeginsAgainAfterItsEnd) {
  Sha256Stream stream;
  EXPECT_EQ(stream.finish(), sha256({}));
  stream.update(view_of("abc"));
  EXPECT_EQ(stream.size(), 3U);
  EXPECT_EQ(stream.finish(), sha256(view_of("abc")));
  EXPECT_EQ(stream.size(), 0U);
  EXPECT_EQ(stream.finish(), sha256({}));
}

TEST(Sha256Stream, ACopyGoesItsOwnWay) {
  const std::string beginning(100, 'a');
  Sha256Stream stream;
  stream.update(view_of(beginning));
  Sha256Stream copy = stream;
  EXPECT_EQ(copy.size(), beginning.size());
  copy.update(view_of("left"));
  stream.update(view_of("right"));
  EXPECT_EQ(copy.finish(), sha256(view_of(beginning + "left")));
  EXPECT_EQ(stream.finish(), sha256(view_of(beginning + "right")));
}

RC_GTEST_PROP(Sha256Stream, PiecesDoNotMatter, (const std::vector<std::string>& pieces)) {
  Sha256Stream stream;
  std::string all;
  for (const std::string& piece : pieces) {
    stream.update(view_of(piece));
    all += piece;
    RC_ASSERT(stream.so_far() == sha256(view_of(all)));
  }
  RC_ASSERT(stream.size() == all.size());
  RC_ASSERT(stream.finish() == sha256(view_of(all)));
}

TEST(HashText, IsSixtyFourFiguresInLowerCase) {
  const Hash hash = sha256(view_of("abc"));
  const std::string text = to_hex(hash);
  EXPECT_EQ(hash_from_hex(text), hash);
  EXPECT_FALSE(hash_from_hex(text.substr(1)));
  EXPECT_FALSE(hash_from_hex(text + "0"));
  EXPECT_FALSE(hash_from_hex("BA" + text.substr(2)));
  EXPECT_FALSE(hash_from_hex("0x" + text.substr(2)));
  EXPECT_FALSE(hash_from_hex(" " + text.substr(1)));
}

}  // namespace
}  // namespace assent::hash_test
