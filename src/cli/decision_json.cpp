#include "cli/decision_json.hpp"

#include <boost/json/value.hpp>

#include <string_view>

namespace assent {
namespace {

namespace json = boost::json;

json::value json_of(std::optional<Position> entry) {
  return entry ? json::value(json::string(entry_name(*entry))) : json::value(nullptr);
}

}  // namespace

std::string_view to_string(RemedyStep step) {
  switch (step) {
    case RemedyStep::wait: return "wait";
    case RemedyStep::supervisor_review: return "supervisor_review";
    case RemedyStep::name_party: return "name_party";
    case RemedyStep::agreement: return "agreement";
    case RemedyStep::verification: return "verification";
    case RemedyStep::opt_in: return "opt_in";
    case RemedyStep::notice: return "notice";
    case RemedyStep::one_time_consent: return "one_time_consent";
  }
  return "";
}

json::value zone_data_of(const TimeZones& zones) {
  const std::string version = zones.version();
  return version.empty() ? json::value(nullptr) : json::value(json::string(version));
}

json::array strings(const std::vector<std::string>& texts) { return json::array(texts.begin(), texts.end()); }

json::value json_of(std::optional<Instant> instant) {
  return instant ? json::value(json::string(to_string(*instant))) : json::value(nullptr);
}

json::object json_of(const Regime& regime, const Decision& decision) {
  const Provenance& source = regime.provenance.at(decision.source);
  json::array entries;
  for (const Position& entry : decision.entries) entries.emplace_back(entry_name(entry));
  json::array findings;
  for (const Finding& finding : decision.findings) {
    findings.push_back(json::object{{"reason", to_string(finding.reason)},
                                    {"entry", json_of(finding.entry)},
                                    {"instant", json_of(finding.instant)}});
  }
  json::array remedies;
  for (const Remedy& remedy : decision.remedies) {
    json::array steps;
    for (const RemedyStep step : remedy.steps) steps.emplace_back(to_string(step));
    remedies.push_back(json::object{
        {"steps", std::move(steps)},
        {"instant", json_of(remedy.instant)},
        {"until_day", remedy.day ? json::value(json::string(to_string(*remedy.day))) : json::value(nullptr)}});
  }
  return {
      {"decision", to_string(decision.outcome)},
      {"reason", to_string(decision.reason)},
      {"source", json::object{{"key", source.key}, {"text", source.source}, {"standing", to_string(source.standing)}}},
      {"entries", std::move(entries)},
      {"findings", std::move(findings)},
      {"valid_until", json_of(decision.valid_until)},
      {"remedies", std::move(remedies)}};
}

json::object json_of(const Explanation& explanation) {
  json::array evidence;
  for (const EvidenceLine& line : explanation.evidence) {
    evidence.push_back(json::object{{"entry", entry_name(line.entry)}, {"text", line.text}});
  }
  return {{"language", to_string(explanation.language)},
          {"headline", explanation.headline},
          {"sentence", explanation.sentence},
          {"meaning", explanation.meaning},
          {"source", explanation.source},
          {"valid_until", explanation.valid_until},
          {"findings", strings(explanation.findings)},
          {"remedies", strings(explanation.remedies)},
          {"evidence", std::move(evidence)}};
}

json::array json_of(const Issues& issues) {
  json::array array;
  for (const Issue& issue : issues) {
    array.push_back(json::object{{"file", issue.file},
                                 {"line", issue.line},
                                 {"column", issue.column},
                                 {"problem", issue.problem},
                                 {"mend", issue.mend}});
  }
  return array;
}

}  // namespace assent
