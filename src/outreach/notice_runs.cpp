#include "outreach/notice_runs.hpp"

#include "service/record_document.hpp"

#include <algorithm>
#include <utility>
#include <variant>

namespace assent::outreach {
namespace {

using evidence::PrivacyDocumentRecorded;

const std::string kRuns = "carrier:notice_runs";
constexpr std::string_view kRunType = "notice_run";

// The same plan has the same run; after `ended` such runs have ended, another one.
std::string id_of(const Plan& plan, std::size_t ended) {
  const std::string all = evidence::to_hex(plan.rows) + std::to_string(ended) + ":" +
                          std::to_string(plan.notice.size()) + ":" + plan.notice + plan.version;
  return evidence::to_hex(evidence::sha256(evidence::view_of(all))).substr(0, 16);
}

bool has_ended(const NoticeRun& run) { return run.state == RunState::finished || run.state == RunState::cancelled; }

tl::unexpected<Error> not_in_that_state(const NoticeRun& run, std::string_view what, std::string mend) {
  return fail(ErrorCode::invalid,
              "the run is " + std::string(to_string(run.state)) + " and cannot be " + std::string(what),
              std::move(mend));
}

}  // namespace

Result<std::optional<Position>> NoticeRuns::newest() const { return engine_.ports().ledger.newest_of(kRuns); }

Result<std::vector<NoticeRun>> NoticeRuns::all() const {
  const auto entries = TRY(engine_.ports().ledger.entries_of(kRuns));
  std::vector<NoticeRun> runs;
  for (const ledger::Recorded& each : entries) {
    const auto* document = std::get_if<PrivacyDocumentRecorded>(&each.entry.body);
    if (document == nullptr || document->type != kRunType) continue;
    auto read = run_in(document->id, document->text);
    if (!read) return fail(ErrorCode::damaged, "a run in the ledger cannot be read", "plan it again from its list");
    const auto at = std::ranges::find(runs, document->id, &NoticeRun::id);
    if (at == runs.end()) runs.push_back(*std::move(read));
    else *at = *std::move(read);
  }
  return runs;
}

Result<NoticeRun> NoticeRuns::find(std::string_view id) const {
  const auto runs = TRY(all());
  const auto at = std::ranges::find(runs, id, &NoticeRun::id);
  if (at == runs.end()) return fail(ErrorCode::not_found, "there is no such run", "list those that there are");
  return *at;
}

Result<NoticeRun> NoticeRuns::changed(NoticeRun run, RunState state, const std::string& actor) {
  run.state = state;
  ++run.version;
  service::DocumentVersion version;
  version.document.type = kRunType;
  version.document.id = run.id;
  version.document.text = text_of(run);
  // A key names the version, so that of two who change the same one, one gets a conflict.
  const service::Circumstances by{std::nullopt, actor, "outreach", run.id + "/" + std::to_string(run.version)};
  TRY(engine_.record_document(kRuns, version, by));
  return run;
}

Result<NoticeRun> NoticeRuns::add(const Plan& plan, const std::string& actor) {
  const auto runs = TRY(all());
  NoticeRun run;
  for (std::size_t ended = 0;; ++ended) {
    run.id = id_of(plan, ended);
    const auto at = std::ranges::find(runs, run.id, &NoticeRun::id);
    if (at == runs.end()) break;
    if (!has_ended(*at)) return *at;
  }
  run.plan = plan;
  run.planned_by = actor;
  run.planned_at = engine_.now();
  return changed(std::move(run), RunState::planned, actor);
}

Result<NoticeRun> NoticeRuns::approve(std::string_view id, const std::string& actor) {
  NoticeRun run = TRY(find(id));
  if (has_ended(run)) {
    return not_in_that_state(run, "approved", "plan a new one");
  }
  if (run.planned_by == actor) {
    return fail(ErrorCode::invalid, "whoever planned a run does not approve it",
                "let a second person read the plan and approve it");
  }
  run.approved_by = actor;
  run.approved_at = engine_.now();
  return changed(std::move(run), RunState::approved, actor);
}

Result<NoticeRun> NoticeRuns::pause(std::string_view id, const std::string& actor) {
  NoticeRun run = TRY(find(id));
  if (run.state != RunState::approved) return not_in_that_state(run, "paused", "it sends nothing");
  return changed(std::move(run), RunState::paused, actor);
}

Result<NoticeRun> NoticeRuns::cancel(std::string_view id, const std::string& actor) {
  NoticeRun run = TRY(find(id));
  if (run.state == RunState::finished) return not_in_that_state(run, "cancelled", "everything was sent");
  return changed(std::move(run), RunState::cancelled, actor);
}

Result<NoticeRun> NoticeRuns::finish(std::string_view id, const std::string& actor) {
  NoticeRun run = TRY(find(id));
  if (run.state == RunState::finished) return run;
  return changed(std::move(run), RunState::finished, actor);
}

}  // namespace assent::outreach
