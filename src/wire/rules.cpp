#include "wire/rules.hpp"

#include "wire/values.hpp"

#include <boost/json/array.hpp>

#include <utility>

namespace assent::wire {
namespace {

namespace json = boost::json;

json::object heading_of(const regime::Regime& regime) {
  return {{"id", regime.id},
          {"version", regime.version},
          {"title", regime.title},
          {"in_effect_from", json_of(regime.in_effect_from)},
          {"in_effect_until", json_of(regime.in_effect_until)}};
}

}  // namespace

json::object regimes_json(std::span<const regime::Regime* const> regimes) {
  json::array array;
  for (const regime::Regime* each : regimes) array.push_back(heading_of(*each));
  return {{"regimes", std::move(array)}};
}

json::object json_of(const regime::Regime& regime, std::span<const RegimeValue> values) {
  json::object object = heading_of(regime);
  json::array array;
  for (const RegimeValue& value : values) {
    array.push_back(json::object{
        {"key", value.key}, {"value", value.value}, {"standing", value.standing}, {"source", value.source}});
  }
  object["values"] = std::move(array);
  return object;
}

json::object json_of(const Catalogue& catalogue) {
  json::array offers;
  for (const Offer& offer : catalogue.offers) {
    offers.push_back(json::object{{"id", offer.id},
                                  {"class", offer.offer_class},
                                  {"category", text_or_null(offer.category)},
                                  {"enhances", strings(offer.enhances)}});
  }
  return {{"categories", strings(catalogue.categories)}, {"offers", std::move(offers)}};
}

}  // namespace assent::wire
