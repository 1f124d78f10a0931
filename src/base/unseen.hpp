// Characters that nobody sees in a text. Pure.
#pragma once

namespace assent {

// Blanks of every kind, and what moves on: tabs, line ends, separators of lines and paragraphs.
bool shows_blank(char32_t character);

// What shows nothing at all and is no blank: control characters, joiners and other marks without width, marks of
// direction, variation selectors, tags, fillers, the byte order mark, marks of annotation; and U+FFFC and U+FFFD, which
// stand for something else.
bool shows_nothing(char32_t character);

}  // namespace assent
