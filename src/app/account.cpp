#include "app/account.hpp"

namespace assent {

Result<std::vector<LifeRow>> account_life(const Engine& engine, std::string_view account,
                                          std::optional<Instant> known_at, Language language) {
  return life(engine.ports().ledger, account, known_at, language);
}

Result<LinkDone> record_link(Engine& engine, const Link& link, const Circumstances& circumstances) {
  auto done = record_link(engine.ports().ledger, link, circumstances, engine.now());
  engine.follow();
  return done;
}

Result<Erased> erase_customer(Engine& engine, std::string_view account, const Evidence& order,
                              const Circumstances& circumstances) {
  auto done = erase_customer(engine.ports().ledger, account, order, circumstances, engine.now());
  engine.follow();
  return done;
}

}  // namespace assent
