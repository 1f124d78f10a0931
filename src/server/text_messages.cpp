#include "server/text_messages.hpp"

#include "embed/named_files.hpp"
#include "http_client/connections.hpp"
#include "sms/parts.hpp"
#include "sms_gateway/kannel_sender.hpp"
#include "sms_gateway/routes.hpp"

#include <string>
#include <utility>

namespace assent::server {
namespace {

constexpr std::size_t kPasswordBytesMost = 4096;

Result<std::unique_ptr<sms::Sender>> sender_of(const SmsSettings& settings) {
  if (settings.gateway.empty()) return nullptr;
  const auto address = TRY(http::address_of(settings.gateway));
  if (!address.tls && !address.is_here()) {
    return fail(ErrorCode::invalid,
                "`sms.gateway` is another machine without TLS: numbers and the password would go in clear",
                "use `https://`, or a gateway on this machine");
  }
  auto password = TRY(embed::text_in(settings.password, kPasswordBytesMost));
  while (password.ends_with('\n') || password.ends_with('\r')) password.pop_back();
  for (const explanation::Language language : explanation::kLanguages) {
    for (const sms_gateway::Confirming what : sms_gateway::kConfirming) {
      if (what == sms_gateway::Confirming::approval && settings.yes.notices.empty()) continue;
      const auto parts = TRY(sms::parts_of(sms_gateway::confirmation_text(language, what, settings.reversals)));
      if (parts.parts <= settings.parts) continue;
      return fail(ErrorCode::invalid,
                  "the confirmation of a choice has " + std::to_string(parts.parts) + " parts (" +
                      std::string(to_string(language)) + "), and `sms.parts` allows " + std::to_string(settings.parts),
                  "shorten `reverse_" + std::string(to_string(language)) + "`, or allow more parts here and there");
    }
  }
  auto box = TRY(http_client::connections(address, {}));
  return std::make_unique<sms_gateway::KannelSender>(
      std::move(box), sms::KannelUser{settings.user, std::move(password), settings.from, settings.parts, {}});
}

}  // namespace

Result<void> check_text_messages(const SmsSettings& settings) {
  TRY(sender_of(settings));
  return {};
}

Result<std::unique_ptr<TextMessages>> TextMessages::open(app::Engine& engine, const SmsSettings& settings,
                                                         const Clock& clock) {
  auto sender = TRY(sender_of(settings));
  return std::unique_ptr<TextMessages>(new TextMessages(engine, settings, std::move(sender), clock));
}

TextMessages::TextMessages(app::Engine& engine, const SmsSettings& settings, std::unique_ptr<sms::Sender> sender,
                           const Clock& clock)
    : engine_(engine), sender_(std::move(sender)) {
  if (sender_) confirmations_.emplace(*sender_, clock, settings.reversals);
  replies_.emplace(engine, settings.country, confirmations_ ? &*confirmations_ : nullptr, settings.yes);
}

std::vector<api::Route> TextMessages::routes() { return sms_gateway::routes_of(engine_, *replies_); }

void TextMessages::watch(api::Metrics& metrics) const {
  using replies::Meaning;
  for (const Meaning meaning : {Meaning::refusal, Meaning::approval, Meaning::unclear, Meaning::nothing}) {
    metrics.watch("assent_sms_read_as_" + std::string(to_string(meaning)), "counter",
                  "Text messages of customers that were read so (docs/replies.md).",
                  [this, meaning] { return static_cast<double>(replies_->count(meaning)); });
  }
  if (!confirmations_) return;
  const auto each = [&](const char* name, const char* help, sms_gateway::Confirmed kind) {
    metrics.watch(name, "counter", help, [this, kind] { return static_cast<double>(confirmations_->count(kind)); });
  };
  each("assent_sms_confirmations_handed_over", "Confirmations that the gateway took.",
       sms_gateway::Confirmed::handed_over);
  each("assent_sms_confirmations_given_up", "Confirmations that the gateway did not take.",
       sms_gateway::Confirmed::given_up);
  each("assent_sms_confirmations_left_out", "Confirmations that a number had within the hour already.",
       sms_gateway::Confirmed::left_out);
}

void TextMessages::begin() {
  if (!confirmations_) return;
  thread_.emplace([this] { return confirmations_->round(); }, [] {});
}

}  // namespace assent::server
