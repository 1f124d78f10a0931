#include "twin.hpp"

#include <set>

#include "twin_situation.hpp"

namespace twin {

namespace {

// 1. "The facts cannot be established: deny `status_unknown`."
Step step_1_facts(const boost::json::object& case_) {
  if (word(case_, "facts") == "unavailable") return deny("status_unknown");
  return {};
}

// 2. "All information types are `aggregate` or `published_listing`: permit". A use that names no type at all is not
// known to be free of customer information.
Step step_2_not_customer_information(const Situation& s) {
  if (!s.regime.anonymous_is_outside || s.information().empty()) return {};
  for (const auto& type : s.information()) {
    if (type != "aggregate" && type != "published_listing") return {};
  }
  return permit("not_customer_information");
}

// 3. "No approval lifts these."
Step step_3_bans(const Situation& s) {
  if (s.purpose() == "competitor_tracking") return deny("competitor_tracking_banned");
  if (s.purpose() == "port_request_retention") return deny("port_request_use_banned");
  return {};
}

// 4. "Purposes of providing the service [...]: permit `service_provision`, whoever the recipient."
Step step_4_service(const Situation& s) {
  const Words providing{"provide_service", "billing",   "fraud_prevention",
                        "inside_wiring",   "emergency", "legal_obligation"};
  if (contains(providing, s.purpose())) return permit("service_provision");
  if (s.purpose() == "mobile_health_research") {
    return s.subscribes("mobile") ? permit("service_provision") : deny("purpose_not_allowed");
  }
  return {};
}

// 5. "`customer_written_request`: permit".
Step step_5_written_request(const Situation& s) {
  if (s.purpose() == "customer_written_request") return permit("customer_written_request");
  return {};
}

// 6. "`request_approval` [...]: permit `request_reviewed` when a supervisor approved it".
Step step_6_request_approval(const Situation& s) {
  if (s.purpose() != "request_approval") return {};
  return word(s.use, "supervisor_review") == "approved" ? permit("request_reviewed") : deny("campaign_not_reviewed");
}

// 7. "Former customer: [...] otherwise deny `former_customer`. Past this step the purpose is `marketing` or `winback`;
// any other: deny `purpose_not_allowed`."
Step step_7_former_customer(const Situation& s) {
  if (word(s.customer, "state") == "former") {
    const bool held =
        has(s.offer, "category") && contains(words(s.customer, "former_services"), word(s.offer, "category"));
    if (s.purpose() == "winback" && s.recipient() == "carrier" && s.regime.winback && held) {
      return permit("winback_same_category");
    }
    return deny("former_customer");
  }
  if (s.purpose() != "marketing" && s.purpose() != "winback") return deny("purpose_not_allowed");
  return {};
}

// 8, the consumer page: "the offer's category is subscribed or it enhances a subscribed category".
Step step_8_enhancement(const Situation& s) {
  if (s.recipient() != "carrier") return {};
  if (s.offer_category_subscribed()) return permit("within_subscribed_category");
  for (const auto& enhanced : words(s.offer, "enhances")) {
    if (s.subscribes(enhanced)) return permit("within_subscribed_category");
  }
  return {};
}

// 8, "FCC and Arizona packs": four ways for the carrier in their order, one for an affiliate.
Step step_8_total_service(const Situation& s) {
  const std::string offer_class = word(s.offer, "class");
  if (s.recipient() == "carrier") {
    if (s.offer_category_subscribed()) return permit("within_subscribed_category");
    if (offer_class == "adjunct" && (s.subscribes("local") || s.subscribes("mobile") || s.subscribes("voip"))) {
      return permit("adjunct_to_basic_service");
    }
    if ((offer_class == "equipment" || offer_class == "information_service") && s.subscribes("mobile")) {
      return permit("mobile_equipment_or_information_service");
    }
    if ((offer_class == "equipment" || word(s.offer, "id") == "voice_mail") &&
        (s.subscribes("local") || s.subscribes("long_distance"))) {
      return permit("wireline_equipment_or_voice_mail");
    }
  }
  if (s.recipient() == "affiliate_serving_customer") {
    const Words services = words(s.customer, "services");
    const bool more_than_one = std::set<std::string>(services.begin(), services.end()).size() > 1;
    if (more_than_one && s.offer_category_subscribed()) return permit("affiliate_serves_customer");
  }
  return {};
}

// 8. "Free use, unless `location` is among the information."
Step step_8_free_use(const Situation& s) {
  if (contains(s.information(), "location")) return {};
  if (s.regime.free_use == "enhancement") return step_8_enhancement(s);
  if (s.regime.free_use == "total_service") return step_8_total_service(s);
  return {};
}

// 9. "The level that the recipient needs", raised by class `other` and by `location`.
std::string step_9_level(const Situation& s) {
  const auto found = s.regime.level.find(s.recipient());
  if (found == s.regime.level.end() || found->second == "refused") return "refused";
  if (word(s.offer, "class") == "other" || contains(s.information(), "location")) return "opt_in";
  return found->second;
}

Answer first_step_that_answers(const Situation& s) {
  if (const Step answer = step_2_not_customer_information(s)) return *answer;
  if (const Step answer = step_3_bans(s)) return *answer;
  if (const Step answer = step_4_service(s)) return *answer;
  if (const Step answer = step_5_written_request(s)) return *answer;
  if (const Step answer = step_6_request_approval(s)) return *answer;
  if (const Step answer = step_7_former_customer(s)) return *answer;
  if (const Step answer = step_8_free_use(s)) return *answer;
  const std::string level = step_9_level(s);
  if (level == "refused") return deny("not_covered");
  if (const Step answer = step_10_one_time_consent(s)) return *answer;
  if (const Step answer = step_11_soft_opt_in(s)) return *answer;
  if (const Step answer = step_12_choices(s)) return *answer;
  if (const Step answer = step_13_no_opt_in(s, level)) return *answer;
  return step_15_notices(s);
}

boost::json::object offer_of(const boost::json::object& use, const boost::json::object& catalogue) {
  for (const auto& offer : catalogue.at("offers").as_array()) {
    if (has(use, "offer") && word(offer.as_object(), "id") == word(use, "offer")) return offer.as_object();
  }
  return {{"class", "other"}};
}

// "Events with no account belong to this customer"; a customer with no account: all history is theirs.
std::vector<boost::json::object> history_of(const boost::json::object& case_, const boost::json::object& customer) {
  std::vector<boost::json::object> result;
  if (!has(case_, "history")) return result;
  for (const auto& event : case_.at("history").as_array()) {
    const auto& object = event.as_object();
    const bool his =
        !has(object, "account") || !has(customer, "account") || word(object, "account") == word(customer, "account");
    if (his) result.push_back(object);
  }
  return result;
}

}  // namespace

Answer decide(const boost::json::object& case_, const boost::json::object& catalogue) {
  if (const Step answer = step_1_facts(case_)) return *answer;
  const Regime& pack = regime(word(case_, "regime"));
  const auto& customer = case_.at("customer").as_object();
  const auto& use = case_.at("use").as_object();
  const Zone& zone = *date::locate_zone(word(customer, "time_zone", pack.unknown_zone));
  const Instant now = read_instant(word(case_, "now"));
  return first_step_that_answers(
      {pack, zone, now, day_at(zone, now), customer, use, offer_of(use, catalogue), history_of(case_, customer)});
}

}  // namespace twin
