#include "app/review.hpp"

namespace assent {

Result<Reviewed> record_review(Engine& engine, const Review& review, const Circumstances& circumstances) {
  auto done = record_review(engine.ports().ledger, review, circumstances, engine.now());
  engine.follow();
  return done;
}

Result<std::vector<Recorded>> reviews_waiting(const Engine& engine, std::string_view account,
                                              const OnProgress& on_progress, const std::stop_token& stop) {
  const Ledger& ledger = engine.ports().ledger;
  if (account.empty()) return waiting_for_review(ledger, on_progress, stop);
  const auto entries = TRY(ledger.entries_of(account));
  return waiting_among(entries);
}

}  // namespace assent
