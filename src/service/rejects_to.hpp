// RejectsTo: where the rows go that need somebody's eyes, and how they are spoken of. A value.
#pragma once

#include "base/byte_stream.hpp"
#include "explanation/language.hpp"

namespace assent {

// The sink outlives it. The reasons are worded in the language.
struct RejectsTo {
  ByteSink& sink;
  Language language;

  RejectsTo(ByteSink& to, Language in = Language::en) : sink(to), language(in) {}
};

}  // namespace assent
