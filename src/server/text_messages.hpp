// TextMessages: the gateway's paths over an engine, and the thread that confirms refusals.
#pragma once

#include "api/metrics.hpp"
#include "api/route.hpp"
#include "app/engine.hpp"
#include "base/clock.hpp"
#include "base/result.hpp"
#include "server/settings.hpp"
#include "sms/sender.hpp"
#include "sms_gateway/confirmations.hpp"
#include "sms_gateway/replies.hpp"
#include "webhook/rounds.hpp"

#include <memory>
#include <optional>
#include <vector>

namespace assent::server {

// What open() needs of files, and whether a confirmation fits into the parts that are sent.
//
//   invalid, not_found  the password's file is missing; an address is none; a confirmation would be cut
Result<void> check_text_messages(const SmsSettings& settings);

class TextMessages {
 public:
  // The engine and the clock outlive it. Fails as check_text_messages().
  static Result<std::unique_ptr<TextMessages>> open(app::Engine& engine, const SmsSettings& settings,
                                                    const Clock& clock);

  std::vector<api::Route> routes();
  // Before the server starts.
  void watch(api::Metrics& metrics) const;
  // Sends confirmations from now on, for as long as this lives.
  void begin();

 private:
  TextMessages(app::Engine& engine, const SmsSettings& settings, std::unique_ptr<sms::Sender> sender,
               const Clock& clock);

  app::Engine& engine_;
  std::unique_ptr<sms::Sender> sender_;  // nothing: refusals are not confirmed
  std::optional<sms_gateway::Confirmations> confirmations_;
  std::optional<sms_gateway::Replies> replies_;
  std::optional<webhook::Rounds> thread_;  // ends first
};

}  // namespace assent::server
