#include "app/review.hpp"

namespace assent::app {

Result<service::Reviewed> record_review(Engine& engine, const service::Review& review,
                                        const service::Circumstances& circumstances) {
  auto done = service::record_review(engine.ports().ledger, review, circumstances, engine.now());
  engine.follow();
  return done;
}

Result<std::vector<ledger::Recorded>> reviews_waiting(const Engine& engine, std::string_view account,
                                                      const service::OnProgress& on_progress,
                                                      const std::stop_token& stop) {
  const ledger::Ledger& ledger = engine.ports().ledger;
  if (account.empty()) return service::waiting_for_review(ledger, on_progress, stop);
  const auto entries = TRY(ledger.entries_of(account));
  return service::waiting_among(entries);
}

}  // namespace assent::app
