#include "ways_out/opened_ways.hpp"

#include "app/configuration.hpp"
#include "embed/named_files.hpp"
#include "embed/secret_word.hpp"
#include "page_link/link.hpp"
#include "page_link/settings.hpp"
#include "service/header.hpp"

#include <memory>
#include <utility>

namespace assent::ways_out {
namespace {

tl::unexpected<Error> faults(const Issues& issues) {
  return fail(ErrorCode::invalid, service::lines_of(issues), "mend the file and try again");
}

Result<std::vector<evidence::Hash>> keys_in(const std::string& file) {
  const auto text = TRY(embed::text_in(file));
  return page_link::keys_in(text);
}

Result<std::function<std::string(const std::string&)>> page_in(const std::string& file) {
  const auto text = TRY(embed::text_in(file));
  auto settings = page_link::read_settings(text, file);
  if (!settings) return faults(settings.error());
  const auto keys = TRY(keys_in(app::meant_from(file, settings->keys)));
  const auto links = std::make_shared<const page_link::Links>(keys);
  return [links, page = *std::move(settings)](const std::string& account) {
    const page_link::Link link{page_link::Purpose::refuse, account, {}, std::nullopt};
    return page_link::address_of(page, link.purpose, links->text_of(link));
  };
}

}  // namespace

Result<void> OpenedWays::open_email(const std::string& file, const EmailSettings& settings, const Clock& clock) {
  const auto return_keys = TRY(keys_in(app::meant_from(file, settings.return_keys)));
  EmailWay::Parts parts{settings.sender, std::nullopt, email::ReturnTokens(return_keys.front()), settings.relay.host,
                        static_cast<unsigned>(settings.relay.most_connections)};
  if (!settings.dkim.empty()) {
    std::vector<email::DkimSelector> keys;
    for (const DkimSettings& each : settings.dkim) {
      const auto pem = TRY(embed::text_in(app::meant_from(file, each.key)));
      auto key = TRY(email::DkimKey::read(pem));
      keys.push_back({each.selector, std::move(key)});
    }
    const std::string_view address = settings.sender.address;
    parts.signer = TRY(email::DkimSigner::make(std::string(address.substr(address.rfind('@') + 1)), std::move(keys)));
  }
  smtp_client::SmtpRelay relay = settings.relay;
  relay.authorities = app::meant_from(file, relay.authorities);
  if (!settings.password.empty()) relay.password = TRY(embed::secret_word_in(app::meant_from(file, settings.password)));
  relay_ = TRY(smtp_client::SmtpPool::make(std::move(relay)));
  email_ = std::make_unique<EmailWay>(std::move(parts), *relay_, clock);
  return {};
}

Result<void> OpenedWays::open_sms(const std::string& file, const SmsSettings& settings, const Clock& clock,
                                  const Connect& connect) {
  const auto address = TRY(http::address_of(settings.gateway));
  if (!address.tls && !address.is_here()) {
    return fail(ErrorCode::invalid, "numbers and a password would go to another machine without TLS",
                "use `https://`, or a gateway on this machine");
  }
  sms::KannelUser user;
  user.name = settings.user;
  user.password = TRY(embed::secret_word_in(app::meant_from(file, settings.password)));
  user.from = settings.from;
  user.parts_most = static_cast<std::size_t>(settings.parts);
  if (!settings.report_to.empty()) {
    const std::string key = TRY(embed::secret_word_in(app::meant_from(file, settings.report_key)));
    user.report_address = TRY(sms_gateway::report_address(settings.report_to, key));
  }
  auto box = TRY(connect(address, {}));
  gateway_ = std::make_unique<sms_gateway::KannelSender>(std::move(box), std::move(user));
  sms_ = std::make_unique<SmsWay>(*gateway_, clock, address.authority(), !settings.report_to.empty());
  return {};
}

Result<OpenedWays> OpenedWays::open(const std::string& file, const Clock& clock, const Connect& connect) {
  const auto text = TRY(embed::text_in(file));
  const auto settings = read_settings(text, file);
  if (!settings) return faults(settings.error());
  OpenedWays opened;
  if (!settings->customer_page.empty()) {
    opened.page_of_ = TRY(page_in(app::meant_from(file, settings->customer_page)));
  }
  if (settings->email) TRY(opened.open_email(file, *settings->email, clock));
  if (settings->sms) TRY(opened.open_sms(file, *settings->sms, clock, connect));
  if (settings->letters) {
    opened.letters_ = std::make_unique<LetterWay>(jobs_in(app::meant_from(file, settings->letters->folder)));
  }
  return opened;
}

std::vector<outreach::Way*> OpenedWays::ways() const {
  std::vector<outreach::Way*> all;
  if (email_) all.push_back(email_.get());
  if (sms_) all.push_back(sms_.get());
  if (letters_) all.push_back(letters_.get());
  return all;
}

}  // namespace assent::ways_out
