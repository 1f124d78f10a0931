// The code (QR, ISO/IEC 18004) that leads to the customer's page, as drawing operators. Thread-safe.
#pragma once

#include <optional>
#include <string>

namespace assent::letters {

// At its place on the page, black, with the margin that readers need. Nothing: the address is too long
// for a code whose modules a telephone can read at that size.
std::optional<std::string> code_operators(const std::string& address);

}  // namespace assent::letters
