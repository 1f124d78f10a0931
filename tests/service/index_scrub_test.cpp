// Scrubs that ask an index: they give the same bytes as asking the ledger, find what has changed since an earlier
// scrub, and continue after an interruption.

#include "decision/packs.hpp"
#include "index/agreement.hpp"
#include "service/scrub.hpp"
#include "service/scrub_journal.hpp"

#include "setting.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

namespace assent::index_scrub_test {

using namespace service;
namespace {

using index_test::AwkwardZones;
using twin::Draw;

struct Results {
  ScrubSummary summary;
  std::string permitted;
  std::string refused;
  std::vector<ScrubMark> marks;
};

// A random ledger, its index, and lists of its customers and of unknown ones.
class Base {
 public:
  explicit Base(std::uint64_t seed) : draw(seed) {
    accounts = index_test::fill(draw, ledger, 30);
    for (const regime::Regime& each : test::packs()) add_pack(scope, each, each.id);
    reindex();
  }

  void reindex() { live = std::make_unique<LeasedIndex>(LiveIndex::build(ledger, zones, memory, scope).value()); }

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
    TextSink permitted_sink(results.permitted);
    TextSink refused_sink(results.refused);
    HashingSink permitted(permitted_sink);
    HashingSink refused(refused_sink);
    auto begun = Scrub::begin(source, {}, {2, piece_bytes}).value();
    results.summary = begun->run(judge, explanation::Language::en, permitted, refused).value();
    return results;
  }

  Draw draw;
  AwkwardZones zones;
  store::MemoryLedger ledger;
  HeapMemory memory;
  service_test::PlainTelephones telephones;
  std::vector<std::string> accounts;
  IndexScope scope;
  std::unique_ptr<LeasedIndex> live;
  CustomerFile customers{ledger, zones};
};

// Often a regime that ends, or is followed by another, close to the instants asked about.
regime::Regime random_rules(Draw& draw) {
  regime::Regime regime = draw.of(test::open_packs());
  const Date day{std::chrono::floor<std::chrono::days>(index_test::random_instant(draw)).time_since_epoch()};
  if (draw.percent(30)) regime.in_effect_until = day;
  if (draw.percent(30)) regime.followed_from = day;
  if (draw.percent(10)) regime.in_effect_from = day;
  return regime;
}

struct Asked {
  Asked(Base& base, bool telephones)
      : regime(random_rules(base.draw)),
        use(index_test::random_use(base.draw, index_test::catalogue())),
        question{&regime,
                 &use,
                 {index_test::random_instant(base.draw), {}},
                 telephones,
                 "LB",
                 explanation::Language::en,
                 base.draw.percent(30)} {}

  const regime::Regime regime;
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

// Rows with their decision, by the number in the first column.
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
    first.question.explain_each = false;  // sentences say more than the decision that is compared
    const std::string list = base.list(100, first.question.by_telephone);
    IndexJudge before(*base.live, base.customers, base.telephones, first.question);
    Results results = base.scrub(before, list);
    const std::vector<ledger::LogHead> heads = base.ledger.heads().value();
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
      ASSERT_TRUE(base.live->follow());
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

// A list read and judged again after each interruption, its results as they grow, and what is noted about them.
struct Interrupted {
  Base& base;
  const ScrubQuestion& question;
  const EarlierScrub* earlier = nullptr;  // only changes since this scrub are written
  bool by_index = false;
  std::string list;

  std::string permitted = {};
  std::string refused = {};
  std::optional<std::string> journal = {};
  std::size_t marks = 0;

  // From the last mark to the `interrupted_at`th mark from there, or to the end.
  Result<ScrubSummary> run(std::size_t interrupted_at) {
    TextSource source(list, 100);
    const Scrub::Options options{2, 48, 100};
    std::optional<ScrubJournal> kept;
    if (journal) {
      kept = read_journal(*journal).value();
      // What was written after the mark is cut off.
      permitted.resize(kept->permitted.bytes);
      refused.resize(kept->refused.bytes);
      EXPECT_EQ(file_of(permitted), kept->permitted);
      EXPECT_EQ(file_of(refused), kept->refused);
    }
    auto begun = kept ? Scrub::resume(source, {}, options, kept->mark) : Scrub::begin(source, {}, options);
    if (!begun) return tl::unexpected(begun.error());
    TextSink permitted_sink(permitted);
    TextSink refused_sink(refused);
    HashingSink permitted_hashing(permitted_sink);
    HashingSink refused_hashing(refused_sink);
    LedgerJudge ledger_judge(base.customers, base.telephones, question);
    IndexJudge index_judge(*base.live, base.customers, base.telephones, question);
    if (earlier != nullptr) {
      EXPECT_TRUE(index_judge.compare_with(*earlier, base.ledger));
    }
    ScrubJudge& judge = by_index ? static_cast<ScrubJudge&>(index_judge) : ledger_judge;
    std::size_t marks_here = 0;
    return (*begun)->run(judge, explanation::Language::en, permitted_hashing, refused_hashing, {},
                         [&](const ScrubMark& mark) -> Result<void> {
                           ++marks;
                           journal = to_text({"order", question.as_of.at, base.ledger.heads().value(), mark,
                                              file_of(permitted), file_of(refused)});
                           if (++marks_here == interrupted_at) return fail(ErrorCode::unavailable, "the power is gone");
                           return {};
                         });
  }

