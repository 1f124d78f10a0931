// LiveIndex: an index that follows its ledger.
//
// It is built from the ledger's entries, or read from a file and brought up to date. After follow() it has everything
// recorded up to its heads. Only one thread at a time builds and follows. Meanwhile any number of threads can ask
// through a Gate (gate.hpp), or while no thread follows.
#pragma once

#include "base/time_zone.hpp"
#include "index/campaign_table.hpp"
#include "index/snapshot.hpp"
#include "ledger/fold.hpp"
#include "ledger/ledger.hpp"
#include "service/entries_by_account.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace assent::service {

// What an index is built for: the packs under which it can be asked. Their footprints' last zones decide local dates if
// a customer's own zone is unknown.
struct IndexScope {
  std::vector<index::IndexBinding::Pack> packs;  // ordered by id
  std::vector<std::string> footprints;           // names of zones, each once
};
// Adds a pack, read from that text, to the scope.
void add_pack(IndexScope& scope, const regime::Regime& regime, std::string_view text);

// Whether an index built from that can be asked about this ledger. It may be behind the ledger.
//
//   conflict              it belongs to another ledger, or this ledger has lost entries, or it is for other packs or
//                         zones
//   unavailable, damaged  as the ledger
Result<void> check_binding(const index::IndexBinding& binding, const ledger::Ledger& ledger, const TimeZones& zones,
                           const IndexScope& scope);

// How an index is built.
struct Building {
  unsigned threads = 1;
  std::uint64_t bytes_most = kBytesToRead;                                   // as AccountReading's
  std::function<void(std::uint64_t done, std::uint64_t all)> progress = {};  // entries; may be empty
};

class LiveIndex {
 public:
  // Built from the ledger's entries: the same index for any number of threads. All arguments outlive it.
  //
  //   unavailable, damaged  as each_account()
  //   invalid               a footprint is not a zone, or there are too many customers
  static Result<LiveIndex> build(const ledger::Ledger& ledger, const TimeZones& zones, const Memory& memory,
                                 IndexScope scope, const Building& how = {});

  // From a snapshot with validated pieces.
  //
  //   conflict  it does not fit this ledger, or is for other packs or zones: it must be built again
  //   damaged   it cannot be read; build it again
  static Result<LiveIndex> take(const index::Snapshot& snapshot, const ledger::Ledger& ledger, const TimeZones& zones,
                                const Memory& memory, IndexScope scope);

  // An index without a ledger to follow: for a synthetic base.
  LiveIndex(index::Index index, ledger::CarrierFile carrier, const TimeZones& zones, IndexScope scope);

  // Reads what was recorded since and puts it in. True: there was something. `threads` threads do the long work outside
  // the index. Changes happen within `closed`, which is called once or several times, for some thousand accounts each;
  // no thread may ask during that call. If it fails, some accounts may be up to date; the others, and heads(), are as
  // before. If nothing was recorded but readings, nothing is read again and only heads() change.
  enum class Change : std::uint8_t { of_heads, of_facts };
  using Closed = std::function<void(const std::function<void()>& change, Change kind)>;
  Result<bool> follow(
      const Closed& closed = [](const std::function<void()>& change, Change) { change(); }, unsigned threads = 1);

  // How many entries of the ledger are not in it yet.
  Result<std::uint64_t> behind() const;

  // As Index::put_in_order(): row numbers change, and `memory` outlives the index. A newly built index is in order.
  void put_in_order(const Memory& memory, unsigned threads);

  const index::Index& index() const { return index_; }
  const ledger::CarrierFile& carrier() const { return *carrier_.file; }
  const std::vector<ledger::LogHead>& heads() const { return heads_; }
  const TimeZones& zones() const { return *zones_; }

  // The campaign compiled for all customers. Precondition: kIndexFrom <= at < kIndexUntil; the regime is in the scope.
  // Both outlive the table. `threads` compile it.
  index::CampaignTable table(const regime::Regime& regime, const Use& use, Instant at, unsigned threads = 1) const;
  // False: it was not built for that pack's footprint, so it cannot be asked under the regime.
  bool serves(const regime::Regime& regime) const;

  // For a file.
  Result<void> write(ByteSink& sink) const;
  index::IndexBinding binding() const;

 private:
  LiveIndex(const TimeZones& zones, const Memory& memory, IndexScope scope);

  // The carrier-wide entries, folded, and the newest of them. A copy shares them.
  struct Carrier {
    std::shared_ptr<const ledger::CarrierFile> file = std::make_shared<const ledger::CarrierFile>();
    std::optional<Position> newest;  // nothing: there was none
  };

  Result<void> resolve_footprints();
  // They are read again only if there is a new one.
  Result<Carrier> carrier_now() const;
  index::Surroundings surroundings() const { return {carrier_.file.get(), zones_}; }
  class Following;

  const ledger::Ledger* ledger_ = nullptr;
  const TimeZones* zones_;
  IndexScope scope_;
  index::Footprints footprints_;
  Carrier carrier_;
  index::Index index_;
  std::vector<ledger::LogHead> heads_;
};

}  // namespace assent::service
