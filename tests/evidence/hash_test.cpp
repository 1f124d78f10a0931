#include "evidence/hash.hpp"

#include <gtest/gtest.h>

namespace assent {
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

}  // namespace
}  // namespace assent
