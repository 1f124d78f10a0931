// Words: what customers' words mean, as the lists of words/*.toml say. Immutable; thread-safe.
#pragma once

#include "base/issue.hpp"

#include <tl/expected.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace assent::replies {

// What a word or phrase says. Each is a list of words/*.toml.
enum class Sense : std::uint8_t {
  stop,        // a refusal: stop, unsubscribe, I refuse
  no,          // no
  no_or_not,   // no, where it stands alone; turns into its opposite what follows: `لا`, `la`, `jamais`
  particle,    // goes with such a word elsewhere: French `ne`
  not_before,  // turns into its opposite what follows: not, ما (key `not`)
  not_behind,  // turns into its opposite what stands before it, or what follows: French `pas`
  yes,         // yes
  agree,       // I agree
  want,        // I want; alone it says nothing, turned into its opposite it refuses
  act,         // what is done to customers: send, call, share, use; turned into its opposite it refuses
  filler,      // words that carry a sentence
  topic,       // what it is about: messages, my information
  courtesy,    // please, thanks, greetings
  ok,          // takes note: ok, sure, 👍. No express yes
  doubt,       // takes something back, asks, or waits: but, if, why, later
  aside,       // sounds like a choice and is none: no problem, bus stop
  reverse,     // takes a refusal back: start, resubscribe
  automatic    // a machine's reply: out of office
};

std::string_view to_string(Sense sense);

struct SaidIn {
  Sense sense = Sense::filler;
  std::uint8_t language = 0;  // index into Words::languages()
  bool negative = false;      // the phrase itself has a `no` or `not` in it: "not interested"

  friend bool operator==(const SaidIn&, const SaidIn&) = default;
};

// A list of one language as text.
struct WordList {
  std::string_view file;  // as issues name it
  std::string_view toml;
};

class Words {
 public:
  // The lists of several languages together; what a word means in one language does not touch the others. Issues have
  // the place of every fault: an unknown key, a phrase that is empty or too long, or that has two senses in one
  // language.
  static tl::expected<Words, Issues> read(std::span<const WordList> lists);

  // The product's own: English, French, Arabic, and Arabic in Latin letters.
  static const Words& standard();
  static std::span<const WordList> standard_lists();

  // BCP 47: `en`, `fr`, `ar`, `ar-Latn`.
  const std::vector<std::string>& languages() const { return languages_; }

  // What a phrase says: the keys of its tokens with blanks between. Empty: nothing is known.
  std::span<const SaidIn> find(const std::u32string& phrase) const;
  std::size_t longest_phrase() const { return longest_; }  // in tokens

  // Whether some phrase has this token.
  bool knows(const std::u32string& token) const { return tokens_.contains(token); }

  // The token that a misspelt one most likely is: one letter more, less, other or swapped in five or more, two in eight
  // or more. Of several that are near, one that refuses. nullptr: none is near.
  const std::u32string* nearest(const std::u32string& token) const;

  // Beginnings and ends of lines by which a quoted message or a signature is known (new_text.hpp), as people's programs
  // write them, in small letters and without blanks.
  const std::vector<std::string>& quote_ends() const { return quote_ends_; }
  const std::vector<std::string>& quote_begins() const { return quote_begins_; }
  const std::vector<std::string>& signature_begins() const { return signature_begins_; }

 private:
  friend class WordReader;
  std::vector<std::string> languages_;
  std::unordered_map<std::u32string, std::vector<SaidIn>> phrases_;
  std::unordered_set<std::u32string> tokens_;
  struct Spelling {
    std::u32string token;
    std::uint64_t letters = 0;  // a bit for each, so that most words are soon passed by
  };
  std::vector<Spelling> refusing_;  // tokens of phrases that refuse
  std::vector<Spelling> others_;
  std::size_t longest_ = 1;
  std::vector<std::string> quote_ends_;
  std::vector<std::string> quote_begins_;
  std::vector<std::string> signature_begins_;
};

// A line without its blanks and invisible marks, in small letters where they are ASCII. As quote_begins() has them.
std::string line_key(std::string_view line);

}  // namespace assent::replies
