#include "service/entries_by_account.hpp"

#include "index/key.hpp"
#include "index/prefetch.hpp"
#include "service/side_by_side.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <iterator>
#include <memory>
#include <utility>

namespace assent::service {
namespace {

constexpr std::uint64_t kBytesAnEntry = 256;    // its bytes and what is kept with them, on average
constexpr std::uint64_t kPassesMost = 1 << 20;  // a part's number and a reader's number fit into half a hash
constexpr std::uint64_t kToldEach = 16'384;

// Calls `visit` with the entries [from, until) of a log; it returns false to stop.
Result<void> scan_part(const ledger::Ledger& ledger, std::uint32_t log, std::uint64_t from, std::uint64_t until,
                       const std::function<bool(Position, evidence::ByteView)>& visit) {
  std::uint64_t next = from;
  bool stopped = false;
  if (from < until) {
    const auto scanned = ledger.scan({log, from}, [&](Position position, evidence::ByteView bytes) {
      stopped = !visit(position, bytes);
      return !stopped && ++next < until;
    });
    if (!scanned) return scanned;
  }
  if (stopped || next >= until) return {};
  return fail(ErrorCode::damaged, fmt::format("entry {} is missing: its log ends before it", entry_name({log, next})),
              "restore the ledger from a copy; `assent ledger verify` names what is damaged");
}

// One entry in memory. Two entries belong to one account if hash and account are the same.
struct Lying {
  std::uint64_t hash = 0;
  Position position;
  const std::uint8_t* bytes = nullptr;
  std::uint32_t size = 0;
};

// Bytes that do not move.
class Shelf {
 public:
  const std::uint8_t* put(evidence::ByteView bytes) {
    if (bytes.size() > room_) {
      room_ = std::max(kBlock, bytes.size());
      blocks_.push_back(std::make_unique_for_overwrite<std::uint8_t[]>(room_));
      next_ = blocks_.back().get();
    }
    std::uint8_t* const place = next_;
    std::copy(bytes.begin(), bytes.end(), place);
    next_ += bytes.size();
    room_ -= bytes.size();
    return place;
  }

 private:
  static constexpr std::size_t kBlock = std::size_t{1} << 20;
  std::vector<std::unique_ptr<std::uint8_t[]>> blocks_;
  std::uint8_t* next_ = nullptr;
  std::size_t room_ = 0;
};

class Lain final : public SomeAccounts {
 public:
  Lain(const ledger::Ledger& ledger, bool opened, std::span<const Lying> lying)
      : ledger_(ledger), opened_(opened), lying_(lying) {}

  // The next accounts, if there are any.
  bool take(std::size_t most) {
    begins_.assign(1, begins_.back());
    while (size() < most && begins_.back() < lying_.size()) {
      std::size_t end = begins_.back();
      while (end < lying_.size() && lying_[end].hash == lying_[begins_.back()].hash) ++end;
      begins_.push_back(end);
    }
    return size() > 0;
  }

  std::uint64_t entries() const { return begins_.back() - begins_.front(); }

  std::size_t size() const override { return begins_.size() - 1; }

  Result<void> each(std::size_t from, std::size_t until, const Visit& visit) const override {
    std::vector<ledger::Recorded> some;
    std::vector<ledger::Recorded> entries;
    for (std::size_t first = from; first < until; first += kOpenedAtOnce) {
      const std::size_t last = std::min(until, first + kOpenedAtOnce);
      TRY(read(begins_[first], begins_[last], some));
      auto next = some.begin();
      for (std::size_t i = first; i < last; ++i) {
        const auto end = next + static_cast<std::ptrdiff_t>(begins_[i + 1] - begins_[i]);
        entries.assign(std::make_move_iterator(next), std::make_move_iterator(end));
        next = end;
        visit_each(entries, visit);
      }
    }
    return {};
  }

 private:
  static constexpr std::size_t kAhead = 16;  // entries on their way from scattered memory
  static constexpr std::size_t kOpenedAtOnce = 256;

