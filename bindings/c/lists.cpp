#include "boundary.hpp"
#include "consent/position.hpp"
#include "embed/customer_import.hpp"
#include "embed/list_scrub.hpp"
#include "service/scrub.hpp"
#include "wire/scrub.hpp"

using namespace assent;
using namespace assent::boundary;

namespace {

using KeptCounts = Kept<assent_import_counts>;

struct KeptScrub : Kept<assent_scrub_result> {
  std::vector<assent_reason_count> reasons_kept;
};

std::unique_ptr<KeptScrub> kept_of(const app::ScrubOutcome& outcome) {
  auto kept = std::make_unique<KeptScrub>();
  const service::ScrubSummary& summary = outcome.summary;
  kept->rows = summary.rows;
  kept->permitted = summary.permitted;
  kept->refused = summary.refused;
  for (const auto& [reason, rows] : summary.by_reason) {
    kept->reasons_kept.push_back({static_cast<std::uint8_t>(reason), rows});
  }
  kept->reasons = kept->reasons_kept.data();
  kept->reason_count = kept->reasons_kept.size();
  kept->valid_until = kept->instant(summary.valid_until);
  kept->at = microseconds_of(outcome.occasion.as_of.at);
  kept->report = kept->text(wire::to_json(outcome.occasion, summary));
  kept->trouble = kept->text(outcome.trouble ? to_string(outcome.trouble->error) : std::string());
  kept->run = kept->text(outcome.occasion.run ? entry_name(*outcome.occasion.run) : std::string());
  return kept;
}

}  // namespace

assent_status assent_import_customers(assent_engine* engine, const assent_import* import, assent_import_counts** counts,
                                      assent_error** error) noexcept {
  if (counts != nullptr) *counts = nullptr;
  return guarded(error, [&]() -> Result<void> {
    TRY(check_here(engine));
    TRY(check_given(counts));
    const auto given = TRY(taken(import, "import"));
    TRY(check_said(given.file, "the file of customers"));
    TRY(check_said(given.mapping, "the mapping"));
    const auto effective = TRY(instant_in(given.effective));
    const auto done =
        TRY(embed::import_file(*engine->opened, {string_of(given.file), string_of(given.mapping),
                                                 string_of(given.rejects), string_of(given.run), string_of(given.actor),
                                                 effective, given.strict != 0, given.complete != 0}));
    auto kept = std::make_unique<KeptCounts>();
    kept->rows = done.counts.rows;
    kept->added = done.counts.added;
    kept->changed = done.counts.changed;
    kept->unchanged = done.counts.unchanged;
    kept->faulty = done.counts.faulty;
    kept->incomplete = done.counts.incomplete;
    kept->imported = done.counts.imported ? 1 : 0;
    kept->run = kept->text(done.run);
    hand_out(kept, counts);
    return {};
  });
}

void assent_import_counts_free(assent_import_counts* counts) noexcept { delete static_cast<KeptCounts*>(counts); }

assent_status assent_scrub_list(assent_engine* engine, const assent_scrub* scrub, assent_scrub_result** result,
                                assent_error** error) noexcept {
  if (result != nullptr) *result = nullptr;
  return guarded(error, [&]() -> Result<void> {
    TRY(check_here(engine));
    TRY(check_given(result));
    const auto given = TRY(taken(scrub, "scrub"));
    TRY(check_said(given.campaign, "the campaign"));
    TRY(check_said(given.list, "the list"));
    embed::ScrubManner manner;
    manner.at = TRY(instant_in(given.at));
    manner.columns = {string_of(given.account_column), string_of(given.telephone_column), string_of(given.country)};
    manner.language = TRY(language_in(given.language));
    manner.explain_each = given.explain_each != 0;
    manner.actor = string_of(given.actor);
    manner.trial = given.trial != 0;
    const auto outcome = TRY(embed::scrub_files(
        *engine->opened,
        {string_of(given.campaign), string_of(given.list), string_of(given.permitted), string_of(given.refused),
         string_of(given.report), string_of(given.certificate), string_of(given.key)},
        manner));
    auto kept = kept_of(outcome);
    hand_out(kept, result);
    return {};
  });
}

void assent_scrub_result_free(assent_scrub_result* result) noexcept { delete static_cast<KeptScrub*>(result); }
