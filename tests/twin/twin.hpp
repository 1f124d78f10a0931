// The twin: a second implementation of the rules of decision, slow and literal, for checking the product against.
//
// It works on a case's JSON as it stands, compares strings, and shares no code with the product. One function a
// step, each quoting the step's number. Where the text leaves room, README.md says which reading was taken.
// Thread-safe: it holds nothing.
#pragma once

#include <boost/json.hpp>
#include <string>

namespace twin {

struct Answer {
  std::string decision;  // "permit" or "deny"
  std::string reason;

  friend bool operator==(const Answer&, const Answer&) = default;
};

// The decision of one case (an object of the decision-case format) with this offer catalogue. `expect` is not read.
// Throws the std::exception that a malformed field causes; a case that is not valid has no decision.
Answer decide(const boost::json::object& case_, const boost::json::object& catalogue);

}  // namespace twin
