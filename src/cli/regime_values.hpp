// What a rule pack says, value by value, as its text has it. Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace assent {

struct RegimeValue {
  std::string key;       // its place in the pack: `notice.waiting_days`, `relation.agent.level`
  std::string value;     // "30", "treatment banned, reason competitor_tracking_banned"; empty: a rule without a value
  std::string standing;  // `law`, `secondary`, `house`
  std::string source;
};

// Everything in the text that bears a source, in its order. A text that is not TOML says nothing.
std::vector<RegimeValue> regime_values(std::string_view pack_text);

}  // namespace assent
