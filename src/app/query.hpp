// Query: may this use be made of what is known of this customer; of one, with the reasons, and of many at once.
// Thread-safe as the engine is.
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

namespace assent {

struct Query {
  std::string regime;  // empty: the one that counts by default
  UseAsked use;
  std::optional<Instant> at;        // the instant asked about; none: the present
  std::optional<Instant> known_at;  // the instant whose knowledge is used; none: all that is recorded
};

// One customer's answer, with all that it takes to tell it.
struct Answered {
  CustomerName who;  // as asked
  RegimeInUse regime;
  Use use;
  AsOf as_of;
  OnFile on_file;
  Decision decision;

  Explanation explained(Language language) const {
    return explain(*regime, on_file.facts, use, decision, as_of.at, language);
  }
};

// Asks the ledger. Whatever cannot be established of the customer is a denial, and no error.
//
//   invalid, not_found  the question names something that there is not (Engine::regime(), use_of())
Result<Answered> decide(const Engine& engine, const CustomerName& who, const Query& query);

// One use, asked about many customers by their accounts: by the index where it can tell, by the ledger where it cannot.
// To be used by one thread at a time, and for one call or a few: of a question about the present the instant is settled
// when it is made. A permit is one that still holds when it is given.
class ManyDecisions {
 public:
  // `threads` prepare it. Fails as decide() does. The engine outlives it.
  static Result<std::unique_ptr<ManyDecisions>> prepare(const Engine& engine, const Query& query, unsigned threads = 1);

  // One a name, in their order. `judged` is filled anew.
  void decide(std::span<const std::string_view> accounts, Judgements& judged) { judge_->judge(accounts, judged); }

  // The instant decided about, and the regime.
  Instant at() const { return question_.as_of.at; }
  const Regime& regime() const { return *regime_; }
  // Whether an index is asked.
  bool by_index() const { return by_index_; }

 private:
  ManyDecisions() = default;

  RegimeInUse regime_;
  Use use_;
  ScrubQuestion question_;
  bool by_index_ = false;
  std::unique_ptr<ScrubJudge> judge_;
};

}  // namespace assent
