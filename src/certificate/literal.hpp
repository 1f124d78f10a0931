// Literals: free text within a line, so that no text can make a line of its own or be seen as one.
//
// A literal is a JSON string (RFC 8259) in one canonical form: quote and backslash are escaped by a backslash; control
// characters (C0, DEL, C1), line and paragraph separators, marks that change the direction of writing and the byte
// order mark as \u and four lower-case hexadecimal figures; nothing else is. Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace assent {

// Precondition: `text` is UTF-8.
std::string literal_of(std::string_view text);

// Takes the literal that `rest` begins with away from it. Nothing, and `rest` is where it was: it begins with none.
// Some forms that are not canonical are read too; to be strict, hold what literal_of() makes of the text against them.
std::optional<std::string> take_literal(std::string_view& rest);

}  // namespace assent
