// Invisible characters in a text. Pure.
#pragma once

namespace assent {

// Blanks of every kind: spaces, tabs, line ends, separators of lines and paragraphs.
bool shows_blank(char32_t character);

// Characters that show nothing and are not blanks: control characters, joiners and other marks without width, marks of
// direction, variation selectors, tags, fillers, the byte order mark, marks of annotation; and U+FFFC and U+FFFD, which
// stand for something else.
bool shows_nothing(char32_t character);

}  // namespace assent
