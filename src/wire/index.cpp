#include "wire/index.hpp"

#include "evidence/hash.hpp"
#include "wire/values.hpp"

#include <boost/json/array.hpp>

#include <utility>

namespace assent::wire {
namespace {

namespace json = boost::json;

void add_binding(json::object& object, const index::IndexBinding& binding) {
  json::array packs;
  for (const index::IndexBinding::Pack& each : binding.packs) {
    packs.push_back(json::object{{"id", each.id}, {"version", each.version}, {"sha256", evidence::to_hex(each.text)}});
  }
  json::array zones;
  for (const index::IndexBinding::Zone& each : binding.zones) zones.emplace_back(each.name);
  object["heads"] = json_of(binding.heads);
  object["packs"] = std::move(packs);
  object["zones"] = std::move(zones);
}

}  // namespace

json::object json_of(const IndexBuilt& built) {
  const index::IndexSize size = built.index.bytes();
  const index::SharedFacts& shared = built.index.shared();
  json::object object{{"output", built.output}, {"entries", built.entries}, {"customers", size.customers}};
  object["bytes"] = json::object{{"rows", size.rows},
                                 {"shared", size.shared},
                                 {"keys", size.keys},
                                 {"key_maps", size.key_maps},
                                 {"particulars", size.particulars}};
  object["shares"] = json::object{{"profiles", shared.profiles().size()},
                                  {"choices", shared.choices().size()},
                                  {"notice_histories", shared.notices().size()}};
  add_binding(object, built.binding);
  return object;
}

json::object json_of(const index::Snapshot& snapshot, const IndexStanding& standing, std::string_view file) {
  json::object object{{"file", file}, {"bytes", snapshot.size()}, {"customers", snapshot.customers()}};
  json::object parts;
  for (const index::Snapshot::Part& each : snapshot.parts()) parts[each.name] = each.size;
  object["parts"] = std::move(parts);
  add_binding(object, snapshot.binding());
  object["usable"] = standing.usable;
  if (standing.usable) object["entries_behind"] = standing.behind;
  else object["why_not"] = standing.why_not;
  return object;
}

}  // namespace assent::wire
