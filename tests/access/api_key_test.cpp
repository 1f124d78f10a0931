// API keys: made, shown once, kept as a hash.

#include "access/api_key.hpp"

#include "evidence/base64.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace assent::access::api_key_test {
namespace {

Caller crm() { return {"crm", Role::service, scopes_of(Role::service), {}, {}, {}}; }

TEST(ApiKey, HasTheFormThatIsDocumented) {
  const NewApiKey made = make_api_key(evidence::Hash{7});
  ASSERT_EQ(made.key.size(), 3U + 16 + 1 + 43);
  EXPECT_EQ(made.key.substr(0, 20), "ak_" + made.id + "_");
  EXPECT_EQ(evidence::from_base64url(made.key.substr(20)),
            evidence::Bytes(
                {7, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}));
  EXPECT_EQ(made.sha256, evidence::sha256(evidence::view_of(made.key))) << "as `printf %s KEY | sha256sum` says it";
  EXPECT_TRUE(is_api_key(made.key));
}

RC_GTEST_PROP(ApiKey, IsFoundAndNoOtherIs, (const evidence::Hash& random, const evidence::Hash& other)) {
  RC_PRE(random != other);
  const NewApiKey made = make_api_key(random);
  const auto keys = ApiKeys::make({{made.id, made.sha256, crm()}});
  RC_ASSERT(keys.has_value());
  RC_ASSERT(keys->find(made.key, kEarliest).finding == ApiKeys::Finding::known);
  RC_ASSERT(keys->find(made.key, kEarliest).caller->id == "crm");
  // The same id with another secret, as an attacker would try.
  const std::string guess = made.key.substr(0, 20) + evidence::to_base64url(other);
  RC_ASSERT(keys->find(guess, kEarliest).finding == ApiKeys::Finding::unknown);
  RC_ASSERT(keys->find(make_api_key(other).key, kEarliest).finding == ApiKeys::Finding::unknown);
}

RC_GTEST_PROP(ApiKey, AnyTextIsNoKey, (const std::string& text)) {
  RC_ASSERT(!is_api_key(text));
  RC_ASSERT(ApiKeys{}.find(text, kEarliest).finding == ApiKeys::Finding::unknown);
}

TEST(ApiKey, IsRefusedWhenItIsWrittenDownWrong) {
  const NewApiKey made = make_api_key(evidence::Hash{7});
  const NewApiKey other = make_api_key(evidence::Hash{8});
  EXPECT_FALSE(ApiKeys::make({{"short", made.sha256, crm()}}).has_value());
  EXPECT_FALSE(ApiKeys::make({{"0123456789ABCDEF", made.sha256, crm()}}).has_value());
  EXPECT_FALSE(ApiKeys::make({{made.id, made.sha256, crm()}, {made.id, other.sha256, crm()}}).has_value());
  EXPECT_FALSE(ApiKeys::make({{made.id, made.sha256, crm()}, {other.id, made.sha256, crm()}}).has_value());
  EXPECT_EQ(ApiKeys::make({{made.id, made.sha256, crm()}, {other.id, other.sha256, crm()}})->size(), 2U);
}

TEST(ApiKey, BelongsToNoCallerThatCannotBe) {
  const NewApiKey made = make_api_key(evidence::Hash{7});
  const auto refused = [&](const Caller& caller) { return !ApiKeys::make({{made.id, made.sha256, caller}}); };
  EXPECT_FALSE(refused(crm()));
  Caller wrong = crm();
  wrong.id = "";
  EXPECT_TRUE(refused(wrong));
  wrong.id = "the crm";
  EXPECT_TRUE(refused(wrong));
  wrong = crm();
  wrong.role = Role::customer;
  EXPECT_TRUE(refused(wrong));
  wrong = crm();
  wrong.scopes.add(Scope::rules_reload);
  EXPECT_TRUE(refused(wrong)) << "the role does not grant it";
  wrong = crm();
  wrong.partner = "acme";
  EXPECT_TRUE(refused(wrong)) << "a service sees more than one partner";
  EXPECT_TRUE(refused({"acme-gateway", Role::partner, scopes_of(Role::partner), "", "", ""}));
  EXPECT_FALSE(refused({"acme-gateway", Role::partner, scopes_of(Role::partner), "acme", "", ""}));
  EXPECT_TRUE(refused({"acme-gateway", Role::partner, scopes_of(Role::partner), "acme", "+9613123456", ""}));
}

}  // namespace
}  // namespace assent::access::api_key_test
