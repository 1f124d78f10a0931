// A share of notices has the same result among many shares as alone.

#include "index/notice_classes.hpp"

#include "decision/packs.hpp"
#include "index/agreement.hpp"

#include <gtest/gtest.h>

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace assent::index_test::notice_classes_test {

using namespace index;
namespace {

using std::chrono::days;

const Instant kDay = test::at("2026-03-01T00:00:00Z");

// Publications that differ from one another in one thing.
ledger::CarrierFile published(std::size_t& count) {
  evidence::NoticePublished plain;
  plain.version = "1";
  plain.regime = "tra";
  plain.recipients = Coverage::everything();
  plain.parties = Coverage::everything();
  plain.information = Coverage::everything();
  plain.translation = Translation::complete;
  for (const char* language : {"ar", "en"}) {
    evidence::NoticeText text{language, "your information", {}};
    for (const regime::Regime& regime : test::packs()) {
      for (const regime::RequiredDisclosure& each : regime.notice.disclosures)
        text.blocks.push_back({each.disclosure, "…"});
    }
    plain.texts.push_back(text);
  }
  std::vector<evidence::NoticePublished> all(8, plain);
  all[1].waiting_days = 31;
  all[2].waiting_days = 10;
  all[3].translation = Translation::partial;
  all[4].recipients = Coverage::only({"third_party"});
  all[5].parties = Coverage::only({"PX"});
  all[6].information = Coverage::only({"contact"});
  all[7].texts[0].blocks.clear();
  std::vector<ledger::Draft> drafts;
  for (evidence::NoticePublished& each : all) {
    each.notice = fmt::format("N{}", drafts.size());
    drafts.push_back({{"", kDay - days{2000}, {}, "test", "cli", "", each}, false});
  }
  count = all.size();
  store::MemoryLedger ledger;
  EXPECT_TRUE(ledger::append_all(ledger, drafts, kDay));
  return ledger::fold_carrier(ledger.entries_of("").value(), kNever);
}

// Few days, so that notices differ in little. Some lie before the year in which an approval must be verified, some
// before the two years in which a notice must be renewed.
Instant sent(twin::Draw& draw) {
  const int years = static_cast<int>(draw.between(0, 3));
  return kDay - days{365 * years + 30} + days{draw.between(-2, 2)} + std::chrono::hours{draw.between(0, 23)};
}

NoticeShare random_share(twin::Draw& draw, std::size_t notices) {
  NoticeShare share;
  share.language = draw.word({"", "ar", "en"});
  share.zone = draw.word({"", "Asia/Beirut", "Test/Twice_Midnight", "Test/Skipped_Day"});
  share.verified = draw.percent(30);
  for (std::int64_t left = draw.between(0, 4); left > 0; --left) {
    NoticeShare::Given& given = share.given.emplace_back();
    given.notice = fmt::format("N{}", draw.percent(60) ? 0 : draw.between(0, static_cast<int>(notices) - 1));
    given.version = "1";
    given.language = draw.word({"ar", "en"});
    given.channel = draw.word({"mail", "mail", "email", "sms", "oral"});
    const Instant at = sent(draw);
    if (draw.percent(70)) given.sent = Date{std::chrono::floor<days>(at).time_since_epoch()};
    else given.sent = at;
    given.email_permission = draw.percent(70);
    given.undelivered = draw.percent(15);
  }
  return share;
}

TEST(NoticeClasses, AreWhatEachShareComesToByItself) {
  const AwkwardZones zones;
  const HeapMemory memory;
  std::size_t notices = 0;
  const ledger::CarrierFile carrier = published(notices);
  twin::Draw draw(1);
  NoticeShares shares(memory);
  for (int i = 0; i < 1000; ++i) ASSERT_TRUE(shares.number_of(random_share(draw, notices), {&carrier, &zones}));
  // One after the other, and not in order: a piece knows nothing of what another piece has found.
  const SideBySide in_turn{3, [](const auto& work) {
                             for (const std::size_t piece : {2U, 0U, 1U}) work(piece);
                           }};
  std::set<Reason> seen;
  for (int i = 0; i < 150; ++i) {
    const regime::Regime& regime = draw.of(test::open_packs());
    Use use = random_use(draw, catalogue());
    if (draw.percent(50)) use.party = "PX";
    const Instant at = kDay + days{draw.between(-4, 40)} + std::chrono::hours{draw.between(0, 23)};
    const Date from = Date{std::chrono::floor<days>(at).time_since_epoch()} + days{draw.between(-40, 20)};
    const std::vector<assent::Agreement> agreements{{"", {}, "PX", from, from + days{20}, regime.agreement_clauses}};
    const TimeZone* footprint = draw.percent(80) ? &test::twice_midnight() : nullptr;
    const NoticesAsked asked{decision::under(regime, use), at, footprint, agreements};
    const NoticeClasses classes = weigh_notices(shares, asked, draw.percent(50) ? in_turn : SideBySide{});
    ASSERT_EQ(classes.of_share.size(), shares.size());
    for (std::uint32_t number = 0; number < shares.size(); ++number) {
      Facts facts = shares.facts(number, footprint);
      facts.history.agreements = agreements;
      const decision::NoticesPart& part = classes.parts[classes.of_share[number]];
      ASSERT_EQ(part, decision::notices_part(asked.use, facts, at))
          << number << " under " << regime.id << " at " << to_string(at);
      if (part.chain) seen.insert(*part.chain);
      if (part.defect) seen.insert(*part.defect);
      if (part.agreement_fault) seen.insert(*part.agreement_fault);
    }
    for (auto each = classes.parts.begin(); each != classes.parts.end(); ++each) {
      EXPECT_EQ(std::count(classes.parts.begin(), classes.parts.end(), *each), 1);
    }
  }
  for (const Reason each :
       {Reason::opt_out_deemed, Reason::waiting_period, Reason::notice_stale, Reason::opt_out_unverified,
        Reason::notice_undelivered, Reason::notice_method_invalid, Reason::notice_content_invalid,
        Reason::email_not_permitted, Reason::notice_partly_translated, Reason::notice_language_mismatch,
        Reason::approval_scope_recipient, Reason::agreement_not_yet, Reason::agreement_expired}) {
    EXPECT_TRUE(seen.contains(each)) << to_string(each);
  }
}

}  // namespace
}  // namespace assent::index_test::notice_classes_test
