#include "authzen/decide_one.hpp"

#include "authzen/decided.hpp"

namespace assent::authzen {
namespace {

AskedFault fault_of(const Error& error) {
  switch (error.code) {
    // The question names something that there is not: a purpose, a recipient, an offer, a regime.
    case ErrorCode::invalid:
    case ErrorCode::not_found:
    case ErrorCode::conflict: return {404, to_string(error)};
    case ErrorCode::unavailable:
    case ErrorCode::damaged: break;
  }
  return {503, to_string(error)};
}

}  // namespace

Result<std::shared_ptr<app::ManyDecisions>> prepared(const Pdp& pdp, const app::Query& query) {
  if (!query.at && !query.known_at) return pdp.standing().prepared(query);
  std::shared_ptr<app::ManyDecisions> many = TRY(app::ManyDecisions::prepare(pdp.engine(), query));
  return many;
}

tl::expected<Said, AskedFault> decide_one(const Pdp& pdp, const Evaluation& evaluation, const UseQuestion* asked,
                                          const access::Caller& caller, std::string& out) {
  if (pdp.policy() != nullptr && pdp.policy()->is_about(evaluation)) {
    const bool permitted = pdp.policy()->permits(evaluation);
    out += permitted ? "{\"decision\":true}" : "{\"decision\":false}";
    return Said{permitted ? Outcome::permit : Outcome::deny, std::nullopt};
  }
  std::optional<UseQuestion> own;
  if (asked == nullptr) {
    auto read = use_question_of(*evaluation.subject, *evaluation.action, evaluation.context, caller);
    if (!read) return tl::unexpected(std::move(read.error()));
    own = *std::move(read);
    asked = &*own;
  }
  const auto who = customer_of(*evaluation.resource, pdp.engine().ports().telephones);
  if (!who) return tl::unexpected(who.error());
  if (asked->brief && !who->account.empty()) {
    const auto many = prepared(pdp, asked->query);
    if (!many) return tl::unexpected(fault_of(many.error()));
    thread_local service::Judgements judged;
    const std::string_view account = who->account;
    (*many)->decide({&account, 1}, judged);
    const service::Judgement& judgement = judged.each.front();
    append_brief(out, judgement.outcome, judgement.reason);
    return Said{judgement.outcome, judgement.reason};
  }
  const auto answered = app::decide(pdp.engine(), *who, asked->query);
  if (!answered) return tl::unexpected(fault_of(answered.error()));
  append_decision(out, *answered, *asked);
  return Said{answered->decision.outcome, answered->decision.reason};
}

}  // namespace assent::authzen
