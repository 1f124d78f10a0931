// OpenQuestion: which question a yes by text message would answer. Nothing else makes a yes an approval. As thread-safe
// as the engine.
#pragma once

#include "app/engine.hpp"
#include "base/result.hpp"
#include "evidence/entry.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace assent::sms_gateway {

struct YesSettings {
  Names notices;  // those whose text says that a yes by text message approves; none: no yes is an approval
  int days = 30;  // so long after the sending a question is open
};

// A notice that asked.
struct Question {
  std::string account;
  Position given;
  evidence::NoticePublished notice;
};

enum class YesAnswers : std::uint8_t {
  nothing,   // no question is open
  question,  // exactly one is
  again      // the last thing that was said is a yes to one that was asked in time: a second yes adds nothing
};

struct OpenQuestion {
  YesAnswers answers = YesAnswers::nothing;
  std::optional<Question> question;  // of YesAnswers::question
};

// A question is open if all of this is so:
//   - exactly one active customer has the number now, and has had it since it was asked, as the main one then
//   - one of the settings' notices was given to them by text message, and the network says that it was delivered;
//     nothing says that it was not
//   - that was at most so many days before `now`
//   - since then the customer has said nothing about any choice, in any way
// Two open questions are none: nobody knows which one a yes answers.
//
//   unavailable, damaged  as the ledger
Result<OpenQuestion> question_open_to(const app::Engine& engine, const std::string& e164, const YesSettings& settings,
                                      Instant now);

// The evidence of an approval: the message's name, and the place of the giving that it answers.
std::string evidence_of_yes(const std::string& message, Position given);

}  // namespace assent::sms_gateway
