#include "wire/sms.hpp"

#include "wire/values.hpp"

namespace assent::wire {

boost::json::object json_of(const SmsCount& count) {
  return {{"alphabet", count.alphabet},
          {"units", count.units},
          {"parts", count.parts},
          {"left", count.left},
          {"outside", text_or_null(count.outside)}};
}

boost::json::object json_of(const SmsSent& sent) { return {{"handed", sent.handed}, {"parts", sent.parts}}; }

}  // namespace assent::wire
