// Effect: what became of a notification, in a word for the sender and for the server's metrics. Pure; values.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace assent::tmf_listener {

enum class Effect : std::uint8_t {
  recorded,          // the profile changed
  unchanged,         // it says nothing that the profile has, or what it has already
  repeated,          // the same notification came before
  older,             // something later is known of all that it says
  untimed,           // it says no time, and counts as having happened when it came
  ahead,             // it says a time that was still to come: likewise
  waits,             // kept: there is no profile until the party's kind and state are known
  no_customer,       // the party has no account by the mapping: nothing was kept
  unmapped_product,  // the mapping has nothing about the product: it adds and ends no service
  unknown_status,    // the mapping has nothing about the status: it changes no state and no service
  left_out,          // a number, address, language, zone or day cannot be used
  left,              // the customer has left
  not_erased,        // deleted there: what is on record here stays, and an erasure needs an order of its own
  kept_refusals,     // refusals from the customer's numbers were recorded for them
  suspected_link     // they may continue an account that left: its refusals were recorded for them
};
inline constexpr std::size_t kEffects = static_cast<std::size_t>(Effect::suspected_link) + 1;

// As in `unmapped-product`.
std::string_view to_string(Effect effect);

class Effects {
 public:
  void add(Effect effect) { bits_ |= bit(effect); }
  void add(Effects others) { bits_ |= others.bits_; }
  bool has(Effect effect) const { return (bits_ & bit(effect)) != 0; }
  // In the order above, with commas between them.
  std::string list() const;

  friend bool operator==(Effects, Effects) = default;

 private:
  static std::uint32_t bit(Effect effect) { return std::uint32_t{1} << static_cast<unsigned>(effect); }
  std::uint32_t bits_ = 0;
};

}  // namespace assent::tmf_listener
