// The identity behind a written name: for checking whether two names are one person's. Pure.
#pragma once

#include "base/marks.hpp"
#include "intake/cell.hpp"

#include <string>
#include <string_view>

namespace assent::service {

// The same for every spelling of the name; empty: it names no person.
inline std::string person_read(std::string_view name) { return intake::lowered(bare_name(name)); }

}  // namespace assent::service
