#include "service/leased_index.hpp"

namespace assent {

Result<void> LeasedIndex::follow(unsigned threads) {
  const std::lock_guard one_at_a_time(following_);
  const Ticks::duration begun = Ticks::now().time_since_epoch();
  const auto closed = [this](const std::function<void()>& change) {
    gate_.close([&] {
      change();
      ++changes_;
    });
  };
  Result<void> followed = index_.follow(closed, threads).map([](bool) {});
  if (followed) read_ = begun;
  fell_behind_ = !followed;
  const std::lock_guard lock(mutex_);
  return followed_ = std::move(followed);
}

Result<void> LeasedIndex::followed() const {
  const std::lock_guard lock(mutex_);
  return followed_;
}

bool LeasedIndex::up_to_date() const {
  if (fell_behind_) return false;
  const Ticks::duration trusted = trusted_.load();
  return trusted == Ticks::duration::max() || Ticks::now().time_since_epoch() - read_.load() < trusted;
}

}  // namespace assent
