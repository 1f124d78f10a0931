#include "twin_situation.hpp"

namespace twin {

namespace {

// 10: "one not granted is no event at all".
bool is_consent(const boost::json::object& event) {
  return word(event, "event") == "one_time_consent" && truth(event, "granted", true);
}

// 10: "live from its start (included) to its end (not included)"; "A refusal received since the call began ends
// the consent."
bool live(const Situation& s, const boost::json::object& consent) {
  const Instant from = instant_of(s.zone, word(consent, "from"));
  const Instant to = instant_of(s.zone, word(consent, "to"));
  if (s.now < from || s.now >= to) return false;
  for (const auto& refusal : refusals(s)) {
    if (refusal.at >= from) return false;
  }
  return true;
}

// 10: the four conditions, in their order.
Defect defect_of_consent(const Situation& s, const boost::json::object& consent) {
  if (word(consent, "channel", "phone") != "phone") return "notice_method_invalid";
  if (!words(consent, "missing").empty()) return "notice_content_invalid";
  if (s.recipient() != "carrier") return "one_time_scope";
  if (!truth(consent, "evidence", true)) return "approval_unproven";
  return {};
}

}  // namespace

// 10. One-time consent: "A live one permits [...] A live but defective one permits nothing".
Step step_10_one_time_consent(const Situation& s) {
  for (const auto& event : s.history) {
    if (is_consent(event) && live(s, event) && !defect_of_consent(s, event)) return permit("one_time_consent");
  }
  return {};
}

// 10: "the defect of the one that began last may be the reason in steps 13 and 15".
Defect defect_of_live_one_time_consent(const Situation& s) {
  Defect found;
  Instant found_began{};
  for (const auto& event : s.history) {
    if (!is_consent(event) || !live(s, event)) continue;
    const Instant began = instant_of(s.zone, word(event, "from"));
    if (!found || began >= found_began) {
      found = defect_of_consent(s, event);
      found_began = began;
    }
  }
  return found;
}

// 15: "if a granted one-time consent has ended".
bool one_time_consent_has_ended(const Situation& s) {
  for (const auto& event : s.history) {
    if (is_consent(event) && instant_of(s.zone, word(event, "to")) <= s.now) return true;
  }
  return false;
}

}  // namespace twin
