// What a customer is told after a choice by text message, in their language. Pure; thread-safe.
#pragma once

#include "explanation/language.hpp"

#include <array>
#include <cstdint>
#include <map>
#include <string>

namespace assent::sms_gateway {

// How a customer can reverse a refusal, as the carrier says it in each language: "To allow it again, call 111".
using Reversals = std::map<explanation::Language, std::string>;

enum class Confirming : std::uint8_t { refusal, provisional_refusal, approval };
inline constexpr std::array kConfirming = {Confirming::refusal, Confirming::provisional_refusal, Confirming::approval};

// That the refusal counts, that it costs nothing and changes no service, and how to reverse it. Of a provisional one
// also that the text was not understood and was taken for a refusal. Without a reversal in that language: the sentence
// alone. Of an approval: that it counts, and how to take it back, which is always STOP.
std::string confirmation_text(explanation::Language language, Confirming what, const Reversals& reversals);

}  // namespace assent::sms_gateway
