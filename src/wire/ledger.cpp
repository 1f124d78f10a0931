#include "wire/ledger.hpp"

#include "wire/values.hpp"

#include <boost/json/array.hpp>

#include <utility>

namespace assent::wire {
namespace {

namespace json = boost::json;

}  // namespace

json::object json_of(const service::LifeRow& row) {
  return {{"entry", entry_name(row.position)},
          {"kind", evidence::to_string(row.kind)},
          {"account", row.account},
          {"effective", assent::to_string(row.effective)},
          {"recorded", assent::to_string(row.recorded)},
          {"what", row.what},
          {"channel", row.channel},
          {"actor", row.actor},
          {"evidence", row.evidence},
          {"provisional", row.provisional}};
}

json::object heads_json(const std::vector<ledger::LogHead>& heads, bool simulation) {
  return {{"heads", json_of(heads)}, {"simulation", simulation}};
}

json::object json_of(const ledger::Inspection& found) {
  json::array damages;
  for (const ledger::Damage& damage : found.damages) {
    damages.push_back(json::object{{"entry", json_of(damage.entry)}, {"what", damage.what}});
  }
  return {{"whole", found.whole()},
          {"entries", found.entries},
          {"heads", json_of(found.heads)},
          {"damages", std::move(damages)}};
}

json::object json_of(const ledger::Upgraded& done) {
  json::object object{{"from_format", done.from}, {"to_format", done.to}};
  const bool changed = done.from != done.to;
  object["entries"] = changed ? json::value(done.entries) : json::value(nullptr);
  object["clear_profiles"] = changed ? json::value(done.clear_profiles) : json::value(nullptr);
  object["root"] = changed ? json::value(json::string(evidence::to_hex(done.root))) : json::value(nullptr);
  object["kept_as"] = changed ? json::value(json::string(done.kept_as)) : json::value(nullptr);
  return object;
}

json::object ledger_made_json(std::string_view ledger, bool simulation) {
  return {{"ledger", ledger}, {"simulation", simulation}};
}

}  // namespace assent::wire