  static certificate::CertifiedFile file_of(const std::string& text) {
    return {text.size(), evidence::sha256(evidence::view_of(text))};
  }
};

TEST(AnInterruptedScrub, GoesOnFromEveryMark) {
  std::uint64_t unchanged = 0;
  int ending = 0;
  for (std::uint64_t seed = 200; seed < 212; ++seed) {
    Base base(seed);
    const Asked asked(base, seed % 2 == 0);
    std::string list = base.list(60, asked.question.by_telephone);
    list += "n,\"two\nlines\"\n\"n\nn\",x\"y\n\n\r\n\"open,";
    const std::vector<ledger::LogHead> heads = base.ledger.heads().value();
    const EarlierScrub earlier{asked.question.as_of.at - std::chrono::days{30}, heads, heads};
    for (const int way : {0, 1, 2}) {
      const auto begin = [&] {
        return Interrupted{base, asked.question, way == 2 ? &earlier : nullptr, way > 0, list};
      };
      Interrupted whole = begin();
      const ScrubSummary summary = whole.run(0).value();
      ASSERT_GT(whole.marks, 5U);
      for (std::size_t at = 1; at <= whole.marks; ++at) {
        // The nth mark, and from there again the nth, until it ends.
        Interrupted parts = begin();
        Result<ScrubSummary> rest = parts.run(at);
        EXPECT_FALSE(rest);
        for (std::size_t more = 0; !rest && more <= whole.marks; ++more) rest = parts.run(at);
        ASSERT_TRUE(rest) << rest.error().message;
        EXPECT_EQ(*rest, summary) << seed << " way " << way << " mark " << at;
        EXPECT_EQ(parts.permitted, whole.permitted) << seed << " way " << way << " mark " << at;
        EXPECT_EQ(parts.refused, whole.refused) << seed << " way " << way << " mark " << at;
      }
      unchanged += summary.unchanged;
      ending += summary.valid_until ? 1 : 0;
    }
  }
  EXPECT_GT(unchanged, 50U);
  EXPECT_GT(ending, 2);
}

// Once, a scrub was continued with a list of the same length but another byte.
TEST(AnInterruptedScrub, GoesOnWithItsOwnListOnly) {
  Base base(7);
  const Asked asked(base, false);
  Interrupted scrub{base, asked.question, nullptr, false, base.list(40, false)};
  ASSERT_FALSE(scrub.run(3));
  const std::string list = scrub.list;
  const std::uint64_t judged = read_journal(*scrub.journal).value().mark.place.offset;
  for (std::uint64_t at = list.find('\n') + 1; at < judged; ++at) {
    Interrupted other = scrub;
    other.list[at] = list[at] == '\n' ? ' ' : '\n';
    EXPECT_EQ(other.run(0).error().code, ErrorCode::conflict) << at;
    EXPECT_EQ(other.journal, scrub.journal) << at;
  }
  Interrupted shorter = scrub;
  shorter.list.resize(judged - 1);
  EXPECT_EQ(shorter.run(0).error().code, ErrorCode::conflict);
  EXPECT_TRUE(scrub.run(0));
}

TEST(AJournal, ThatIsNoneIsRefused) {
  for (const char* each : {"", "{}", "[]", "{\"order\":1}", "nonsense", "{}\n", "\n\n"}) {
    EXPECT_EQ(read_journal(each).error().code, ErrorCode::damaged);
  }
}

// Once, an edited offset gave a wrong result with a certificate.
TEST(AJournal, OfWhichAnyByteWasChangedIsRefused) {
  const Instant now = parse_instant("2026-03-01T08:00:00Z").value();
  ScrubJournal journal{
      "order", now, {{0, 7, evidence::sha256({})}}, {}, {12, evidence::sha256({})}, {34, evidence::sha256({})}};
  journal.mark.place = {56, 7};
  journal.mark.list_read = {78, evidence::sha256({})};
  journal.mark.summary = {9, 4, 5, 1, 2, {{Reason::opted_out, 5}, {Reason::opt_out_deemed, 4}}, now};
  const std::string text = to_text(journal);
  const ScrubJournal read = read_journal(text).value();
  EXPECT_EQ(to_text(read), text);
  EXPECT_EQ(read.mark.summary, journal.mark.summary);
  for (std::size_t at = 0; at < text.size(); ++at) {
    std::string changed = text;
    changed[at] = changed[at] == '1' ? '2' : '1';
    EXPECT_FALSE(read_journal(changed)) << at;
    EXPECT_FALSE(read_journal(text.substr(0, at))) << at;
  }
  EXPECT_FALSE(read_journal(text + "\n"));
}

}  // namespace
}  // namespace assent::index_scrub_test
