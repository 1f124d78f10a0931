#include "service/live_index.hpp"

#include "service/side_by_side.hpp"

#include "service/entries_by_account.hpp"

#include <algorithm>
#include <set>
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
  Result<void> put;
  const auto read = each_account(
      ledger, live.heads_,
      [&](const std::string& account, std::span<const Recorded> entries) {
        const Life life = life_of(account, entries, live.surroundings(), live.footprints_, live.index_.shared());
        put = live.index_.put(account, life);
        return put.has_value();
      },
      progress);
  if (!read) return tl::unexpected(read.error());
  if (!put) return tl::unexpected(put.error());
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

Result<bool> LiveIndex::follow(const Closed& closed) {
  auto heads = ledger_->heads();
  if (!heads) return tl::unexpected(heads.error());
  if (*heads == heads_) return false;

  std::set<std::string> accounts;
  bool carrier_wide = false;
  for (const LogHead& head : *heads) {
    const auto known =
        std::find_if(heads_.begin(), heads_.end(), [&](const LogHead& each) { return each.log == head.log; });
    const std::uint64_t from = known == heads_.end() ? 0 : known->size;
    Result<void> decoded;
    const auto scanned = ledger_->scan({head.log, from}, [&](Position position, ByteView bytes) {
      if (position.index >= head.size) return false;
      const auto entry = decode(bytes);
      if (!entry) decoded = tl::unexpected(entry.error());
      else if (entry->account.empty()) carrier_wide = true;
      else accounts.insert(entry->account);
      return decoded.has_value();
    });
    if (!scanned) return tl::unexpected(scanned.error());
    if (!decoded) return tl::unexpected(decoded.error());
  }
  std::vector<std::pair<std::string, std::vector<Recorded>>> files;
  for (const std::string& each : accounts) {
    auto entries = ledger_->entries_of(each);
    if (!entries) return tl::unexpected(entries.error());
    files.emplace_back(each, *std::move(entries));
  }
  // After the accounts' own: what they refer to is then among what is read.
  CarrierFile carrier;
  const bool new_carrier = carrier_wide || !files.empty();
  if (new_carrier) {
    auto now = carrier_now();
    if (!now) return tl::unexpected(now.error());
    carrier = *std::move(now);
  }
  Result<void> put;
  closed([&] {
    if (new_carrier) carrier_ = std::move(carrier);
    for (const auto& [account, entries] : files) {
      put = index_.put(account, life_of(account, entries, surroundings(), footprints_, index_.shared()));
      if (!put) return;
    }
    heads_ = *heads;
  });
  if (!put) return tl::unexpected(put.error());
  return true;
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
  IndexBinding binding{heads_, scope_.packs, {}, scope_.footprints};
  std::set<std::string> names(scope_.footprints.begin(), scope_.footprints.end());
  for (const NoticeShares::Place& each : index_.shared().notices().places()) {
    if (!each.zone_name.empty()) names.insert(each.zone_name);
  }
  for (const std::string& each : names) {
    if (const TimeZone* zone = zones_->find(each)) binding.zones.push_back({each, zone_hash(*zone)});
  }
  return binding;
}

Result<void> LiveIndex::write(ByteSink& sink) const { return write_snapshot(index_, binding(), sink); }

}  // namespace assent
