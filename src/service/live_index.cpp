#include "service/live_index.hpp"

#include "index/lives.hpp"
#include "service/entries_by_account.hpp"
#include "service/side_by_side.hpp"

#include <boost/unordered/unordered_flat_set.hpp>

#include <algorithm>
#include <utility>

namespace assent {
namespace {

Error other_index(const char* what) {
  return Error{ErrorCode::conflict, what, "build the index again with `assent index build`"};
}

}  // namespace

void add_pack(IndexScope& scope, const Regime& regime, std::string_view text) {
  IndexBinding::Pack pack{regime.id, regime.version, sha256(view_of(text))};
  const auto place =
      std::lower_bound(scope.packs.begin(), scope.packs.end(), pack.id,
                       [](const IndexBinding::Pack& each, const std::string& id) { return each.id < id; });
  scope.packs.insert(place, std::move(pack));
  const auto& last = regime.footprint_last_zone;
  if (std::find(scope.footprints.begin(), scope.footprints.end(), last) == scope.footprints.end()) {
    scope.footprints.push_back(last);
  }
}

Result<void> check_binding(const IndexBinding& binding, const Ledger& ledger, const TimeZones& zones,
                           const IndexScope& scope) {
  if (binding.packs != scope.packs || binding.footprints != scope.footprints) {
    return tl::unexpected(other_index("the index was built for other rule packs"));
  }
  for (const IndexBinding::Zone& each : binding.zones) {
    const TimeZone* zone = zones.find(each.name);
    if (zone == nullptr || zone_hash(*zone) != each.periods) {
      return tl::unexpected(other_index("the index was built with another time zone database"));
    }
  }
  for (const LogHead& each : binding.heads) {
    const auto root = ledger.root_at(each.log, each.size);
    if (!root) return tl::unexpected(root.error());
    if (*root != each.root) return tl::unexpected(other_index("the index is not of this ledger"));
  }
  return {};
}

LiveIndex::LiveIndex(const TimeZones& zones, const Memory& memory, IndexScope scope)
    : zones_(&zones), scope_(std::move(scope)), index_(memory) {}

LiveIndex::LiveIndex(Index index, CarrierFile carrier, const TimeZones& zones, IndexScope scope)
    : zones_(&zones), scope_(std::move(scope)), carrier_(std::move(carrier)), index_(std::move(index)) {}

Result<void> LiveIndex::resolve_footprints() {
  for (const std::string& each : scope_.footprints) {
    const TimeZone* zone = zones_->find(each);
    if (zone == nullptr) {
      return fail(ErrorCode::invalid, "a rule pack's footprint ends in `" + each + "`, which is no time zone",
                  "name an IANA time zone in the pack");
    }
    footprints_.push_back(zone);
  }
  return {};
}

Result<CarrierFile> LiveIndex::carrier_now() const {
  return ledger_->entries_of("").map(
      [](const std::vector<Recorded>& entries) { return fold_carrier(entries, kNever); });
}

Result<LiveIndex> LiveIndex::build(const Ledger& ledger, const TimeZones& zones, const Memory& memory, IndexScope scope,
                                   const Progress& progress) {
  LiveIndex live(zones, memory, std::move(scope));
  live.ledger_ = &ledger;
  if (const auto resolved = live.resolve_footprints(); !resolved) return tl::unexpected(resolved.error());
  auto heads = ledger.heads();
  if (!heads) return tl::unexpected(heads.error());
  live.heads_ = *std::move(heads);
  // After the heads: whatever an entry up to there refers to is then among what is read.
  auto carrier = live.carrier_now();
  if (!carrier) return tl::unexpected(carrier.error());
  live.carrier_ = *std::move(carrier);
  const auto read =
      each_account(ledger, live.heads_, {.progress = progress}, [&](const SomeAccounts& accounts) -> Result<void> {
        Result<void> put;
        const auto each = [&](const std::string& account, std::span<const Recorded> entries) {
          if (!put) return;
          put = live.index_.put(account,
                                life_of(account, entries, live.surroundings(), live.footprints_, live.index_.shared()));
        };
        if (auto visited = accounts.each(0, accounts.size(), each); !visited) return visited;
        return put;
      });
  if (!read) return tl::unexpected(read.error());
  live.index_.put_in_order(memory);
  return live;
}

Result<LiveIndex> LiveIndex::take(const Snapshot& snapshot, const Ledger& ledger, const TimeZones& zones,
                                  const Memory& memory, IndexScope scope) {
  if (const auto fits = check_binding(snapshot.binding(), ledger, zones, scope); !fits) {
    return tl::unexpected(fits.error());
  }
  LiveIndex live(zones, memory, std::move(scope));
  live.ledger_ = &ledger;
  live.heads_ = snapshot.binding().heads;
  if (const auto resolved = live.resolve_footprints(); !resolved) return tl::unexpected(resolved.error());
  auto carrier = live.carrier_now();
  if (!carrier) return tl::unexpected(carrier.error());
  live.carrier_ = *std::move(carrier);
  auto index = snapshot.index(memory, live.surroundings());
  if (!index) return tl::unexpected(index.error());
  live.index_ = *std::move(index);
  return live;
}

namespace {

// How many accounts are put in at once: whoever asks waits no longer than for these.
constexpr std::size_t kAccountsAtOnce = 8'192;
// An account that is looked up takes as long as reading so many entries in order.
constexpr std::uint64_t kEntriesALookUp = 12;

std::uint64_t entries_between(const std::vector<LogHead>& from, const std::vector<LogHead>& until) {
  std::uint64_t entries = 0;
  for (const LogHead& each : until) entries += each.size - std::min(each.size, size_in(from, each.log));
  return entries;
}

}  // namespace

Result<std::uint64_t> LiveIndex::behind() const {
  const auto heads = ledger_->heads();
  if (!heads) return tl::unexpected(heads.error());
  return entries_between(heads_, *heads);
}

// One following of the ledger up to some heads.
class LiveIndex::Following {
 public:
  Following(LiveIndex& live, std::vector<LogHead> heads, const Closed& closed, unsigned threads)
      : live_(live), heads_(std::move(heads)), closed_(closed), threads_(threads) {}

