// Who somebody is by the name that they write: for telling whether two names are one person's. Pure.
#pragma once

#include "base/marks.hpp"
#include "intake/cell.hpp"

#include <string>
#include <string_view>

namespace assent {

// The name however it is spelt; empty: it names nobody.
inline std::string person_read(std::string_view name) { return lowered(bare_name(name)); }

}  // namespace assent
