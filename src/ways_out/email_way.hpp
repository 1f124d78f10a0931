// EmailWay: notices as e-mails, through an outlet of e-mail.
#pragma once

#include "base/clock.hpp"
#include "email/dkim.hpp"
#include "email/notice_email.hpp"
#include "email/outlet.hpp"
#include "email/return_token.hpp"
#include "outreach/way.hpp"

#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace assent::ways_out {

class EmailWay final : public outreach::Way {
 public:
  struct Parts {
    email::EmailSender sender;
    std::optional<email::DkimSigner> signer;  // none: e-mails are not signed here
    email::ReturnTokens tokens;
    std::string provider;    // the relay, as the ledger names it
    unsigned at_a_time = 1;  // e-mails that are handed over side by side
  };

  // The outlet and the clock outlive it.
  EmailWay(Parts parts, email::EmailOutlet& outlet, const Clock& clock)
      : parts_(std::move(parts)), outlet_(outlet), clock_(clock) {}

  std::string_view channel() const override { return "email"; }
  std::string_view provider() const override { return parts_.provider; }
  // What cannot be composed, because the address or the page's address cannot be used, is refused. A text that cannot
  // be filled in refuses all its messages.
  std::vector<outreach::HandedOver> hand_over(std::span<const outreach::Message> messages) override;

 private:
  // nullptr: the text cannot be composed.
  const email::NoticeEmail* composed(const evidence::NoticeText& text);
  outreach::HandedOver hand_over(const outreach::Message& message, const email::NoticeEmail& notice) const;

  Parts parts_;
  email::EmailOutlet& outlet_;
  const Clock& clock_;
  std::map<const evidence::NoticeText*, std::optional<email::NoticeEmail>> composed_;
};

}  // namespace assent::ways_out
