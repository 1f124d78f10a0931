// What a customer's text would mean, as JSON: docs/schema/reply.schema.json.
#pragma once

#include <boost/json/object.hpp>

#include <string_view>
#include <vector>

namespace assent::wire {

struct ReplyWord {
  std::string_view text;      // as it stands in the reply
  std::string_view sense;     // `stop`, `no`, `yes`, …
  bool turned = false;        // into its opposite, by a `not` beside it
  bool exact = true;          // not misspelt
  std::string_view language;  // BCP 47
};

struct ReplyRead {
  std::string_view meaning;   // `refusal`, `approval`, `unclear`, `nothing`
  std::string_view why;       // in English
  std::string_view language;  // BCP 47; empty: none is known
  std::vector<ReplyWord> words;
};
boost::json::object json_of(const ReplyRead& read);

}  // namespace assent::wire
