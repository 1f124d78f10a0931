// The new text of a reply by e-mail: what the customer wrote, without the message that they quote and without a
// signature. Pure; thread-safe.
#pragma once

#include "replies/words.hpp"

#include <string>
#include <string_view>

namespace assent::replies {

// `text` is the plain text of the message (of HTML, without its tags), with any line ends. A quoted line begins with
// `>`. From a line that says "original message", or a header of one (`From:` with another header below), all that
// follows is quoted; from "… wrote:", which may take up to three lines, all that follows unless unquoted text stands
// below the quoted lines. A signature begins with `-- ` or a line such as "Sent from my".
//
// Where it is in doubt, text is kept: a word too much can make a reply unclear, one too few can hide a refusal.
std::string new_text(std::string_view text, const Words& words = Words::standard());

}  // namespace assent::replies
