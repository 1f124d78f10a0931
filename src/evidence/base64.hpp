// Base 64 (RFC 4648 section 4), in its one canonical form. Pure.
#pragma once

#include "evidence/hash.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace assent {

std::string to_base64(ByteView bytes);

// Nothing for whatever to_base64() does not write: missing or surplus padding, bits that stand for nothing, white
// space.
std::optional<Bytes> from_base64(std::string_view text);

}  // namespace assent
