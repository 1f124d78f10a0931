// The JSON that is sent: AuthZEN 1.0's (docs/authzen.md) and the own interface's (docs/schema/api). Pure.
#pragma once

#include "client/question.hpp"

#include <span>
#include <string>
#include <string_view>

namespace assent::client {

// Of POST /access/v1/evaluation. `brief`: with the reason only, else with everything that explains the decision.
std::string evaluation_body(const Customer& customer, const Question& question, bool brief = false);
// Of POST /access/v1/evaluations. `accounts` are UTF-8 and not empty.
std::string evaluations_body(std::span<const std::string_view> accounts, const Question& question, bool brief = true);

// Where a choice of that kind is recorded, and what is sent.
std::string_view path_of(ChoiceKind kind);
std::string choice_body(const Customer& customer, const Choice& choice, const Circumstances& circumstances);

}  // namespace assent::client
