// A decision, and its explanation, as JSON: docs/schema/decision.schema.json, docs/schema/explained.schema.json.
#pragma once

#include "decision/decide.hpp"
#include "explanation/explain.hpp"
#include "regime/regime.hpp"
#include "service/as_of.hpp"

#include <boost/json/object.hpp>

#include <span>
#include <string_view>

namespace assent::wire {

// The customer and the instant of the question.
struct QuestionAsked {
  std::string_view account;    // as asked, else as found; empty: no customer was found
  std::string_view telephone;  // as asked; empty: by account
  service::AsOf as_of;
  std::string_view zone_data;        // the version of the time zone data; empty: none that has versions
  std::string_view contact_channel;  // by which the customer will be contacted; empty: not at all
};

// A caller that asks about many must know which decision belongs to which customer, even if no customer is on record.
boost::json::object json_of(const QuestionAsked& question, const regime::Regime& regime,
                            const decision::Decision& decision);
boost::json::object json_of(const QuestionAsked& question, const regime::Regime& regime,
                            const decision::Decision& decision, std::span<const explanation::Explanation> explanations);

// Only the decision, as part of other shapes.
boost::json::object json_of(const regime::Regime& regime, const decision::Decision& decision);
boost::json::object json_of(const explanation::Explanation& explanation);

std::string_view to_string(decision::RemedyStep step);

}  // namespace assent::wire
