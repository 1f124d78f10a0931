// Answers: responses that both parts of the page give. Internal to the module.
#pragma once

#include "base/instant.hpp"
#include "consent/position.hpp"
#include "customer_page/page.hpp"
#include "customer_page/refusal_page.hpp"
#include "explanation/language.hpp"
#include "http/message.hpp"
#include "page_link/link.hpp"

#include <string>

namespace assent::customer_page {

// The browser goes on to that path, by GET.
http::Response sent_on(std::string path);

// A new link to the whole page, in that language, for the holder of one to refuse.
http::Response sent_to_view(const SetUp& set_up, const page_link::Link& link, explanation::Language language,
                            Instant now);

// "2026-06-01 08:00 UTC".
std::string utc_minute(Instant instant);
// "0/1234": the log and the entry's index.
std::string receipt_number(Position position);

}  // namespace assent::customer_page
