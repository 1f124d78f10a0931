// Writing JSON straight into a text: for responses that are made a million times a second. Pure.
#pragma once

#include <string>
#include <string_view>

namespace assent::json {

// Adds `text` with its quotes, escaped as RFC 8259, 7 demands. `text` is UTF-8; bytes that are not stay as they are.
void append_text(std::string& out, std::string_view text);

}  // namespace assent::json
