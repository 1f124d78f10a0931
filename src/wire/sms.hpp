// How a text travels by text message, as JSON: docs/schema/sms-count.schema.json.
#pragma once

#include <boost/json/object.hpp>

#include <cstddef>
#include <string_view>

namespace assent::wire {

struct SmsCount {
  std::string_view alphabet;  // `gsm-7bit`, `ucs-2`
  std::size_t units = 0;
  std::size_t parts = 0;
  std::size_t left = 0;      // units that still fit into the last part
  std::string_view outside;  // the first character beyond the default alphabet; empty: none
};
boost::json::object json_of(const SmsCount& count);

// What the gateway said of a text: docs/schema/sms-sent.schema.json.
struct SmsSent {
  std::string_view handed;  // `accepted`, `queued`, `refused`, `again`
  std::size_t parts = 0;
};
boost::json::object json_of(const SmsSent& sent);

}  // namespace assent::wire
