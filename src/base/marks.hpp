// Marks that nobody sees in a list: blanks of every kind, and characters that show nothing at all (zero-width ones,
// marks of direction, byte order marks, control characters). They come from spreadsheets and web pages, and make
// another word or account of the one that a person reads. Text is UTF-8; a byte that is not, and U+FFFD, which stands
// for one, counts as such a mark. Pure; thread-safe.
#pragma once

#include <string>
#include <string_view>

namespace assent {

// Without blanks and invisible marks around it.
std::string_view trimmed(std::string_view text);

// An account, a number or another name as a person reads it: trimmed, without invisible marks within, each blank a
// space, and full-width letters and figures as plain ones.
std::string bare_name(std::string_view text);
// Is that the text itself?
bool is_bare_name(std::string_view text);

// A word so that two spellings of it are the same: a bare name in small letters (of ASCII's), without blanks, hyphens,
// dashes and underscores, and without punctuation around it. May be empty.
std::string plain_word(std::string_view text);

}  // namespace assent
