// A text cut into the phrases that are known. Internal to replies; pure; thread-safe.
#pragma once

#include "replies/letters.hpp"
#include "replies/words.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace assent::replies {

struct Phrase {
  std::optional<SaidIn> said;  // none: unknown
  std::size_t first = 0;       // its first token
  std::size_t tokens = 1;      // how many
  bool after_break = false;    // a clause ends before it
  bool exact = true;           // false: a token of it was misspelt
  bool may_refuse = false;     // in some language it refuses or turns something into its opposite
  std::uint32_t known_in = 0;  // a bit for each language that has it
  bool turned = false;         // by a `not` beside it
  bool used = false;           // (of a `not`) it turned something
};

struct Phrases {
  std::vector<Phrase> all;
  std::string language;  // most of the phrases'; empty: none is known
};

// The longest phrase at each place. A word that is known in several languages is read in the one that explains most of
// the text, and if none explains most, as a refusal.
Phrases phrases_of(const Tokens& tokens, const Words& words);

}  // namespace assent::replies