  Result<void> read(std::size_t from, std::size_t until, std::vector<ledger::Recorded>& entries) const {
    entries.clear();
    for (std::size_t k = from; k < until; ++k) {
      if (k + kAhead < lying_.size()) bring_near(lying_[k + kAhead]);
      auto entry = TRY(evidence::decode({lying_[k].bytes, lying_[k].size}));
      entries.push_back({lying_[k].position, std::move(entry)});
    }
    if (opened_) return ledger_.open(entries);
    ledger::close_identities(entries);
    return {};
  }

  static void visit_each(std::vector<ledger::Recorded>& entries, const Visit& visit) {
    // Accounts with equal hashes, if there ever are any, are distinguished by name.
    const auto by_name = [](const ledger::Recorded& a, const ledger::Recorded& b) {
      return a.entry.account < b.entry.account;
    };
    if (!std::is_sorted(entries.begin(), entries.end(), by_name)) {
      std::stable_sort(entries.begin(), entries.end(), by_name);
    }
    for (std::size_t first = 0; first < entries.size();) {
      const std::string account = entries[first].entry.account;
      std::size_t last = first;
      while (last < entries.size() && entries[last].entry.account == account) ++last;
      visit(account, std::span(entries).subspan(first, last - first));
      first = last;
    }
  }

  static void bring_near(const Lying& lying) {
    constexpr std::size_t kLine = 64;
    for (std::size_t at = 0; at < lying.size; at += kLine) index::prefetch_for_reading(lying.bytes + at);
  }

  const ledger::Ledger& ledger_;
  const bool opened_;
  std::span<const Lying> lying_;        // in order of hash, then of position
  std::vector<std::size_t> begins_{0};  // of each account, and where the last one ends
};

// Several readers each read a part of the logs, and keep the entries of some accounts by range of their hashes.
class Reading {
 public:
  Reading(const ledger::Ledger& ledger, const std::vector<ledger::LogHead>& heads, const AccountReading& how)
      : ledger_(ledger), heads_(heads), how_(how), readers_(std::max(1U, how.threads)) {
    for (const ledger::LogHead& each : heads) all_ += each.size;
    const std::uint64_t passes = all_ * kBytesAnEntry / std::max<std::uint64_t>(how.bytes_most, 1) + 1;
    passes_ = std::min(passes, kPassesMost);
  }

  Result<void> visit_all(const std::function<Result<void>(const SomeAccounts&)>& visit) {
    for (std::uint64_t pass = 0; pass < passes_; ++pass) {
      TRY(visit_some(pass, visit));
    }
    if (how_.progress) how_.progress(all_, all_);
    return {};
  }

 private:
  struct Found {
    Shelf shelf;
    std::vector<std::vector<Lying>> ranges;  // of hashes
    Result<void> outcome;
  };

  Result<void> visit_some(std::uint64_t pass, const std::function<Result<void>(const SomeAccounts&)>& visit) {
    std::vector<Found> found(readers_);
    const index::SideBySide workers = side_by_side(readers_);
    workers.in_pieces(all_, [&](std::size_t reader, std::uint64_t from, std::uint64_t until) {
      found[reader].ranges.resize(readers_);
      found[reader].outcome = read(pass, from, until, reader == 0, found[reader]);
      if (!found[reader].outcome) stopped_ = true;
    });
    for (const Found& each : found) {
      if (!each.outcome) return each.outcome;
    }
    const std::vector<Lying> lying = in_order(found, workers);
    Lain lain(ledger_, how_.opened, lying);
    while (lain.take(std::max<std::size_t>(how_.at_once, 1))) {
      TRY(visit(lain));
      visited_ += lain.entries();
      tell();
    }
    return {};
  }