  Result<void> follow() {
    // Where much is missing, reading all in order takes less time than looking everybody up.
    in_order_ = entries_between(live_.heads_, heads_) * kEntriesALookUp > entries_between({}, heads_);
    if (auto found = find_accounts(); !found) return found;
    // After the heads: whatever an entry up to there refers to is then among what is read.
    auto carrier = live_.carrier_now();
    if (!carrier) return tl::unexpected(carrier.error());
    carrier_ = *std::move(carrier);
    return in_order_ ? read_in_order() : look_up();
  }

 private:
  Surroundings surroundings() const { return {&carrier_, live_.zones_}; }

  Result<void> find_accounts() {
    const auto read = each_entry(*live_.ledger_, live_.heads_, heads_, [&](ByteView bytes) -> Result<void> {
      auto account = decode_account(bytes);
      if (!account) return tl::unexpected(account.error());
      if (in_order_) hashes_.insert(spread(*account));
      else if (!account->empty()) accounts_.push_back(*std::move(account));
      return {};
    });
    if (!read) return read;
    std::sort(accounts_.begin(), accounts_.end());
    accounts_.erase(std::unique(accounts_.begin(), accounts_.end()), accounts_.end());
    return {};
  }

  Result<void> read_in_order() {
    AccountReading reading;
    reading.at_once = kAccountsAtOnce;
    reading.wanted = [&](std::uint64_t hash) { return hashes_.contains(hash); };
    const auto read = each_account(*live_.ledger_, heads_, reading, [&](const SomeAccounts& accounts) {
      return make_and_put(accounts.size(), accounts.last(), [&](std::size_t from, std::size_t until, Lives& lives) {
        return accounts.each(from, until, [&](const std::string& account, std::span<const Recorded> entries) {
          lives.add(account, entries, surroundings(), live_.footprints_);
        });
      });
    });
    if (!read) return read;
    if (live_.heads_ != heads_) return put_in({}, true);  // nobody's entries came last
    return {};
  }

