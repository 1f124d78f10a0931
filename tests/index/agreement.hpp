// Agreement: a random ledger, an index of it, and random questions asked of both.
#pragma once

#include "decision/packs.hpp"
#include "decision/zones.hpp"
#include "index/campaign_table.hpp"
#include "index/index.hpp"
#include "index/random_ledger.hpp"
#include "service/customer_file.hpp"
#include "store/memory_ledger.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace assent::index_test {

// The zones of the random ledgers; a footprint's last zone is one in which days begin twice.
class AwkwardZones : public TimeZones {
 public:
  const TimeZone* find(std::string_view name) const override;
};

const Catalogue& catalogue();

struct Difference {
  std::string text;
};

// Of very many questions at most this part is left to the ledger: about twice what is measured.
inline constexpr double kLeftMost = 0.2;

class Agreement {
 public:
  explicit Agreement(std::uint64_t seed, std::size_t accounts = 24);

  // Records further entries, and brings the index up to date with them.
  void grow();

  // Asks this many questions about random customers, at random instants and at instants of their own events and of
  // changes of their decisions. Returns what differs, in words. Counts what it saw.
  std::vector<std::string> ask(std::size_t questions);

  struct Seen {
    std::uint64_t questions = 0;
    std::uint64_t asked_ledger = 0;      // that the index left to the ledger
    std::uint64_t compiled_earlier = 0;  // tables that were compiled for an earlier instant, and still held
    std::uint64_t extended = 0;          // tables that the index outgrew, and that took its new shares
    std::set<Reason> reasons;            // of the index's own decisions

    double share_left() const { return static_cast<double>(asked_ledger) / static_cast<double>(questions); }
  };
  const Seen& seen() const { return seen_; }
  const index::Index& index() const { return index_; }
  const store::MemoryLedger& ledger() const { return ledger_; }
  const std::vector<std::string>& accounts() const { return accounts_; }
  static index::Footprints footprints();

 private:
  void read_carrier();
  void put(const std::string& account);
  Instant instant();
  index::CampaignTable table(const regime::Regime& regime, const Use& use, Instant at);
  // A question with its table, as long as the table is used.
  struct Asked {
    const regime::Regime* regime;
    std::unique_ptr<const Use> use;
    Instant at;
    index::CampaignTable table;
  };
  Asked new_question();
  // One asked before, if its table could take what the index has got since.
  std::optional<Asked> asked_before();

  twin::Draw draw_;
  AwkwardZones zones_;
  store::MemoryLedger ledger_;
  HeapMemory memory_;
  index::Index index_;
  ledger::CarrierFile carrier_;
  std::vector<std::string> accounts_;
  service::CustomerFile customers_;
  std::vector<Instant> turns_;   // instants at which something happens to a customer
  std::vector<Asked> asked_;     // since the index has grown
  std::vector<Asked> outgrown_;  // before
  Seen seen_;
};

}  // namespace assent::index_test
