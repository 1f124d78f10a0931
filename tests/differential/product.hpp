// The product, asked one decision case at a time as a line of JSON, exactly as `assent cases run` reads it.
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
  twin::Answer answer;                         // decision "error" and the error's text, where the case was not read
  std::optional<assent::Instant> valid_until;  // until which the product says that the answer holds
};

// Thread-safe once made.
class Product {
 public:
  // Reads the rule packs and the cases' catalogue of this source tree. Ends the program where one has a fault.
  explicit Product(const std::string& source_directory);

  Answered answer(std::string_view json_line) const;

 private:
  assent::SystemTimeZones zones_;
  assent::Catalogue catalogue_;
  std::map<std::string, assent::Regime, std::less<>> regimes_;
};

}  // namespace differential
