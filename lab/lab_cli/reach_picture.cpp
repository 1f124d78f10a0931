#include "lab_cli/reach_picture.hpp"

#include "explanation/words.hpp"
#include "wording/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace assent::lab_cli {
namespace {

constexpr std::size_t kRefusalsMost = 3;  // lines beside that of the permitted

struct Words {
  const char* title;      // campaign
  const char* synthetic;  // campaign
  const char* customers;
  const char* permitted;
  const char* refused;  // for which reason
  const char* nothing;
  const char* first_and_last;  // day, permitted, all; twice
  const char* most;            // permitted, day
};

const Words& words_in(explanation::Language language) {
  static constexpr Words kEnglish{
      "{}: customers who may be contacted",
      "{} (synthetic base)",
      "Customers",
      "may be contacted",
      "refused",
      "Nothing to show",
      "On {}, {} of {} customers may be contacted; on {}, {} of {}.",
      "Most of all: {}, on {}.",
  };
  static constexpr Words kArabic{
      "العملاء الذين يجوز التواصل معهم: {}",
      "{} (قاعدة مصطنعة)",
      "عدد العملاء",
      "يجوز التواصل معهم",
      "لا يجوز",
      "لا شيء لعرضه",
      "في {} يجوز التواصل مع {} من أصل {} من العملاء؛ وفي {} مع {} من أصل {}.",
      "أكبر عدد: {}، في {}.",
  };
  static constexpr Words kFrench{
      "{}\u00A0: clients qui peuvent être contactés",
      "{} (base synthétique)",
      "Clients",
      "peuvent être contactés",
      "refusés",
      "Rien à montrer",
      "Le {}, {} clients sur {} peuvent être contactés\u00A0; le {}, {} sur {}.",
      "Au plus\u00A0: {}, le {}.",
  };
  switch (language) {
    case explanation::Language::en: return kEnglish;
    case explanation::Language::ar: return kArabic;
    case explanation::Language::fr: return kFrench;
  }
  return kEnglish;
}

std::string filled(const char* text, auto... values) { return fmt::format(fmt::runtime(text), std::move(values)...); }

std::uint64_t refused_for(const ReachDay& day, Reason reason) {
  const auto found = day.by_reason.find(reason);
  return found == day.by_reason.end() ? 0 : found->second;
}

// The reasons for which most customers are refused on some day, the most frequent ones first.
std::vector<Reason> main_refusals(const std::vector<ReachDay>& days) {
  std::map<Reason, std::uint64_t> peaks;
  for (const ReachDay& day : days) {
    for (const auto& [reason, customers] : day.by_reason) {
      if (outcome_of(reason) == Outcome::permit) continue;
      std::uint64_t& peak = peaks[reason];
      peak = std::max(peak, customers);
    }
  }
  std::vector<Reason> reasons;
  for (const auto& [reason, peak] : peaks) reasons.push_back(reason);
  std::stable_sort(reasons.begin(), reasons.end(), [&](Reason a, Reason b) { return peaks.at(a) > peaks.at(b); });
  if (reasons.size() > kRefusalsMost) reasons.resize(kRefusalsMost);
  return reasons;
}

}  // namespace

plot::LineChart reach_chart(const ReachCurve& curve, explanation::Language language) {
  const Words& words = words_in(language);
  const std::vector<ReachDay>& days = curve.days;
  const auto series = [&](std::string name, auto customers) {
    plot::Series made{std::move(name), {}};
    for (const ReachDay& each : days) made.points.emplace_back(each.day, static_cast<double>(customers(each)));
    return made;
  };

  plot::LineChart chart;
  const std::string name = curve.synthetic ? filled(words.synthetic, curve.campaign) : curve.campaign;
  chart.title = filled(words.title, name);
  chart.value_name = words.customers;
  chart.nothing = words.nothing;
  chart.language = explanation::to_string(language);
  chart.id = "reach";
  chart.series.push_back(series(words.permitted, [](const ReachDay& each) { return each.permitted; }));
  for (const Reason reason : main_refusals(days)) {
    chart.series.push_back(series(fmt::format("{}: {}", words.refused, explanation::label(reason, language)),
                                  [&](const ReachDay& each) { return refused_for(each, reason); }));
  }

  const auto day = [](const ReachDay& each) { return to_string(each.day); };
  const ReachDay& first = days.front();
  const ReachDay& last = days.back();
  const ReachDay& most = *std::max_element(
      days.begin(), days.end(), [](const ReachDay& a, const ReachDay& b) { return a.permitted < b.permitted; });
  chart.description =
      filled(words.first_and_last, day(first), wording::thousands(first.permitted), wording::thousands(first.customers),
             day(last), wording::thousands(last.permitted), wording::thousands(last.customers)) +
      ' ' + filled(words.most, wording::thousands(most.permitted), day(most));
  return chart;
}

}  // namespace assent::lab_cli
