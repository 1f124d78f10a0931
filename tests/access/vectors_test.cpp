// Signatures and keys of others: Wycheproof's attacks, and the examples of RFC 7520 and RFC 8037.

#include "access/jws.hpp"
#include "access/key_set.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <set>
#include <sstream>
#include <string>

namespace assent::access::vectors_test {
namespace {

std::string text_of(const std::string& name) {
  std::ifstream file(ASSENT_SOURCE_DIR "/tests/access/vectors/" + name);
  std::stringstream text;
  text << file.rdbuf();
  EXPECT_FALSE(text.str().empty()) << name;
  return text.str();
}

// Judges a signature as Tokens does, for an issuer with these keys and the token's algorithm.
bool verifies(const std::string& keys, std::string_view token) {
  const auto jws = read_jws(token);
  if (!jws) return false;
  const auto algorithm = algorithm_of(jws->algorithm);
  if (!algorithm) return false;
  const auto set = KeySet::read(keys, *algorithm);
  EXPECT_TRUE(set.has_value());
  const PublicKey* key = set->find(jws->kid);
  return key != nullptr && key->verify(evidence::view_of(jws->signed_text), jws->signature);
}

std::string set_of(const json::Value& key_or_set) {
  return key_or_set.find("keys") ? std::string(key_or_set.raw())
                                 : R"({"keys":[)" + std::string(key_or_set.raw()) + "]}";
}

struct Counts {
  int accepted = 0;
  int refused = 0;
};

// Every test of the file except `contradictory` ones: valid ones verify where the key is public, and no other one does.
Counts run(const std::string& name, const std::set<std::int64_t>& contradictory) {
  const std::string text = text_of(name);
  json::Document document;
  EXPECT_TRUE(document.read(text).has_value());
  const json::Value root = document.root();
  const auto groups = root.find("testGroups");
  Counts counts;
  for (const auto& group : *groups) {
    const auto open = group.value.find("public");
    const auto secret = group.value.find("private");
    const std::string keys = set_of(open ? *open : *secret);
    const auto tests = group.value.find("tests");
    for (const auto& test : *tests) {
      const std::int64_t id = test.value.find("tcId")->integer().value();
      const bool valid = test.value.find("result")->text() == "valid";
      const json::Value jws = *test.value.find("jws");
      const std::string token(jws.is(json::Kind::text) ? jws.text() : jws.raw());
      const bool accepted = verifies(keys, token);
      if (contradictory.contains(id)) {
        EXPECT_FALSE(accepted) << id << ": let it be refused";
        continue;
      }
      EXPECT_EQ(accepted, valid && open.has_value()) << name << ' ' << id << ' ' << test.value.find("comment")->text();
      ++(accepted ? counts.accepted : counts.refused);
    }
  }
  return counts;
}

TEST(Wycheproof, NoAttackOnSignaturesSucceeds) {
  // 346, 350: the key says PS256, the token PS384. 347, 351: the key says ES521, which does not exist.
  const Counts counts = run("wycheproof/json_web_signature_test.json", {346, 347, 350, 351});
  EXPECT_EQ(counts.accepted + counts.refused, 397);
  EXPECT_GE(counts.accepted, 10);
}

TEST(Wycheproof, NoAttackOnKeySetsSucceeds) {
  const Counts counts = run("wycheproof/json_web_key_test.json", {});
  EXPECT_EQ(counts.accepted, 1);
  EXPECT_EQ(counts.refused, 25);
}

// The file's key is the signer's own, so its secret half is removed first.
std::string public_part(const json::Value& key) {
  std::string members;
  for (const auto& member : key) {
    if (std::set<std::string_view>{"d", "p", "q", "dp", "dq", "qi"}.contains(member.key)) continue;
    members += (members.empty() ? "\"" : ",\"") + std::string(member.key) + "\":" + std::string(member.value.raw());
  }
  return "{\"keys\":[{" + members + "}]}";
}

TEST(Cookbook, TheExamplesVerifyAndWithAnotherPayloadTheyDoNot) {
  for (const std::string name :
       {"4_1.rsa_v15_signature", "4_2.rsa-pss_signature", "4_3.ecdsa_signature", "curve25519_jws"}) {
    const std::string text = text_of("cookbook/" + name + ".json");
    json::Document document;
    ASSERT_TRUE(document.read(text).has_value());
    const json::Value key = *document.root().find("input")->find("key");
    const std::string compact(document.root().find("output")->find("compact")->text());
    EXPECT_TRUE(verifies(public_part(key), compact)) << name;
    EXPECT_FALSE(verifies(set_of(key), compact)) << "a set that shows secrets has no keys";
    std::string changed = compact;
    char& letter = changed[compact.find('.') + 5];
    letter = letter == 'A' ? 'B' : 'A';
    EXPECT_FALSE(verifies(public_part(key), changed)) << name;
  }
}

}  // namespace
}  // namespace assent::access::vectors_test
