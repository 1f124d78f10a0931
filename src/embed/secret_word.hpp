// The API key or token by which a server knows a caller: a word in a file, or in the environment.
#pragma once

#include "base/result.hpp"

#include <string>

namespace assent::embed {

// As it was written, without the line's end that an editor leaves. invalid: it is not one word of ASCII; the message
// repeats nothing of it.
Result<std::string> secret_word(std::string text);
// In the file of that name. Fails also as text_in() does.
Result<std::string> secret_word_in(const std::string& file);

}  // namespace assent::embed
