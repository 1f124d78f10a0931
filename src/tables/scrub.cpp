#include "tables/scrub.hpp"

#include "base/visible.hpp"
#include "explanation/words.hpp"
#include "tables/table.hpp"
#include "wording/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

namespace assent::tables {

std::string summary_text(const service::ScrubOccasion& occasion, const service::ScrubSummary& summary,
                         explanation::Language language, bool bold) {
  std::vector<std::pair<Reason, std::uint64_t>> reasons(summary.by_reason.begin(), summary.by_reason.end());
  std::stable_sort(reasons.begin(), reasons.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
  Table table({{"reason"}, {"rows", Align::right}, {"percent", Align::right}, {"in words"}});
  for (const auto& [reason, rows] : reasons) {
    table.row({std::string(to_string(reason)), wording::thousands(rows), wording::percentage(rows, summary.rows),
               std::string(explanation::meaning(reason, language))});
  }
  std::string text = fmt::format("{}, under {} version {}, at {}\n\n", visible(occasion.campaign), occasion.regime,
                                 occasion.regime_version, wording::to_the_second(occasion.as_of.at));
  if (!table.empty()) text += table.text(bold) + "\n";
  Table totals({{"list"}, {"rows", Align::right}, {"percent", Align::right}});
  totals.row(
      {"permitted", wording::thousands(summary.permitted), wording::percentage(summary.permitted, summary.rows)});
  totals.row({"refused", wording::thousands(summary.refused), wording::percentage(summary.refused, summary.rows)});
  totals.row({"all", wording::thousands(summary.rows), wording::percentage(summary.rows, summary.rows)});
  text += totals.text(bold);
  if (summary.valid_until) {
    text += fmt::format("\nthe permitted list is valid until {} if nothing new is recorded\n",
                        wording::to_the_second(*summary.valid_until));
  }
  if (summary.unchanged > 0) {
    text += fmt::format("\n{} as in the earlier scrub; the two lists have the others\n",
                        wording::counted(summary.unchanged, "row stays", "rows stay"));
  }
  if (summary.unreadable > 0) {
    text += fmt::format("\n{} of the refused could not be read\n", wording::counted(summary.unreadable, "row", "rows"));
  }
  if (occasion.run) text += fmt::format("\nrecorded as a run of the campaign: entry {}\n", entry_name(*occasion.run));
  else text += "\na trial: this run is not recorded, and its lists are not for use\n";
  return text;
}

std::string words_of(const service::ScrubNotice& notice, const service::ScrubSummary& summary) {
  switch (notice.kind) {
    case service::ScrubNotice::Kind::results_cannot_be_resumed:
      return "packed results and standard output cannot be continued; the scrub begins again";
    case service::ScrubNotice::Kind::nothing_to_resume:
      return "no interrupted scrub left these results; the scrub begins again";
    case service::ScrubNotice::Kind::rules_not_in_effect: break;
    case service::ScrubNotice::Kind::instant_of_the_past:
      return "the scrub is about an instant in the past: what counts from later on is not in its decisions; leave the "
             "instant out for a list to use now";
    case service::ScrubNotice::Kind::permits_have_lapsed:
      return "permits in this list lapsed while it was made: scrub again before you use it";
    case service::ScrubNotice::Kind::numbers_of_nobody:
      return fmt::format("{} of {} belong to no customer on record: numbers without `+` need `--country`",
                         wording::thousands(notice.rows), wording::counted(summary.rows, "row", "rows"));
  }
  return {};
}

}  // namespace assent::tables
