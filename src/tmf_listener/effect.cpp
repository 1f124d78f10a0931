#include "tmf_listener/effect.hpp"

namespace assent::tmf_listener {

std::string_view to_string(Effect effect) {
  switch (effect) {
    case Effect::recorded: return "recorded";
    case Effect::unchanged: return "unchanged";
    case Effect::repeated: return "repeated";
    case Effect::older: return "older";
    case Effect::untimed: return "untimed";
    case Effect::ahead: return "ahead";
    case Effect::waits: return "waits";
    case Effect::no_customer: return "no-customer";
    case Effect::unmapped_product: return "unmapped-product";
    case Effect::unknown_status: return "unknown-status";
    case Effect::left_out: return "left-out";
    case Effect::left: return "left";
    case Effect::not_erased: return "not-erased";
    case Effect::kept_refusals: return "kept-refusals";
    case Effect::suspected_link: return "suspected-link";
  }
  return {};
}

std::string Effects::list() const {
  std::string words;
  for (std::size_t i = 0; i < kEffects; ++i) {
    const auto effect = static_cast<Effect>(i);
    if (!has(effect)) continue;
    if (!words.empty()) words += ", ";
    words += to_string(effect);
  }
  return words;
}

}  // namespace assent::tmf_listener
