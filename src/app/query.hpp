// Query: may this use be made of this customer's information? For one customer, with the reasons, or for many at once.
// As thread-safe as the engine.
#pragma once

#include "app/engine.hpp"
#include "app/use_asked.hpp"
#include "base/result.hpp"
#include "explanation/explain.hpp"
#include "service/customer_file.hpp"
#include "service/scrub_judge.hpp"

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace assent::app {

struct Query {
  std::string regime;  // empty: the default one
  UseAsked use;
  std::optional<Instant> at;        // the instant decided about; none: the present
  std::optional<Instant> known_at;  // the known-at instant; none: everything recorded

  friend bool operator==(const Query&, const Query&) = default;
};

// The decision about one customer, with all that is needed to explain it.
struct Answered {
  service::CustomerName who;  // as asked
  RegimeInUse regime;
  Use use;
  service::AsOf as_of;
  service::OnFile on_file;
  decision::Decision decision;

  explanation::Explanation explained(explanation::Language language) const {
    return explanation::explain(*regime, on_file.facts, use, decision, as_of.at, language);
  }
};

// Asks the ledger. If something about the customer cannot be established, the decision is a deny, not an error.
//
//   invalid, not_found  the question names something that does not exist (Engine::regime(), use_of())
Result<Answered> decide(const Engine& engine, const service::CustomerName& who, const Query& query);

// One use, decided for many customers by their accounts: from the index if possible, else from the ledger. Use it for
// one call or a few: if the question is about the present, the instant is fixed when it is made. A permit still holds
// when it is returned. Thread-safe once it is made.
class ManyDecisions {
 public:
  // `threads` threads prepare it. Fails as decide() does. The engine outlives it.
  static Result<std::unique_ptr<ManyDecisions>> prepare(const Engine& engine, const Query& query, unsigned threads = 1);
  // The same, if `former` was made by the same engine for the same query, not later and under the same rules: what it
  // has compiled is used as long as it holds, which makes it quick.
  static Result<std::unique_ptr<ManyDecisions>> prepare_again(const Engine& engine, const Query& query,
                                                              ManyDecisions& former);

  // One decision for each name, in their order. `judged` is cleared first.
  void decide(std::span<const std::string_view> accounts, service::Judgements& judged) {
    judge_->judge(accounts, judged);
  }

  // The instant decided about, and the regime.
  Instant at() const { return question_.as_of.at; }
  const regime::Regime& regime() const { return *regime_; }
  // Whether an index decides.
  bool by_index() const { return by_index_ != nullptr; }

 private:
  ManyDecisions() = default;
  static Result<std::unique_ptr<ManyDecisions>> prepared(const Engine& engine, const Query& query, unsigned threads,
                                                         ManyDecisions* former);

  RegimeInUse regime_;
  Use use_;
  service::ScrubQuestion question_;
  std::unique_ptr<service::ScrubJudge> judge_;
  service::IndexJudge* by_index_ = nullptr;  // the judge, if it is one
};

}  // namespace assent::app
