// Visible: any text of others made safe for a terminal and for a line of output. Pure; thread-safe.
//
// What could move a cursor, change a colour, begin a line, turn the direction of writing or stand unseen is written as
// a visible escape, as JSON has it: `\u001b`, and `\udb40\udc41` for U+E0041. Those are the control characters (C0,
// DEL, C1), line and paragraph separators, and whatever shows nothing (base/unseen.hpp). A byte that is not UTF-8 is
// written as `\x9b`. Letters, joiners (U+200C, U+200D) and everything else stay as they are; so does a backslash, for
// the eye and not for a parser.
#pragma once

#include <string>
#include <string_view>

namespace assent {

// For text of others within a line.
std::string visible(std::string_view text);

// For output that was put together: line feeds and tabs stay, and so do the isolates (U+2068, U+2069) that Arabic
// sentences are written with, whose effect ends with the line.
std::string visible_lines(std::string_view text);

// For a JSON text on one line, whose strings hold text of others: it stays JSON, and says the same. A byte that is not
// UTF-8 becomes U+FFFD.
std::string visible_json(std::string_view json);

}  // namespace assent
