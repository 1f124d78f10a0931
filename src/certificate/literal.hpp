// Literals: free text within a line, so that no text can make a new line or look like one.
//
// A literal is a JSON string (RFC 8259) in one canonical form: quote and backslash are escaped by a backslash; control
// characters (C0, DEL, C1), line and paragraph separators, marks that change the direction of writing and the byte
// order mark as \u and four lower-case hexadecimal digits; nothing else is. Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace assent::certificate {

// Precondition: `text` is UTF-8.
std::string literal_of(std::string_view text);

// Removes the literal at the beginning of `rest`. Nothing, and `rest` is unchanged: it begins with none. Some forms
// that are not canonical are also read; to be strict, compare the text with literal_of().
std::optional<std::string> take_literal(std::string_view& rest);

}  // namespace assent::certificate
