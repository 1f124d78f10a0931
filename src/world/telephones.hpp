// WorldTelephones: telephone numbers as libphonenumber knows them. Thread-safe.
//
// A number is accepted when its length is possible in its country. Whether the carrier has put its range into use is
// not asked: the installed list of ranges is always older than the newest numbers.
#pragma once

#include "intake/telephones.hpp"

namespace assent {

class WorldTelephones : public Telephones {
 public:
  Result<std::string> e164(std::string_view text, std::string_view default_country) const override;
  bool knows_country(std::string_view country) const override;
};

}  // namespace assent
