// The text of OpenMetrics 1.0, read strictly. Pure.
#pragma once

#include "base/result.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace assent::watch {

inline constexpr std::size_t kMostMetricsBytes = std::size_t{16} << 20;

struct Sample {
  std::string name;  // `assent_requests_total`
  std::vector<std::pair<std::string, std::string>> labels;
  double value = 0;  // may be infinite, or no number

  // Empty: there is no such label.
  std::string_view label(std::string_view key) const;
};

// All samples, in order; time stamps and exemplars are read past. invalid: a line that is none (it is named by its
// number, for its text may be anything), no `# EOF` at the end, more than 16 MiB.
Result<std::vector<Sample>> read_metrics(std::string_view text);

}  // namespace assent::watch
