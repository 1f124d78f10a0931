// A decision, and its explanation, as JSON: docs/schema/decision.schema.json, docs/schema/explained.schema.json.
#pragma once

#include "decision/decide.hpp"
#include "explanation/explain.hpp"
#include "regime/regime.hpp"
#include "service/as_of.hpp"

#include <boost/json/object.hpp>

#include <span>
#include <string_view>

namespace assent {

// Of whom was asked, about when.
struct QuestionAsked {
  std::string_view account;    // as asked, else as found; empty: nobody was found
  std::string_view telephone;  // as asked; empty: by account
  AsOf as_of;
  std::string_view zone_data;        // the version of the time zone data; empty: none that has versions
  std::string_view contact_channel;  // by which the customer will be contacted; empty: not at all
};

// Whoever asks about many must be able to tell which answer is whose, also where nobody is on record.
boost::json::object json_of(const QuestionAsked& question, const Regime& regime, const Decision& decision);
boost::json::object json_of(const QuestionAsked& question, const Regime& regime, const Decision& decision,
                            std::span<const Explanation> explanations);

// The answer alone, as part of other shapes.
boost::json::object json_of(const Regime& regime, const Decision& decision);
boost::json::object json_of(const Explanation& explanation);

std::string_view to_string(RemedyStep step);

}  // namespace assent
