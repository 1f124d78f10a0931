#include "watch/metrics_text.hpp"

#include "base/ascii.hpp"
#include "base/number.hpp"
#include "base/utf8.hpp"

#include <algorithm>
#include <limits>

namespace assent::watch {
namespace {

bool begins_name(char c) { return is_letter(c) || c == '_' || c == ':'; }
bool is_of_name(char c) { return begins_name(c) || is_digit(c); }

// A line that is read from left to right.
class MetricLine {
 public:
  explicit MetricLine(std::string_view text) : rest_(text) {}

  bool take(char c) {
    if (!rest_.starts_with(c)) return false;
    rest_.remove_prefix(1);
    return true;
  }
  bool at_end() const { return rest_.empty(); }

  std::string name() {
    if (rest_.empty() || !begins_name(rest_.front())) return {};
    return std::string(cut(static_cast<std::size_t>(std::ranges::find_if_not(rest_, is_of_name) - rest_.begin())));
  }

  // In quotes, with `\\`, `\"` and `\n`.
  std::optional<std::string> quoted() {
    if (!take('"')) return std::nullopt;
    std::string text;
    while (!rest_.empty() && !rest_.starts_with('"')) {
      char c = cut(1).front();
      if (c == '\\') {
        if (rest_.empty()) return std::nullopt;
        c = cut(1).front();
        if (c == 'n') c = '\n';
        else if (c != '\\' && c != '"') return std::nullopt;
      }
      text += c;
    }
    if (!take('"') || !is_utf8(text)) return std::nullopt;
    return text;
  }

  std::optional<double> number() {
    const std::string_view text = cut(std::min(rest_.find(' '), rest_.size()));
    if (text == "+Inf") return std::numeric_limits<double>::infinity();
    if (text == "-Inf") return -std::numeric_limits<double>::infinity();
    if (text == "NaN") return std::numeric_limits<double>::quiet_NaN();
    if (text.empty() || is_letter(text.back())) return std::nullopt;  // other spellings of these
    const std::string_view plain = text.starts_with('+') ? text.substr(1) : text;
    return number_in<double>(plain);
  }

 private:
  std::string_view cut(std::size_t size) {
    const std::string_view taken = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return taken;
  }

  std::string_view rest_;
};

std::optional<Sample> sample_in(std::string_view text) {
  MetricLine line(text);
  Sample sample;
  sample.name = line.name();
  if (sample.name.empty()) return std::nullopt;
  if (line.take('{') && !line.take('}')) {
    do {
      std::string key = line.name();
      if (key.empty() || !line.take('=')) return std::nullopt;
      auto value = line.quoted();
      if (!value || !sample.label(key).empty()) return std::nullopt;
      sample.labels.emplace_back(std::move(key), *std::move(value));
    } while (line.take(','));
    if (!line.take('}')) return std::nullopt;
  }
  if (!line.take(' ')) return std::nullopt;
  const auto value = line.number();
  if (!value) return std::nullopt;
  sample.value = *value;
  if (line.at_end()) return sample;
  // A time stamp, or an exemplar.
  if (!line.take(' ')) return std::nullopt;
  const bool exemplar = line.take('#');
  const bool time = !exemplar && line.number() && (line.at_end() || (line.take(' ') && line.take('#')));
  return exemplar || time ? std::optional(std::move(sample)) : std::nullopt;
}

tl::unexpected<Error> no_metrics(std::string what) {
  return fail(ErrorCode::invalid, std::move(what), "see that the address is that of a server of Assent");
}

}  // namespace

std::string_view Sample::label(std::string_view key) const {
  const auto at = std::ranges::find(labels, key, [](const auto& each) { return std::string_view(each.first); });
  return at == labels.end() ? std::string_view() : at->second;
}

Result<std::vector<Sample>> read_metrics(std::string_view text) {
  if (text.size() > kMostMetricsBytes) return no_metrics("the metrics are longer than 16 MiB");
  std::vector<Sample> samples;
  std::size_t number = 0;
  bool ended = false;
  while (!text.empty()) {
    ++number;
    const std::size_t end = text.find('\n');
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    if (ended) return no_metrics("the metrics go on behind `# EOF`");
    if (line == "# EOF") {
      ended = true;
    } else if (!line.starts_with("# ")) {
      auto sample = sample_in(line);
      if (!sample) return no_metrics("line " + std::to_string(number) + " of the metrics is no sample");
      samples.push_back(*std::move(sample));
    }
  }
  if (!ended) return no_metrics("the metrics end without `# EOF`");
  return samples;
}

}  // namespace assent::watch
