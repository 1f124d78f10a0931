// Visible: any text of others made safe for a terminal and for a line of output. Pure; thread-safe.
//
// Characters that could move a cursor, change a colour, begin a line, change the direction of writing or stay unseen
// become visible escapes, as in JSON: `\u001b`, and `\udb40\udc41` for U+E0041. Those are the control characters (C0,
// DEL, C1), line and paragraph separators, and whatever shows nothing (base/unseen.hpp). A byte that is not UTF-8 is
// written as `\x9b`. Letters, joiners (U+200C, U+200D) and everything else stay as they are; so does a backslash,
// because the result is for the eye and not for a parser.
#pragma once

#include <string>
#include <string_view>

namespace assent {

// For text of others within a line.
std::string visible(std::string_view text);

// For output of several lines: line feeds and tabs stay, and so do the isolates (U+2068, U+2069) of Arabic sentences,
// whose effect ends with the line.
std::string visible_lines(std::string_view text);

// For a JSON text on one line, whose strings contain text of others: it stays JSON with the same meaning. A byte that
// is not UTF-8 becomes U+FFFD.
std::string visible_json(std::string_view json);

}  // namespace assent
