#include "wire/replies.hpp"

#include "wire/values.hpp"

#include <boost/json/array.hpp>

#include <utility>

namespace assent::wire {

boost::json::object json_of(const ReplyRead& read) {
  boost::json::array words;
  for (const ReplyWord& each : read.words) {
    words.push_back(boost::json::object{{"text", each.text},
                                        {"sense", each.sense},
                                        {"turned", each.turned},
                                        {"exact", each.exact},
                                        {"language", each.language}});
  }
  return {{"meaning", read.meaning},
          {"why", read.why},
          {"language", text_or_null(read.language)},
          {"words", std::move(words)}};
}

}  // namespace assent::wire
