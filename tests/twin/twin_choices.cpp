#include "twin_situation.hpp"

namespace twin {

namespace {

// 12: "if its scope is all or names the recipient's relation".
bool scope_reaches(const Situation& s, const boost::json::object& event) {
  if (!has(event, "scope")) return true;
  if (event.at("scope").is_string()) return word(event, "scope") == "all" || word(event, "scope") == s.recipient();
  const Words scope = words(event, "scope");
  return contains(scope, "all") || contains(scope, s.recipient());
}

// 13: "looked for in that order". No defect: the opt-in is valid in the sense of 12.
Defect defect_of_opt_in(const Situation& s, const boost::json::object& opt_in) {
  if (!covers_relation(s, opt_in) || !covers_party(s, opt_in)) return "approval_scope_recipient";
  if (!covers_information(s, opt_in)) return "approval_scope_information";
  if (!covers_offer(s, opt_in) || !covers_class(s, opt_in) || !covers_category(s, opt_in)) {
    return "approval_scope_purpose";
  }
  if (!covers_channel(s, opt_in)) return "approval_scope_channel";
  const std::string by = word(opt_in, "by", "owner");
  if (by != "owner" && by != "authorised_representative") return "not_account_holder";
  if (!truth(opt_in, "evidence", true)) return "approval_unproven";
  if (word(opt_in, "notice", "given") != "given") return "no_notice";
  const Words defects = words(opt_in, "defects");
  if (s.regime.pre_ticked_or_bundled_is_void && (contains(defects, "pre_ticked") || contains(defects, "bundled"))) {
    return "consent_invalid";
  }
  // 4 (room): "one whose `until` lies before today is not valid".
  if (has(opt_in, "until") && read_day(word(opt_in, "until")) < s.today) return "consent_expired";
  return {};
}

// 12: "An opt-in counts from its instant": those on file by now.
std::vector<boost::json::object> opt_ins_on_file(const Situation& s) {
  std::vector<boost::json::object> result;
  for (const auto& event : s.history) {
    if (word(event, "event") == "opt_in" && instant_of(s.zone, word(event, "at")) <= s.now) result.push_back(event);
  }
  return result;
}

std::optional<Instant> latest_valid_opt_in(const Situation& s) {
  std::optional<Instant> latest;
  for (const auto& opt_in : opt_ins_on_file(s)) {
    const Instant at = instant_of(s.zone, word(opt_in, "at"));
    if (!defect_of_opt_in(s, opt_in) && (!latest || at > *latest)) latest = at;
  }
  return latest;
}

// 12: "as the latest one was (both at one instant: `withdrawn`)".
std::optional<Refusal> latest_refusal(const Situation& s) {
  std::optional<Refusal> latest;
  for (const auto& refusal : refusals(s)) {
    const bool later = !latest || refusal.at > latest->at;
    const bool withdrawal_at_once = latest && refusal.at == latest->at && refusal.reason == "withdrawn";
    if (later || withdrawal_at_once) latest = refusal;
  }
  return latest;
}

}  // namespace

// Room for others: "a refusal counts whatever channels, classes or categories it names", so these are not read.
// 12: "An opt-out counts from the instant it was *received*, a withdrawal from its instant, whoever on the account
// made it".
std::vector<Refusal> refusals(const Situation& s) {
  std::vector<Refusal> result;
  for (const auto& event : s.history) {
    const bool opt_out = word(event, "event") == "opt_out";
    if ((!opt_out && word(event, "event") != "withdrawal") || !scope_reaches(s, event)) continue;
    const Instant at = instant_of(s.zone, word(event, opt_out ? "received" : "at"));
    if (at <= s.now) result.push_back({at, opt_out ? "opted_out" : "withdrawn"});
  }
  return result;
}

// 11. Soft opt-in: "the use says so, recipient is the carrier, only `contact` information, the offer's category is
// subscribed, and there is no refusal".
Step step_11_soft_opt_in(const Situation& s) {
  if (!s.regime.soft_opt_in || !truth(s.use, "soft_opt_in", false) || s.recipient() != "carrier") return {};
  if (s.information().empty()) return {};
  for (const auto& type : s.information()) {
    if (type != "contact") return {};
  }
  if (!s.offer_category_subscribed() || !refusals(s).empty()) return {};
  return permit("soft_opt_in");
}

// 12. Choices: "the latest valid opt-in is later than the latest refusal (or there is no refusal): permit `opt_in`,
// if step 14 agrees; otherwise, if there is a refusal: deny".
Step step_12_choices(const Situation& s) {
  const auto approved = latest_valid_opt_in(s);
  const auto refused = latest_refusal(s);
  if (approved && (!refused || *approved > refused->at)) return step_14_agreement(s, permit("opt_in"));
  if (refused) return deny(refused->reason);
  return {};
}

// 13. "Level `opt_in` and no valid opt-in: deny, with the defect of a live one-time consent, else of the latest opt-in
// on file [...], else the pack's word for it."
Step step_13_no_opt_in(const Situation& s, std::string_view level) {
  if (level != "opt_in") return {};
  if (const Defect found = defect_of_live_one_time_consent(s)) return deny(*found);
  if (const Defect found = defect_of_latest_opt_in(s)) return deny(*found);
  return deny(s.regime.approval_missing);
}

// 2: "of two at the same instant [...], the one later in the list is the later".
Defect defect_of_latest_opt_in(const Situation& s) {
  Defect found;
  std::optional<Instant> latest;
  for (const auto& opt_in : opt_ins_on_file(s)) {
    const Instant at = instant_of(s.zone, word(opt_in, "at"));
    if (!latest || at >= *latest) {
      latest = at;
      found = defect_of_opt_in(s, opt_in);
    }
  }
  return found;
}

}  // namespace twin
