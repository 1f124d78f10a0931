#include "customer_page/kept_refusal_pages.hpp"

#include <chrono>
#include <utility>

namespace assent::customer_page {

// Within a second, a change of the register is seen.
void KeptRefusalPages::look(Instant now) {
  constexpr std::chrono::seconds kOften{1};
  if (looked_at_ && now >= *looked_at_ && now < *looked_at_ + kOften) return;
  looked_at_ = now;
  auto listed = recipients_.at(now);
  if (!listed || *listed == listed_) return;
  listed_ = *std::move(listed);
  pages_.fill(nullptr);
}

http::Response KeptRefusalPages::page(explanation::Language language, const std::string& carrier, bool signalled,
                                      bool codes_are_sent, Instant now) {
  std::shared_ptr<const Kept> kept;
  {
    const std::lock_guard lock(mutex_);
    look(now);
    if (carrier != carrier_ || codes_are_sent != codes_are_sent_) {
      carrier_ = carrier;
      codes_are_sent_ = codes_are_sent;
      pages_.fill(nullptr);
    }
    auto& place = pages_.at(static_cast<std::size_t>(language) * 2 + (signalled ? 1 : 0));
    if (place == nullptr) {
      http::Response made = page_of(RefusalPage{language, carrier_, listed_, signalled, false, codes_are_sent_});
      place = std::make_shared<const Kept>(
          Kept{made.status, std::move(made.headers), std::get<std::string>(std::move(made.body))});
    }
    kept = place;
  }
  http::Response response;
  response.status = kept->status;
  response.headers = kept->headers;
  response.body = kept->body;
  return response;
}

}  // namespace assent::customer_page
