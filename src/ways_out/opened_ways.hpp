// OpenedWays: the ways out that a carrier has set up, ready to send. For one thread at a time.
#pragma once

#include "base/clock.hpp"
#include "base/result.hpp"
#include "http/requester.hpp"
#include "outreach/way.hpp"
#include "sms_gateway/kannel_sender.hpp"
#include "smtp_client/pool.hpp"
#include "ways_out/email_way.hpp"
#include "ways_out/letter_way.hpp"
#include "ways_out/settings.hpp"
#include "ways_out/sms_way.hpp"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace assent::ways_out {

// As http/requester.hpp says.
using Connect = std::function<Result<std::unique_ptr<http::Requester>>(const http::Address&, const http::ClientTls&)>;

class OpenedWays {
 public:
  // Opens what the settings in that file name. Names in it are relative to its folder. `clock` outlives it.
  //
  //   invalid      the file has faults, or a key is none; the message has each fault on a line
  //   not_found, unavailable  a file cannot be read
  static Result<OpenedWays> open(const std::string& file, const Clock& clock, const Connect& connect);

  std::vector<outreach::Way*> ways() const;

  // The address by which the account's customer refuses; empty: there is no page.
  std::string page_of(const std::string& account) const { return page_of_ ? page_of_(account) : std::string(); }

 private:
  OpenedWays() = default;

  Result<void> open_sms(const std::string& file, const SmsSettings& settings, const Clock& clock,
                        const Connect& connect);
  Result<void> open_email(const std::string& file, const EmailSettings& settings, const Clock& clock);

  std::function<std::string(const std::string& account)> page_of_;
  std::unique_ptr<smtp_client::SmtpPool> relay_;
  std::unique_ptr<EmailWay> email_;
  std::unique_ptr<sms_gateway::KannelSender> gateway_;
  std::unique_ptr<SmsWay> sms_;
  std::unique_ptr<LetterWay> letters_;
};

}  // namespace assent::ways_out
