// StandingQueries: questions that are asked again and again, one customer at a time, kept prepared for a moment.
// Thread-safe.
#pragma once

#include "app/engine.hpp"
#include "app/query.hpp"
#include "base/result.hpp"

#include <chrono>
#include <memory>
#include <optional>
#include <shared_mutex>
#include <string>
#include <unordered_map>

namespace assent::app {

class StandingQueries {
 public:
  // How long a question stays prepared. Meanwhile its instant stands still: a deny may be so much older than what would
  // turn it into a permit. A permit is always one that holds now, and a refusal counts at once (ManyDecisions).
  static constexpr std::chrono::milliseconds kStands{100};

  // The engine outlives it.
  explicit StandingQueries(const Engine& engine) : engine_(engine) {}

  // The question about the present, prepared; any number of threads may ask it. Rules that have come into use since
  // are asked at once. Fails as decide(). Precondition: the query names no instant.
  Result<std::shared_ptr<ManyDecisions>> prepared(const Query& query);

 private:
  static constexpr std::size_t kMost = 1'000;

  struct Standing {
    std::shared_ptr<ManyDecisions> decisions;
    std::shared_ptr<const Rules> rules;
    Instant since;
  };
  // The one of that name under those rules; nothing: there is none.
  std::optional<Standing> standing(const std::string& name, const std::shared_ptr<const Rules>& rules) const;

  // What a thread was given last. A thread is mostly asked one question again and again: then no name is made, and
  // nothing is looked for.
  struct Last {
    const void* of = nullptr;  // whose it is; never followed
    Query query;
    std::weak_ptr<ManyDecisions> decisions;
    std::shared_ptr<const Rules> rules;
    Instant since;
  };

  const Engine& engine_;
  mutable std::shared_mutex mutex_;  // guards standing_
  std::unordered_map<std::string, Standing> standing_;
};

}  // namespace assent::app
