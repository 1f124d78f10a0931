#include "draw_case.hpp"

#include "base/instant.hpp"

#include <boost/json/array.hpp>

#include <initializer_list>
#include <random>
#include <string>
#include <vector>

namespace assent::bench {
namespace {

namespace json = boost::json;
using std::chrono::days;
using std::chrono::seconds;

// Noon of an ordinary day, so that the local date of both zones is this one.
const Instant kNoon = parse_instant("2026-06-10T15:00:00Z").value();

class Draw {
 public:
  explicit Draw(std::uint64_t seed) : engine_(seed) {}

  // From 0 to n - 1. Requires n > 0.
  std::uint64_t below(std::uint64_t n) { return engine_() % n; }
  bool percent(std::uint64_t chance) { return below(100) < chance; }
  int between(int low, int high) { return low + static_cast<int>(below(static_cast<std::uint64_t>(high - low + 1))); }
  const char* word(std::initializer_list<const char*> choices) { return *(choices.begin() + below(choices.size())); }

  // Each of the words with this chance, and at least one.
  json::array some(std::initializer_list<const char*> choices, std::uint64_t chance) {
    json::array result;
    for (const char* choice : choices) {
      if (percent(chance)) result.emplace_back(choice);
    }
    if (result.empty()) result.emplace_back(word(choices));
    return result;
  }

