// What a customer's reply says about their choice. Pure; thread-safe.
//
// A refusal is never missed: whatever is not understood is `unclear`, and counts as a refusal until a person has read
// it. An approval is nothing but an express yes: every word of the text is understood, one of them says yes, and none
// refuses, doubts or asks. docs/replies.md explains the steps.
#pragma once

#include "replies/words.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace assent::replies {

enum class Origin : std::uint8_t {
  sms,   // the whole text is the customer's
  email  // the plain text of a message; quoted text and a signature are left out (new_text.hpp)
};

struct Asked {
  Origin origin = Origin::sms;
  // Whether a yes would be an approval. The caller says so only if they know all of this: the customer was asked for an
  // approval, by a notice whose text says that a yes to this address or number approves; the notice reached them; and
  // the question is open: nothing has answered it yet. In doubt: false.
  bool for_approval = false;
};

enum class Meaning : std::uint8_t {
  refusal,   // record it
  approval,  // record it, with the notice that asked as its evidence
  unclear,   // record it as a provisional refusal; a person reads it
  nothing    // no choice: an automatic reply, thanks alone, a text message without a word. Record nothing
};
std::string_view to_string(Meaning meaning);

// A word or phrase that was found.
struct FoundWord {
  std::string text;  // as it stands in the reply
  Sense sense = Sense::filler;
  bool turned = false;  // into its opposite, by a `not` beside it
  bool exact = true;    // false: spelt otherwise than any word that is known
  std::string language;

  friend bool operator==(const FoundWord&, const FoundWord&) = default;
};

struct Reading {
  Meaning meaning = Meaning::unclear;
  std::string why;               // one clause in English, for the person who reads it: "a word that refuses"
  std::string language;          // most of its words' (`en`, `fr`, `ar`, `ar-Latn`); empty: none was known
  std::vector<FoundWord> words;  // those that count for or against a choice, in the order of the text

  friend bool operator==(const Reading&, const Reading&) = default;
};

// `text` is UTF-8; bytes that are not never become an approval.
Reading read_reply(std::string_view text, const Asked& asked, const Words& words = Words::standard());

}  // namespace assent::replies
