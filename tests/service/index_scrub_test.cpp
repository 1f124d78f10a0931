// Scrubs that ask an index: they give the bytes that asking the ledger gives, find what has changed since an earlier
// one, go on after an interruption, and see what is recorded while they run.

#include "decision/packs.hpp"
#include "index/agreement.hpp"
#include "service/follower.hpp"
#include "service/scrub.hpp"
#include "service/scrub_journal.hpp"

#include "setting.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <set>
#include <thread>

namespace assent {
namespace {

using index_test::AwkwardZones;
using twin::Draw;

constexpr Instant kNow = instant_of(1'772'352'000'000'000);  // 2026-03-01T08:00:00Z

struct Results {
  ScrubSummary summary;
  std::string permitted;
  std::string refused;
  std::vector<ScrubMark> marks;
};

// A random ledger, its index, and lists of its customers and of strangers.
class Base {
 public:
  explicit Base(std::uint64_t seed) : draw(seed) {
    accounts = index_test::fill(draw, ledger, 30);
    for (const Regime& each : test::packs()) add_pack(scope, each, each.id);
    reindex();
  }

  void reindex() { live = std::make_unique<LiveIndex>(LiveIndex::build(ledger, zones, memory, scope).value()); }

  std::string list(std::size_t rows, bool by_telephone) {
    std::string text = by_telephone ? "n,telephone\n" : "n,account\n";
    for (std::size_t i = 0; i < rows; ++i) {
      std::string name = by_telephone ? index_test::random_telephone(draw) : draw.of(accounts);
      if (draw.percent(5)) name = draw.word({"nobody", "\"quo\"\"ted\"", ""});
      text += std::to_string(i) + ',' + name + (draw.percent(3) ? ",one too many\n" : "\n");
    }
    return text;
  }

  Results scrub(ScrubJudge& judge, std::string_view list, std::size_t piece_bytes = 64) {
    Results results;
    TextSource source(list);
    TextSink permitted(results.permitted);
    TextSink refused(results.refused);
    auto begun = Scrub::begin(source, {}, {2, piece_bytes}).value();
    results.summary = begun->run(judge, Language::en, permitted, refused).value();
    return results;
  }

  Draw draw;
  AwkwardZones zones;
  MemoryLedger ledger;
  HeapMemory memory;
  service_test::PlainTelephones telephones;
  std::vector<std::string> accounts;
  IndexScope scope;
  std::unique_ptr<LiveIndex> live;
  CustomerFile customers{ledger, zones};
};

struct Asked {
  Asked(Base& base, bool telephones)
      : regime(base.draw.of(test::packs())),
        use(index_test::random_use(base.draw, index_test::catalogue())),
        question{&regime,
                 &use,
                 {index_test::random_instant(base.draw), {}},
                 telephones,
                 "LB",
                 Language::en,
                 base.draw.percent(30)} {}

  const Regime& regime;
  Use use;
  ScrubQuestion question;
};

TEST(IndexScrub, GivesTheBytesThatAskingTheLedgerGives) {
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    Base base(seed);
    for (const bool telephones : {false, true}) {
      const Asked asked(base, telephones);
      const std::string list = base.list(120, telephones);
      LedgerJudge by_ledger(base.customers, base.telephones, asked.question);
      IndexJudge by_index(*base.live, base.customers, base.telephones, asked.question);
      const Results ledger = base.scrub(by_ledger, list);
      const Results index = base.scrub(by_index, list);
      EXPECT_EQ(index.permitted, ledger.permitted) << seed;
      EXPECT_EQ(index.refused, ledger.refused) << seed;
      EXPECT_EQ(index.summary, ledger.summary) << seed;
      EXPECT_EQ(ledger.summary.rows, 120U);
    }
  }
}

// Rows with their answer, by the number in the first column.
std::map<std::string, std::string> answers(const Results& results) {
  std::map<std::string, std::string> rows;
  const auto read = [&](std::string_view text, bool refused) {
    while (!text.empty()) {
      const std::string line(text.substr(0, text.find('\n')));
      text.remove_prefix(line.size() + 1);
      rows[line.substr(0, line.find(','))] = refused ? line : "permitted " + line;
    }
  };
  read(results.permitted, false);
  read(results.refused, true);
  return rows;
}

TEST(SinceACertificate, TheOldResultAndTheChangesAreAFullScrub) {
  std::uint64_t changed = 0;
  std::uint64_t unchanged = 0;
  for (std::uint64_t seed = 100; seed < 160; ++seed) {
    Base base(seed);
    Asked first(base, base.draw.percent(50));
    first.question.explain_each = false;  // sentences tell more than the answer that is compared
    const std::string list = base.list(100, first.question.by_telephone);
    IndexJudge before(*base.live, base.customers, base.telephones, first.question);
    Results results = base.scrub(before, list);
    const EarlierScrub earlier{first.question.as_of.at, base.ledger.heads().value()};

    for (std::uint64_t i = base.draw.below(3); i > 0; --i) index_test::add_more(base.draw, base.ledger, base.accounts);
    base.reindex();
    ScrubQuestion later = first.question;
    later.as_of.at += std::chrono::days{base.draw.between(0, 60)};
    IndexJudge judge(*base.live, base.customers, base.telephones, later);
    ASSERT_TRUE(judge.compare_with(earlier, base.ledger));
    const Results changes = base.scrub(judge, list);
    LedgerJudge by_ledger(base.customers, base.telephones, later);
    const Results full = base.scrub(by_ledger, list);

    auto rows = answers(results);
    for (const auto& [row, answer] : answers(changes)) rows[row] = answer;
    EXPECT_EQ(rows, answers(full)) << seed;
    EXPECT_EQ(changes.summary.by_reason, full.summary.by_reason);
    EXPECT_EQ(changes.summary.rows, full.summary.rows);
    unchanged += changes.summary.unchanged;
    changed += changes.summary.rows - changes.summary.unchanged;
  }
  EXPECT_GT(changed, 100U);
  EXPECT_GT(unchanged, changed);
}

TEST(AnInterruptedScrub, GoesOnToTheSameResult) {
  Base base(7);
  const Asked asked(base, false);
  // Long enough for marks, which come every so many bytes.
  std::string list = "account,padding\n";
  const std::string padding(60'000, 'x');
  for (int i = 0; i < 3000; ++i) list += base.draw.of(base.accounts) + ',' + padding + '\n';
  const auto run = [&](std::size_t fail_after, const ScrubJournal* from, std::string& permitted, std::string& refused,
                       std::optional<ScrubJournal>& journal) {
    TextSource source(list);
    TextSink permitted_sink(permitted);
    TextSink refused_sink(refused);
    auto begun = Scrub::begin(source, {}, {2, std::size_t{1} << 20}).value();
    if (from != nullptr) {
      EXPECT_TRUE(begun->resume(from->mark));
    }
    IndexJudge judge(*base.live, base.customers, base.telephones, asked.question);
    std::size_t marks = 0;
    return begun->run(judge, Language::en, permitted_sink, refused_sink, {},
                      [&](const ScrubMark& mark) -> Result<void> {
                        journal = ScrubJournal{"order", asked.question.as_of.at, base.ledger.heads().value(),
                                               mark,    permitted.size(),        refused.size()};
                        if (++marks == fail_after) return fail(ErrorCode::unavailable, "the power is gone");
                        return {};
                      });
  };
  std::string whole_permitted;
  std::string whole_refused;
  std::optional<ScrubJournal> journal;
  const auto whole = run(0, nullptr, whole_permitted, whole_refused, journal);
  ASSERT_TRUE(whole);
  std::string permitted;
  std::string refused;
  journal.reset();
  ASSERT_FALSE(run(1, nullptr, permitted, refused, journal));
  ASSERT_TRUE(journal);
  EXPECT_GT(journal->mark.summary.rows, 0U);
  EXPECT_LT(journal->mark.summary.rows, 3000U);
  // What is kept of the journal is its text; what was written beyond the mark is cut off.
  const ScrubJournal kept = read_journal(to_text(*journal)).value();
  EXPECT_EQ(kept.mark.summary, journal->mark.summary);
  permitted.resize(kept.permitted_bytes);
  refused.resize(kept.refused_bytes);
  const auto rest = run(0, &kept, permitted, refused, journal);
  ASSERT_TRUE(rest);
  EXPECT_EQ(*rest, *whole);
  EXPECT_EQ(permitted, whole_permitted);
  EXPECT_EQ(refused, whole_refused);
}

TEST(AJournal, ThatIsNoneIsRefused) {
  for (const char* each : {"", "{}", "[]", "{\"order\":1}", "nonsense"}) {
    EXPECT_EQ(read_journal(each).error().code, ErrorCode::damaged);
  }
}

// Refusals are recorded while rows are judged. Whoever's refusal the index has taken in is not permitted in any row
// judged after.
TEST(RefusalTakesEffectAtOnce, WhileAScrubRuns) {
  MemoryLedger ledger;
  std::vector<Draft> drafts;
  std::vector<std::string> accounts;
  for (int i = 0; i < 300; ++i) {
    accounts.push_back("A-" + std::to_string(i));
    CustomerRecorded body;
    body.services = {"local"};
    drafts.push_back({{accounts.back(), kNow - std::chrono::days{900}, {}, "test", "cli", "", body}, false});
    OptInRecorded opt_in;
    opt_in.notice = "N";
    opt_in.notice_version = "1";
    opt_in.evidence = {"form-1", std::nullopt};
    drafts.push_back({{accounts.back(), kNow - std::chrono::days{800}, {}, "test", "cli", "", opt_in}, false});
  }
  ASSERT_TRUE(ledger.append(drafts, kNow - std::chrono::days{800}));
  const AwkwardZones zones;
  const HeapMemory memory;
  const Regime& tra = test::pack("tra");
  IndexScope scope;
  add_pack(scope, tra, "tra");
  LiveIndex live = LiveIndex::build(ledger, zones, memory, scope).value();
  const CustomerFile customers(ledger, zones);
  const service_test::PlainTelephones telephones;
  Use use;
  use.purpose = "marketing";
  use.offer = Offer{"long_distance", "telecom", "long_distance", {}};
  use.recipient = "carrier";
  use.information = {"services"};
  const ScrubQuestion question{&tra, &use, {kNow, {}}, false, "", Language::en, false};
  IndexJudge judge(live, customers, telephones, question);

  const std::vector<std::string_view> names(accounts.begin(), accounts.end());
  std::vector<std::atomic<bool>> taken_in(accounts.size());
  std::atomic<bool> done = false;
  std::atomic<std::uint64_t> permits_after_refusal = 0;
  std::atomic<std::uint64_t> judged = 0;
  std::vector<std::jthread> judging;
  for (int t = 0; t < 2; ++t) {
    judging.emplace_back([&] {
      while (!done) {
        std::vector<bool> refused_before;
        for (std::size_t i = 0; i < accounts.size(); ++i) {
          refused_before.push_back(taken_in[i]);
        }
        Judgements rows;
        judge.judge(names, rows);
        for (std::size_t i = 0; i < names.size(); ++i) {
          if (refused_before[i] && rows.each[i].outcome == Outcome::permit) ++permits_after_refusal;
        }
        judged += names.size();
      }
    });
  }
  for (std::size_t i = 0; i < accounts.size(); ++i) {
    const Draft refusal{{accounts[i], kNow - std::chrono::hours{1}, {}, "test", "cli", "", OptOutRecorded{}}, false};
    ASSERT_TRUE(ledger.append({&refusal, 1}, kNow));
    ASSERT_TRUE(judge.follow());
    taken_in[i] = true;
  }
  while (judged < 2 * accounts.size()) std::this_thread::yield();
  done = true;
  judging.clear();
  EXPECT_EQ(permits_after_refusal, 0U);
  Judgements rows;
  judge.judge(names, rows);
  ASSERT_EQ(rows.each.size(), names.size());
  for (const Judgement& each : rows.each) EXPECT_EQ(each.reason, Reason::opted_out);
}

}  // namespace
}  // namespace assent
