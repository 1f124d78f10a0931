// What is on record, read over HTTP: a decision in words, one at two times, a whole history with proofs. And who may.

#include "app/reading.hpp"
#include "consent/kept_account.hpp"
#include "evidence/base64.hpp"
#include "own_api/interface.hpp"

#include "service/passing_ledger.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

namespace assent::own_reading_test {
namespace {

using access::Role;
using http::Method;
using own_api_test::Interface;
using own_api_test::object_in;
using testing::HasSubstr;

std::size_t readings_in(Interface& in, std::string_view account) {
  std::size_t count = 0;
  const auto entries = in.setting.ledger.entries_of(account).value();
  for (const ledger::Recorded& each : entries) {
    count += each.entry.kind() == evidence::EntryKind::reading && each.entry.actor != "test" ? 1U : 0U;
  }
  return count;
}

TEST(OwnApiReads, ADecisionInWordsInEachLanguage) {
  Interface in;
  const auto got =
      in.post(Role::agent, "/v1/explanations",
              R"({"account":")" + in.account + R"(","use":{"offer":"internet"},"languages":["en","ar","fr"]})");
  ASSERT_EQ(got.status, 200U) << got.body;
  const auto said = object_in(got);
  EXPECT_EQ(said.at("account").as_string(), in.account);
  ASSERT_EQ(said.at("explanations").as_array().size(), 3U);
  EXPECT_EQ(readings_in(in, in.account), 0U) << "a decision is no reading";
  EXPECT_EQ(in.post(Role::agent, "/v1/explanations", R"({"account":"x","languages":["xx"]})").status, 400U);
  EXPECT_EQ(in.post(Role::agent, "/v1/explanations", R"({"account":"x","use":{"offer":"no_such"}})").status, 404U);
  EXPECT_EQ(in.post(Role::agent, "/v1/explanations", R"({"account":"x","use":7})").status, 400U);
  const auto misspelt = in.post(Role::agent, "/v1/explanations", R"({"account":"x","use":{"ofer":"internet"}})");
  EXPECT_EQ(misspelt.status, 400U) << "another question would be answered";
  EXPECT_THAT(misspelt.body, testing::HasSubstr("`use.ofer` is not known"));
  EXPECT_EQ(in.post(Role::agent, "/v1/explanations", R"({"use":{}})").status, 400U);
}

TEST(OwnApiReads, APartnerAsksAboutItsOwnUse) {
  Interface in;
  const auto ask = [&](std::string_view use) {
    return in.post(Role::partner, "/v1/explanations",
                   R"({"account":")" + in.account + R"(","use":)" + std::string(use) + "}");
  };
  EXPECT_EQ(ask(R"({"recipient":"joint_venture_partner","party":"partner-1"})").status, 200U);
  EXPECT_EQ(ask(R"({"recipient":"joint_venture_partner","party":"another"})").status, 403U);
  EXPECT_EQ(ask(R"({"party":"partner-1"})").status, 403U);
  EXPECT_EQ(ask("{}").status, 403U);
}

TEST(OwnApiReads, OneDecisionAtTwoTimes) {
  Interface in;
  const auto got =
      in.post(Role::compliance, "/v1/status",
              R"({"account":")" + in.account +
                  R"(","use":{"offer":"internet"},"known_at":"2026-01-01T00:00:00Z","purpose":"regulator"})");
  ASSERT_EQ(got.status, 200U) << got.body;
  EXPECT_EQ(object_in(got).at("then").as_object().at("known_at").as_string(), "2026-01-01T00:00:00Z");
  EXPECT_EQ(readings_in(in, in.account), 1U);
  EXPECT_EQ(in.post(Role::compliance, "/v1/status",
                    R"({"account":"a","known_at":"2026-02-01T00:00:00Z","and_known_at":"2026-01-01T00:00:00Z"})")
                .status,
            400U);
}

