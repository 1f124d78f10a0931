#include "wire/values.hpp"

#include "evidence/hash.hpp"

#include <boost/json/object.hpp>
#include <boost/json/string.hpp>

namespace assent::wire {
namespace {

namespace json = boost::json;

}  // namespace

json::value json_of(std::optional<Instant> instant) {
  return instant ? json::value(json::string(assent::to_string(*instant))) : json::value(nullptr);
}

json::value json_of(std::optional<Date> day) {
  return day ? json::value(json::string(assent::to_string(*day))) : json::value(nullptr);
}

json::value json_of(std::optional<Position> entry) {
  return entry ? json::value(json::string(entry_name(*entry))) : json::value(nullptr);
}

json::value text_or_null(std::string_view text) {
  return text.empty() ? json::value(nullptr) : json::value(json::string(text));
}

json::array strings(const std::vector<std::string>& texts) { return json::array(texts.begin(), texts.end()); }

json::array json_of(const std::vector<ledger::LogHead>& heads) {
  json::array array;
  for (const ledger::LogHead& head : heads) {
    array.push_back(json::object{{"log", head.log}, {"size", head.size}, {"root", evidence::to_hex(head.root)}});
  }
  return array;
}

}  // namespace assent::wire
