#include "product.hpp"

#include "cases/run.hpp"
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
  catalogue_ = or_end(assent::regime::read_catalogue(text_of(catalogue), catalogue));
  for (const std::string id : {"tra", "fcc-2002", "fcc-2007", "arizona-2006", "strict-opt-in"}) {
    const std::string file = source_directory + "/regimes/" + id + ".toml";
    regimes_.emplace(id, or_end(assent::regime::read_regime(text_of(file), file)));
  }
}

Answered Product::answer(std::string_view json_line) const {
  const auto regime = [this](std::string_view id, assent::Instant) {
    const auto found = regimes_.find(id);
    return found == regimes_.end() ? nullptr : &found->second;
  };
  const auto result =
      assent::cases::run_case(json_line, 1, {catalogue_, zones_, regime}, assent::explanation::Language::en);
  if (result.malformed) return {{"error", to_string(*result.malformed)}, {}};
  const assent::decision::Decision& decision = result.actual;
  return {{std::string(to_string(decision.outcome)), std::string(to_string(decision.reason))}, decision.valid_until};
}

}  // namespace differential
