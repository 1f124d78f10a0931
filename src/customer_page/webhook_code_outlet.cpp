#include "customer_page/webhook_code_outlet.hpp"

#include "evidence/base64.hpp"
#include "evidence/hmac.hpp"

#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include <chrono>

namespace assent::customer_page {

Result<void> WebhookCodeOutlet::send(const CodeMessage& message) {
  const evidence::Hash drawn = TRY(draw_());
  const std::string id = "code_" + evidence::to_hex(evidence::ByteView(drawn).first(16));
  const std::string second =
      std::to_string(std::chrono::floor<std::chrono::seconds>(clock_.now()).time_since_epoch().count());
  webhook::Message post{address_, "application/json", ""};
  post.body = boost::json::serialize(boost::json::object{{"channel", message.channel},
                                                         {"to", message.to},
                                                         {"language", message.language},
                                                         {"subject", message.subject},
                                                         {"text", message.text}});
  const std::string signed_text = id + "." + second + "." + post.body;
  post.headers = {
      {"webhook-id", id},
      {"webhook-timestamp", second},
      {"webhook-signature", "v1," + evidence::to_base64(evidence::hmac_sha256(key_, evidence::view_of(signed_text)))}};
  const std::lock_guard lock(mutex_);
  const auto response = TRY(sender_.send(post));
  if (response.status < 200 || response.status >= 300) {
    return fail(ErrorCode::unavailable,
                "the program that sends codes answered with status " + std::to_string(response.status), "see its log");
  }
  return {};
}

}  // namespace assent::customer_page
