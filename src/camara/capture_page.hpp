// The page on which a customer decides: HTML that works without JavaScript, in Arabic, English and French, laid out for
// WCAG 2.2, level AA. Pure.
#pragma once

#include "camara/callback.hpp"
#include "evidence/entry.hpp"
#include "explanation/language.hpp"
#include "http/message.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace assent::camara {

enum class Picked { nothing, grant, refuse };

// One question: do they agree to what this text says?
struct PageQuestion {
  std::string id;                              // of the notice
  std::string text_id;                         // goes with the form, so that it is known what they saw
  const evidence::NoticeText* text = nullptr;  // never null
  Picked picked = Picked::nothing;             // what was sent before, without the rest
};

struct CapturePage {
  explanation::Language language = explanation::Language::en;
  std::string carrier;                  // whose page it is; empty: it does not say
  std::string asking;                   // who asks, as customers read it; empty: the carrier itself
  std::vector<PageQuestion> questions;  // at least one
  bool unanswered = false;              // it was sent, and a question had no answer
  std::string state;                    // of the client; goes with the form
  std::string callback;                 // where they will be sent afterwards; empty: nowhere
};
http::Response page_of(const CapturePage& page);

// What there is to say when there is nothing to decide.
enum class PageNews {
  granted,
  partly_granted,
  denied,
  ended,          // the URL no longer works
  used,           // it was used before
  not_known,      // there is no such URL
  not_this_line,  // the network says that it is another customer's line
  failed          // it could not be recorded
};
http::Response news_of(PageNews news, explanation::Language language, unsigned status);

// The customer goes on to this address.
http::Response sent_to(std::string address);

// The names of the form's fields.
std::string choice_field(std::string_view id);
std::string text_field(std::string_view id);
inline constexpr std::string_view kGrantValue = "grant";
inline constexpr std::string_view kRefuseValue = "refuse";

}  // namespace assent::camara
