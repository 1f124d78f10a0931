#include "service/scrub_journal.hpp"

#include <boost/json.hpp>

#include <exception>
#include <new>

namespace assent::service {
namespace {

namespace json = boost::json;

Error no_journal() {
  return Error{ErrorCode::damaged, "the interrupted scrub's notes beside its results are not what it wrote",
               "begin again without `--resume`"};
}

json::array heads_of(const std::vector<ledger::LogHead>& heads) {
  json::array array;
  for (const ledger::LogHead& each : heads) array.push_back({each.log, each.size, evidence::to_hex(each.root)});
  return array;
}

json::array file_to_json(const certificate::CertifiedFile& file) { return {file.bytes, evidence::to_hex(file.sha256)}; }

certificate::CertifiedFile file_in(const json::value& value) {
  const json::array& array = value.as_array();
  return {array.at(0).to_number<std::uint64_t>(),
          evidence::hash_from_hex(std::string(array.at(1).as_string())).value()};
}

ScrubJournal journal_in(const json::object& object) {
  ScrubJournal journal;
  journal.order = std::string(object.at("order").as_string());
  journal.at = parse_instant(std::string(object.at("at").as_string())).value();
  for (const json::value& each : object.at("began").as_array()) {
    const json::array& head = each.as_array();
    journal.began.push_back({head.at(0).to_number<std::uint32_t>(), head.at(1).to_number<std::uint64_t>(),
                             evidence::hash_from_hex(std::string(head.at(2).as_string())).value()});
  }
  journal.mark.place = {object.at("offset").to_number<std::uint64_t>(), object.at("line").to_number<std::uint64_t>()};
  ScrubSummary& summary = journal.mark.summary;
  summary.rows = object.at("rows").to_number<std::uint64_t>();
  summary.permitted = object.at("permitted").to_number<std::uint64_t>();
  summary.refused = object.at("refused").to_number<std::uint64_t>();
  summary.unreadable = object.at("unreadable").to_number<std::uint64_t>();
  summary.unchanged = object.at("unchanged").to_number<std::uint64_t>();
  for (const auto& [name, count] : object.at("by_reason").as_object()) {
    summary.by_reason[reason_named(name).value()] = count.to_number<std::uint64_t>();
  }
  if (const json::value* until = object.if_contains("valid_until")) {
    summary.valid_until = parse_instant(std::string(until->as_string())).value();
  }
  journal.mark.list_read = file_in(object.at("list_read"));
  journal.permitted = file_in(object.at("permitted_list"));
  journal.refused = file_in(object.at("refused_list"));
  return journal;
}

}  // namespace

std::string to_text(const ScrubJournal& journal) {
  const ScrubSummary& summary = journal.mark.summary;
  json::object by_reason;
  for (const auto& [reason, rows] : summary.by_reason) by_reason[to_string(reason)] = rows;
  json::object object{{"order", journal.order},
                      {"at", assent::to_string(journal.at)},
                      {"began", heads_of(journal.began)},
                      {"offset", journal.mark.place.offset},
                      {"line", journal.mark.place.line},
                      {"rows", summary.rows},
                      {"permitted", summary.permitted},
                      {"refused", summary.refused},
                      {"unreadable", summary.unreadable},
                      {"unchanged", summary.unchanged},
                      {"by_reason", std::move(by_reason)},
                      {"list_read", file_to_json(journal.mark.list_read)},
                      {"permitted_list", file_to_json(journal.permitted)},
                      {"refused_list", file_to_json(journal.refused)}};
  if (summary.valid_until) object["valid_until"] = assent::to_string(*summary.valid_until);
  const std::string line = json::serialize(object) + '\n';
  return line + evidence::to_hex(evidence::sha256(evidence::view_of(line))) + '\n';
}

Result<ScrubJournal> read_journal(std::string_view text) {
  const std::size_t line_end = text.find('\n');
  if (line_end == std::string_view::npos) return tl::unexpected(no_journal());
  const std::string_view line = text.substr(0, line_end + 1);
  if (text.substr(line.size()) != evidence::to_hex(evidence::sha256(evidence::view_of(line))) + '\n')
    return tl::unexpected(no_journal());
  // The library throws if something is missing or of another kind; no exception leaves here.
  try {
    return journal_in(json::parse(line).as_object());
  } catch (const std::bad_alloc&) {
    throw;
  } catch (const std::exception&) {
    return tl::unexpected(no_journal());
  }
}

}  // namespace assent::service
