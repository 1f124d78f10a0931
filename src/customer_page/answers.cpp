#include "customer_page/answers.hpp"

#include <chrono>
#include <utility>

namespace assent::customer_page {

http::Response sent_on(std::string path) {
  http::Response response;
  response.status = 303;
  response.headers = {{"Location", std::move(path)}, {"Cache-Control", "no-store"}, {"Referrer-Policy", "no-referrer"}};
  return response;
}

http::Response sent_to_view(const SetUp& set_up, const page_link::Link& link, explanation::Language language,
                            Instant now) {
  const page_link::Link view{page_link::Purpose::view, link.account, link.notice,
                             now + std::chrono::hours(set_up.settings.view_hours)};
  return sent_on(std::string(page_link::kViewPath) + set_up.links.text_of(view) +
                 "?lang=" + std::string(explanation::to_string(language)));
}

std::string utc_minute(Instant instant) {
  std::string text = to_string(instant);
  text.resize(16);
  text[10] = ' ';
  return text + " UTC";
}

std::string receipt_number(Position position) {
  return std::to_string(position.log) + "/" + std::to_string(position.index);
}

}  // namespace assent::customer_page
