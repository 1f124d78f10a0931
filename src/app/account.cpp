#include "app/account.hpp"

namespace assent::app {

Result<std::vector<service::LifeRow>> account_life(const Engine& engine, std::string_view account,
                                                   std::optional<Instant> known_at, explanation::Language language) {
  return service::life(engine.ports().ledger, account, known_at, language);
}

Result<service::LinkDone> record_link(Engine& engine, const service::Link& link,
                                      const service::Circumstances& circumstances) {
  auto done = service::record_link(engine.ports().ledger, link, circumstances, engine.now());
  engine.follow();
  return done;
}

Result<service::Erased> erase_customer(Engine& engine, std::string_view account, const evidence::Evidence& order,
                                       const service::Circumstances& circumstances) {
  auto done = service::erase_customer(engine.ports().ledger, account, order, circumstances, engine.now());
  engine.follow();
  return done;
}

}  // namespace assent::app