TEST(OwnApiReads, AHistoryIsRecordedBeforeItIsShown) {
  Interface in;
  const std::size_t entries = in.setting.ledger.entries_of(in.account).value().size();
  const auto got = in.post(Role::agent, "/v1/history",
                           R"({"account":")" + in.account + R"(","purpose":"complaint","language":"fr"})");
  ASSERT_EQ(got.status, 200U) << got.body;
  EXPECT_EQ(object_in(got).at("entries").as_array().size(), entries);
  const ledger::Recorded reading = in.setting.ledger.entries_of(in.account).value().back();
  EXPECT_EQ(reading.entry.actor, "agent-1");
  EXPECT_EQ(std::get<evidence::ReadingRecorded>(reading.entry.body),
            (evidence::ReadingRecorded{"agent", "", "own", "account_history", "complaint", 1, {}}));
  // The next one sees it.
  EXPECT_THAT(in.post(Role::agent, "/v1/history", R"({"account":")" + in.account + "\"}").body, HasSubstr("agent-1"));
  EXPECT_EQ(
      in.post(Role::agent, "/v1/history", R"({"account":")" + in.account + R"(","purpose":"+9613123456"})").status,
      400U);
  EXPECT_EQ(in.post(Role::agent, "/v1/history", "{}").status, 400U);
}

// A caller who tries accounts until one fits is seen, too.
TEST(OwnApiReads, AnUnknownAccountIsNotShownAndTheAttemptIsOnRecord) {
  Interface in;
  EXPECT_EQ(in.post(Role::agent, "/v1/history", R"({"account":"never seen"})").status, 404U);
  EXPECT_EQ(in.post(Role::agent, "/v1/history", R"({"account":"carrier:readings"})").status, 404U);
  EXPECT_EQ(readings_in(in, kReadings), 2U);
  const auto readings = in.post(Role::compliance, "/v1/history", R"({"account":"carrier:readings"})");
  ASSERT_EQ(readings.status, 200U);
  EXPECT_THAT(readings.body, HasSubstr("shown to agent-1 by own (account_history): 0 customers"));
}

TEST(OwnApiReads, WhatCannotBeRecordedIsNotShown) {
  class FullDisk final : public service_test::PassingLedger {
   public:
    using PassingLedger::PassingLedger;
    std::vector<Result<ledger::Receipt>> append(std::span<const ledger::Draft> drafts, Instant) override {
      return std::vector<Result<ledger::Receipt>>(drafts.size(),
                                                  fail(ErrorCode::unavailable, "the disk is full", "make room"));
    }
  };
  Interface in;
  FullDisk full(in.setting.ledger);
  app::Engine engine(
      {full, in.setting.zones, in.setting.telephones, in.setting.clock, nullptr, service_test::drawn_key},
      in.setting.engine->rules(), "tra");
  app::Proofs proofs(full);
  auto routes = own_api::question_routes(engine);
  routes.push_back(own_api::history_route(engine, proofs));
  api_test::Served served(std::move(routes));
  for (const char* path : {"/v1/history", "/v1/status"}) {
    const auto got = served.ask(Role::compliance, Method::post, path, R"({"account":")" + in.account + "\"}",
                                {{"Content-Type", "application/json"}});
    EXPECT_EQ(got.status, 503U) << path;
    EXPECT_THAT(got.body, testing::Not(HasSubstr("entries")));
  }
}

std::vector<evidence::Hash> path_in(const boost::json::object& proof) {
  std::vector<evidence::Hash> path;
  for (const auto& each : proof.at("path").as_array())
    path.push_back(evidence::hash_from_hex(each.as_string()).value());
  return path;
}
evidence::Hash hash_in(const boost::json::object& proof, std::string_view name) {
  return evidence::hash_from_hex(proof.at(name).as_string()).value();
}

TEST(OwnApiReads, AHistorysProofsHold) {
  Interface in;
  const auto got = in.post(Role::compliance, "/v1/history", R"({"account":")" + in.account + R"(","proofs":true})");
  ASSERT_EQ(got.status, 200U) << got.body;
  const auto said = object_in(got);
  ASSERT_FALSE(said.at("entries").as_array().empty());
  for (const auto& each : said.at("entries").as_array()) {
    const auto& proof = each.at("proof").as_object();
    const evidence::Bytes bytes = evidence::from_base64(proof.at("bytes").as_string()).value();
    EXPECT_EQ(evidence::decode(bytes).value().account, in.account);
    const std::string entry(each.at("entry").as_string());
    EXPECT_TRUE(evidence::verify_inclusion(std::stoull(entry.substr(entry.find('/') + 1)),
                                           proof.at("size").to_number<std::uint64_t>(), evidence::leaf_hash(bytes),
                                           path_in(proof), hash_in(proof, "root")))
        << entry;
  }
}

