// Codes: one-time codes by which customers show that they have a contact on record. Kept in memory: of a server that
// starts again, no earlier code works. Thread-safe.
#pragma once

#include "base/instant.hpp"
#include "base/result.hpp"
#include "evidence/hash.hpp"
#include "page_link/settings.hpp"
#include "service/kept_refusals.hpp"

#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace assent::customer_page {

class Codes {
 public:
  // `draw` gives what cannot be guessed.
  explicit Codes(service::DrawKey draw) : draw_(std::move(draw)) {}

  // Eight digits. An earlier code of the account works no longer. Nothing: too many were made within the time before
  // `now`; the earlier one stays.
  //
  //   unavailable  no randomness can be had
  Result<std::optional<std::string>> make(std::string_view account, const page_link::CodeSettings& settings,
                                          Instant now);

  // Whether it is the account's code and still works: then it works no longer. White space and marks in `code` are left
  // out, and its digits may be Arabic ones. After five wrong ones, the code works no longer.
  bool take(std::string_view account, std::string_view code, Instant now);

 private:
  static constexpr int kTries = 5;
  static constexpr std::size_t kAccountsMost = 100'000;  // beyond it, those that are over are forgotten
  struct Kept {
    std::string code;  // empty: none works
    Instant ends;
    int tries_left = 0;
    std::vector<Instant> made;
    Instant counts_until;  // from when `made` needs no counting
  };

  service::DrawKey draw_;
  std::mutex mutex_;  // guards kept_
  std::map<std::string, Kept, std::less<>> kept_;
};

}  // namespace assent::customer_page
