// ViewPage: the whole page, and what comes before it: showing who they are. Pure.
#pragma once

#include "customer_page/overview.hpp"
#include "explanation/language.hpp"
#include "http/message.hpp"

#include <string>
#include <string_view>

namespace assent::customer_page {

// What the customer just did there.
enum class Done : std::uint8_t { nothing, refused, allowed, text_changed };

struct ViewPage {
  explanation::Language language = explanation::Language::en;
  std::string_view carrier;
  const Overview& overview;
  std::string_view notice;        // whose text comes first; empty: the first one's
  std::string_view receipt_path;  // before `0/1234`
  Done done = Done::nothing;
};
http::Response page_of(const ViewPage& page);

// Where they stand with their code.
enum class CodeStep : std::uint8_t { ask, sent, wrong, too_often, not_sent };

struct CodePage {
  explanation::Language language = explanation::Language::en;
  std::string_view carrier;
  int minutes = 0;
  CodeStep step = CodeStep::ask;
};
http::Response page_of(const CodePage& page);

// Names of the forms' fields.
inline constexpr std::string_view kSendField = "send";  // `sms`, `email`
inline constexpr std::string_view kCodeField = "code";
inline constexpr std::string_view kAllowField = "allow";  // a notice's name
inline constexpr std::string_view kTextField = "text";

}  // namespace assent::customer_page
