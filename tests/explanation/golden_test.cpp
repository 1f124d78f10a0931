// Whole explanations of real decisions, as people see them. ASSENT_UPDATE_GOLDEN=1 writes the files again; then read
// the difference.
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <functional>
#include <string>
#include <vector>

#include "scene.hpp"

namespace assent::golden_test {

using namespace explanation;
namespace {

struct Scene {
  std::string name;
  std::string regime;
  Instant now;
  Facts facts;
  Use use;
};

Scene scene(std::string name, std::string regime, const char* now, const std::function<void(Facts&, Use&)>& change) {
  Scene made{std::move(name), std::move(regime), at(now), customer_without_history(), marketing_of_internet()};
  change(made.facts, made.use);
  return made;
}

void to_partner(Use& use) {
  use.recipient = "joint_venture_partner";
  use.party = "PX";
}

OptIn approval(const char* when, Position entry) {
  OptIn opt_in;
  opt_in.entry = entry;
  opt_in.at = at(when);
  return opt_in;
}

std::vector<Scene> scenes() {
  return {
      scene("silence", "tra", "2026-03-01T12:00:00+02:00", [](Facts&, Use&) {}),
      scene("waiting", "tra", "2026-02-01T12:00:00+02:00",
            [](Facts& facts, Use&) {
              facts.history.notices = {letter("2026-01-15", {0, 4})};
            }),
      scene("deemed", "tra", "2026-03-01T12:00:00+02:00",
            [](Facts& facts, Use&) {
              facts.history.notices = {letter("2026-01-15", {0, 4})};
            }),
      scene("refused_after_notice", "tra", "2026-03-01T12:00:00+02:00",
            [](Facts& facts, Use&) {
              facts.history.notices = {letter("2026-01-15", {0, 4})};
              facts.history.opt_outs = {{"", {0, 9}, at("2026-02-01T23:30:00+02:00"), Coverage::everything()}};
            }),
      scene("enhancement", "tra", "2026-03-01T12:00:00+02:00",
            [](Facts& facts, Use& use) {
              use.offer = Offer{"caller_id", "adjunct", "", {"local", "mobile"}};
              facts.history.opt_outs = {{"", {0, 9}, at("2026-02-01T23:30:00+02:00"), Coverage::everything()}};
            }),
      scene("partner_without_approval", "tra", "2026-03-01T12:00:00+02:00", [](Facts&, Use& use) { to_partner(use); }),
      scene("partner_with_expired_agreement", "tra", "2026-03-01T12:00:00+02:00",
            [](Facts& facts, Use& use) {
              to_partner(use);
              facts.history.opt_ins = {approval("2026-02-01T10:00:00+02:00", {0, 5})};
              facts.history.opt_ins[0].recipients = Coverage::only({"joint_venture_partner"});
              facts.history.agreements = {{"",
                                           {0, 1},
                                           "PX",
                                           on("2025-01-01"),
                                           on("2026-02-28"),
                                           {"purpose_limit", "no_onward_disclosure", "safeguards"}}};
            }),
      scene("partner_permitted", "tra", "2026-03-01T12:00:00+02:00",
            [](Facts& facts, Use& use) {
              to_partner(use);
              facts.history.opt_ins = {approval("2026-02-01T10:00:00+02:00", {0, 5})};
              facts.history.opt_ins[0].recipients = Coverage::only({"joint_venture_partner"});
              facts.history.agreements = {{"",
                                           {0, 1},
                                           "PX",
                                           on("2025-01-01"),
                                           on("2026-12-31"),
                                           {"purpose_limit", "no_onward_disclosure", "safeguards"}}};
            }),
      scene("third_party", "tra", "2026-03-01T12:00:00+02:00",
            [](Facts&, Use& use) {
              use.recipient = "third_party";
              use.party = "PZ";
            }),
      scene("call_in_progress", "fcc-2007", "2026-03-01T12:05:00+02:00",
            [](Facts& facts, Use&) {
              facts.history.opt_outs = {{"", {0, 2}, at("2026-02-01T10:00:00+02:00"), Coverage::everything()}};
              OneTimeConsent consent;
              consent.entry = {0, 3};
              consent.from = at("2026-03-01T12:00:00+02:00");
              consent.to = at("2026-03-01T12:20:00+02:00");
              facts.history.one_time_consents = {consent};
            }),
      scene("unverified", "arizona-2006", "2026-03-01T12:00:00+02:00",
            [](Facts& facts, Use&) {
              facts.history.notices = {letter("2025-01-15", {0, 4})};
            }),
      scene("agreement_and_notice", "fcc-2002", "2026-03-01T12:00:00+02:00",
            [](Facts&, Use& use) { use.recipient = "independent_contractor"; }),
      scene("request_for_approval", "fcc-2007", "2026-03-01T12:00:00+02:00",
            [](Facts&, Use& use) {
              use.purpose = "request_approval";
              use.offer.reset();
            }),
      scene("consent_bundled", "strict-opt-in", "2026-03-01T12:00:00+02:00",
            [](Facts& facts, Use&) {
              facts.history.opt_ins = {approval("2026-02-01T10:00:00+02:00", {0, 5})};
              facts.history.opt_ins[0].defects = {"bundled"};
            }),
      scene("facts_unavailable", "tra", "2026-03-01T12:00:00+02:00",
            [](Facts& facts, Use&) { facts.available = false; }),
  };
}

TEST(Golden, ExplanationsReadAsTheyDid) {
  const bool update = std::getenv("ASSENT_UPDATE_GOLDEN") != nullptr;
  for (const Scene& each : scenes()) {
    const regime::Regime regime = pack(each.regime);
    const decision::Decision decision = decision::decide(regime, each.facts, each.use, each.now);
    for (const Language language : kLanguages) {
      const std::string path = std::string(ASSENT_SOURCE_DIR "/tests/explanation/golden/") + each.name + "." +
                               std::string(to_string(language)) + ".txt";
      const std::string text = to_text(explain(regime, each.facts, each.use, decision, each.now, language));
      if (update) std::ofstream(path, std::ios::binary) << text;
      EXPECT_EQ(text_of(path), text) << path;
    }
  }
}

}  // namespace
}  // namespace assent::golden_test
