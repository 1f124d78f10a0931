#include "twin_situation.hpp"

namespace twin {

namespace {

std::vector<boost::json::object> agreements_with_party(const Situation& s) {
  std::vector<boost::json::object> result;
  if (!has(s.use, "party")) return result;
  for (const auto& event : s.history) {
    if (word(event, "event") == "agreement" && word(event, "party") == word(s.use, "party")) result.push_back(event);
  }
  return result;
}

bool starts_later(const Situation& s, const boost::json::object& agreement) {
  return read_day(word(agreement, "from")) > s.today;
}

// 14: "in force today (first and last day included)".
bool in_force(const Situation& s, const boost::json::object& agreement) {
  return !starts_later(s, agreement) && s.today <= read_day(word(agreement, "to"));
}

bool has_all_clauses(const boost::json::object& agreement) {
  for (const auto& clause : kClauses) {
    if (!contains(words(agreement, "clauses"), clause)) return false;
  }
  return true;
}

}  // namespace

// 14. Agreement, "where the pack needs one for this relation"; it "turns a permit of 12 or 15 into a deny".
Answer step_14_agreement(const Situation& s, Answer permit) {
  if (!contains(s.regime.agreement_needed_for, s.recipient())) return permit;
  const auto agreements = agreements_with_party(s);
  if (agreements.empty()) return deny("agreement_missing");
  bool any_in_force = false;
  bool all_start_later = true;
  bool any_complete = false;
  for (const auto& agreement : agreements) {
    any_in_force = any_in_force || in_force(s, agreement);
    all_start_later = all_start_later && starts_later(s, agreement);
    any_complete = any_complete || (in_force(s, agreement) && has_all_clauses(agreement));
  }
  if (!any_in_force) return deny(all_start_later ? "agreement_not_yet" : "agreement_expired");
  if (!any_complete) return deny("agreement_clause_missing");
  return permit;
}

}  // namespace twin
