// What the author of a reply wrote. Pure.
#pragma once

#include "bounces/message.hpp"

#include <string>

namespace assent::bounces {

// The text without what is quoted below or above it, without a signature, and without blank lines around it. Of HTML
// alone: its text. Without text: the subject, if it is not the one that is answered. Empty: nothing is its author's
// own.
std::string own_words(const Message& message);

}  // namespace assent::bounces
