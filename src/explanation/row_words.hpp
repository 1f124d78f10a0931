// RowWords: what is said about the rows of a list (reasons/row_reason.hpp), in each language.
//
// The same code has the same placeholders in every language. Text in `backticks` comes from the list, the mapping or
// the command line. In Arabic it is isolated, so that the direction of its letters does not disturb the sentence. Pure;
// thread-safe.
#pragma once

#include "base/result.hpp"
#include "explanation/language.hpp"
#include "reasons/row_reason.hpp"

#include <string>
#include <string_view>

namespace assent::explanation {

// Without a full stop. Placeholders as in `{column}`.
struct RowWords {
  std::string_view what;
  std::string_view mend = {};  // what to do about it; empty: nothing, or `what` says it
};
RowWords row_words(const reasons::RowCode& code, Language language);

// "WHAT; MEND", as one line. A placeholder `subject` without argument is "this".
std::string say(const reasons::RowReason& reason, Language language);
// One after the other, with semicolons between.
std::string say(const reasons::RowReasons& reasons, Language language);

// The same as an error, in English: errors are for the person who runs the program.
Error to_error(ErrorCode code, const reasons::RowReason& reason);

}  // namespace assent::explanation
