// Texts of notices as they are shown again: what counted, and what a customer was sent. Plain values.
#pragma once

#include "base/instant.hpp"
#include "consent/position.hpp"
#include "evidence/entry.hpp"
#include "evidence/hash.hpp"

#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace assent::notice_check {

// One language's text as the customer reads it.
struct ShownText {
  std::string language;
  std::string text;       // the subject, and each block as a paragraph (whole_text())
  evidence::Hash sha256;  // of `text`
};

// A published version.
struct ShownNotice {
  Position entry;
  Instant in_use;  // from then on
  evidence::NoticePublished notice;
  std::vector<ShownText> texts;
};

// Of one customer: a giving of the notice, with the text filled in for them.
struct ShownGiving {
  Position entry;
  std::string version;
  std::string channel;
  std::variant<Instant, Date> sent;
  std::optional<evidence::NoticeDelivery::Result> result;  // the latest that is known; none: nothing is
  std::optional<Instant> result_known;
  ShownText text;
};

}  // namespace assent::notice_check
