#include "service/live_index.hpp"

#include "index/lives.hpp"
#include "service/side_by_side.hpp"

#include <boost/unordered/unordered_flat_set.hpp>

#include <algorithm>
#include <utility>

namespace assent::service {
namespace {

Error other_index(const char* what) {
  return Error{ErrorCode::conflict, what, "build the index again with `assent index build`"};
}

// How many accounts go in at once before anything asks the index.
constexpr std::size_t kAccountsBuilt = 65'536;

// `make` makes the lives of a part [from, until) of the accounts; several threads call it. The parts stay in order, so
// rows do not depend on which thread is quicker.
template <class Make>
Result<std::vector<index::Lives>> made_by_parts(std::size_t size, unsigned threads, const Make& make) {
  constexpr std::size_t kFew = 64;  // are made before another thread has started
  const std::size_t parts = std::clamp<std::size_t>(size / kFew, 1, std::max(1U, threads));
  std::vector<index::Lives> lives(parts);
  std::vector<Result<void>> results(parts);
  side_by_side(static_cast<unsigned>(parts))
      .in_pieces(size, [&](std::size_t part, std::size_t from, std::size_t until) {
        results[part] = make(from, until, lives[part]);
      });
  for (const Result<void>& each : results) {
    if (!each) return tl::unexpected(each.error());
  }
  return lives;
}

Result<std::vector<index::Lives>> lives_of(const SomeAccounts& accounts, unsigned threads,
                                           const index::Surroundings& surroundings,
                                           const index::Footprints& footprints) {
  return made_by_parts(accounts.size(), threads, [&](std::size_t from, std::size_t until, index::Lives& lives) {
    return accounts.each(from, until, [&](const std::string& account, std::span<const ledger::Recorded> entries) {
      lives.add(account, entries, surroundings, footprints);
    });
  });
}

Result<void> put_into(index::Index& index, std::span<const index::Lives> lives,
                      const index::Surroundings& surroundings) {
  for (const index::Lives& each : lives) {
    TRY(each.put_into(index, surroundings));
  }
  return {};
}

}  // namespace

void add_pack(IndexScope& scope, const regime::Regime& regime, std::string_view text) {
  index::IndexBinding::Pack pack{regime.id, regime.version, evidence::sha256(evidence::view_of(text))};
  const auto place =
      std::lower_bound(scope.packs.begin(), scope.packs.end(), pack.id,
                       [](const index::IndexBinding::Pack& each, const std::string& id) { return each.id < id; });
  scope.packs.insert(place, std::move(pack));
  const auto& last = regime.footprint_last_zone;
  if (std::find(scope.footprints.begin(), scope.footprints.end(), last) == scope.footprints.end()) {
    scope.footprints.push_back(last);
  }
}

Result<void> check_binding(const index::IndexBinding& binding, const ledger::Ledger& ledger, const TimeZones& zones,
                           const IndexScope& scope) {
  if (binding.packs != scope.packs || binding.footprints != scope.footprints) {
    return tl::unexpected(other_index("the index was built for other rule packs"));
  }
  for (const index::IndexBinding::Zone& each : binding.zones) {
    const TimeZone* zone = zones.find(each.name);
    if (zone == nullptr || index::zone_hash(*zone) != each.periods) {
      return tl::unexpected(other_index("the index was built with another time zone database"));
    }
  }
  for (const ledger::LogHead& each : binding.heads) {
    const auto root = TRY(ledger.root_at(each.log, each.size));
    if (root != each.root) return tl::unexpected(other_index("the index does not belong to this ledger"));
  }
  return {};
}

LiveIndex::LiveIndex(const TimeZones& zones, const Memory& memory, IndexScope scope)
    : zones_(&zones), scope_(std::move(scope)), index_(memory) {}

LiveIndex::LiveIndex(index::Index index, ledger::CarrierFile carrier, const TimeZones& zones, IndexScope scope)
    : zones_(&zones),
      scope_(std::move(scope)),
      carrier_{std::make_shared<const ledger::CarrierFile>(std::move(carrier)), std::nullopt},
      index_(std::move(index)) {}

Result<void> LiveIndex::resolve_footprints() {
  for (const std::string& each : scope_.footprints) {
    const TimeZone* zone = zones_->find(each);
    if (zone == nullptr) {
      return fail(ErrorCode::invalid, "a rule pack's footprint ends in `" + each + "`, which is not a time zone",
                  "name an IANA time zone in the pack");
    }
    footprints_.push_back(zone);
  }
  return {};
}

Result<LiveIndex::Carrier> LiveIndex::carrier_now() const {
  const auto newest = TRY(ledger_->newest_of(""));
  if (newest == carrier_.newest) return carrier_;
  const auto entries = TRY(ledger_->entries_of(""));
  return Carrier{std::make_shared<const ledger::CarrierFile>(ledger::fold_carrier(entries, kNever)),
                 entries.empty() ? std::nullopt : std::optional(entries.back().position)};
}

Result<LiveIndex> LiveIndex::build(const ledger::Ledger& ledger, const TimeZones& zones, const Memory& memory,
                                   IndexScope scope, const Building& how) {
  LiveIndex live(zones, memory, std::move(scope));
  live.ledger_ = &ledger;
  TRY(live.resolve_footprints());
  auto heads = TRY(ledger.heads());
  live.heads_ = std::move(heads);
  // Read after the heads: then everything that an entry up to there refers to is included.
  live.carrier_ = TRY(live.carrier_now());
  AccountReading reading;
  reading.at_once = kAccountsBuilt;
  reading.opened = true;
  reading.threads = how.threads;
  reading.progress = how.progress;
  reading.bytes_most = how.bytes_most;
  TRY(each_account(ledger, live.heads_, reading, [&](const SomeAccounts& accounts) -> Result<void> {
    const auto lives = TRY(lives_of(accounts, how.threads, live.surroundings(), live.footprints_));
    return put_into(live.index_, lives, live.surroundings());
  }));
  live.put_in_order(memory, how.threads);
  return live;
}

Result<LiveIndex> LiveIndex::take(const index::Snapshot& snapshot, const ledger::Ledger& ledger, const TimeZones& zones,
                                  const Memory& memory, IndexScope scope) {
  TRY(check_binding(snapshot.binding(), ledger, zones, scope));
  LiveIndex live(zones, memory, std::move(scope));
  live.ledger_ = &ledger;
  live.heads_ = snapshot.binding().heads;
  TRY(live.resolve_footprints());
  live.carrier_ = TRY(live.carrier_now());
  live.index_ = TRY(snapshot.index(memory, live.surroundings()));
  return live;
}

namespace {

// How many accounts go in at once while others ask: they wait for no more than these.
constexpr std::size_t kAccountsAtOnce = 8'192;
// Looking up an account takes as long as reading this many entries in order.
constexpr std::uint64_t kEntriesALookUp = 12;

std::uint64_t entries_between(const std::vector<ledger::LogHead>& from, const std::vector<ledger::LogHead>& until) {
  std::uint64_t entries = 0;
  for (const ledger::LogHead& each : until) entries += each.size - std::min(each.size, size_in(from, each.log));
  return entries;
}

}  // namespace

Result<std::uint64_t> LiveIndex::behind() const {
  const auto heads = TRY(ledger_->heads());
  return entries_between(heads_, heads);
}

// Follows the ledger once, up to some heads.
class LiveIndex::Following {
 public:
  Following(LiveIndex& live, std::vector<ledger::LogHead> heads, const Closed& closed, unsigned threads)
      : live_(live), heads_(std::move(heads)), closed_(closed), threads_(threads) {}

