// Asked: an evaluation as a question to the engine (docs/authzen.md has the table). Pure.
//
//   subject   who would use the information: `type` is the recipient's relation to the carrier, `id` its name; of
//             `carrier`, the system that asks
//   action    `name` is the purpose; `properties` the offer, the information, the channel of contact
//   resource  the customer: `account`, or `telephone` (E.164, or as a `tel:` URI)
//   context   `regime`, `at`, `known_at`, `language`, `detail`. `time` is ignored: a time that a caller claims decides
//             nothing
#pragma once

#include "access/caller.hpp"
#include "app/query.hpp"
#include "authzen/evaluation.hpp"
#include "explanation/language.hpp"

#include <optional>
#include <string>
#include <tl/expected.hpp>

namespace assent::authzen {

// Why an evaluation cannot be asked. Holds nothing that was sent.
struct AskedFault {
  unsigned status = 400;  // 400 it is not well formed; 403 a partner asks about another; 404 there is no such thing
  std::string message;
};

// Everything but the customer: what many evaluations can have in common.
struct UseQuestion {
  app::Query query;
  std::optional<explanation::Language> language;  // the decision in words, too; nothing: no words
  bool brief = false;                             // decision and reason only
};

tl::expected<UseQuestion, AskedFault> use_question_of(const Entity& subject, const Action& action,
                                                      const std::optional<json::Value>& context,
                                                      const access::Caller& caller);

tl::expected<service::CustomerName, AskedFault> customer_of(const Entity& resource, const Telephones& telephones);

}  // namespace assent::authzen
