#include "sms_gateway/open_question.hpp"

#include "consent/use.hpp"
#include "service/customer_file.hpp"
#include "service/notices.hpp"
#include "sms_gateway/reports.hpp"

#include <algorithm>
#include <chrono>
#include <span>
#include <utility>
#include <variant>

namespace assent::sms_gateway {
namespace {

using Entries = std::span<const ledger::Recorded>;

constexpr std::string_view kAnswersWhat = ";given=";

bool is_choice(const evidence::Body& body) {
  return std::holds_alternative<evidence::OptOutRecorded>(body) ||
         std::holds_alternative<evidence::OptInRecorded>(body) ||
         std::holds_alternative<evidence::WithdrawalRecorded>(body);
}

// Whether the number was the main one at that instant, and has been one of the customer's since.
bool had_number_since(Entries entries, Instant sent, const std::string& e164) {
  const evidence::CustomerRecorded* then = nullptr;
  Instant since = kEarliest;
  bool kept = true;
  for (const ledger::Recorded& each : entries) {
    const auto* const profile = std::get_if<evidence::CustomerRecorded>(&each.entry.body);
    if (profile == nullptr) continue;
    if (each.entry.effective <= sent && each.entry.recorded <= sent) {
      if (then == nullptr || each.entry.effective >= since) {
        then = profile;
        since = each.entry.effective;
      }
    } else if (!contains(profile->telephones, e164)) {
      kept = false;
    }
  }
  return kept && then != nullptr && !then->telephones.empty() && then->telephones.front() == e164;
}

// Delivered, and nothing says that it was not, or that it never happened.
bool has_arrived(Entries entries, Position given) {
  bool delivered = false;
  for (const ledger::Recorded& each : entries) {
    if (std::holds_alternative<evidence::CorrectionRecorded>(each.entry.body)) {
      if (std::get<evidence::CorrectionRecorded>(each.entry.body).corrected == given) return false;
    }
    const auto* const result = std::get_if<evidence::NoticeDelivery>(&each.entry.body);
    if (result == nullptr || result->given != given) continue;
    if (result->result != evidence::NoticeDelivery::Result::delivered) return false;
    const bool taken_back = std::ranges::any_of(entries, [&](const ledger::Recorded& other) {
      const auto* const correction = std::get_if<evidence::CorrectionRecorded>(&other.entry.body);
      return correction != nullptr && correction->corrected == each.position;
    });
    delivered = delivered || !taken_back;
  }
  return delivered;
}

// The choices that came after the sending, or were recorded after the giving.
std::vector<const ledger::Recorded*> said_since(Entries entries, Position given, Instant sent) {
  std::vector<const ledger::Recorded*> choices;
  for (const ledger::Recorded& each : entries) {
    if (is_choice(each.entry.body) && (given < each.position || each.entry.effective >= sent)) choices.push_back(&each);
  }
  return choices;
}

bool is_yes_to(const ledger::Recorded& choice, Position given) {
  const auto* const approval = std::get_if<evidence::OptInRecorded>(&choice.entry.body);
  return approval != nullptr && approval->evidence.reference.ends_with(std::string(kAnswersWhat) + message_name(given));
}

}  // namespace

std::string evidence_of_yes(const std::string& message, Position given) {
  return message + std::string(kAnswersWhat) + message_name(given);
}

Result<OpenQuestion> question_open_to(const app::Engine& engine, const std::string& e164, const YesSettings& settings,
                                      Instant now) {
  OpenQuestion found;
  if (settings.notices.empty()) return found;
  const auto regime = TRY(engine.regime("", now));
  const service::OnFile on_file = engine.customers().find({{}, e164}, *regime, {now, std::nullopt});
  if (on_file.trouble) return tl::unexpected(*on_file.trouble);
  if (on_file.missing || on_file.facts.customer.state != CustomerState::active) return found;
  const auto entries = TRY(engine.ports().ledger.entries_of(on_file.account));
  std::vector<Position> open;
  bool again = false;
  const evidence::NoticeGivenRecorded* asked = nullptr;
  for (const ledger::Recorded& each : entries) {
    const auto* const given = std::get_if<evidence::NoticeGivenRecorded>(&each.entry.body);
    if (given == nullptr || given->channel != "sms" || !contains(settings.notices, given->notice)) continue;
    const auto* const sent = std::get_if<Instant>(&given->sent);
    if (sent == nullptr || *sent > now || now >= *sent + std::chrono::days(settings.days)) continue;
    if (!had_number_since(entries, *sent, e164) || !has_arrived(entries, each.position)) continue;
    const auto said = said_since(entries, each.position, *sent);
    if (said.empty()) {
      open.push_back(each.position);
      asked = given;
    } else {
      again = again || is_yes_to(*said.back(), each.position);
    }
  }
  if (open.empty() && again) found.answers = YesAnswers::again;
  if (open.size() != 1) return found;
  found.answers = YesAnswers::question;
  found.question = Question{on_file.account, open.front(),
                            TRY(service::Notices(engine.ports().ledger).published(asked->notice, asked->version))};
  return found;
}

}  // namespace assent::sms_gateway
