// The product, asked one decision case at a time as a line of JSON, which it reads as `assent cases run` does.
#pragma once

#include "base/instant.hpp"
#include "consent/offer.hpp"
#include "regime/regime.hpp"
#include "twin.hpp"
#include "world/zones.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace differential {

struct Answered {
  twin::Answer answer;                         // decision "error" and the error's text, if the case could not be read
  std::optional<assent::Instant> valid_until;  // until when the product says that the decision is valid
};

// Thread-safe once made.
class Product {
 public:
  // Reads the rule packs and the cases' catalogue of this source tree. Ends the program if one has a fault.
  explicit Product(const std::string& source_directory);

  Answered answer(std::string_view json_line) const;

 private:
  assent::world::SystemTimeZones zones_;
  assent::Catalogue catalogue_;
  std::map<std::string, assent::regime::Regime, std::less<>> regimes_;
};

}  // namespace differential
