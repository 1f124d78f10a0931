#include "world/tzif.hpp"

#include "world/posix_rule.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>
#include <vector>

namespace assent::world {
namespace {

using std::chrono::days;
using std::chrono::floor;
using std::chrono::seconds;
using std::chrono::sys_days;
using std::chrono::sys_seconds;
using std::chrono::time_point_cast;
using std::chrono::year;
using std::chrono::year_month_day;
using std::chrono::years;

// Takes numbers, highest byte first, from the front of the bytes; once something is missing it stays so.
class Bytes {
 public:
  explicit Bytes(std::string_view bytes) : rest_(bytes) {}

  bool good() const { return good_; }
  std::string_view rest() const { return rest_; }

  std::string_view take(std::uint64_t count) {
    if (count > rest_.size()) good_ = false;
    if (!good_) return {};
    const std::string_view taken = rest_.substr(0, count);
    rest_.remove_prefix(count);
    return taken;
  }

  std::uint64_t number(std::uint64_t size) {
    std::uint64_t value = 0;
    for (const char each : take(size)) value = value << 8 | static_cast<unsigned char>(each);
    return value;
  }
  std::uint32_t four() { return static_cast<std::uint32_t>(number(4)); }

 private:
  std::string_view rest_;
  bool good_ = true;
};

struct Header {
  char version = 0;
  std::uint32_t utc_marks = 0;
  std::uint32_t standard_marks = 0;
  std::uint32_t leap_seconds = 0;
  std::uint32_t times = 0;
  std::uint32_t types = 0;
  std::uint32_t letters = 0;
};

std::optional<Header> take_header(Bytes& bytes) {
  if (bytes.take(4) != "TZif") return std::nullopt;
  Header header;
  header.version = static_cast<char>(bytes.number(1));
  bytes.take(15);
  for (std::uint32_t* each : {&header.utc_marks, &header.standard_marks, &header.leap_seconds, &header.times,
                              &header.types, &header.letters}) {
    *each = bytes.four();
  }
  if (!bytes.good()) return std::nullopt;
  return header;
}

// With times of this many bytes.
void pass_data(Bytes& bytes, const Header& header, std::uint64_t size) {
  bytes.take(std::uint64_t{header.times} * (size + 1) + std::uint64_t{header.types} * 6 + header.letters +
             std::uint64_t{header.leap_seconds} * (size + 4) + header.standard_marks + header.utc_marks);
}

constexpr std::uint32_t kTimesMost = 100'000;  // the longest of them has some three hundred

void add(std::vector<TimeZone::Period>& periods, Instant begins, seconds offset) {
  if (periods.back().offset != offset) periods.push_back({begins, offset});
}

// The changes listed, as periods of which the first begins at kEarliest; and when the last of them is.
struct Listed {
  std::vector<TimeZone::Period> periods;
  Instant last = kEarliest;
};

std::optional<Listed> take_changes(Bytes& bytes, const Header& header) {
  if (header.types == 0 || header.types > 256 || header.times > kTimesMost || header.leap_seconds != 0) {
    return std::nullopt;
  }
  Bytes times(bytes.take(std::uint64_t{header.times} * 8));
  Bytes kinds(bytes.take(header.times));
  Bytes types(bytes.take(std::uint64_t{header.types} * 6));
  bytes.take(std::uint64_t{header.letters} + header.standard_marks + header.utc_marks);
  if (!bytes.good()) return std::nullopt;

  std::vector<seconds> offsets;
  for (std::uint32_t i = 0; i < header.types; ++i) {
    offsets.emplace_back(static_cast<std::int32_t>(types.four()));
    types.take(2);
    if (offsets.back() <= -days{1} || offsets.back() >= days{1}) return std::nullopt;
  }
  constexpr sys_seconds kFirst = time_point_cast<seconds>(kEarliest);
  constexpr sys_seconds kLast = time_point_cast<seconds>(kNever);
  Listed listed;
  listed.periods.push_back({kEarliest, offsets[0]});
  std::optional<std::int64_t> before;
  for (std::uint32_t i = 0; i < header.times; ++i) {
    const auto at = static_cast<std::int64_t>(times.number(8));
    const auto kind = kinds.number(1);
    if (kind >= offsets.size() || (before && at <= *before)) return std::nullopt;
    before = at;
    if (at > kLast.time_since_epoch().count()) break;
    if (at <= kFirst.time_since_epoch().count()) {
      listed.periods.front().offset = offsets[kind];
      continue;
    }
    listed.last = sys_seconds{seconds{at}};
    add(listed.periods, listed.last, offsets[kind]);
  }
  return listed;
}

// "\nEET-2EEST,M3.5.0/0,M10.5.0/0\n"; nothing where there is none, or none that is one.
std::optional<PosixRule> rule_in(std::string_view footer) {
  if (footer.size() < 2 || footer.front() != '\n') return std::nullopt;
  footer.remove_prefix(1);
  const std::size_t end = footer.find('\n');
  if (end == std::string_view::npos) return std::nullopt;
  return parse_posix_rule(footer.substr(0, end));
}

}  // namespace

std::optional<TimeZone> parse_tzif(std::string_view text, std::string name, year last_year) {
  Bytes bytes(text);
  const auto first = take_header(bytes);
  if (!first || first->version < '2') return std::nullopt;
  pass_data(bytes, *first, 4);
  const auto header = take_header(bytes);
  if (!header) return std::nullopt;
  auto listed = take_changes(bytes, *header);
  if (!listed) return std::nullopt;

  const auto rule = rule_in(bytes.rest());
  if (!rule) return TimeZone(std::move(name), std::move(listed->periods), listed->last);
  if (!rule->daylight) {
    add(listed->periods, listed->last, rule->standard);
    return TimeZone(std::move(name), std::move(listed->periods));
  }
  for (year y = year_month_day{floor<days>(listed->last)}.year(); y <= last_year; ++y) {
    for (const auto& [at, offset] : rule->transitions_in(y)) {
      if (at > listed->last) add(listed->periods, at, offset);
    }
  }
  return TimeZone(std::move(name), std::move(listed->periods),
                  sys_days{(last_year + years{1}) / std::chrono::January / 1});
}

}  // namespace assent::world
