#include "synth/list.hpp"

#include "synth/draws.hpp"
#include "synth/text.hpp"

#include <array>
#include <cassert>
#include <string_view>

namespace assent::synth {
namespace {

constexpr std::array<std::string_view, 8> kSegments = {"family", "senior", "student", "single",
                                                       "trade",  "office", "remote",  "holiday"};
constexpr std::uint32_t kStores = 400;

std::uint64_t side_of(std::uint64_t size) {
  std::uint64_t side = 1;
  while (side * side < size) side *= 2;
  std::uint64_t low = side / 2;
  while (side - low > 1) {  // low is too small, side is not
    const std::uint64_t middle = low + (side - low) / 2;
    (middle * middle < size ? low : side) = middle;
  }
  return side;
}

}  // namespace

SyntheticList::SyntheticList(const SyntheticBase& base, SyntheticListKey key, std::uint64_t seed)
    : base_(&base), key_(key), seed_(mixed(seed) ^ mixed(~base.seed())), side_(side_of(base.size())) {
  assert(base.size() > 0);
}

std::string SyntheticList::header() const {
  return key_ == SyntheticListKey::account ? "account,segment,score,store\n" : "telephone,segment,score,store\n";
}

// A Feistel network over a square that is hardly larger than the base; a result outside the base goes round again.
std::uint64_t SyntheticList::customer_at(std::uint64_t row) const {
  std::uint64_t place = row % base_->size();
  do {
    std::uint64_t high = place / side_;
    std::uint64_t low = place % side_;
    for (std::uint64_t round = 1; round <= 4; ++round) {
      const std::uint64_t sum = high + (mixed(low + seed_ * round) >> 32) % side_;
      high = low;
      low = sum < side_ ? sum : sum - side_;
    }
    place = high * side_ + low;
  } while (place >= base_->size());
  return place;
}

void SyntheticList::append_row(std::uint64_t row, std::string& text) const {
  Draws draws(seed_, row);
  const bool unknown = draws.happens(kUnknown);
  const std::uint64_t nobody = base_->size() + row;
  if (key_ == SyntheticListKey::account) {
    const auto account = base_->write_account(unknown ? nobody : customer_at(row));
    text.append(account.data(), account.size());
  } else {
    std::uint64_t telephone = unknown ? 0 : base_->customer(customer_at(row)).telephone;
    if (telephone == 0) telephone = base_->telephone_of_nobody(nobody);
    text += '+';
    synth::append_number(text, telephone);
  }
  text += ',';
  text += kSegments[draws.below(kSegments.size())];
  text += ',';
  synth::append_number(text, 100 + draws.below(900));
  text += ",B-";
  synth::append_number(text, 1'000 + draws.below(kStores));
  text += '\n';
}

}  // namespace assent::synth
