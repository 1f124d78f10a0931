// Invisible marks in a list: blanks of every kind, and characters that show nothing (zero-width ones, marks of
// direction, byte order marks, control characters). They come from spreadsheets and web pages, and make a word or
// account differ from the one that a person reads. Text is UTF-8; a byte that is not, and U+FFFD, which replaces one,
// counts as such a mark. Pure; thread-safe.
#pragma once

#include <string>
#include <string_view>

namespace assent {

// Without blanks and invisible marks around it.
std::string_view trimmed(std::string_view text);

// An account, a number or another name as a person reads it: trimmed, without invisible marks inside, each blank a
// space, and full-width letters and digits as plain ones.
std::string bare_name(std::string_view text);
// Whether the text is already in that form.
bool is_bare_name(std::string_view text);

// A word in a form that is the same for all its spellings: a bare name in small letters (ASCII only), without blanks,
// hyphens, dashes and underscores, and without punctuation around it. May be empty.
std::string plain_word(std::string_view text);

}  // namespace assent
