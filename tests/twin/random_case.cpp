#include "random_case.hpp"

#include <algorithm>

#include "random_history.hpp"
#include "twin_fields.hpp"
#include "twin_regimes.hpp"

namespace twin {

namespace {

using date::days;
using std::chrono::microseconds;
using std::chrono::seconds;

Theme theme(Draw& draw) {
  const std::vector<Theme> weighted{Theme::any,        Theme::any,        Theme::special_purpose, Theme::former,
                                    Theme::free_use,   Theme::one_time,   Theme::one_time,        Theme::soft,
                                    Theme::choices,    Theme::choices,    Theme::choices,         Theme::agreements,
                                    Theme::agreements, Theme::agreements, Theme::notices,         Theme::notices,
                                    Theme::notices,    Theme::notices,    Theme::notices,         Theme::notices};
  return draw.of(weighted);
}

std::string regime_id(Draw& draw, Theme theme) {
  if (theme == Theme::soft && draw.percent(80)) return "strict-opt-in";
  if (theme == Theme::agreements && draw.percent(80))
    return draw.word({"tra", "fcc-2002", "fcc-2002", "strict-opt-in"});
  if (theme == Theme::notices && draw.percent(90)) return draw.word({"tra", "fcc-2002", "fcc-2007", "arizona-2006"});
  return draw.word({"tra", "fcc-2002", "fcc-2007", "arizona-2006", "strict-opt-in"});
}

std::string relation(Draw& draw, Theme theme, const std::string& regime_id) {
  if (draw.percent(15)) {
    return draw.word({"carrier", "agent", "affiliate_communications", "affiliate_serving_customer", "affiliate_other",
                      "joint_venture_partner", "independent_contractor", "third_party", "data_broker"});
  }
  if (theme == Theme::agreements) {
    return draw.word(
        {"joint_venture_partner", "independent_contractor", regime_id == "fcc-2002" ? "carrier" : "agent"});
  }
  if (theme == Theme::choices) {
    return draw.word({"carrier", "carrier", "agent", "affiliate_other", "joint_venture_partner", "third_party"});
  }
  if (theme == Theme::notices && regime_id != "tra" && draw.percent(40)) {
    return draw.word({"agent", "affiliate_communications", "affiliate_serving_customer"});
  }
  if (theme == Theme::free_use && draw.percent(35)) return "affiliate_serving_customer";
  return "carrier";
}

boost::json::object random_use(Draw& draw, Theme theme, const std::string& regime_id) {
  boost::json::object use;
  use["purpose"] = draw.percent(theme == Theme::former ? 40 : 95) ? "marketing" : "winback";
  if (theme == Theme::special_purpose) {
    use["purpose"] =
        draw.word({"competitor_tracking", "port_request_retention", "provide_service", "billing", "fraud_prevention",
                   "inside_wiring", "emergency", "legal_obligation", "mobile_health_research", "mobile_health_research",
                   "customer_written_request", "request_approval", "request_approval", "resale", "research"});
  }
  if (draw.percent(97)) {
    use["offer"] =
        draw.percent(70)
            ? draw.word({"second_line", "long_distance", "long_distance", "mobile_plan"})
            : draw.word({"second_line", "long_distance", "mobile_plan", "voice_mail", "caller_id", "call_waiting",
                         "speed_dialing", "handset", "internet", "insurance", "travel_site"});
  }
  if (theme == Theme::free_use) {
    use["offer"] = draw.word({"second_line", "long_distance", "mobile_plan", "voice_mail", "caller_id", "call_waiting",
                              "speed_dialing", "handset", "internet"});
  }
  use["recipient"] = relation(draw, theme, regime_id);
  const bool outside = use.at("recipient") != "carrier";
  if (draw.percent(outside ? 80 : 7)) use["party"] = draw.word({"PX", "PX", "PY", "PZ"});
  use["information"] = array_of(draw.some({"services", "usage", "billing", "call_detail", "contact"}, 25));
  if (draw.percent(6)) use.at("information").as_array().emplace_back("location");
  if (draw.percent(6)) use.at("information").as_array().emplace_back(draw.word({"aggregate", "published_listing"}));
  if (draw.percent(3)) use["information"] = array_of(draw.some({"aggregate", "published_listing"}, 50));
  if (theme == Theme::soft && draw.percent(80)) use["information"] = boost::json::array{"contact"};
  if (draw.percent(theme == Theme::soft ? 90 : 10)) use["soft_opt_in"] = draw.percent(90);
  if (draw.percent(theme == Theme::choices ? 60 : 30)) {
    use["channel"] = draw.word({"email", "email", "sms", "call", "automated_call", "mail", "push"});
  }
  if (draw.percent(theme == Theme::special_purpose ? 70 : 5)) {
    use["supervisor_review"] = draw.word({"approved", "none"});
  }
  return use;
}

boost::json::object random_customer(Draw& draw, Theme theme) {
  boost::json::object customer;
  if (draw.percent(88)) {
    customer["time_zone"] = draw.word({"Asia/Beirut", "Asia/Beirut", "America/New_York", "Pacific/Honolulu",
                                       "America/Phoenix", "Europe/London", "America/Havana", "Pacific/Apia",
                                       "America/St_Johns", "Asia/Kolkata", "Atlantic/Azores", "America/Sao_Paulo"});
  }
  customer["kind"] = draw.word({"residential", "residential", "business"});
  const bool former = draw.percent(theme == Theme::former ? 90 : 2);
  customer["state"] = former ? "former" : "active";
  const bool wide = theme == Theme::free_use || theme == Theme::soft || draw.percent(15);
  customer["services"] = wide ? array_of(draw.some({"local", "long_distance", "mobile", "voip", "internet"}, 35))
                              : array_of({draw.word({"local", "local", "mobile", "voip", "internet"})});
  if (former ? draw.percent(80) : draw.percent(3)) customer["services"] = boost::json::array{};
  if (former ? draw.percent(90) : draw.percent(3)) {
    customer["former_services"] = array_of(draw.some({"local", "long_distance", "mobile", "internet"}, 40));
  }
  if (draw.percent(50)) customer["language"] = draw.word({"en", "ar", "fr"});
  if (draw.percent(30)) customer["account"] = draw.word({"A", "B"});
  return customer;
}

Instant choose_now(Draw& draw, const RandomHistory& history, const Zone& zone) {
  const auto& boundaries = history.boundaries();
  const auto chance = draw.below(100);
  if (boundaries.empty() || chance < 8) {
    return first_instant(zone, history.base() + days{draw.between(-100, 1000)}) + seconds{draw.between(0, 86399)};
  }
  // The later of two, so that more of the history has already happened.
  const Instant edge = std::max(draw.of(boundaries), draw.of(boundaries));
  if (chance < 30) return edge + seconds{draw.between(0, 60 * 86400)};
  const std::vector<microseconds> steps{seconds{0}, seconds{0},       seconds{0},      -seconds{1}, -seconds{1},
                                        seconds{1}, -microseconds{1}, microseconds{1}, -days{1},    days{1}};
  return edge + draw.of(steps);
}

}  // namespace

boost::json::object random_case(std::uint64_t seed) {
  Draw draw(seed);
  const Theme about = theme(draw);
  const std::string id = regime_id(draw, about);
  const boost::json::object customer = random_customer(draw, about);
  const boost::json::object use = random_use(draw, about, id);
  const Zone& zone = *date::locate_zone(word(customer, "time_zone", regime(id).unknown_zone));

  RandomHistory history(draw, about, zone, use, customer);
  std::uint64_t events = draw.below(draw.percent(60) ? 4 : 9);
  if (about == Theme::notices) events = std::max<std::uint64_t>(events, 1);
  if (about == Theme::agreements) events = std::max<std::uint64_t>(events, 3);
  const std::uint64_t around = events == 0 ? 0 : draw.below(std::min<std::uint64_t>(events, 4));
  for (std::uint64_t i = around; i < events; ++i) history.add_anywhere();
  const Instant now = choose_now(draw, history, zone);
  for (std::uint64_t i = 0; i < around; ++i) history.add_around(now);

  boost::json::object result;
  result["id"] = "random-" + std::to_string(seed);
  result["regime"] = id;
  result["now"] = history.text(now);
  result["customer"] = customer;
  result["use"] = use;
  if (events > 0 || draw.percent(50)) result["history"] = history.take();
  if (draw.percent(1)) result["facts"] = "unavailable";
  return result;
}

}  // namespace twin
