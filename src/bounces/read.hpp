// Reads messages that came back: delivery reports of every age (RFC 3464, RFC 6533, plain text), dispositions (RFC
// 8098), complaints (RFC 5965), auto-replies (RFC 3834) and replies. Pure; thread-safe.
//
// MIME is GMime's; status fields and the texts of servers are read here.
#pragma once

#include "bounces/verdict.hpp"

#include <cstddef>
#include <string_view>

namespace assent::bounces {

inline constexpr std::size_t kMostMessage = std::size_t{8} << 20U;  // more of a message is not read

// `message` is any bytes, with lines that end with LF, CRLF or CR: the verdict is the same. `came_to` is the address to
// which it was delivered, from the envelope; empty: unknown, and headers are looked at.
//
// Never fails: what cannot be understood is a reply, which a person reads.
Returned read_returned(std::string_view message, std::string_view came_to);

}  // namespace assent::bounces