  Result<void> look_up() {
    std::size_t begin = 0;
    do {
      const std::span some = std::span(accounts_).subspan(begin, std::min(kAccountsAtOnce, accounts_.size() - begin));
      begin += some.size();
      const auto made = make_and_put(some.size(), begin == accounts_.size(),
                                     [&](std::size_t from, std::size_t until, Lives& lives) -> Result<void> {
                                       for (const std::string& each : some.subspan(from, until - from)) {
                                         if (auto found = look_up(each, lives); !found) return found;
                                       }
                                       return {};
                                     });
      if (!made) return made;
    } while (begin < accounts_.size());
    return {};
  }

  // `make` makes the lives of a part [from, until) of so many accounts, and is called by several threads. They are put
  // in in the order of the parts, so that rows do not depend on which thread was quicker.
  template <class Make>
  Result<void> make_and_put(std::size_t size, bool last, Make&& make) {
    constexpr std::size_t kFew = 64;  // are made before another thread has begun
    const std::size_t parts = std::clamp<std::size_t>(size / kFew, 1, std::max(1U, threads_));
    std::vector<Lives> lives(parts);
    std::vector<Result<void>> results(parts);
    side_by_side(static_cast<unsigned>(parts)).run([&](std::size_t part) {
      results[part] = make(size * part / parts, size * (part + 1) / parts, lives[part]);
    });
    for (const Result<void>& each : results) {
      if (!each) return each;
    }
    return put_in(lives, last);
  }

  Result<void> look_up(const std::string& account, Lives& lives) const {
    auto entries = live_.ledger_->entries_of(account);
    if (!entries) return tl::unexpected(entries.error());
    // What came after the heads may refer to what was not read.
    std::erase_if(*entries,
                  [&](const Recorded& each) { return each.position.index >= size_in(heads_, each.position.log); });
    lives.add(account, *entries, surroundings(), live_.footprints_);
    return {};
  }

  Result<void> put_in(std::span<const Lives> lives, bool last) {
    Result<void> put;
    closed_([&] {
      if (std::exchange(first_, false)) live_.carrier_ = carrier_;
      for (const Lives& each : lives) {
        if (put) put = each.put_into(live_.index_, live_.surroundings());
      }
      if (last && put) live_.heads_ = heads_;
    });
    return put;
  }

  LiveIndex& live_;
  const std::vector<LogHead> heads_;
  const Closed& closed_;
  unsigned threads_;
  CarrierFile carrier_;
  bool first_ = true;
  bool in_order_ = false;
  std::vector<std::string> accounts_;                // to be looked up
  boost::unordered_flat_set<std::uint64_t> hashes_;  // of accounts to be read in order
};

Result<bool> LiveIndex::follow(const Closed& closed, unsigned threads) {
  auto heads = ledger_->heads();
  if (!heads) return tl::unexpected(heads.error());
  if (*heads == heads_) return false;
  if (const auto followed = Following(*this, *std::move(heads), closed, threads).follow(); !followed) {
    return tl::unexpected(followed.error());
  }
  return true;
}

void LiveIndex::put_in_order(const Memory& memory, unsigned threads) {
  index_.put_in_order(memory, side_by_side(threads));
}

CampaignTable LiveIndex::table(const Regime& regime, const Use& use, Instant at, unsigned threads) const {
  return CampaignTable(index_.shared(),
                       {under(regime, use), at, zones_->find(regime.footprint_last_zone), carrier_.agreements()},
                       side_by_side(threads));
}

bool LiveIndex::serves(const Regime& regime) const {
  const auto& served = scope_.footprints;
  return std::find(served.begin(), served.end(), regime.footprint_last_zone) != served.end();
}

IndexBinding LiveIndex::binding() const {
  return {heads_, scope_.packs, zones_of(index_.shared(), scope_.footprints, *zones_), scope_.footprints};
}

Result<void> LiveIndex::write(ByteSink& sink) const { return write_snapshot(index_, binding(), sink); }

}  // namespace assent
