// Entries of an earlier format in a ledger of today's, for tests of what is done with them.
#pragma once

#include "evidence/hash.hpp"

#include <string>

namespace assent::test {

// Brings one entry into an empty ledger, byte for byte, as `assent ledger upgrade` does.
void take_over(const std::string& ledger, evidence::Bytes entry);

}  // namespace assent::test
