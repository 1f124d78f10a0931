// A refusal outlives every notification, whoever sends it and in whatever order; and a number that comes with one
// brings what was refused from it.

#include "tmf_listener/setting.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>

namespace assent::tmf_listener_test::refusals_test {

using evidence::CustomerRecorded;
using evidence::OptOutRecorded;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

constexpr std::string_view kOne = "2026-05-01T00:00:00Z";
constexpr std::string_view kTwo = "2026-05-02T00:00:00Z";
const std::string kValidated = R"(,"status":"validated")";

TEST(NotifiedRefusals, AStopFromANumberNobodyHasMeetsTheCustomerWhoComesWithIt) {
  Setting setting;
  setting.stop("+9613123456");
  EXPECT_EQ(
      setting.effects("individualCreateEvent", individual("e-1", kOne, "A-1", kValidated + reached_by("03 123 456"))),
      "recorded, kept-refusals");
  EXPECT_THAT(setting.recorded<OptOutRecorded>("A-1"), SizeIs(1));
  EXPECT_EQ(setting.decide("A-1").reason, Reason::opted_out);
  // So it does where the number comes later, and once.
  setting.effects("individualCreateEvent", individual("e-2", kOne, "A-2"));
  EXPECT_NE(setting.decide("A-2").reason, Reason::opted_out);
  const std::string number = individual("e-3", kTwo, "A-2", reached_by("+9613123456"));
  setting.effects("individualAttributeValueChangeEvent", number);
  EXPECT_EQ(setting.decide("A-2").reason, Reason::opted_out);
  const std::size_t size = setting.size();
  setting.effects("individualAttributeValueChangeEvent", number);
  EXPECT_EQ(setting.size(), size);
}

TEST(NotifiedRefusals, AStopThatComesMeanwhileIsNotLost) {
  Setting setting;
  setting.stop("+9613000000");  // there is a key
  setting.ledger.before_append = [&](ledger::Ledger&) { setting.stop("+9613123456"); };
  setting.effects("individualCreateEvent", individual("e-1", kOne, "A-1", kValidated + reached_by("03 123 456")));
  EXPECT_EQ(setting.decide("A-1").reason, Reason::opted_out);
}

TEST(NotifiedRefusals, NothingThatIsSentBringsAnApprovalBack) {
  Setting setting;
  setting.effects("individualCreateEvent", individual("e-1", kOne, "A-1", kValidated + reached_by("03 123 456")));
  setting.stop("+9613123456");
  ASSERT_EQ(setting.decide("A-1").reason, Reason::opted_out);
  setting.effects("individualDeleteEvent", individual("e-2", kTwo, "A-1", ""));
  setting.effects("individualCreateEvent", individual("e-3", "2026-05-03T00:00:00Z", "A-1", kValidated));
  setting.effects("productCreateEvent", product("e-4", kTwo, "P-1", of_customer("A-1", "PS-101", "active")));
  EXPECT_EQ(setting.profile("A-1")->state, CustomerState::active);
  EXPECT_EQ(setting.decide("A-1").reason, Reason::opted_out);
  for (const ledger::Recorded& each : setting.entries("A-1")) {
    EXPECT_NE(each.entry.kind(), evidence::EntryKind::opt_in);
    EXPECT_NE(each.entry.kind(), evidence::EntryKind::correction);
  }
}

TEST(NotifiedRefusals, ACustomerWhoMayHaveANewAccountKeepsThem) {
  Setting setting;
  setting.effects("individualCreateEvent", individual("e-1", kOne, "A-1", kValidated + reached_by("03 123 456")));
  setting.stop("+9613123456");
  setting.effects("individualCreateEvent", individual("e-2", kTwo, "A-2", kValidated + reached_by("03 123 456")));
  EXPECT_EQ(setting.effects("individualDeleteEvent", individual("e-3", kTwo, "A-1", "")),
            "recorded, left, not-erased, suspected-link");
  EXPECT_EQ(setting.decide("A-2").reason, Reason::opted_out);
}

TEST(Merging, AnImportAtTheSameTimeLosesNothing) {
  Setting setting;
  CustomerRecorded imported;
  imported.language = "en";
  imported.services = {"local"};
  setting.import("A-1", imported);
  const std::string plan = R"(,"productOffering":{"id":"PO-MOBILE-5G"})" + of_customer("A-1", "", "created");
  setting.effects("productCreateEvent", product("e-1", kOne, "P-1", plan));
  setting.ledger.before_append = [&](ledger::Ledger&) {
    CustomerRecorded later = imported;
    later.services = {"internet"};
    later.language = "fr";
    setting.import("A-1", later);
  };
  EXPECT_EQ(setting.effects("productStateChangeEvent", product("e-2", kTwo, "P-1", R"(,"status":"active")")),
            "recorded");
  EXPECT_EQ(setting.profile("A-1")->language, "fr");
  EXPECT_THAT(setting.profile("A-1")->services, ElementsAre("internet", "mobile"));
}

TEST(Merging, TwoNotificationsAtOnceLoseNothing) {
  Setting setting;
  setting.effects("individualCreateEvent", individual("e-1", kOne, "A-1"));
  tmf_listener::Listener other(*setting.engine, usual_mapping());  // as of another process
  setting.ledger.before_append = [&](ledger::Ledger&) {
    const auto tree = json::read_tree(individual("e-2", kTwo, "A-1", reached_by("03 123 456")));
    ASSERT_TRUE(
        other.hear({tmf_listener::About::individual, tmf_listener::Happened::attributes_changed}, *tree, "crm"));
  };
  // It is overtaken once, before its product's place is kept, and once more before the customer is changed.
  setting.effects("productCreateEvent", product("e-3", kTwo, "P-1", of_customer("A-1", "PS-101", "active")));
  setting.ledger.before_append = [&](ledger::Ledger&) {
    const auto tree = json::read_tree(individual("e-4", kTwo, "A-1", R"(,"status":"closed")"));
    ASSERT_TRUE(other.hear({tmf_listener::About::individual, tmf_listener::Happened::state_changed}, *tree, "crm"));
  };
  setting.effects("productStateChangeEvent",
                  product("e-5", "2026-05-04T00:00:00Z", "P-1", R"(,"status":"terminated")"));
  EXPECT_EQ(setting.profile("A-1")->state, CustomerState::former);
  EXPECT_THAT(setting.profile("A-1")->telephones, ElementsAre("+9613123456"));
  EXPECT_THAT(setting.profile("A-1")->services, IsEmpty());
}

TEST(Merging, ManyAtOnceLoseNothing) {
  Setting setting;
  setting.effects("individualCreateEvent", individual("e-1", kOne, "A-1"));
  const char* const kinds[] = {"PS-101", "PO-MOBILE-5G", "PO-HOME-BUNDLE", "PS-ROUTER"};
  std::vector<std::unique_ptr<tmf_listener::Listener>> listeners;
  for (int i = 0; i < 4; ++i) {
    listeners.push_back(std::make_unique<tmf_listener::Listener>(*setting.engine, usual_mapping()));
  }
  std::vector<std::thread> threads;
  for (std::size_t i = 0; i < listeners.size(); ++i) {
    threads.emplace_back([&, i] {
      for (int j = 0; j < 8; ++j) {
        const std::string name = std::to_string(i) + "-" + std::to_string(j);
        const std::string kind = kinds[i];
        const std::string members = of_customer("A-1", kind.starts_with("PS") ? kind : "", "active") +
                                    R"(,"productOffering":{"id":")" + kind + "\"}";
        const auto tree = json::read_tree(product(name, kTwo, "P-" + name, members));
        for (int tries = 0; tries < 100; ++tries) {
          if (listeners[i]->hear({tmf_listener::About::product, tmf_listener::Happened::created}, *tree, "crm")) break;
        }
      }
    });
  }
  for (std::thread& each : threads) each.join();
  EXPECT_THAT(setting.profile("A-1")->services, ElementsAre("internet", "local", "mobile"));
  EXPECT_THAT(setting.recorded<evidence::PrivacyDocumentRecorded>("A-1"), SizeIs(33));
}

TEST(Erasing, WhatNotificationsSaidIsGoneAndARepeatedOneDoesNotBringItBack) {
  Setting setting;
  const std::string body = individual("e-1", kOne, "A-1", kValidated + reached_by("03 123 456", "r@mail.example"));
  setting.effects("individualCreateEvent", body);
  ASSERT_TRUE(setting.ledger.erase_identity("A-1").value());
  for (const auto& each : setting.recorded<evidence::PrivacyDocumentRecorded>("A-1")) EXPECT_THAT(each.text, IsEmpty());
  const std::size_t size = setting.size();
  EXPECT_EQ(setting.effects("individualCreateEvent", body), "repeated");
  EXPECT_EQ(setting.size(), size);
  EXPECT_THAT(setting.profile("A-1")->email_addresses, IsEmpty());
}

}  // namespace assent::tmf_listener_test::refusals_test
