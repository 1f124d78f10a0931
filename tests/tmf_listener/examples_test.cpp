// The examples in TM Forum's descriptions of version 5, and the paths of both versions.

#include "tmf_listener/setting.hpp"

#include "decision/packs.hpp"
#include "tmf_listener/event.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace assent::tmf_listener_test::examples_test {

using http::Method;
using testing::ElementsAre;
using testing::SizeIs;

std::string example(std::string_view name) {
  static const json::Tree all = json::read_tree(test::text_of("tests/tmf_listener/v5/examples.json")).value();
  const json::Tree* const one = all.find(std::string(name) + "_request");
  EXPECT_NE(one, nullptr) << name;
  return one == nullptr ? "" : json::to_json(*one);
}

struct Published : Setting {
  // Its effects; the status is 204, and there is no body.
  std::string take(std::string_view path, std::string_view name) {
    const std::string_view interface = path.starts_with("product") ? "productInventory" : "partyManagement";
    const auto got =
        served->post("/tmf-api/" + std::string(interface) + "/v5/listener/" + std::string(path), example(name));
    EXPECT_EQ(got.status, 204U) << name << got.body;
    EXPECT_EQ(got.body, "");
    return got.header("Assent-Effects").value_or("");
  }
};

TEST(PublishedExamples, OfPartiesAreTaken) {
  Published published;
  EXPECT_EQ(published.take("individualCreateEvent", "IndividualCreateEvent"), "recorded");
  const auto jane = published.profile("42");
  ASSERT_TRUE(jane);
  EXPECT_EQ(jane->state, CustomerState::active);
  EXPECT_EQ(jane->language, "fr");
  EXPECT_THAT(jane->email_addresses, SizeIs(1));
  EXPECT_THAT(jane->address.lines,
              ElementsAre("240 Headquarters Plazza", "East Tower - 10th Floor", "07960 Morristown", "New Jersey"));
  EXPECT_EQ(jane->address.country, "US");
  // These three have one `eventId` in the description, and the first of them is older than the creation.
  EXPECT_EQ(published.take("individualAttributeValueChangeEvent", "IndividualAttributeValueChangeEvent"), "older");
  EXPECT_EQ(published.take("individualStateChangeEvent", "IndividualStateChangeEvent"), "older");
  EXPECT_EQ(published.take("individualDeleteEvent", "IndividualDeleteEvent"), "older, not-erased");
  EXPECT_EQ(published.profile("42"), jane);

  EXPECT_EQ(published.take("organizationCreateEvent", "OrganizationCreateEvent"), "recorded");
  ASSERT_TRUE(published.profile("128"));
  EXPECT_EQ(published.profile("128")->kind, CustomerKind::business);
  EXPECT_EQ(published.take("organizationAttributeValueChangeEvent", "OrganizationAttributeValueChangeEvent"), "older");
  EXPECT_EQ(published.take("organizationStateChangeEvent", "OrganizationStateChangeEvent"), "older");
  EXPECT_EQ(published.take("organizationDeleteEvent", "OrganizationDeleteEvent"), "older, not-erased");
}

TEST(PublishedExamples, OfProductsAreTaken) {
  Published published;
  EXPECT_EQ(published.take("productCreateEvent", "ProductCreateEvent"), "waits");
  // The description gives the batch the `eventId` of the creation, and the type of it.
  EXPECT_EQ(published.take("productProductBatchEvent", "ProductBatchEvent"), "repeated");
  EXPECT_EQ(published.take("productAttributeValueChangeEvent", "ProductAttributeValueChangeEvent"), "unchanged");
  // It is not known whose that product is.
  for (const char* each : {"StateChange", "Delete"}) {
    const std::string name = std::string(each) + "Event";
    const auto got =
        published.served->post("/tmf-api/productInventory/v5/listener/product" + name, example("Product" + name));
    EXPECT_EQ(got.status, 409U) << got.body;
    EXPECT_THAT(got.body, testing::HasSubstr("created the product"));
  }
}

TEST(Paths, AreThoseOfThePublishedFiles) {
  Setting setting;
  std::vector<std::string> paths;
  for (const api::Route& each : setting.served->routes.all()) {
    EXPECT_EQ(each.method(), Method::post);
    EXPECT_EQ(each.scope(), access::Scope::customers_write);
    paths.push_back(each.path());
  }
  EXPECT_THAT(paths, SizeIs(34));
  for (const char* const each :
       {"party/v4/listener/individualCreateEvent", "party/v4/listener/organizationDeleteEvent",
        "partyManagement/v4/listener/individualStateChangeEvent",
        "partyManagement/v5/listener/organizationAttributeValueChangeEvent",
        "productInventory/v4/listener/productBatchEvent", "productInventory/v5/listener/productProductBatchEvent",
        "productInventory/v5/listener/productDeleteEvent"}) {
    EXPECT_THAT(paths, testing::Contains("/tmf-api/" + std::string(each)));
  }
}

TEST(Paths, Version4AnswersWithARegistration) {
  Setting setting;
  const auto got = setting.send("individualCreateEvent", individual("e-1", "", "A-1"));
  ASSERT_EQ(got.status, 201U);
  const auto tree = json::read_tree(got.body);
  ASSERT_TRUE(tree);
  EXPECT_EQ(tree->text_at("id").size(), 32U);
  EXPECT_EQ(tree->text_at("callback"), "/tmf-api/partyManagement/v4/listener/individualCreateEvent");
}

TEST(Paths, AreForSystemsAndAdministrators) {
  Setting setting;
  using enum access::Role;
  for (const access::Role role : {service, agent, campaign_manager, supervisor, partner, compliance, administrator}) {
    const auto got = setting.served->ask(role, Method::post, "/tmf-api/party/v4/listener/individualCreateEvent",
                                         individual("e-1", "", "A-1"), {{"Content-Type", "application/json"}});
    EXPECT_EQ(got.status, role == service || role == administrator ? 201U : 403U) << to_string(role);
  }
}

}  // namespace assent::tmf_listener_test::examples_test
