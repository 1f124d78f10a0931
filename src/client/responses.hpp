// What a server answered, as values. Whatever is not as it should be is no response: its reader says why. Pure.
#pragma once

#include "base/result.hpp"
#include "client/question.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace assent::client {

// Why a response does not count: a sentence without personal data.
struct Doubt {
  std::string why;
};

// Of an evaluation. An Error: the question names something that there is not, or says what cannot be asked.
std::variant<Decided, Error, Doubt> decided_of(std::string_view body);

// Of `count` evaluations, in their order. An item that could not be asked denies for `status_unknown`; if all of them
// say the same of the question, that is the Error.
std::variant<std::vector<Brief>, Error, Doubt> briefs_of(std::string_view body, std::size_t count);

// Of a recording of one customer's choice; `account` as asked. A Doubt: whether it was recorded is not known.
std::variant<Recorded, Doubt> recorded_of(std::string_view body, const std::string& account);

// What a problem (RFC 9457) or a sentence says is wrong; `status` is that of the response.
Error error_of(unsigned status, std::string_view body);

}  // namespace assent::client
