#include "wire/decision.hpp"

#include "wire/values.hpp"

#include <boost/json/array.hpp>
#include <boost/json/string.hpp>
#include <boost/json/value.hpp>

#include <utility>

namespace assent::wire {
namespace {

namespace json = boost::json;

}  // namespace

std::string_view to_string(decision::RemedyStep step) {
  switch (step) {
    case decision::RemedyStep::wait: return "wait";
    case decision::RemedyStep::supervisor_review: return "supervisor_review";
    case decision::RemedyStep::name_party: return "name_party";
    case decision::RemedyStep::agreement: return "agreement";
    case decision::RemedyStep::verification: return "verification";
    case decision::RemedyStep::opt_in: return "opt_in";
    case decision::RemedyStep::notice: return "notice";
    case decision::RemedyStep::one_time_consent: return "one_time_consent";
  }
  return "";
}

json::object json_of(const regime::Regime& regime, const decision::Decision& decision) {
  const regime::Provenance& source = regime.provenance.at(decision.source);
  json::array entries;
  for (const Position& entry : decision.entries) entries.emplace_back(entry_name(entry));
  json::array findings;
  for (const decision::Finding& finding : decision.findings) {
    findings.push_back(json::object{{"reason", to_string(finding.reason)},
                                    {"entry", json_of(finding.entry)},
                                    {"instant", json_of(finding.instant)}});
  }
  json::array remedies;
  for (const decision::Remedy& remedy : decision.remedies) {
    json::array steps;
    for (const decision::RemedyStep step : remedy.steps) steps.emplace_back(to_string(step));
    remedies.push_back(json::object{
        {"steps", std::move(steps)}, {"instant", json_of(remedy.instant)}, {"until_day", json_of(remedy.day)}});
  }
  json::object object{
      {"decision", to_string(decision.outcome)},
      {"reason", to_string(decision.reason)},
      {"source",
       json::object{{"key", source.key}, {"text", source.source}, {"standing", regime::to_string(source.standing)}}},
      {"entries", std::move(entries)},
      {"findings", std::move(findings)},
      {"valid_until", json_of(decision.valid_until)},
      {"remedies", std::move(remedies)}};
  if (decision.provisional) object["provisional"] = true;
  return object;
}

json::object json_of(const explanation::Explanation& explanation) {
  json::array evidence;
  for (const explanation::EvidenceLine& line : explanation.evidence) {
    json::object each{{"entry", entry_name(line.entry)}, {"text", line.text}};
    if (line.provisional) each["provisional"] = true;
    evidence.push_back(std::move(each));
  }
  return {{"language", explanation::to_string(explanation.language)},
          {"headline", explanation.headline},
          {"sentence", explanation.sentence},
          {"meaning", explanation.meaning},
          {"source", explanation.source},
          {"valid_until", explanation.valid_until},
          {"findings", strings(explanation.findings)},
          {"remedies", strings(explanation.remedies)},
          {"evidence", std::move(evidence)}};
}

json::object json_of(const QuestionAsked& question, const regime::Regime& regime, const decision::Decision& decision) {
  json::object object{{"account", text_or_null(question.account)}};
  if (!question.telephone.empty()) object["telephone"] = question.telephone;
  json::object asked{{"regime", regime.id},
                     {"regime_version", regime.version},
                     {"zone_data", text_or_null(question.zone_data)},
                     {"at", assent::to_string(question.as_of.at)},
                     {"known_at", json_of(question.as_of.known_at)},
                     {"contact_channel", text_or_null(question.contact_channel)}};
  for (auto& member : asked) object.insert(std::move(member));
  for (auto& member : json_of(regime, decision)) object.insert(std::move(member));
  return object;
}

json::object json_of(const QuestionAsked& question, const regime::Regime& regime, const decision::Decision& decision,
                     std::span<const explanation::Explanation> explanations) {
  json::object object = json_of(question, regime, decision);
  json::array told;
  for (const explanation::Explanation& each : explanations) told.push_back(json_of(each));
  object["explanations"] = std::move(told);
  return object;
}

}  // namespace assent::wire
