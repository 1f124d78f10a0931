// Everything that a step of the rules reads, and what the steps of approval ask each other.
#pragma once

#include <boost/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "twin.hpp"
#include "twin_fields.hpp"
#include "twin_regimes.hpp"
#include "twin_time.hpp"

namespace twin {

struct Situation {
  const Regime& regime;
  const Zone& zone;
  Instant now;
  Day today;
  boost::json::object customer;
  boost::json::object use;
  boost::json::object offer;                 // as the catalogue has it; class `other` and nothing more when not named
  std::vector<boost::json::object> history;  // this customer's events, in the order of the list

  std::string purpose() const { return word(use, "purpose"); }
  std::string recipient() const { return word(use, "recipient"); }
  Words information() const { return words(use, "information"); }
  bool subscribes(std::string_view category) const { return contains(words(customer, "services"), category); }
  bool offer_category_subscribed() const { return has(offer, "category") && subscribes(word(offer, "category")); }
};

// A step's decision, or nothing: then the next step is asked.
using Step = std::optional<Answer>;
inline Answer permit(std::string reason) { return {"permit", std::move(reason)}; }
inline Answer deny(std::string reason) { return {"deny", std::move(reason)}; }

// A finding that may become a reason: a defect's code, or nothing.
using Defect = std::optional<std::string>;

// twin_coverage.cpp: what an opt-in or a notice covers of this use.
bool covers_relation(const Situation& s, const boost::json::object& event);
bool covers_party(const Situation& s, const boost::json::object& event);
bool covers_information(const Situation& s, const boost::json::object& event);
bool covers_offer(const Situation& s, const boost::json::object& event);
bool covers_class(const Situation& s, const boost::json::object& event);
bool covers_category(const Situation& s, const boost::json::object& event);
bool covers_channel(const Situation& s, const boost::json::object& event);

// twin_one_time.cpp
Step step_10_one_time_consent(const Situation& s);
Defect defect_of_live_one_time_consent(const Situation& s);
bool one_time_consent_has_ended(const Situation& s);

// twin_choices.cpp
struct Refusal {
  Instant at;
  std::string reason;  // opted_out or withdrawn
};
std::vector<Refusal> refusals(const Situation& s);
Step step_11_soft_opt_in(const Situation& s);
Step step_12_choices(const Situation& s);
Step step_13_no_opt_in(const Situation& s, std::string_view level);
Defect defect_of_latest_opt_in(const Situation& s);

// twin_agreements.cpp
Answer step_14_agreement(const Situation& s, Answer permit);

// twin_notices.cpp
Answer step_15_notices(const Situation& s);

}  // namespace twin
