#include "authzen/decided.hpp"

#include "consent/position.hpp"
#include "evidence/hash.hpp"
#include "json/write.hpp"
#include "wire/decision.hpp"
#include "wire/values.hpp"

#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include <array>
#include <string>

namespace assent::authzen {

std::string decision_id(const app::Answered& answered) {
  std::string all;
  const auto add = [&](std::string_view part) {
    all += std::to_string(part.size());
    all += ':';
    all += part;
  };
  const Use& use = answered.use;
  for (const std::string_view part :
       {std::string_view(answered.who.account), std::string_view(answered.who.telephone),
        std::string_view(answered.on_file.account), std::string_view(answered.regime->id),
        std::string_view(answered.regime->version), std::string_view(use.purpose), std::string_view(use.recipient),
        std::string_view(use.party), std::string_view(use.channel), to_string(answered.decision.outcome),
        to_string(answered.decision.reason)}) {
    add(part);
  }
  add(use.offer ? use.offer->id : "");
  for (const std::string& information : use.information) add(information);
  for (const Position& entry : answered.decision.entries) add(entry_name(entry));
  add(to_string(answered.as_of.at));
  add(answered.as_of.known_at ? to_string(*answered.as_of.known_at) : "");
  add(use.supervisor_approved ? "1" : "0");
  add(use.soft_opt_in ? "1" : "0");
  const evidence::Hash hash = evidence::sha256(evidence::view_of(all));
  return evidence::to_hex(evidence::ByteView(hash).first(16));
}

void append_brief(std::string& out, Outcome outcome, Reason reason) {
  out += outcome == Outcome::permit ? "{\"decision\":true,\"context\":{\"reason\":\""
                                    : "{\"decision\":false,\"context\":{\"reason\":\"";
  out += to_string(reason);
  out += "\"}}";
}

void append_fault(std::string& out, const AskedFault& fault) {
  out += "{\"decision\":false,\"context\":{\"error\":{\"status\":";
  out += std::to_string(fault.status);
  out += ",\"message\":";
  json::append_text(out, fault.message);
  out += "}}}";
}

void append_decision(std::string& out, const app::Answered& answered, const UseQuestion& question) {
  const decision::Decision& decision = answered.decision;
  if (question.brief) return append_brief(out, decision.outcome, decision.reason);
  const regime::Regime& regime = *answered.regime;
  // As every decision that is written as JSON, with what AuthZEN has no other place for.
  boost::json::object whole = wire::json_of(regime, decision);
  boost::json::object context{{"id", decision_id(answered)},
                              {"reason", whole.at("reason")},
                              {"regime", regime.id},
                              {"regime_version", regime.version},
                              {"at", to_string(answered.as_of.at)},
                              {"known_at", wire::json_of(answered.as_of.known_at)},
                              {"source", std::move(whole.at("source"))},
                              {"entries", std::move(whole.at("entries"))},
                              {"valid_until", whole.at("valid_until")}};
  if (decision.provisional) context["provisional"] = true;
  context["findings"] = std::move(whole.at("findings"));
  context["remedies"] = std::move(whole.at("remedies"));
  if (question.language) context["explanation"] = wire::json_of(answered.explained(*question.language));
  out += decision.outcome == Outcome::permit ? "{\"decision\":true,\"context\":" : "{\"decision\":false,\"context\":";
  out += boost::json::serialize(context);
  out += '}';
}

}  // namespace assent::authzen
