// Laws of reading, for packs and catalogues with random damage.
#include "texts.hpp"

#include "written/nearest.hpp"

#include <rapidcheck/gtest.h>

#include <algorithm>
#include <array>
#include <tuple>

namespace assent::laws_test {

using namespace regime;
namespace {

// A sound text with a few bytes removed, doubled or replaced.
std::string damaged(std::string text) {
  const auto strokes = *rc::gen::inRange(0, 6);
  for (int i = 0; i < strokes && !text.empty(); ++i) {
    const auto at = *rc::gen::inRange<std::size_t>(0, text.size());
    const auto length = *rc::gen::inRange<std::size_t>(0, 40);
    const std::string taken = text.substr(at, length);
    switch (*rc::gen::inRange(0, 4)) {
      case 0: text.erase(at, length); break;
      case 1: text.insert(at, taken); break;
      case 2: text.insert(*rc::gen::inRange<std::size_t>(0, text.size()), taken); break;
      case 3: text[at] = *rc::gen::arbitrary<char>(); break;
    }
  }
  return text;
}

template <class Read>
void check_reading(Read read, const std::string& text, const std::string& file) {
  const auto first = read(text, file);
  const auto second = read(text, file);
  RC_ASSERT(first.has_value() == second.has_value());
  if (first) return;
  const Issues& issues = first.error();
  RC_ASSERT(!issues.empty());
  RC_ASSERT(issues == second.error());
  RC_ASSERT(std::is_sorted(issues.begin(), issues.end(), [](const Issue& a, const Issue& b) {
    return std::tie(a.line, a.column) < std::tie(b.line, b.column);
  }));
  const auto line_count = 1 + std::count(text.begin(), text.end(), '\n');
  for (const Issue& issue : issues) {
    RC_ASSERT(issue.file == file);
    RC_ASSERT(issue.line >= 1 && issue.line <= line_count + 1);
    RC_ASSERT(issue.column >= 1);
    RC_ASSERT(!issue.problem.empty());
    RC_ASSERT(!issue.mend.empty());
    RC_ASSERT(issue.problem.find('\n') == std::string::npos);
    RC_ASSERT(issue.problem.back() != '.');
  }
}

RC_GTEST_PROP(Reading, ADamagedPackGivesValuesOrIssuesAndAlwaysTheSame, ()) {
  const std::string pack =
      *rc::gen::element<std::string>("regimes/tra.toml", "regimes/fcc-2007.toml", "tests/regime/data/novel.toml");
  check_reading(read_regime, damaged(text_of(pack)), "pack.toml");
}

RC_GTEST_PROP(Reading, ADamagedCatalogueGivesValuesOrIssuesAndAlwaysTheSame, ()) {
  check_reading(read_catalogue, damaged(text_of("catalogues/default.toml")), "catalogue.toml");
  check_reading(read_catalogue, damaged(text_of("tests/regime/data/catalogue.json")), "catalogue.json");
}

RC_GTEST_PROP(Reading, EachLineOfAPackIsNeededOrOptionalButNeverMisread, ()) {
  // A pack without one of its lines is refused, or says the same about everything that the line did not state.
  const std::string whole = text_of("tests/regime/data/novel.toml");
  std::vector<std::size_t> starts = {0};
  for (std::size_t i = 0; i + 1 < whole.size(); ++i)
    if (whole[i] == '\n') starts.push_back(i + 1);
  const auto at = *rc::gen::elementOf(starts);
  std::string text = whole;
  text.erase(at, whole.find('\n', at) + 1 - at);
  const auto regime = read_regime(text, "novel.toml");
  if (!regime) return;
  const Regime novel = regime_of("tests/regime/data/novel.toml");
  RC_ASSERT(regime->id == novel.id);
  RC_ASSERT(regime->notice.waiting_days == novel.notice.waiting_days);
  RC_ASSERT(regime->notice.renewal_years == novel.notice.renewal_years);
  RC_ASSERT(regime->relations.size() == novel.relations.size());
  RC_ASSERT(regime->free_use.size() == novel.free_use.size());
}

TEST(Nearest, FindsWhatWasMeant) {
  constexpr std::array<std::string_view, 4> kWords = {"waiting_days", "mail_days", "renewal_years", "channels"};
  EXPECT_EQ(written::nearest("waiting_day", kWords), "waiting_days");
  EXPECT_EQ(written::nearest("wiating_days", kWords), "waiting_days");
  EXPECT_EQ(written::nearest("mails_days", kWords), "mail_days");
  EXPECT_EQ(written::nearest("chanels", kWords), "channels");
  EXPECT_EQ(written::nearest("holidays_of_the_year", kWords), std::nullopt);
  EXPECT_EQ(written::nearest("", kWords), std::nullopt);
  EXPECT_EQ(written::nearest(std::string(65, 'a'), kWords), std::nullopt);
  EXPECT_EQ(written::nearest("x", std::vector<std::string_view>(1001, "x")), std::nullopt);
}

}  // namespace
}  // namespace assent::laws_test
