// WorldTelephones: telephone numbers as libphonenumber knows them. Thread-safe.
//
// A number is accepted if its length is possible in its country. Whether its range is in use is not checked: the
// installed list of ranges is always older than the newest numbers. A number written in one of the usual ways takes
// well under a microsecond (numbering_plans.hpp), any other ten and more. If a line has two forms (line_forms.hpp), one
// is read as the other.
//
// A number that a spreadsheet took for a quantity is read without its decimals (`3123456.0`); rounded, it is refused.
#pragma once

#include "base/telephones.hpp"
#include "world/numbering_plans.hpp"

namespace assent::world {

class WorldTelephones : public Telephones {
 public:
  tl::expected<std::string, TelephoneFault> e164(std::string_view text,
                                                 std::string_view default_country) const override;
  bool knows_country(std::string_view country) const override;

 private:
  tl::expected<std::string, TelephoneFault> read(std::string_view text, std::string_view default_country) const;

  NumberingPlans plans_;
};

}  // namespace assent::world
