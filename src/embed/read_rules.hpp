// The rules of the real world: a folder of rule packs, and the file of the catalogue.
#pragma once

#include "app/rules.hpp"
#include "base/result.hpp"

#include <string>

namespace assent::embed {

// `catalogue` empty: nothing can be offered. `campaigns` empty: none is set up. An embedding program cannot report a
// faulty pack later. So here any fault is an error, and none of the rules come into use.
//
//   not_found    there is no such folder or file, or no pack in it
//   invalid      a pack or the catalogue has issues; says the first one and how many there are
//   unavailable  one cannot be read
Result<app::Rules> read_rules(const std::string& folder, const std::string& catalogue,
                              const std::string& campaigns = {});

}  // namespace assent::embed
