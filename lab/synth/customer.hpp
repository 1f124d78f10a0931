// SyntheticCustomer: an invented customer with their whole history, as plain values that are cheap to make.
//
// Indices point into the templates of the base that made them (base.hpp): profiles(), texts(), channels(), choices().
// Each list is in order of time. No real person is behind them: accounts begin with `S`, and telephone numbers with
// +888, a country code that no country has.
#pragma once

#include "base/instant.hpp"
#include "consent/history.hpp"

#include <boost/container/static_vector.hpp>

#include <cstdint>
#include <optional>
#include <variant>

namespace assent::synth {

struct SyntheticProfile {
  Instant effective;
  std::uint16_t profile = 0;
};

struct SyntheticNotice {
  std::variant<Instant, Date> sent;  // a letter's date of mailing, else the instant
  Instant failed_known;              // when the failure became known; kNever: it did not fail
  std::uint16_t text = 0;
  std::uint8_t channel = 0;
  Delivery delivery = Delivery::sent;
};

struct SyntheticPermission {  // of notices by e-mail
  Instant at;
  bool granted = true;
};

struct SyntheticChoice {
  Instant at;
  Instant to;  // of a one-time consent: when the call ended; else the same as `at`
  std::uint16_t choice = 0;
};

struct SyntheticCustomer {
  static constexpr std::size_t kProfilesMax = 3;
  static constexpr std::size_t kNoticesMax = 4;
  static constexpr std::size_t kChoicesMax = 4;

  std::uint64_t number = 0;     // from 0
  std::uint64_t telephone = 0;  // the digits of the E.164 form; 0: none
  boost::container::static_vector<SyntheticProfile, kProfilesMax>
      profiles;  // the first is never ahead of the base's day
  boost::container::static_vector<SyntheticNotice, kNoticesMax> notices;
  std::optional<SyntheticPermission> email_permission;
  boost::container::static_vector<SyntheticChoice, kChoicesMax> choices;
};

}  // namespace assent::synth
