// Capture: a customer is asked on a page of the carrier's whether they approve. Its URL holds all of it, sealed: it
// works for a short time, for one customer, client and set of uses.
#pragma once

#include "base/instant.hpp"
#include "base/result.hpp"
#include "evidence/sealed_values.hpp"
#include "service/kept_refusals.hpp"

#include <chrono>
#include <cstddef>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace assent::camara {

struct Capture {
  std::string id;                 // random; in the evidence of what is recorded
  std::string client;             // by its name in the settings
  std::string account;            // of the customer who is asked
  std::string callback;           // empty: the page ends the journey
  Instant ends;                   // the URL works before this instant
  std::vector<std::string> uses;  // by their ids
};

// Where the page stands, before the text that stands for a capture.
inline constexpr std::string_view kCapturePath = "/consent-capture/";

// 24 letters that cannot be guessed. No digits: no telephone number can be read in them.
//
//   unavailable  no randomness can be had
Result<std::string> new_capture_id(const service::DrawKey& draw);

// The part of the URL that stands for it. The same capture gives the same text.
std::string text_of(const evidence::Seal& seal, const Capture& capture);
// Nothing: no such URL was ever given, or with another key.
std::optional<Capture> capture_of(const evidence::Seal& seal, std::string_view text);

// How often a client has asked for URLs for a customer. Kept in memory: a server that starts counts from the beginning.
// Thread-safe.
class CaptureFrequency {
 public:
  // False: it was `at_most` times within the time before `now` already; this time does not count then.
  bool take(std::string_view client, std::string_view account, int at_most, std::chrono::hours within, Instant now);

 private:
  static constexpr std::size_t kMost = 200'000;  // beyond it, those that are over are forgotten
  std::mutex mutex_;
  std::map<std::string, std::vector<Instant>, std::less<>> times_;  // by a hash of client and account
};

}  // namespace assent::camara
