#include "sms_gateway/replies.hpp"

#include "app/record.hpp"
#include "base/ascii.hpp"
#include "evidence/entry.hpp"
#include "ledger/ledger.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>
#include <variant>

namespace assent::sms_gateway {
namespace {

using explanation::Language;

// `00` before the country's code is a `+`.
std::string international(const std::string& from) { return from.starts_with("00") ? "+" + from.substr(2) : from; }

bool has_digits_only(std::string_view text) { return !text.empty() && std::all_of(text.begin(), text.end(), is_digit); }

std::string evidence_name(const std::string& id, const evidence::Hash& hash) {
  if (!id.empty()) return "sms/" + id;
  return "sms/" + evidence::to_hex(hash).substr(0, 16);
}

// The customer's own language on record; else that of the text.
Language language_of(const app::Engine& engine, const service::RefusalsOfNumber& of_number, std::string_view text) {
  if (!of_number.all.empty()) {
    const std::array<std::string_view, 1> account = {of_number.all.front().entry.account};
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
  const Telephones& telephones = engine_.ports().telephones;
  const std::string written = international(from);
  // A network gives the whole number, often without `+`. A national one begins with a zero.
  if (has_digits_only(written) && !written.starts_with('0')) {
    if (auto number = telephones.e164("+" + written, {})) return *std::move(number);
  }
  if (auto number = telephones.e164(written, country_)) return *std::move(number);
  return fail(ErrorCode::invalid, "the sender is no telephone number",
              "set the country of national numbers (`[sms] country`); the message was not recorded");
}

Result<Taken> Replies::take(const sms::Incoming& message, const std::string& id, const std::string& actor) {
  const replies::Reading reading = replies::read_reply(message.text, {replies::Origin::sms, false});
  Taken taken{reading.meaning, false};
  if (reading.meaning == replies::Meaning::nothing) {
    ++counts_.at(static_cast<std::size_t>(reading.meaning));
    return taken;
  }
  const bool provisional = reading.meaning != replies::Meaning::refusal;
  const evidence::Hash hash =
      evidence::sha256({reinterpret_cast<const std::uint8_t*>(message.text.data()), message.text.size()});
  evidence::OptOutRecorded refusal;
  refusal.evidence = {evidence_name(id, hash), hash};
  refusal.provisional = provisional;
  app::RecordRequest request;
  request.who.telephone = TRY(number_of(message.from));
  request.choice = std::move(refusal);
  request.circumstances = {std::nullopt, actor, "sms", id.empty() ? std::string() : "sms/" + id};
  const auto outcome = TRY(app::record_choice(engine_, request));
  ++counts_.at(static_cast<std::size_t>(reading.meaning));
  taken.recorded = true;
  const auto* of_number = std::get_if<service::RefusalsOfNumber>(&outcome.done);
  if (confirmations_ != nullptr && of_number != nullptr && !was_known(*of_number)) {
    confirmations_->add(request.who.telephone, language_of(engine_, *of_number, reading.language), provisional);
  }
  return taken;
}

}  // namespace assent::sms_gateway
