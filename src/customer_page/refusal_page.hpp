// RefusalPage: what whoever has a link to refuse sees. It is the same for every customer. Pure.
#pragma once

#include "customer_page/recipients.hpp"
#include "explanation/language.hpp"
#include "http/message.hpp"

#include <string>
#include <string_view>

namespace assent::customer_page {

struct RefusalPage {
  explanation::Language language = explanation::Language::en;
  std::string_view carrier;
  const Recipients& recipients;
  bool signalled = false;      // the browser says that nothing may be sold or shared
  bool none_picked = false;    // a part was to be refused, and nobody was picked
  bool codes_are_sent = true;  // the whole page can be seen
};
http::Response page_of(const RefusalPage& page);

// After a refusal: what was read back from the ledger.
struct RefusedPage {
  explanation::Language language = explanation::Language::en;
  std::string_view carrier;
  const Recipients& recipients;
  Coverage scope;          // that was recorded
  bool by_signal = false;  // others are in it because of the browser's signal
  Names in_doubt;          // relations of which a use is still permitted
  std::string time;        // when it was recorded
  std::string receipt;     // its number
  bool codes_are_sent = true;
};
http::Response page_of(const RefusedPage& page);

// What there is to say when there is nothing to choose.
enum class News : std::uint8_t { not_known, ended, failed, not_recorded, codes_not_sent_here };
http::Response news_of(News news, explanation::Language language, std::string_view carrier, unsigned status);

// Names of the form's fields, and their values.
inline constexpr std::string_view kRefuseField = "refuse";
inline constexpr std::string_view kAll = "all";
inline constexpr std::string_view kPart = "part";
inline constexpr std::string_view kScopeField = "scope";
inline constexpr std::string_view kOpenField = "open";

}  // namespace assent::customer_page
