#include "synth/ledger_writer.hpp"

#include <algorithm>
#include <tuple>
#include <unordered_map>
#include <utility>
#include <vector>

namespace assent::synth {
namespace {

struct Happening {
  Instant recorded;
  std::uint64_t number = 0;  // of the customer
  SyntheticEvent::Kind kind = SyntheticEvent::Kind::profile;
  std::uint8_t index = 0;
};

bool earlier(const Happening& a, const Happening& b) {
  return std::tie(a.recorded, a.number, a.kind, a.index) < std::tie(b.recorded, b.number, b.kind, b.index);
}

class Writing {
 public:
  Writing(const SyntheticBase& base, ledger::Ledger& ledger, const SyntheticWriting& limits,
          const std::function<void(std::uint64_t, std::uint64_t)>& progress)
      : base_(base), ledger_(ledger), limits_(limits), progress_(progress), carrier_wide_(base.carrier_drafts()) {
    count_by_day();
  }

  Result<std::uint64_t> run() && {
    for (std::size_t first = 0; first < by_day_.size();) {
      std::uint64_t count = by_day_[first];
      std::size_t end = first + 1;
      while (end < by_day_.size() && count + by_day_[end] <= limits_.events_in_memory) count += by_day_[end++];
      TRY(write_days(first, end, count));
      first = end;
    }
    while (!drafts_.empty()) {  // once more where failures had to wait for their notices
      TRY(flush());
    }
    TRY(publish_until(base_.as_of()));
    return done_;
  }

 private:
  std::size_t day_of(Instant instant) const {
    return static_cast<std::size_t>(std::max<std::int64_t>(0, (instant - base_.begins()) / std::chrono::days{1}));
  }

  template <class Visit>
  void each_happening(Visit visit) const {
    for (std::uint64_t number = 0; number < base_.size(); ++number) {
      for (const SyntheticEvent& event : base_.events_of(base_.customer(number))) {
        visit(Happening{event.recorded, number, event.kind, event.index});
      }
    }
  }

  void count_by_day() {
    by_day_.resize(day_of(base_.as_of()) + 1);
    each_happening([&](const Happening& happening) { ++by_day_[day_of(happening.recorded)]; });
    all_ = carrier_wide_.size();
    for (const std::uint64_t count : by_day_) all_ += count;
  }

  Result<void> write_days(std::size_t first, std::size_t end, std::uint64_t count) {
    if (count == 0) return {};
    std::vector<Happening> happenings;
    happenings.reserve(count);
    each_happening([&](const Happening& happening) {
      const std::size_t day = day_of(happening.recorded);
      if (first <= day && day < end) happenings.push_back(happening);
    });
    std::sort(happenings.begin(), happenings.end(), earlier);
    for (const Happening& happening : happenings) {
      TRY(publish_until(happening.recorded));
      if (drafts_.size() >= limits_.batch_entries || happening.recorded - first_ > limits_.batch_span) {
        TRY(flush());
        first_ = happening.recorded;
      }
      latest_ = happening.recorded;
      add(happening);
    }
    return {};
  }

  // The notices and agreements that come before that instant, each alone.
  Result<void> publish_until(Instant instant) {
    while (published_ < carrier_wide_.size() && carrier_wide_[published_].entry.effective <= instant) {
      const ledger::Draft& draft = carrier_wide_[published_];
      TRY(flush());
      TRY(ledger::append_one(ledger_, draft, draft.entry.effective));
      ++published_;
      ++done_;
    }
    return {};
  }

  static std::uint64_t notice_name(const Happening& happening) { return happening.number * 8 + happening.index; }

  void add(const Happening& happening) {
    const SyntheticCustomer customer = base_.customer(happening.number);
    const SyntheticEvent event{happening.recorded, happening.kind, happening.index};
    Position given;
    if (happening.kind == SyntheticEvent::Kind::failure) {
      const auto found = failing_.find(notice_name(happening));
      if (found == failing_.end()) {  // its notice is in this batch and has no position yet
        late_.push_back(happening);
        return;
      }
      given = found->second;
      failing_.erase(found);
    }
    const bool fails =
        happening.kind == SyntheticEvent::Kind::notice && customer.notices[happening.index].delivery != Delivery::sent;
    if (fails) awaited_.push_back({drafts_.size(), notice_name(happening)});
    drafts_.push_back(base_.draft_of(customer, event, given));
  }

  Result<void> flush() {
    if (drafts_.empty()) return {};
    const auto receipts = TRY(ledger::append_all(ledger_, drafts_, latest_));
    for (const auto& [place, name] : awaited_) failing_.emplace(name, (receipts)[place].position);
    awaited_.clear();
    done_ += drafts_.size();
    drafts_.clear();
    take_late();
    if (progress_) progress_(done_, all_);
    return {};
  }

  void take_late() {
    const std::vector<Happening> late = std::exchange(late_, {});
    for (const Happening& happening : late) add(happening);
  }

  const SyntheticBase& base_;
  ledger::Ledger& ledger_;
  const SyntheticWriting& limits_;
  const std::function<void(std::uint64_t, std::uint64_t)>& progress_;
  std::vector<ledger::Draft> carrier_wide_;  // in order of time
  std::size_t published_ = 0;                // of them
  std::vector<std::uint64_t> by_day_;
  std::uint64_t all_ = 0;
  std::uint64_t done_ = 0;
  Instant first_ = kEarliest;   // of the batch
  Instant latest_ = kEarliest;  // of the batch
  std::vector<ledger::Draft> drafts_;
  std::vector<std::pair<std::size_t, std::uint64_t>> awaited_;  // places in drafts_ of notices that will fail
  std::unordered_map<std::uint64_t, Position> failing_;         // notices that will fail, by name
  std::vector<Happening> late_;                                 // failures for the next batch
};

}  // namespace

Result<std::uint64_t> write_ledger(const SyntheticBase& base, ledger::Ledger& ledger, const SyntheticWriting& writing,
                                   const std::function<void(std::uint64_t done, std::uint64_t all)>& progress) {
  return Writing(base, ledger, writing, progress).run();
}

}  // namespace assent::synth