 private:
  std::mt19937_64 engine_;
};

std::string day_text(Instant instant) { return to_string(instant).substr(0, 10); }

json::object draw_customer(Draw& draw, bool american) {
  json::object customer;
  customer["time_zone"] = american ? "America/New_York" : "Asia/Beirut";
  customer["kind"] = "residential";
  customer["state"] = draw.percent(6) ? "former" : "active";
  customer["services"] = draw.some({"local", "long_distance", "mobile", "voip", "internet"}, 25);
  if (customer.at("state") == "former") {
    customer["services"] = json::array{};
    customer["former_services"] = draw.some({"local", "long_distance", "mobile", "internet"}, 40);
  }
  if (draw.percent(70)) customer["language"] = draw.word({"en", "ar"});
  return customer;
}

json::object draw_use(Draw& draw) {
  json::object use;
  use["purpose"] =
      draw.percent(85)
          ? draw.word({"marketing", "marketing", "marketing", "marketing", "winback"})
          : draw.word({"competitor_tracking", "port_request_retention", "provide_service", "billing",
                       "fraud_prevention", "inside_wiring", "emergency", "legal_obligation", "mobile_health_research",
                       "request_approval", "customer_written_request", "resale"});
  use["offer"] = draw.word({"second_line", "long_distance", "long_distance", "long_distance", "mobile_plan",
                            "mobile_plan", "internet", "internet", "voice_mail", "caller_id", "call_waiting",
                            "speed_dialing", "handset", "insurance", "travel_site"});
  use["recipient"] =
      draw.percent(60)
          ? "carrier"
          : draw.word({"agent", "agent", "affiliate_communications", "affiliate_serving_customer", "affiliate_other",
                       "joint_venture_partner", "joint_venture_partner", "independent_contractor", "third_party"});
  if (use.at("recipient") != "carrier" && draw.percent(90)) use["party"] = draw.word({"PX", "PX", "PX", "PY"});
  use["information"] = draw.some({"services", "usage", "billing", "call_detail", "contact"}, 30);
  if (draw.percent(4)) use.at("information").as_array().emplace_back("location");
  if (draw.percent(3)) use["information"] = draw.some({"aggregate", "published_listing"}, 60);
  if (draw.percent(60)) use["supervisor_review"] = "approved";
  return use;
}

// Who is covered: often this recipient, sometimes every recipient, sometimes another one.
json::value draw_scope(Draw& draw, const json::string& recipient) {
  if (draw.percent(20)) return "all";
  if (draw.percent(75)) return json::array{"carrier", recipient};
  return json::array{"carrier"};
}

json::object draw_notice(Draw& draw, const json::string& recipient, const json::object& customer) {
  json::object notice{{"event", "notice"}};
  notice["channel"] =
      draw.word({"mail", "mail", "mail", "mail", "mail", "email", "email", "sms", "sms", "oral", "portal"});
  int age = draw.between(36, 725);
  if (draw.percent(25)) age = draw.between(0, 34);
  if (draw.percent(12)) age = draw.between(726, 1000);
  if (draw.percent(15)) age = std::vector<int>{-1, 0, 30, 31, 33, 34, 729, 730, 731}[draw.below(9)];
  const Instant sent = kNoon - days{age};
  notice["at"] = notice.at("channel") == "mail" ? day_text(sent) : to_string(sent);
  notice["recipients"] = draw_scope(draw, recipient);
  if (draw.percent(10))
    notice["information"] = draw.some({"services", "usage", "billing", "call_detail", "contact"}, 60);
  if (draw.percent(15)) notice["waiting_days"] = draw.between(20, 60);
  if (draw.percent(4)) notice["missing"] = json::array{"precise_steps"};
  if (draw.percent(2)) notice["misleading"] = json::array{"no_effect_on_service"};
  if (notice.at("channel") == "email" && draw.percent(20)) notice["email_permission"] = false;
  if (draw.percent(8)) notice["translation"] = draw.word({"complete", "partial"});
  const auto* language = customer.if_contains("language");
  notice["language"] =
      language != nullptr && draw.percent(85) ? language->as_string() : json::string(draw.word({"en", "ar"}));
  if (draw.percent(6)) {
    notice["delivery"] = draw.word({"bounced", "returned"});
    if (draw.percent(60)) notice["delivery_known"] = to_string(kNoon + days{draw.between(-9, 3)});
  }
  return notice;
}

json::object draw_opt_in(Draw& draw, const json::string& recipient, const json::string& offer, Instant at) {
  json::object opt_in{{"event", "opt_in"}, {"at", to_string(at)}};
  opt_in["recipients"] = draw_scope(draw, recipient);
  if (draw.percent(25)) opt_in["parties"] = draw.some({"PX", "PY"}, 60);
  if (draw.percent(15))
    opt_in["information"] = draw.some({"services", "usage", "billing", "call_detail", "contact"}, 70);
  if (draw.percent(15)) opt_in["offers"] = json::array{draw.percent(70) ? offer : json::string("internet")};
  if (draw.percent(10)) opt_in["by"] = draw.word({"authorised_representative", "authorised_user", "minor_user"});
  if (draw.percent(5)) opt_in["evidence"] = false;
  if (draw.percent(4)) opt_in["notice"] = "none";
  return opt_in;
}

json::object draw_agreement(Draw& draw) {
  json::object agreement{{"event", "agreement"}, {"party", draw.percent(90) ? "PX" : "PY"}};
  int from = draw.between(-300, -1);
  int to = draw.between(1, 300);
  if (draw.percent(15)) from = draw.between(0, 1);
  if (draw.percent(15)) to = draw.between(-1, 0);
  if (to < from) to = from;
  agreement["from"] = day_text(kNoon + days{from});
  agreement["to"] = day_text(kNoon + days{to});
  agreement["clauses"] = json::array{"purpose_limit", "no_onward_disclosure", "safeguards"};
  if (draw.percent(8)) agreement.at("clauses").as_array().pop_back();
  return agreement;
}

}  // namespace

json::object draw_case(std::uint64_t seed) {
  Draw draw(seed);
  const bool american = draw.percent(50);
  const json::object customer = draw_customer(draw, american);
  const json::object use = draw_use(draw);
  const json::string recipient = use.at("recipient").as_string();
  const auto some_time_ago = [&draw] { return kNoon - seconds{draw.between(-86400, 500 * 86400)}; };

  json::array history;
  if (draw.percent(85)) history.push_back(draw_notice(draw, recipient, customer));
  const Instant opted_out = some_time_ago();
  if (draw.percent(15)) {
    history.push_back(
        {{"event", "opt_out"}, {"received", to_string(opted_out)}, {"scope", draw_scope(draw, recipient)}});
  }
  if (draw.percent(7)) {
    const Instant withdrawn = draw.percent(20) ? opted_out : some_time_ago();
    history.push_back({{"event", "withdrawal"}, {"at", to_string(withdrawn)}, {"scope", draw_scope(draw, recipient)}});
  }
  const bool carrier = recipient == "carrier";
  if (draw.percent(carrier ? 20 : 60)) {
    const Instant given = draw.percent(10) ? opted_out : some_time_ago();
    history.push_back(draw_opt_in(draw, recipient, use.at("offer").as_string(), given));
  }
  if (!carrier && draw.percent(85)) history.push_back(draw_agreement(draw));

  json::object result;
  result["id"] = "drawn-" + std::to_string(seed);
  result["regime"] = american ? "fcc-2007" : "tra";
  result["now"] = to_string(kNoon);
  result["customer"] = customer;
  result["use"] = use;
  result["history"] = std::move(history);
  return result;
}

}  // namespace assent::bench
