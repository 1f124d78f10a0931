#include "sms_gateway/replies.hpp"

#include "app/calling_number.hpp"
#include "app/record.hpp"
#include "evidence/entry.hpp"
#include "ledger/ledger.hpp"
#include "sms_gateway/reports.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>
#include <variant>

namespace assent::sms_gateway {
namespace {

using explanation::Language;

std::string evidence_name(const std::string& id, const evidence::Hash& hash) {
  if (!id.empty()) return "sms/" + id;
  return "sms/" + evidence::to_hex(hash).substr(0, 16);
}

// The customer's own language on record; else that of the text. Without an account: nobody's is on record.
Language language_of(const app::Engine& engine, std::string_view account_of, std::string_view text) {
  if (!account_of.empty()) {
    const std::array<std::string_view, 1> account = {account_of};
    const auto latest = engine.ports().ledger.latest(account, evidence::EntryKind::customer);
    if (latest && latest->front()) {
      const auto* customer = std::get_if<evidence::CustomerRecorded>(&latest->front()->entry.body);
      if (customer != nullptr) {
        if (const auto own = explanation::language_named(customer->language)) return *own;
      }
    }
  }
  return explanation::language_named(text).value_or(Language::en);
}

bool was_known(const service::RefusalsOfNumber& of_number) {
  const auto repeated = [](const service::Acknowledgement& each) { return each.repeated; };
  return std::all_of(of_number.all.begin(), of_number.all.end(), repeated) &&
         (!of_number.kept || of_number.kept->repeated);
}

}  // namespace

Result<std::string> Replies::number_of(const std::string& from) const {
  auto number = app::calling_number(engine_.ports().telephones, from, country_);
  if (number) return number;
  return fail(ErrorCode::invalid, number.error().message,
              "set the country of national numbers (`[sms] country`); the message was not recorded");
}

Result<std::optional<Taken>> Replies::take_yes(const sms::Incoming& message, const std::string& e164,
                                               const std::string& id, const std::string& actor) {
  const replies::Reading reading = replies::read_reply(message.text, {replies::Origin::sms, true});
  if (reading.meaning != replies::Meaning::approval) return std::nullopt;
  // The approval counts from before the look at what was said: a refusal that is recorded meanwhile is later, and wins.
  // No lock: whoever waits for the ledger has given their turn to another thread, which would wait for the lock.
  const Instant now = engine_.now();
  const OpenQuestion open = TRY(question_open_to(engine_, e164, yes_, now));
  switch (open.answers) {
    case YesAnswers::nothing: return std::nullopt;
    case YesAnswers::again: return Taken{reading.meaning, true};
    case YesAnswers::question: break;
  }
  const Question& question = *open.question;
  const evidence::Hash hash = evidence::sha256(evidence::view_of(message.text));
  evidence::OptInRecorded approval;
  approval.recipients = question.notice.recipients;
  approval.parties = question.notice.parties;
  approval.information = question.notice.information;
  approval.notice = question.notice.notice;
  approval.notice_version = question.notice.version;
  approval.evidence = {evidence_of_yes(evidence_name(id, hash), question.given), hash};
  app::RecordRequest request;
  request.who.account = question.account;
  request.choice = std::move(approval);
  request.circumstances = {now, actor, "sms", "sms/yes/" + message_name(question.given)};
  TRY(app::record_choice(engine_, request));
  if (confirmations_ != nullptr) {
    confirmations_->add(e164, language_of(engine_, question.account, reading.language), Confirming::approval);
  }
  return Taken{reading.meaning, true};
}

Result<Taken> Replies::take(const sms::Incoming& message, const std::string& id, const std::string& actor) {
  const replies::Reading reading = replies::read_reply(message.text, {replies::Origin::sms, false});
  Taken taken{reading.meaning, false};
  if (reading.meaning == replies::Meaning::nothing) {
    ++counts_.at(static_cast<std::size_t>(reading.meaning));
    return taken;
  }
  const std::string number = TRY(number_of(message.from));
  const bool provisional = reading.meaning != replies::Meaning::refusal;
  if (provisional) {
    if (const auto yes = TRY(take_yes(message, number, id, actor))) {
      ++counts_.at(static_cast<std::size_t>(yes->meaning));
      return *yes;
    }
  }
  const evidence::Hash hash =
      evidence::sha256({reinterpret_cast<const std::uint8_t*>(message.text.data()), message.text.size()});
  evidence::OptOutRecorded refusal;
  refusal.evidence = {evidence_name(id, hash), hash};
  refusal.provisional = provisional;
  app::RecordRequest request;
  request.who.telephone = number;
  request.choice = std::move(refusal);
  request.circumstances = {std::nullopt, actor, "sms", id.empty() ? std::string() : "sms/" + id};
  const auto outcome = TRY(app::record_choice(engine_, request));
  ++counts_.at(static_cast<std::size_t>(reading.meaning));
  taken.recorded = true;
  const auto* of_number = std::get_if<service::RefusalsOfNumber>(&outcome.done);
  if (confirmations_ != nullptr && of_number != nullptr && !was_known(*of_number)) {
    const std::string account = of_number->all.empty() ? std::string() : of_number->all.front().entry.account;
    confirmations_->add(number, language_of(engine_, account, reading.language),
                        provisional ? Confirming::provisional_refusal : Confirming::refusal);
  }
  return taken;
}

}  // namespace assent::sms_gateway
