// Scrubs that ask an index: they give the bytes that asking the ledger gives, find what has changed since an earlier
// one, and go on after an interruption.

#include "decision/packs.hpp"
#include "index/agreement.hpp"
#include "service/scrub.hpp"
#include "service/scrub_journal.hpp"

#include "setting.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

namespace assent {
namespace {

using index_test::AwkwardZones;
using twin::Draw;

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
    const std::vector<LogHead> heads = base.ledger.heads().value();
    const EarlierScrub earlier{first.question.as_of.at, heads, heads};

    for (std::uint64_t i = base.draw.below(3); i > 0; --i) index_test::add_more(base.draw, base.ledger, base.accounts);
    if (base.draw.percent(50)) base.reindex();
    else ASSERT_TRUE(base.live->follow());
    ScrubQuestion later = first.question;
    later.as_of.at += std::chrono::days{base.draw.between(0, 60)};
    IndexJudge judge(*base.live, base.customers, base.telephones, later);
    ASSERT_TRUE(judge.compare_with(earlier, base.ledger));
    if (base.draw.percent(50)) {
      index_test::add_more(base.draw, base.ledger, base.accounts);
      ASSERT_TRUE(judge.follow());
    }
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

}  // namespace
}  // namespace assent
