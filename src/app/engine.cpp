#include "app/engine.hpp"

#include <utility>

namespace assent::app {

std::shared_ptr<const Rules> Engine::rules() const {
  const std::lock_guard lock(mutex_);
  return rules_;
}

void Engine::use(std::shared_ptr<const Rules> rules) {
  const std::lock_guard lock(mutex_);
  rules_ = std::move(rules);
}

Result<RegimeInUse> Engine::regime(std::string_view id, Instant at) const {
  RegimeInUse found{rules(), nullptr};
  found.pack = TRY(found.rules->packs.find_sound(id.empty() ? std::string_view(regime_) : id, at, ports_.zones));
  return found;
}

Result<service::Acknowledgement> Engine::record(std::string_view account, const service::Choice& choice,
                                                const service::Circumstances& circumstances,
                                                const regime::Regime& regime, service::Acknowledged as) {
  service::Recorder recorder(ports_.ledger, customers_, ports_.draw_key);
  auto done = recorder.record(account, choice, circumstances, regime, now(), as);
  follow();  // also after a failure: something may be recorded all the same
  return done;
}

Result<service::RefusalsOfNumber> Engine::record_of_number(std::string_view e164, const service::Choice& choice,
                                                           const service::Circumstances& circumstances,
                                                           const regime::Regime& regime, service::Acknowledged as) {
  service::Recorder recorder(ports_.ledger, customers_, ports_.draw_key);
  auto done = recorder.record_of_number(e164, choice, circumstances, regime, now(), as);
  follow();
  return done;
}

Result<service::DocumentReceipt> Engine::record_document(const std::string& account,
                                                         const service::DocumentVersion& version,
                                                         const service::Circumstances& circumstances) {
  const auto under = TRY(regime({}, now()));
  auto done =
      assent::service::record_document(ports_.ledger, customers_, account, version, circumstances, *under, now());
  follow();
  return done;
}

void Engine::follow() {
  if (ports_.index != nullptr) static_cast<void>(ports_.index->follow());
}

}  // namespace assent::app
