#include "probes/failure_records.hpp"

#include "service/record_document.hpp"

#include <algorithm>
#include <utility>

namespace assent::probes {
namespace {

using watchdog::Failure;

// Channel and moment: 2026-06-01T09:00:00Z as 20260601T090000Z.
std::string id_of(const Failure& failure) {
  std::string moment = to_string(std::chrono::floor<std::chrono::seconds>(failure.opened));
  std::erase_if(moment, [](char c) { return c == '-' || c == ':'; });
  return failure.channel + "-" + moment;
}

tl::unexpected<Error> is_closed(const Failure& failure) {
  return fail(ErrorCode::invalid, "the failure was closed on " + to_string(*failure.closed), "nothing is left to do");
}

}  // namespace

Result<std::vector<Failure>> FailureRecords::all() const {
  const auto entries = TRY(engine_.ports().ledger.entries_of(watchdog::kFailures));
  return watchdog::failures_in(entries);
}

Result<Failure> FailureRecords::find(std::string_view id) const {
  const auto failures = TRY(all());
  const auto at = std::ranges::find(failures, id, &Failure::id);
  if (at == failures.end()) {
    return fail(ErrorCode::not_found, "there is no such failure",
                "list those that there are: `assent watchdog failures`");
  }
  return *at;
}

Result<Failure> FailureRecords::changed(Failure failure, const std::string& actor) {
  ++failure.version;
  service::DocumentVersion version;
  version.document.type = watchdog::kFailureType;
  version.document.id = failure.id;
  version.document.text = watchdog::text_of(failure);
  // A key names the version, so that of two who change the same one, one gets a conflict.
  const service::Circumstances by{std::nullopt, actor, "watchdog", failure.id + "/" + std::to_string(failure.version)};
  TRY(engine_.record_document(std::string(watchdog::kFailures), version, by));
  return failure;
}

Result<Failure> FailureRecords::open(Failure failure, const std::string& actor) {
  failure.id = id_of(failure);
  failure.version = 0;
  return changed(std::move(failure), actor);
}

Result<Failure> FailureRecords::recover(std::string_view id, const std::string& actor) {
  Failure failure = TRY(find(id));
  failure.recovered = engine_.now();
  return changed(std::move(failure), actor);
}

Result<Failure> FailureRecords::release(std::string_view id, const std::string& reason, const std::string& actor) {
  Failure failure = TRY(find(id));
  if (failure.closed) return is_closed(failure);
  if (reason.empty()) {
    return fail(ErrorCode::invalid, "there is no reason to let campaigns run", "write it: `--because TEXT`");
  }
  failure.released = engine_.now();
  failure.released_by = actor;
  failure.release_reason = reason;
  return changed(std::move(failure), actor);
}

Result<Failure> FailureRecords::close(std::string_view id, const Remedy& remedy, const std::string& actor) {
  Failure failure = TRY(find(id));
  if (failure.closed) return is_closed(failure);
  if (remedy.text.empty()) return fail(ErrorCode::invalid, "there is no remedy", "write it: `--remedy TEXT`");
  failure.closed = engine_.now();
  failure.closed_by = actor;
  failure.remedy = remedy.text;
  failure.remedied = remedy.in_place;
  failure.anomaly = remedy.anomaly;
  return changed(std::move(failure), actor);
}

}  // namespace assent::probes
