#include "evidence/cbor.hpp"

#include "base/utf8.hpp"

#include <array>
#include <cassert>
#include <limits>

namespace assent::evidence::cbor {
namespace {

constexpr std::uint64_t kFalse = 20;
constexpr std::uint64_t kTrue = 21;

constexpr std::uint8_t first_byte(Major major, std::uint8_t low) {
  return static_cast<std::uint8_t>((static_cast<unsigned>(major) << 5) | low);
}

// How many bytes follow the first one for the argument, in the shortest form.
constexpr int bytes_after(std::uint64_t argument) {
  if (argument < 24) return 0;
  if (argument <= 0xff) return 1;
  if (argument <= 0xffff) return 2;
  return argument <= 0xffff'ffff ? 4 : 8;
}

constexpr std::uint8_t low_bits(int bytes) { return bytes == 1 ? 24 : bytes == 2 ? 25 : bytes == 4 ? 26 : 27; }

}  // namespace

void Writer::head(Major major, std::uint64_t argument) {
  const int after = bytes_after(argument);
  if (after == 0) {
    out_->push_back(first_byte(major, static_cast<std::uint8_t>(argument)));
    return;
  }
  std::array<std::uint8_t, 9> bytes{first_byte(major, low_bits(after))};
  for (int i = after; i > 0; --i, argument >>= 8)
    bytes[static_cast<std::size_t>(i)] = static_cast<std::uint8_t>(argument);
  out_->insert(out_->end(), bytes.begin(), bytes.begin() + 1 + after);
}

void Writer::integer(std::int64_t value) {
  if (value >= 0) head(Major::positive, static_cast<std::uint64_t>(value));
  else head(Major::negative, ~static_cast<std::uint64_t>(value));
}

void Writer::boolean(bool value) { head(Major::simple, value ? kTrue : kFalse); }

void Writer::text(std::string_view text) {
  head(Major::text, text.size());
  const ByteView view = view_of(text);
  out_->insert(out_->end(), view.begin(), view.end());
}

void Writer::bytes(ByteView bytes) {
  head(Major::bytes, bytes.size());
  out_->insert(out_->end(), bytes.begin(), bytes.end());
}

std::size_t Writer::open_map() {
  out_->push_back(first_byte(Major::map, 0));
  return out_->size() - 1;
}

void Writer::close_map(std::size_t opened, std::uint8_t pairs) {
  assert(pairs < 24);
  (*out_)[opened] = first_byte(Major::map, pairs);
}

void Reader::fault(const char* what) {
  if (fault_ == nullptr) fault_ = what;
}

Reader::Head Reader::head() {
  if (!good()) return {};
  if (left() == 0) {
    fault("the bytes end too early");
    return {};
  }
  const std::uint8_t first = bytes_[position_];
  const auto major = static_cast<Major>(first >> 5);
  const unsigned low = first & 0x1fU;
  if (low < 24) {
    ++position_;
    return {major, low};
  }
  if (low > 27) {
    fault("a length is left open or reserved");
    return {};
  }
  const std::size_t after = std::size_t{1} << (low - 24);
  if (left() - 1 < after) {
    fault("the bytes end too early");
    return {};
  }
  std::uint64_t argument = 0;
  for (std::size_t i = 1; i <= after; ++i) argument = (argument << 8) | bytes_[position_ + i];
  if (static_cast<std::size_t>(bytes_after(argument)) != after) {
    fault("a number is longer than necessary");
    return {};
  }
  position_ += 1 + after;
  return {major, argument};
}

bool Reader::next_is(Major major) const {
  return good() && left() != 0 && static_cast<Major>(bytes_[position_] >> 5) == major;
}

std::uint64_t Reader::argument(Major wanted) {
  const std::size_t before = position_;
  const Head read = head();
  if (!good()) return 0;
  if (read.major != wanted) {
    position_ = before;
    fault("a value is of the wrong kind");
    return 0;
  }
  return read.argument;
}

std::uint64_t Reader::count(Major wanted) {
  const std::uint64_t elements = argument(wanted);
  if (elements > left()) {
    fault("a list is longer than the bytes");
    return 0;
  }
  return elements;
}

std::int64_t Reader::integer() {
  const bool negative = next_is(Major::negative);
  const std::uint64_t magnitude = argument(negative ? Major::negative : Major::positive);
  if (magnitude > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max())) {
    fault("a number is out of range");
    return 0;
  }
  const auto value = static_cast<std::int64_t>(magnitude);
  return negative ? -1 - value : value;
}

bool Reader::boolean() {
  const std::uint64_t value = argument(Major::simple);
  if (good() && value != kFalse && value != kTrue) fault("a value is of the wrong kind");
  return good() && value == kTrue;
}

std::string Reader::text() {
  const std::uint64_t size = argument(Major::text);
  if (size > left()) fault("a text is longer than the bytes");
  if (!good()) return {};
  const ByteView view = bytes_.subspan(position_, static_cast<std::size_t>(size));
  const std::string_view text{reinterpret_cast<const char*>(view.data()), view.size()};
  if (!is_utf8(text)) {
    fault("a text is not UTF-8");
    return {};
  }
  position_ += view.size();
  return std::string(text);
}

ByteView Reader::bytes() {
  const std::uint64_t size = argument(Major::bytes);
  if (size > left()) fault("a string of bytes is longer than the bytes");
  if (!good()) return {};
  const ByteView view = bytes_.subspan(position_, static_cast<std::size_t>(size));
  position_ += view.size();
  return view;
}

}  // namespace assent::evidence::cbor
