// An engine at work: a ledger and its index in memory, rule packs as they are shipped, a clock that is set by hand.
#pragma once

#include "app/query.hpp"
#include "decision/packs.hpp"
#include "index/agreement.hpp"
#include "service/setting.hpp"

#include <gtest/gtest.h>

#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace assent::app_test {

class WorkingEngine : public testing::Test {
 protected:
  explicit WorkingEngine(std::initializer_list<const char*> ids = {"tra"}) {
    std::vector<app::PackText> packs;
    for (const std::string id : ids) packs.push_back({id + ".toml", test::text_of("regimes/" + id + ".toml")});
    rules = std::make_shared<const app::Rules>(
        app::Rules{app::RulePacks::of(std::move(packs)), index_test::catalogue(), {}});
    index.emplace(service::LiveIndex::build(ledger, zones, memory, app::index_scope(rules->packs)).value());
    engine.emplace(app::EnginePorts{ledger, zones, telephones, clock, &*index, service_test::drawn_key}, rules, "tra");
  }

  // A customer in Beirut with a telephone line, on record from the clock's instant on.
  void customer(std::string account, Names telephones_of_theirs = {}) {
    evidence::CustomerRecorded body;
    body.kind = CustomerKind::residential;
    body.services = {"local"};
    body.language = "en";
    body.time_zone = "Asia/Beirut";
    body.telephones = std::move(telephones_of_theirs);
    const Instant now = clock.now();
    EXPECT_TRUE(ledger::append_one(ledger, {{std::move(account), now, {}, "billing", "import", "", body}, true}, now));
    engine->follow();
  }

  // Why the carrier may offer them internet access, or why not, by the index.
  Reason answer(std::string_view account = "A-1") {
    app::Query query;
    query.use.information = {"services"};
    query.use.offer = "internet";
    const auto many = app::ManyDecisions::prepare(*engine, query).value();
    EXPECT_TRUE(many->by_index());
    service::Judgements judged;
    many->decide({&account, 1}, judged);
    return judged.each.at(0).reason;
  }

  std::uint64_t size() const { return ledger.heads().value().front().size; }

  store::MemoryLedger ledger;
  index_test::AwkwardZones zones;
  HeapMemory memory;
  service_test::PlainTelephones telephones;
  service_test::HandClock clock{service_test::at("2026-01-01T08:00:00Z")};
  std::shared_ptr<const app::Rules> rules;
  std::optional<service::LeasedIndex> index;
  std::optional<app::Engine> engine;
  std::string rejects;
  TextSink rejected{rejects};
};

}  // namespace assent::app_test
