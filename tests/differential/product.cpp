#include "product.hpp"

#include "decision/decide.hpp"
#include "regime/read.hpp"

#include <cstdlib>
#include <fstream>
#include <iostream>
#include <sstream>

namespace differential {

namespace {

std::string text_of(const std::string& file) {
  std::ifstream in(file);
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

template <class T>
T or_end(tl::expected<T, assent::Issues> read) {
  if (read) return std::move(*read);
  for (const auto& issue : read.error()) std::cerr << to_string(issue) << '\n';
  std::exit(3);
}

}  // namespace

Product::Product(const std::string& source_directory) {
  const std::string catalogue = source_directory + "/tests/cases_data/catalogue.json";
  catalogue_ = or_end(assent::read_catalogue(text_of(catalogue), catalogue));
  for (const std::string id : {"tra", "fcc-2002", "fcc-2007", "arizona-2006", "strict-opt-in"}) {
    const std::string file = source_directory + "/regimes/" + id + ".toml";
    regimes_.emplace(id, or_end(assent::read_regime(text_of(file), file)));
  }
}

Answered Product::answer(std::string_view json_line) const {
  auto read = assent::read_case(json_line, catalogue_, zones_);
  if (!read) return {{"error", to_string(read.error())}, {}};
  const auto regime = regimes_.find(read->regime);
  if (regime == regimes_.end()) return {{"error", "no regime `" + read->regime + "`"}, {}};
  if (read->zone_pending()) {
    const assent::TimeZone* zone = zones_.find(regime->second.footprint_last_zone);
    if (zone == nullptr) return {{"error", "no zone `" + regime->second.footprint_last_zone + "`"}, {}};
    settle_zone(*read, *zone);
  }
  const auto decision = decide(regime->second, read->facts, read->use, read->now);
  return {{std::string(to_string(decision.outcome)), std::string(to_string(decision.reason))}, decision.valid_until};
}

}  // namespace differential
