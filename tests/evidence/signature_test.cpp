#include "evidence/signature.hpp"

#include "evidence/base64.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <ostream>
#include <string>
#include <string_view>

namespace assent::signature_test {

using namespace evidence;
namespace {

template <std::size_t N>
std::array<std::uint8_t, N> from_hex(std::string_view text) {
  std::array<std::uint8_t, N> bytes{};
  EXPECT_EQ(text.size(), N * 2);
  for (std::size_t i = 0; i < N; ++i) {
    bytes[i] = static_cast<std::uint8_t>(std::stoi(std::string(text.substr(i * 2, 2)), nullptr, 16));
  }
  return bytes;
}

// RFC 8032 section 7.1, tests 1 to 3.
struct Published {
  friend void PrintTo(const Published& each, std::ostream* out) { *out << each.key; }

  std::string_view seed;
  std::string_view key;
  std::string message;
  std::string_view signature;
};

const Published kPublished[] = {
    {"9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
     "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
     "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe246"
     "551"
     "41438e7a100b"},
    {"4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
     "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "\x72",
     "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb"
     "00d"
     "291612bb0c00"},
    {"c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
     "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", "\xaf\x82",
     "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc"
     "027"
     "beceea1ec40a"},
};

class Ed25519 : public testing::TestWithParam<Published> {};

TEST_P(Ed25519, GivesThePublishedAnswers) {
  const auto seed = from_hex<32>(GetParam().seed);
  const auto key = from_hex<32>(GetParam().key);
  const auto signature = from_hex<64>(GetParam().signature);
  EXPECT_EQ(ed25519_public_key(seed), key);
  EXPECT_EQ(ed25519_sign(seed, view_of(GetParam().message)), signature);
  EXPECT_TRUE(ed25519_verify(key, view_of(GetParam().message), signature));
}

INSTANTIATE_TEST_SUITE_P(Rfc8032, Ed25519, testing::ValuesIn(kPublished));

rc::Gen<Ed25519Seed> seed() {
  return rc::gen::map(rc::gen::container<std::vector<std::uint8_t>>(32, rc::gen::arbitrary<std::uint8_t>()),
                      [](const std::vector<std::uint8_t>& bytes) {
                        Ed25519Seed seed{};
                        std::copy(bytes.begin(), bytes.end(), seed.begin());
                        return seed;
                      });
}

RC_GTEST_PROP(Ed25519Law, OneChangedBitIsFound, ()) {
  const Ed25519Seed secret = *seed();
  std::string message = *rc::gen::nonEmpty<std::string>();
  Ed25519PublicKey key = ed25519_public_key(secret);
  Ed25519Signature signature = ed25519_sign(secret, view_of(message));
  RC_ASSERT(ed25519_verify(key, view_of(message), signature));

  const auto bit = static_cast<std::uint8_t>(1U << *rc::gen::inRange(0U, 8U));
  switch (*rc::gen::inRange(0, 3)) {
    case 0: key[*rc::gen::inRange<std::size_t>(0, key.size())] ^= bit; break;
    case 1: signature[*rc::gen::inRange<std::size_t>(0, signature.size())] ^= bit; break;
    default: {
      char& byte = message[*rc::gen::inRange<std::size_t>(0, message.size())];
      byte = static_cast<char>(byte ^ bit);
    }
  }
  RC_ASSERT(!ed25519_verify(key, view_of(message), signature));
}

TEST(Ed25519Attack, SignatureOfAnotherLength) {
  const auto seed = from_hex<32>(kPublished[0].seed);
  const auto key = ed25519_public_key(seed);
  const auto signature = ed25519_sign(seed, view_of("text"));
  Bytes longer(signature.begin(), signature.end());
  longer.push_back(0);
  EXPECT_FALSE(ed25519_verify(key, view_of("text"), longer));
  EXPECT_FALSE(ed25519_verify(key, view_of("text"), ByteView(signature).first(63)));
  EXPECT_FALSE(ed25519_verify(key, view_of("text"), {}));
}

// A second signature of the same text: the scalar plus the group's order. Anyone could make it from the first one.
TEST(Ed25519Attack, ScalarPastTheOrder) {
  const auto seed = from_hex<32>(kPublished[0].seed);
  const auto key = ed25519_public_key(seed);
  auto signature = ed25519_sign(seed, view_of("text"));
  const auto order = from_hex<32>("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010");
  unsigned carry = 0;
  for (std::size_t i = 0; i < order.size(); ++i) {
    carry += static_cast<unsigned>(signature[32 + i]) + order[i];
    signature[32 + i] = static_cast<std::uint8_t>(carry);
    carry >>= 8;
  }
  EXPECT_EQ(carry, 0U);
  EXPECT_FALSE(ed25519_verify(key, view_of("text"), signature));
}

TEST(Ed25519Attack, KeyThatIsNoPoint) {
  Ed25519PublicKey key;
  key.fill(0xff);
  EXPECT_FALSE(ed25519_verify(key, view_of("text"), Ed25519Signature{}));
}

TEST(Ed25519, ASeedIsForgotten) {
  auto seed = from_hex<32>(kPublished[0].seed);
  forget(seed);
  EXPECT_EQ(seed, Ed25519Seed{});
}

// RFC 4648 section 10.
TEST(Base64, GivesThePublishedAnswers) {
  const std::pair<std::string_view, std::string_view> published[] = {{"", ""},
                                                                     {"f", "Zg=="},
                                                                     {"fo", "Zm8="},
                                                                     {"foo", "Zm9v"},
                                                                     {"foob", "Zm9vYg=="},
                                                                     {"fooba", "Zm9vYmE="},
                                                                     {"foobar", "Zm9vYmFy"}};
  for (const auto& [plain, encoded] : published) {
    EXPECT_EQ(to_base64(view_of(plain)), encoded);
    EXPECT_EQ(from_base64(encoded), Bytes(view_of(plain).begin(), view_of(plain).end()));
  }
}

TEST(Base64, HasOneFormOnly) {
  for (const char* text : {"Zg", "Zg=", "Zg===", "Zh==", "Zm9=", "Zm8", "Zm9vYg==Zg==", "=", "====", "Z===", "Zg==\n",
                           "Zm\n9v", " Zm9v", "Zm9v ", "Zm-v", "Zm_v", "Zm9v====", "Z=g="}) {
    EXPECT_FALSE(from_base64(text)) << text;
  }
}

RC_GTEST_PROP(Base64, ReadsBack, (const std::vector<std::uint8_t>& bytes)) {
  RC_ASSERT(from_base64(to_base64(bytes)) == bytes);
}

RC_GTEST_PROP(Base64, WhatIsAcceptedIsWhatWouldBeWritten, ()) {
  const auto text = *rc::gen::container<std::string>(rc::gen::elementOf(std::string("AQgwZ9+/=")));
  const auto bytes = from_base64(text);
  if (bytes) RC_ASSERT(to_base64(*bytes) == text);
}

// RFC 7515 appendix C, and the two letters in which the alphabets differ.
TEST(Base64Url, GivesThePublishedAnswers) {
  const Bytes published{3, 236, 255, 224, 193};
  EXPECT_EQ(to_base64url(published), "A-z_4ME");
  EXPECT_EQ(from_base64url("A-z_4ME"), published);
}

TEST(Base64Url, HasOneFormOnly) {
  for (const char* text :
       {"Zg==", "Zg=", "Z", "Zh", "Zm9", "Zm9vZ", "Zm9v\n", " Zm9v", "Zm+v", "Zm/v", "Zm9v=", "Z.8"}) {
    EXPECT_FALSE(from_base64url(text)) << text;
  }
}

RC_GTEST_PROP(Base64Url, ReadsBack, (const std::vector<std::uint8_t>& bytes)) {
  RC_ASSERT(from_base64url(to_base64url(bytes)) == bytes);
}

RC_GTEST_PROP(Base64Url, WhatIsAcceptedIsWhatWouldBeWritten, ()) {
  const auto text = *rc::gen::container<std::string>(rc::gen::elementOf(std::string("AQgwZ9-_=")));
  const auto bytes = from_base64url(text);
  if (bytes) RC_ASSERT(to_base64url(*bytes) == text);
}

}  // namespace
}  // namespace assent::signature_test
