// Confirmations: each choice by text message is confirmed to the number from which it came. A confirmation is no
// marketing, so the refusal does not stop it. Thread-safe.
#pragma once

#include "base/clock.hpp"
#include "evidence/hash.hpp"
#include "explanation/language.hpp"
#include "sms/sender.hpp"
#include "sms_gateway/confirmation_text.hpp"

#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <deque>
#include <map>
#include <mutex>
#include <string>

namespace assent::sms_gateway {

// Two programs that answer each other would never end: a number gets one of each kind an hour.
inline constexpr std::chrono::hours kConfirmedAgainAfter{1};
inline constexpr std::size_t kConfirmationsWaitingMost = 10'000;

enum class Confirmed : std::uint8_t { handed_over, given_up, left_out };
inline constexpr std::size_t kConfirmedKinds = 3;

class Confirmations {
 public:
  // Both outlive it.
  Confirmations(sms::Sender& sender, const Clock& clock, Reversals reversals)
      : sender_(sender), clock_(clock), reversals_(std::move(reversals)) {}

  // Puts one in line. It is left out if the number had one of that kind within the hour, or if too many wait. Those
  // that wait are in memory: they end with the process.
  void add(std::string e164, explanation::Language language, Confirming what);

  // Sends the first that is due; false: none is. What the gateway cannot take now is tried again, five times.
  bool round();

  std::uint64_t count(Confirmed kind) const { return counts_.at(static_cast<std::size_t>(kind)); }
  // How many wait.
  std::size_t waiting() const;

 private:
  struct Waiting {
    std::string e164;
    std::string text;
    Instant due;
    int tries = 0;
  };
  void count_one(Confirmed kind) { ++counts_.at(static_cast<std::size_t>(kind)); }

  sms::Sender& sender_;
  const Clock& clock_;
  const Reversals reversals_;
  mutable std::mutex mutex_;  // guards the next two
  std::deque<Waiting> waiting_;
  std::map<evidence::Hash, Instant> confirmed_;  // by the hash of number and kind
  std::array<std::atomic<std::uint64_t>, kConfirmedKinds> counts_{};
};

}  // namespace assent::sms_gateway
