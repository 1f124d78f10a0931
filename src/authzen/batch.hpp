// Batch: the evaluations of one request, decided piece by piece, so that a long answer is sent while it is made.
#pragma once

#include "access/caller.hpp"
#include "app/query.hpp"
#include "authzen/asked.hpp"
#include "authzen/evaluation.hpp"
#include "authzen/pdp.hpp"
#include "json/document.hpp"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

namespace assent::authzen {

// Not thread-safe. The Pdp, and the document that the request stands in, outlive it.
class Batch {
 public:
  // The whole request is wrong: a sentence. Else what it holds is decided by next().
  static tl::expected<Batch, std::string> read(const Pdp& pdp, const json::Value& sent, const access::Caller& caller);

  // How many evaluations it has; 0: it is a single one, of the top level's members.
  std::size_t size() const { return size_; }
  const Evaluation& defaults() const { return defaults_; }

  // Adds the next piece of `{"evaluations":[…]}`, and says whether more follows.
  bool next(std::string& out);

  std::uint64_t decided() const { return decided_; }

 private:
  enum class Semantic : std::uint8_t { execute_all, deny_on_first_deny, permit_on_first_permit };
  // Decisions that are made together: of accounts under the use of the top level, with their reasons only.
  static constexpr std::size_t kPiece = 512;

  Batch(const Pdp& pdp, const json::Value& list, const access::Caller& caller)
      : pdp_(&pdp), caller_(caller), at_(list.begin()), end_(list.end()) {}

  bool is_brief(const json::Value& item, std::string_view& account) const;
  // Each returns whether to stop, as the semantic has it.
  bool decide(const json::Value& item, std::string& out);
  bool add(Outcome outcome);
  void decide_held(std::string& out);
  void separate(std::string& out);

  const Pdp* pdp_;
  access::Caller caller_;
  Evaluation defaults_;
  std::optional<UseQuestion> use_;  // of the defaults, where they name one
  std::shared_ptr<app::ManyDecisions> many_;
  Semantic semantic_ = Semantic::execute_all;
  std::size_t size_ = 0;
  json::Value::Iterator at_;
  json::Value::Iterator end_;
  std::vector<std::string_view> held_;  // accounts to be decided together
  service::Judgements judged_;
  std::uint64_t decided_ = 0;
  bool begun_ = false;
};

}  // namespace assent::authzen
