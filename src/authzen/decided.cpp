#include "authzen/decided.hpp"

#include "consent/position.hpp"
#include "evidence/hash.hpp"
#include "json/write.hpp"
#include "wire/decision.hpp"

#include <boost/json/serialize.hpp>

#include <array>
#include <string>

namespace assent::authzen {
namespace {

void append_member(std::string& out, std::string_view key, std::string_view text) {
  out += ",\"";
  out += key;
  out += "\":";
  json::append_text(out, text);
}

void append_or_null(std::string& out, std::string_view key, const std::optional<Instant>& instant) {
  if (instant) return append_member(out, key, to_string(*instant));
  out += ",\"";
  out += key;
  out += "\":null";
}

}  // namespace

std::string decision_id(const Answered& answered) {
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
  const Hash hash = sha256(view_of(all));
  return to_hex(ByteView(hash).first(16));
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

void append_decision(std::string& out, const Answered& answered, const UseQuestion& question) {
  const Decision& decision = answered.decision;
  if (question.brief) return append_brief(out, decision.outcome, decision.reason);
  const Regime& regime = *answered.regime;
  const Provenance& source = regime.provenance.at(decision.source);
  out += decision.outcome == Outcome::permit ? "{\"decision\":true" : "{\"decision\":false";
  out += ",\"context\":{\"id\":\"";
  out += decision_id(answered);
  out += '"';
  append_member(out, "reason", to_string(decision.reason));
  append_member(out, "regime", regime.id);
  append_member(out, "regime_version", regime.version);
  append_member(out, "at", to_string(answered.as_of.at));
  append_or_null(out, "known_at", answered.as_of.known_at);
  out += ",\"source\":{\"key\":";
  json::append_text(out, source.key);
  append_member(out, "text", source.source);
  append_member(out, "standing", to_string(source.standing));
  out += "},\"entries\":[";
  for (std::size_t i = 0; i < decision.entries.size(); ++i) {
    if (i > 0) out += ',';
    json::append_text(out, entry_name(decision.entries[i]));
  }
  out += ']';
  append_or_null(out, "valid_until", decision.valid_until);
  if (decision.provisional) out += ",\"provisional\":true";
  // The rest is as in every other decision that is written as JSON; most decisions have none of it.
  if (!decision.findings.empty() || !decision.remedies.empty()) {
    const boost::json::object whole = json_of(regime, decision);
    out += ",\"findings\":" + boost::json::serialize(whole.at("findings"));
    out += ",\"remedies\":" + boost::json::serialize(whole.at("remedies"));
  } else {
    out += ",\"findings\":[],\"remedies\":[]";
  }
  if (question.language)
    out += ",\"explanation\":" + boost::json::serialize(json_of(answered.explained(*question.language)));
  out += "}}";
}

}  // namespace assent::authzen
