#include "wire/recorded.hpp"

#include "service/life.hpp"
#include "wire/decision.hpp"
#include "wire/values.hpp"

#include <boost/json/array.hpp>

#include <utility>
#include <variant>

namespace assent::wire {
namespace {

namespace json = boost::json;

json::array changes_in(const service::Acknowledgement& done, const regime::Regime& regime) {
  json::array changes;
  for (const service::StatusChange& change : done.changes) {
    changes.push_back(json::object{{"recipient", change.relation},
                                   {"party", change.party},
                                   {"offer", change.offer},
                                   {"information", strings(change.information)},
                                   {"contact_channel", change.contact_channel},
                                   {"changed", change.changed()},
                                   {"before", json_of(regime, change.before)},
                                   {"after", json_of(regime, change.after)}});
  }
  return changes;
}

}  // namespace

json::object json_of(const service::Acknowledgement& done, const regime::Regime& regime,
                     explanation::Language language) {
  const service::LifeRow row = service::life_row({done.position, done.entry}, language);
  json::object object{{"entry", entry_name(done.position)},
                      {"recorded", assent::to_string(row.recorded)},
                      {"effective", assent::to_string(row.effective)},
                      {"what", row.what},
                      {"repeated", done.repeated},
                      {"account_unknown", done.account_unknown},
                      {"mended", text_or_null(done.told)},
                      {"carried", done.carried}};
  if (done.as == service::Acknowledged::with_changes) object["changes"] = changes_in(done, regime);
  return object;
}

std::vector<json::object> json_of(const service::RefusalsOfNumber& done, const regime::Regime& regime,
                                  explanation::Language language) {
  std::vector<json::object> all;
  const auto add = [&](const service::Acknowledgement& each, bool kept) {
    json::object object = json_of(each, regime, language);
    object["account"] = each.entry.account;
    object["accounts"] = done.all.size();
    object["former"] = done.former;
    object["kept_for_number"] = kept;
    object["carried"] = done.carried;
    all.push_back(std::move(object));
  };
  for (const service::Acknowledgement& each : done.all) add(each, false);
  if (done.kept) add(*done.kept, true);
  return all;
}

json::object json_of(const service::LinkDone& done, const service::Link& link, std::string_view cause) {
  return {{"from", link.from},
          {"to", link.to},
          {"cause", cause},
          {"entry", entry_name(done.positions[0])},
          {"entry_of_new", entry_name(done.positions[1])},
          {"repeated", done.repeated},
          {"carried", done.carried}};
}

json::object json_of(const service::Corrected& done, explanation::Language language) {
  return {{"entry", entry_name(done.receipt.position)},
          {"corrected", entry_name(done.corrected.position)},
          {"account", done.entry.account},
          {"recorded", assent::to_string(done.receipt.recorded)},
          {"what", service::life_row({done.receipt.position, done.entry}, language).what},
          {"both_count", done.both_count},
          {"carried", done.carried},
          {"repeated", done.receipt.repeated}};
}

json::object json_of(const service::Reviewed& done, explanation::Language language) {
  const bool confirmed =
      std::get<evidence::ReviewRecorded>(done.entry.body).outcome == evidence::ReviewRecorded::Outcome::confirmed;
  return {{"entry", entry_name(done.receipt.position)},
          {"reviewed", entry_name(done.reviewed.position)},
          {"account", done.entry.account},
          {"recorded", assent::to_string(done.receipt.recorded)},
          {"outcome", confirmed ? "confirmed" : "not_a_refusal"},
          {"what", service::life_row({done.receipt.position, done.entry}, language).what},
          {"repeated", done.receipt.repeated}};
}

json::object json_of(const service::Erased& done) {
  json::array clear;
  for (const Position& each : done.clear) clear.emplace_back(entry_name(each));
  return {{"entry", entry_name(done.receipt.position)},
          {"account", done.entry.account},
          {"recorded", assent::to_string(done.receipt.recorded)},
          {"destroyed", done.destroyed},
          {"clear", std::move(clear)},
          {"repeated", done.receipt.repeated}};
}

}  // namespace assent::wire
