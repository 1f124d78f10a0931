#include "wire/imports.hpp"

#include <boost/json/array.hpp>
#include <boost/json/string.hpp>
#include <boost/json/value.hpp>

#include <algorithm>

namespace assent::wire {
namespace {

namespace json = boost::json;

json::value name_of(const RejectsNamed& rejects) {
  return rejects.file ? json::value(json::string(*rejects.file)) : json::value(nullptr);
}

// In the order of the codes.
json::array reasons_in(const RejectsNamed& rejects) {
  service::TalliedReasons reasons = rejects.reasons;
  std::sort(reasons.begin(), reasons.end(), [](const service::TalliedReason& one, const service::TalliedReason& other) {
    return one.code < other.code;
  });
  json::array all;
  for (const service::TalliedReason& each : reasons) {
    all.push_back(json::object{{"reason_code", reasons::to_string(each.code)},
                               {"rows", each.rows},
                               {"line", each.line == 0 ? json::value(nullptr) : json::value(each.line)},
                               {"reason", each.reason}});
  }
  return all;
}

}  // namespace

json::object json_of(const service::ImportCounts& counts, const ImportRun& run, const RejectsNamed& rejects) {
  return {{"rows", counts.rows},
          {"added", counts.added},
          {"changed", counts.changed},
          {"unchanged", counts.unchanged},
          {"faulty", counts.faulty},
          {"repeated", counts.repeated},
          {"contradicting", counts.contradicting},
          {"merged", counts.merged},
          {"incomplete", counts.incomplete},
          {"kept_refusals", counts.kept_refusals},
          {"suspected_links", counts.suspected_links},
          {"carried", counts.carried},
          {"absent", counts.absent ? json::value(*counts.absent) : json::value(nullptr)},
          {"imported", counts.imported},
          {"run", run.run},
          {"dry_run", run.dry_run},
          {"rejects", name_of(rejects)},
          {"reasons", reasons_in(rejects)}};
}

json::object json_of(const service::ApprovalCounts& counts, const ImportRun& run, const RejectsNamed& rejects) {
  return {{"rows", counts.rows},
          {"refusals", counts.refusals},
          {"widened", counts.widened},
          {"proved", counts.proved},
          {"claimed", counts.claimed},
          {"unknown", counts.unknown},
          {"outweighed", counts.outweighed},
          {"already", counts.already},
          {"silent", counts.silent},
          {"faulty", counts.faulty},
          {"unknown_accounts", counts.unknown_accounts},
          {"unknown_approvals", counts.unknown_approvals},
          {"carried", counts.carried},
          {"imported", counts.imported},
          {"mended", counts.mended},
          {"run", run.run},
          {"dry_run", run.dry_run},
          {"rejects", name_of(rejects)},
          {"reasons", reasons_in(rejects)}};
}

json::object json_of(const service::RetractionCounts& counts, std::string_view run) {
  return {{"run", run},
          {"entries", counts.entries},
          {"approvals", counts.approvals},
          {"profiles", counts.profiles},
          {"refusals", counts.refusals},
          {"kept", counts.kept},
          {"already", counts.already},
          {"carried", counts.carried},
          {"since", counts.since}};
}

json::object json_of(const service::AnswerCounts& counts, const RejectsNamed& rejects) {
  return {{"rows", counts.rows},
          {"opt_outs", counts.opt_outs},
          {"opt_ins", counts.opt_ins},
          {"withdrawals", counts.withdrawals},
          {"email_permissions", counts.email_permissions},
          {"already", counts.already},
          {"rejected", counts.rejected},
          {"unknown_accounts", counts.unknown_accounts},
          {"unknown_telephones", counts.unknown_telephones},
          {"further_accounts", counts.further_accounts},
          {"kept_numbers", counts.kept_numbers},
          {"carried", counts.carried},
          {"mended", counts.mended},
          {"rejects", name_of(rejects)},
          {"reasons", reasons_in(rejects)}};
}

json::object json_of(const service::NoticeCounts& counts, const RejectsNamed& rejects) {
  return {{"rows", counts.rows},         {"recorded", counts.recorded},
          {"already", counts.already},   {"rejected", counts.rejected},
          {"mended", counts.mended},     {"in_another_language", counts.in_another_language},
          {"rejects", name_of(rejects)}, {"reasons", reasons_in(rejects)}};
}

}  // namespace assent::wire
