#include "wire/recorded.hpp"

#include "service/life.hpp"
#include "wire/decision.hpp"
#include "wire/values.hpp"

#include <boost/json/array.hpp>

#include <utility>
#include <variant>

namespace assent {
namespace {

namespace json = boost::json;

}  // namespace

json::object json_of(const Acknowledgement& done, const Regime& regime, Language language) {
  const LifeRow row = life_row({done.position, done.entry}, language);
  json::array changes;
  for (const StatusChange& change : done.changes) {
    changes.push_back(json::object{{"recipient", change.relation},
                                   {"party", change.party},
                                   {"offer", change.offer},
                                   {"information", strings(change.information)},
                                   {"contact_channel", change.contact_channel},
                                   {"changed", change.changed()},
                                   {"before", json_of(regime, change.before)},
                                   {"after", json_of(regime, change.after)}});
  }
  return {{"entry", entry_name(done.position)},
          {"recorded", to_string(row.recorded)},
          {"effective", to_string(row.effective)},
          {"what", row.what},
          {"repeated", done.repeated},
          {"account_unknown", done.account_unknown},
          {"mended", text_or_null(done.told)},
          {"carried", done.carried},
          {"changes", std::move(changes)}};
}

std::vector<json::object> json_of(const RefusalsOfNumber& done, const Regime& regime, Language language) {
  std::vector<json::object> all;
  const auto add = [&](const Acknowledgement& each, bool kept) {
    json::object object = json_of(each, regime, language);
    object["account"] = each.entry.account;
    object["accounts"] = done.all.size();
    object["former"] = done.former;
    object["kept_for_number"] = kept;
    object["carried"] = done.carried;
    all.push_back(std::move(object));
  };
  for (const Acknowledgement& each : done.all) add(each, false);
  if (done.kept) add(*done.kept, true);
  return all;
}

json::object json_of(const LinkDone& done, const Link& link, std::string_view cause) {
  return {{"from", link.from},
          {"to", link.to},
          {"cause", cause},
          {"entry", entry_name(done.positions[0])},
          {"entry_of_new", entry_name(done.positions[1])},
          {"repeated", done.repeated},
          {"carried", done.carried}};
}

json::object json_of(const Corrected& done, Language language) {
  return {{"entry", entry_name(done.receipt.position)},
          {"corrected", entry_name(done.corrected.position)},
          {"account", done.entry.account},
          {"recorded", to_string(done.receipt.recorded)},
          {"what", life_row({done.receipt.position, done.entry}, language).what},
          {"both_count", done.both_count},
          {"carried", done.carried},
          {"repeated", done.receipt.repeated}};
}

json::object json_of(const Reviewed& done, Language language) {
  const bool confirmed = std::get<ReviewRecorded>(done.entry.body).outcome == ReviewRecorded::Outcome::confirmed;
  return {{"entry", entry_name(done.receipt.position)},
          {"reviewed", entry_name(done.reviewed.position)},
          {"account", done.entry.account},
          {"recorded", to_string(done.receipt.recorded)},
          {"outcome", confirmed ? "confirmed" : "not_a_refusal"},
          {"what", life_row({done.receipt.position, done.entry}, language).what},
          {"repeated", done.receipt.repeated}};
}

json::object json_of(const Erased& done) {
  json::array clear;
  for (const Position& each : done.clear) clear.emplace_back(entry_name(each));
  return {{"entry", entry_name(done.receipt.position)},
          {"account", done.entry.account},
          {"recorded", to_string(done.receipt.recorded)},
          {"destroyed", done.destroyed},
          {"clear", std::move(clear)},
          {"repeated", done.receipt.repeated}};
}

}  // namespace assent