  Result<void> follow() {
    // If much is missing, reading everything in order is faster than looking up each account.
    in_order_ = entries_between(live_.heads_, heads_) * kEntriesALookUp > entries_between({}, heads_);
    TRY(find_accounts());
    if (only_readings_) {
      closed_([&] { live_.heads_ = heads_; }, Change::of_heads);
      return {};
    }
    // Read after the heads: then everything that an entry up to there refers to is included.
    carrier_ = TRY(live_.carrier_now());
    TRY(in_order_ ? read_in_order() : look_up());
    return put_in_made(true);
  }

 private:
  index::Surroundings surroundings() const { return {carrier_.file.get(), live_.zones_}; }

  Result<void> find_accounts() {
    const auto read = each_entry(*live_.ledger_, live_.heads_, heads_, [&](evidence::ByteView bytes) -> Result<void> {
      // A reading changes nothing that an index has.
      const auto kind = TRY(evidence::decode_kind(bytes));
      if (kind == evidence::EntryKind::reading) return {};
      only_readings_ = false;
      auto account = TRY(evidence::decode_account(bytes));
      if (in_order_) hashes_.insert(index::spread(account));
      else if (!account.empty()) accounts_.push_back(std::move(account));
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
    reading.opened = true;
    reading.wanted = [&](std::uint64_t hash) { return hashes_.contains(hash); };
    reading.threads = threads_;
    return each_account(*live_.ledger_, heads_, reading, [&](const SomeAccounts& accounts) -> Result<void> {
      auto lives = TRY(lives_of(accounts, threads_, surroundings(), live_.footprints_));
      return put_in_soon(std::move(lives));
    });
  }

  Result<void> look_up() {
    for (std::size_t begin = 0; begin < accounts_.size(); begin += kAccountsAtOnce) {
      const std::span some = std::span(accounts_).subspan(begin, std::min(kAccountsAtOnce, accounts_.size() - begin));
      auto lives = made_by_parts(some.size(), threads_,
                                 [&](std::size_t from, std::size_t until, index::Lives& part) -> Result<void> {
                                   for (const std::string& each : some.subspan(from, until - from)) {
                                     TRY(look_up(each, part));
                                   }
                                   return {};
                                 });
      if (!lives) return tl::unexpected(lives.error());
      TRY(put_in_soon(*std::move(lives)));
    }
    return {};
  }

  Result<void> look_up(const std::string& account, index::Lives& lives) const {
    auto entries = TRY(live_.ledger_->entries_of(account));
    // Entries after the heads may refer to entries that were not read.
    std::erase_if(entries, [&](const ledger::Recorded& each) {
      return each.position.index >= size_in(heads_, each.position.log);
    });
    lives.add(account, entries, surroundings(), live_.footprints_);
    return {};
  }

  // The last accounts wait: the heads go in with them.
  Result<void> put_in_soon(std::vector<index::Lives> lives) {
    auto put = made_.empty() ? Result<void>() : put_in_made(false);
    made_ = std::move(lives);
    return put;
  }

  Result<void> put_in_made(bool last) {
    Result<void> put;
    closed_(
        [&] {
          if (std::exchange(first_, false)) live_.carrier_ = carrier_;
          put = put_into(live_.index_, made_, live_.surroundings());
          if (last && put) live_.heads_ = heads_;
        },
        Change::of_facts);
    return put;
  }

  LiveIndex& live_;
  const std::vector<ledger::LogHead> heads_;
  const Closed& closed_;
  unsigned threads_;
  Carrier carrier_;
  bool first_ = true;
  std::vector<index::Lives> made_;  // and not yet in
  bool in_order_ = false;
  bool only_readings_ = true;
  std::vector<std::string> accounts_;                // to be looked up
  boost::unordered_flat_set<std::uint64_t> hashes_;  // of accounts to be read in order
};

Result<bool> LiveIndex::follow(const Closed& closed, unsigned threads) {
  auto heads = TRY(ledger_->heads());
  if (heads == heads_) return false;
  TRY(Following(*this, std::move(heads), closed, threads).follow());
  return true;
}

void LiveIndex::put_in_order(const Memory& memory, unsigned threads) {
  index_.put_in_order(memory, side_by_side(threads));
}

index::CampaignTable LiveIndex::table(const regime::Regime& regime, const Use& use, Instant at,
                                      unsigned threads) const {
  return index::CampaignTable(
      index_.shared(),
      {decision::under(regime, use), at, zones_->find(regime.footprint_last_zone), carrier_.file->agreements()},
      side_by_side(threads));
}

bool LiveIndex::serves(const regime::Regime& regime) const {
  const auto& served = scope_.footprints;
  return std::find(served.begin(), served.end(), regime.footprint_last_zone) != served.end();
}

index::IndexBinding LiveIndex::binding() const {
  return {heads_, scope_.packs, index::zones_of(index_.shared(), scope_.footprints, *zones_), scope_.footprints};
}

Result<void> LiveIndex::write(ByteSink& sink) const { return index::write_snapshot(index_, binding(), sink); }

}  // namespace assent::service
