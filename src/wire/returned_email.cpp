#include "wire/returned_email.hpp"

#include "wire/values.hpp"

namespace assent::wire {

boost::json::object json_of(const ReturnedEmail& returned) {
  return {{"message", returned.message},
          {"verdict", returned.verdict},
          {"done", returned.done},
          {"status", text_or_null(returned.status)},
          {"account", text_or_null(returned.account)},
          {"notice", text_or_null(returned.notice)},
          {"version", text_or_null(returned.version)},
          {"repeated", returned.repeated},
          {"why", text_or_null(returned.why)}};
}

}  // namespace assent::wire