TEST(OwnApiLedger, EveryEntryIsProvedAndTheLogOnlyGrew) {
  Interface in;
  const std::uint64_t size = in.setting.ledger.heads().value().front().size;
  for (std::uint64_t index = 0; index < size; index += 1 + size / 40) {
    const auto got = in.get(Role::service, "/v1/ledger/inclusion?index=" + std::to_string(index));
    ASSERT_EQ(got.status, 200U) << got.body;
    const auto proof = object_in(got);
    EXPECT_FALSE(proof.contains("bytes")) << "who may verify may not for that reason read";
    EXPECT_TRUE(
        evidence::verify_inclusion(index, size, hash_in(proof, "leaf"), path_in(proof), hash_in(proof, "root")));
  }
  std::set<std::uint64_t> sizes{size};
  for (std::uint64_t each = 1; each < size; ++each) {
    if (in.setting.ledger.root_at(0, each).value()) sizes.insert(each);
  }
  for (const std::uint64_t first :
       {*sizes.begin(), *std::next(sizes.begin(), static_cast<std::ptrdiff_t>(sizes.size() / 2)), size}) {
    const auto got = in.get(Role::service, "/v1/ledger/consistency?first=" + std::to_string(first));
    ASSERT_EQ(got.status, 200U) << got.body;
    const auto proof = object_in(got);
    EXPECT_TRUE(evidence::verify_consistency(first, size, hash_in(proof, "first_root"), hash_in(proof, "second_root"),
                                             path_in(proof)));
  }
  for (const auto& [query, status] : {std::pair("inclusion", 400U),
                                      {"inclusion?index=x", 400U},
                                      {"inclusion?index=99999999", 404U},
                                      {"inclusion?index=0&log=9", 404U},
                                      {"inclusion?index=0&log=99999999999", 404U},
                                      {"consistency?first=0", 400U},
                                      {"consistency?first=99999999", 404U},
                                      {"consistency?first=1&first=2", 400U},
                                      {"checkpoint?log=7", 404U},
                                      {"checkpoint?log=%", 400U}}) {
    EXPECT_EQ(in.get(Role::service, std::string("/v1/ledger/") + query).status, status) << query;
  }
}

// Blocks, their edges, and a ledger that grows between proofs.
TEST(OwnApiLedger, ProofsHoldAcrossBlocks) {
  store::MemoryLedger ledger;
  app::Proofs proofs(ledger);
  std::vector<evidence::Hash> leaves;
  const Instant now = parse_instant("2026-01-01T00:00:00Z").value();
  for (const std::size_t until : {4095U, 4096U, 4097U, 8300U}) {
    std::vector<ledger::Draft> drafts;
    while (leaves.size() + drafts.size() < until) {
      drafts.push_back(
          {{"A-" + std::to_string(drafts.size() % 9), now, {}, "test", "cli", "", evidence::OptOutRecorded{}}, true});
    }
    ASSERT_TRUE(ledger::append_all(ledger, drafts, now));
    ASSERT_TRUE(ledger.scan({0, leaves.size()}, [&](Position, evidence::ByteView bytes) {
      leaves.push_back(evidence::leaf_hash(bytes));
      return true;
    }));
    for (const std::uint64_t index : {std::uint64_t{0}, std::uint64_t{4094}, until - 1}) {
      const auto proof = proofs.inclusion({0, index}, 0).value();
      EXPECT_EQ(proof.path, evidence::inclusion_proof(leaves, index, until)) << until << " " << index;
    }
    for (const std::uint64_t first : {std::uint64_t{4095}, std::uint64_t{until}}) {
      EXPECT_EQ(proofs.consistency(0, first, 0).value().path, evidence::consistency_proof(leaves, first, until))
          << until;
    }
  }
}

TEST(OwnApiLedger, ACheckpointIsASignedNote) {
  Interface in;
  const auto got = in.get(Role::compliance, "/v1/ledger/checkpoint");
  ASSERT_EQ(got.status, 200U) << got.body;
  const evidence::Note note = evidence::read_note(got.body).value();
  const evidence::VerifierKey key = own_api_test::signer().verifier();
  EXPECT_TRUE(evidence::verify_note(note, std::span(&key, 1)).verified());
  const ledger::LogHead head = in.setting.ledger.heads().value().front();
  EXPECT_EQ(note.text, "ledger.example\n" + std::to_string(head.size) + "\n" + evidence::to_base64(head.root) + "\n");
}

}  // namespace
}  // namespace assent::own_reading_test
