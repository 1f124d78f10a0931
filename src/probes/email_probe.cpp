#include "probes/email_probe.hpp"

#include "email/address.hpp"
#include "email/header_text.hpp"
#include "probes/words.hpp"
#include "smtp_client/pool.hpp"

#include <chrono>
#include <utility>

namespace assent::probes {
namespace {

constexpr std::chrono::seconds kPatienceOfRelay{20};

Result<void> check_mailbox(const std::string& address, std::string_view which, const std::string& channel) {
  if (email::check_address(address)) return {};
  return fail(ErrorCode::invalid, "`" + std::string(which) + "` of the probe `" + channel + "` is no e-mail address",
              "write one such as `stop@carrier.example`");
}

}  // namespace

Result<std::unique_ptr<Probe>> EmailProbe::open(const watchdog::ProbeSettings& settings) {
  TRY(check_mailbox(settings.from, "from", settings.channel));
  TRY(check_mailbox(settings.to, "to", settings.channel));
  smtp_client::SmtpRelay relay;
  relay.host = settings.relay;
  relay.port = settings.port;
  relay.security = settings.start_tls ? smtp_client::Security::starttls : smtp_client::Security::none;
  relay.patience = kPatienceOfRelay;
  std::shared_ptr<email::EmailOutlet> pool = TRY(smtp_client::SmtpPool::make(std::move(relay)));
  return std::make_unique<EmailProbe>(std::move(pool), settings);
}

Result<void> EmailProbe::send(const Occasion& occasion) {
  const std::string_view from = settings_.from;
  email::Email email;
  email.envelope_sender = settings_.from;
  email.envelope_recipient = settings_.to;
  email.envelope_id = occasion.name;
  email.content = "From: <" + settings_.from + ">\r\nTo: <" + settings_.to +
                  ">\r\nSubject: STOP\r\nDate: " + email::header_date(occasion.now) + "\r\nMessage-ID: <watchdog-" +
                  occasion.name + "@" + std::string(from.substr(from.rfind('@') + 1)) +
                  ">\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n" +
                  with_words(settings_.body, settings_.account, occasion) + "\r\n";
  const email::Handed handed = outlet_->send(email);
  switch (handed.handing) {
    case email::Handing::accepted:
    // It may have arrived: then the ledger shows it, else it does not.
    case email::Handing::uncertain: return {};
    case email::Handing::refused:
    case email::Handing::refused_for_now:
      return fail(ErrorCode::unavailable, "the relay did not take the e-mail (" + handed.status + ")",
                  "see the relay's log");
    case email::Handing::not_sent:
      return fail(ErrorCode::unavailable, "the relay cannot be reached", "see whether it runs");
  }
  return {};
}

}  // namespace assent::probes