  // The entries [from, until) of all logs, one after the other.
  Result<void> read(std::uint64_t pass, std::uint64_t from, std::uint64_t until, bool tells, Found& found) {
    std::uint64_t begin = 0;
    for (const ledger::LogHead& head : heads_) {
      const std::uint64_t first = std::clamp(from, begin, begin + head.size) - begin;
      const std::uint64_t last = std::clamp(until, begin, begin + head.size) - begin;
      begin += head.size;
      Result<void> kept;
      std::uint64_t untold = 0;
      const auto scanned = scan_part(ledger_, head.log, first, last, [&](Position position, evidence::ByteView bytes) {
        if (++untold == kToldEach) {
          read_ += std::exchange(untold, 0);
          if (tells) tell();
        }
        kept = keep(pass, position, bytes, found);
        return kept && !stopped_.load(std::memory_order_relaxed);
      });
      read_ += untold;
      if (!scanned) return scanned;
      if (!kept) return kept;
    }
    return {};
  }

  Result<void> keep(std::uint64_t pass, Position position, evidence::ByteView bytes, Found& found) const {
    const auto account = TRY(evidence::decode_account(bytes));
    const std::uint64_t hash = index::spread(account);
    const std::uint64_t range = (hash >> 32) * (passes_ * readers_) >> 32;  // of those of all passes
    if (account.empty() || range / readers_ != pass || (how_.wanted && !how_.wanted(hash))) return {};
    found.ranges[range % readers_].push_back(
        {hash, position, found.shelf.put(bytes), static_cast<std::uint32_t>(bytes.size())});
    return {};
  }

  // What all readers found, in order of hash, then of position.
  static std::vector<Lying> in_order(std::vector<Found>& found, const index::SideBySide& workers) {
    const std::size_t ranges = found.front().ranges.size();
    std::vector<std::size_t> begins{0};
    for (std::size_t range = 0; range < ranges; ++range) {
      std::size_t end = begins.back();
      for (const Found& each : found) end += each.ranges[range].size();
      begins.push_back(end);
    }
    std::vector<Lying> all(begins.back());
    workers.in_pieces(ranges, [&](std::size_t, std::size_t from, std::size_t until) {
      for (std::size_t range = from; range < until; ++range) {
        Lying* const begin = all.data() + begins[range];
        Lying* end = begin;
        for (Found& each : found) {
          const std::vector<Lying> some = std::move(each.ranges[range]);
          end = std::copy(some.begin(), some.end(), end);
        }
        std::sort(begin, end, [](const Lying& a, const Lying& b) {
          return std::pair(a.hash, a.position) < std::pair(b.hash, b.position);
        });
      }
    });
    return all;
  }

  // Half of the work is reading the whole ledger once in each pass; the other half is visiting.
  void tell() const {
    if (how_.progress) how_.progress((read_ / passes_ + visited_) / 2, all_);
  }

  const ledger::Ledger& ledger_;
  const std::vector<ledger::LogHead>& heads_;
  const AccountReading& how_;
  const unsigned readers_;
  std::uint64_t all_ = 0;  // entries
  std::uint64_t passes_ = 1;
  std::atomic<std::uint64_t> read_ = 0;  // in all passes
  std::uint64_t visited_ = 0;
  std::atomic<bool> stopped_ = false;
};

}  // namespace

std::uint64_t size_in(const std::vector<ledger::LogHead>& heads, std::uint32_t log) {
  const auto found =
      std::find_if(heads.begin(), heads.end(), [&](const ledger::LogHead& each) { return each.log == log; });
  return found == heads.end() ? 0 : found->size;
}

Result<void> each_entry(const ledger::Ledger& ledger, const std::vector<ledger::LogHead>& from,
                        const std::vector<ledger::LogHead>& until,
                        const std::function<Result<void>(evidence::ByteView)>& visit) {
  for (const ledger::LogHead& head : until) {
    Result<void> visited;
    const auto scanned =
        scan_part(ledger, head.log, size_in(from, head.log), head.size, [&](Position, evidence::ByteView bytes) {
          visited = visit(bytes);
          return visited.has_value();
        });
    if (!scanned) return scanned;
    if (!visited) return visited;
  }
  return {};
}

Result<void> each_account(const ledger::Ledger& ledger, const std::vector<ledger::LogHead>& heads,
                          const AccountReading& reading,
                          const std::function<Result<void>(const SomeAccounts&)>& visit) {
  return Reading(ledger, heads, reading).visit_all(visit);
}

}  // namespace assent::service
