// KeptRefusalPages: the page for refusing, made once for each language: it is the same for every customer. So a link is
// followed in microseconds, however many follow theirs at once. Thread-safe.
#pragma once

#include "base/instant.hpp"
#include "customer_page/recipients.hpp"
#include "customer_page/refusal_page.hpp"
#include "explanation/language.hpp"
#include "http/message.hpp"

#include <array>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace assent::customer_page {

class KeptRefusalPages {
 public:
  // `recipients` outlives it.
  explicit KeptRefusalPages(const RecipientList& recipients) : recipients_(recipients) {}

  // The page as page_of() makes it, with the recipients of that second. If they cannot be read, with those of before,
  // or none: refusing everything needs no list.
  http::Response page(explanation::Language language, const std::string& carrier, bool signalled, bool codes_are_sent,
                      Instant now);

 private:
  struct Kept {
    unsigned status = 200;
    std::vector<std::pair<std::string, std::string>> headers;
    std::string body;
  };
  static constexpr std::size_t kKinds = explanation::kLanguages.size() * 2;

  void look(Instant now);

  const RecipientList& recipients_;
  std::mutex mutex_;  // guards the rest
  std::optional<Instant> looked_at_;
  Recipients listed_;
  std::string carrier_;
  bool codes_are_sent_ = true;
  std::array<std::shared_ptr<const Kept>, kKinds> pages_;
};

}  // namespace assent::customer_page
