// libcjose as an oracle: another implementation signs and judges the same tokens.

#include "access/jws.hpp"
#include "access/key_set.hpp"

#include "evidence/base64.hpp"
#include "json/document.hpp"

#include <cjose/cjose.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cstdlib>
#include <fstream>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

namespace assent::access::cjose_test {
namespace {

template <auto release>
struct Release {
  template <class Object>
  void operator()(Object* object) const {
    release(object);
  }
};
using Jwk = std::unique_ptr<cjose_jwk_t, Release<cjose_jwk_release>>;
using CjoseJws = std::unique_ptr<cjose_jws_t, Release<cjose_jws_release>>;
using Header = std::unique_ptr<cjose_header_t, Release<cjose_header_release>>;

// The signer's key, with its secret half, of the first group with that comment in Wycheproof's file, or the cookbook's.
Jwk published_key(const std::string& name, std::string_view comment) {
  std::ifstream file(ASSENT_SOURCE_DIR "/tests/access/vectors/" + name);
  std::stringstream text;
  text << file.rdbuf();
  const std::string all = text.str();
  json::Document document;
  EXPECT_TRUE(document.read(all).has_value());
  auto key = comment.empty() ? document.root().find("input")->find("key") : std::nullopt;
  if (!comment.empty()) {
    const auto groups = document.root().find("testGroups");
    for (const auto& group : *groups) {
      if (!key && group.value.find("comment")->text() == comment) key = group.value.find("private");
    }
  }
  const std::string_view jwk = key->raw();
  cjose_err error;
  return Jwk(cjose_jwk_import(jwk.data(), jwk.size(), &error));
}

// Two of each kind: RSA, P-256, P-384, P-521. Making an RSA key takes long.
struct Keys {
  Keys() {
    cjose_err error;
    rsa.push_back(published_key("cookbook/4_1.rsa_v15_signature.json", ""));
    rsa.push_back(published_key("wycheproof/json_web_signature_test.json", "rs256"));
    for (int i = 0; i < 2; ++i) {
      p256.emplace_back(cjose_jwk_create_EC_random(CJOSE_JWK_EC_P_256, &error));
      p384.emplace_back(cjose_jwk_create_EC_random(CJOSE_JWK_EC_P_384, &error));
      p521.emplace_back(cjose_jwk_create_EC_random(CJOSE_JWK_EC_P_521, &error));
    }
  }
  std::vector<Jwk> rsa, p256, p384, p521;
};

const Keys& keys() {
  static const Keys made;
  return made;
}

const std::vector<Jwk>& keys_for(Algorithm algorithm) {
  switch (algorithm) {
    case Algorithm::es256: return keys().p256;
    case Algorithm::es384: return keys().p384;
    case Algorithm::es512: return keys().p521;
    default: return keys().rsa;
  }
}

std::string set_with(const Jwk& key) {
  cjose_err error;
  const std::unique_ptr<char, Release<std::free>> text(cjose_jwk_to_json(key.get(), false, &error));
  return R"({"keys":[)" + std::string(text.get()) + "]}";
}

std::string signed_by(const Jwk& key, Algorithm algorithm, const std::string& payload) {
  cjose_err error;
  const Header header(cjose_header_new(&error));
  cjose_header_set(header.get(), CJOSE_HDR_ALG, std::string(to_string(algorithm)).c_str(), &error);
  const CjoseJws jws(cjose_jws_sign(key.get(), header.get(), reinterpret_cast<const std::uint8_t*>(payload.data()),
                                    payload.size(), &error));
  if (!jws) return {};
  const char* text = nullptr;
  cjose_jws_export(jws.get(), &text, &error);
  return text;
}

bool they_verify(const Jwk& key, const std::string& token) {
  cjose_err error;
  const CjoseJws jws(cjose_jws_import(token.data(), token.size(), &error));
  return jws && cjose_jws_verify(jws.get(), key.get(), &error);
}

bool we_verify(const std::string& set, Algorithm algorithm, const std::string& token) {
  const auto jws = read_jws(token);
  if (!jws || algorithm_of(jws->algorithm) != algorithm) return false;
  const auto read = KeySet::read(set, algorithm);
  const PublicKey* key = read.value().find(jws->kid);
  return key != nullptr && key->verify(evidence::view_of(jws->signed_text), jws->signature);
}

Algorithm any_algorithm() {
  return *rc::gen::elementOf(std::vector<Algorithm>{Algorithm::rs256, Algorithm::rs384, Algorithm::rs512,
                                                    Algorithm::ps256, Algorithm::ps384, Algorithm::ps512,
                                                    Algorithm::es256, Algorithm::es384, Algorithm::es512});
}

RC_GTEST_PROP(Cjose, WhatItSignsVerifiesUnderThatKeyAndNoOther, (const std::string& payload)) {
  RC_PRE(!payload.empty());
  const Algorithm algorithm = any_algorithm();
  const auto& pair = keys_for(algorithm);
  const std::string token = signed_by(pair[0], algorithm, payload);
  RC_ASSERT(!token.empty());
  RC_ASSERT(we_verify(set_with(pair[0]), algorithm, token));
  RC_ASSERT(!we_verify(set_with(pair[1]), algorithm, token));
  const auto read = read_jws(token);
  RC_ASSERT(std::string(read->payload.begin(), read->payload.end()) == payload);
}

// Changes one bit of one part; the parts are written again as base64url must be.
RC_GTEST_PROP(Cjose, JudgesChangedTokensAsWeDo, ()) {
  const Algorithm algorithm = any_algorithm();
  const Jwk& key = keys_for(algorithm)[0];
  const std::string token = signed_by(key, algorithm, "{\"sub\":\"crm\"}");
  const std::size_t first = token.find('.');
  const std::size_t second = token.find('.', first + 1);
  std::vector<std::string> parts{token.substr(0, first), token.substr(first + 1, second - first - 1),
                                 token.substr(second + 1)};
  const auto which = *rc::gen::inRange<std::size_t>(0, 3);
  evidence::Bytes bytes = evidence::from_base64url(parts[which]).value();
  const auto bit = *rc::gen::inRange<std::size_t>(0, bytes.size() * 8);
  bytes[bit / 8] = static_cast<std::uint8_t>(bytes[bit / 8] ^ (1U << bit % 8));
  if (*rc::gen::arbitrary<bool>()) bytes.pop_back();
  parts[which] = evidence::to_base64url(bytes);
  const std::string changed = parts[0] + '.' + parts[1] + '.' + parts[2];
  RC_ASSERT(!we_verify(set_with(key), algorithm, changed));
  RC_ASSERT(!they_verify(key, changed));
  RC_ASSERT(they_verify(key, token));
}

}  // namespace
}  // namespace assent::access::cjose_test
