#include "app/query.hpp"

#include "service/ledger_clock.hpp"

#include <utility>

namespace assent::app {

Result<Answered> decide(const Engine& engine, const service::CustomerName& who, const Query& query) {
  Answered answered;
  answered.who = who;
  answered.as_of = {query.at.value_or(engine.now()), query.known_at};
  answered.regime = TRY(engine.regime(query.regime, answered.as_of.at));
  answered.use = TRY(use_of(query.use, *answered.regime, answered.regime.rules->catalogue));
  answered.on_file = engine.customers().find(who, *answered.regime, answered.as_of);
  answered.decision = service::decide_on_file(*answered.regime, answered.on_file, answered.use, answered.as_of.at);
  return answered;
}

Result<std::unique_ptr<ManyDecisions>> ManyDecisions::prepare(const Engine& engine, const Query& query,
                                                              unsigned threads) {
  return prepared(engine, query, threads, nullptr);
}

Result<std::unique_ptr<ManyDecisions>> ManyDecisions::prepare_again(const Engine& engine, const Query& query,
                                                                    ManyDecisions& former) {
  return prepared(engine, query, 1, &former);
}

Result<std::unique_ptr<ManyDecisions>> ManyDecisions::prepared(const Engine& engine, const Query& query,
                                                               unsigned threads, ManyDecisions* former) {
  std::unique_ptr<ManyDecisions> many(new ManyDecisions);
  const EnginePorts& ports = engine.ports();
  // Read before the clock: what somebody records meanwhile is not ahead of it. What cannot be read here cannot be read
  // by the judge either.
  const Instant recorded = service::last_recorded(ports.ledger).value_or(kEarliest);
  const Instant now = engine.now();
  service::ScrubQuestion& question = many->question_;
  question.as_of = {query.at.value_or(now), query.known_at};
  many->regime_ = TRY(engine.regime(query.regime, question.as_of.at));
  many->use_ = TRY(use_of(query.use, *many->regime_, many->regime_.rules->catalogue));
  question.regime = &*many->regime_;
  question.use = &many->use_;
  if (!query.at && !query.known_at) question.present = [&clock = ports.clock] { return clock.now(); };

  const bool ledger_ahead = recorded > now;
  if (ports.index != nullptr && service::can_ask_index(question, ledger_ahead) && ports.index->serves(*many->regime_)) {
    const bool goes_on = former != nullptr && former->by_index() && former->regime_.rules == many->regime_.rules &&
                         &*former->regime_ == &*many->regime_;
    auto judge = goes_on ? std::make_unique<service::IndexJudge>(*former->by_index_, engine.customers(), question)
                         : std::make_unique<service::IndexJudge>(*ports.index, engine.customers(), ports.telephones,
                                                                 question, threads);
    many->by_index_ = judge.get();
    many->judge_ = std::move(judge);
  } else {
    many->judge_ = std::make_unique<service::LedgerJudge>(engine.customers(), ports.telephones, question);
  }
  return many;
}

}  // namespace assent::app
