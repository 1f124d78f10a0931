#include "store/page_sums.hpp"

#include <bit>
#include <cassert>
#include <cstring>

namespace assent::store {
namespace {

constexpr std::uint64_t kSeed = 0x9e3779b97f4a7c15ULL;

// Every step is a bijection of the state for a given word, and of the word for a given state: any change within one
// word changes the sum, and other changes do but for one in 2^64.
std::uint64_t with_word(std::uint64_t sum, std::uint64_t word) {
  return std::rotl((sum ^ word) * 0xbf58476d1ce4e5b9ULL, 29);
}

std::uint64_t sum_of(const PageSums::Part& part, std::uint64_t number) {
  std::uint64_t sum = with_word(kSeed ^ number, static_cast<std::uint64_t>(part.seal));
  for (const std::uint64_t each : part.sums) sum = with_word(sum, each);
  return sum;
}

}  // namespace

std::uint64_t page_sum(const std::uint8_t* page, std::uint64_t number) {
  std::uint64_t sum = kSeed ^ number;
  for (int at = 0; at < kPageBytes - kReservedBytes; at += 8) {
    std::uint64_t word = 0;
    std::memcpy(&word, page + at, sizeof word);
    if constexpr (std::endian::native == std::endian::big) word = __builtin_bswap64(word);
    sum = with_word(sum, word);
  }
  return sum;
}

std::array<std::uint8_t, 8> stored_form(std::uint64_t number) {
  std::array<std::uint8_t, 8> bytes{};
  for (std::size_t i = 0; i < bytes.size(); ++i) bytes[i] = static_cast<std::uint8_t>(number >> (8 * i));
  return bytes;
}

std::uint64_t from_stored_form(const std::uint8_t* bytes) {
  std::uint64_t number = 0;
  for (int i = 7; i >= 0; --i) number = number << 8 | bytes[i];
  return number;
}

evidence::Bytes PageSums::Part::bytes() const {
  evidence::Bytes all;
  all.reserve(sums.size() * 8);
  for (const std::uint64_t each : sums) {
    const auto form = stored_form(each);
    all.insert(all.end(), form.begin(), form.end());
  }
  return all;
}

std::optional<PageSums::Part> PageSums::Part::from(std::int64_t seal, evidence::ByteView bytes) {
  Part part{seal, {}};
  if (bytes.size() != part.sums.size() * 8) return std::nullopt;
  for (std::size_t i = 0; i < part.sums.size(); ++i) part.sums[i] = from_stored_form(bytes.data() + i * 8);
  return part;
}

std::uint64_t PageSums::of_page(std::uint64_t number) const {
  const std::uint64_t part = part_of(number);
  return number == 0 || part >= parts_.size() ? kNeverSealed : parts_[part]->sums[place_of(number)];
}

std::shared_ptr<const PageSums::Part> PageSums::part(std::uint64_t number) const {
  return number < parts_.size() ? parts_[number] : nullptr;
}

void PageSums::put(std::uint64_t number, std::shared_ptr<const Part> part) {
  assert(number <= parts_.size());
  root_ += sum_of(*part, number);
  if (number == parts_.size()) return parts_.push_back(std::move(part));
  root_ -= sum_of(*parts_[number], number);
  parts_[number] = std::move(part);
}

}  // namespace assent::store
