// ScrubJudge: who decides about the rows of a list. Two implementations that give the same answers: LedgerJudge asks
// the ledger about each customer, IndexJudge an index about many at once.
//
// Thread-safe: several threads judge rows at the same time.
#pragma once

#include "consent/reason.hpp"
#include "consent/use.hpp"
#include "explanation/language.hpp"
#include "regime/regime.hpp"
#include "service/customer_file.hpp"
#include "service/leased_index.hpp"

#include <array>
#include <atomic>
#include <functional>
#include <mutex>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace assent {

class Telephones;

// What is asked about each row.
struct ScrubQuestion {
  const Regime* regime = nullptr;
  const Use* use = nullptr;
  AsOf as_of;
  bool by_telephone = false;
  std::string country;  // of telephone numbers written without one (ISO 3166-1 alpha-2)
  Language language = Language::en;
  bool explain_each = false;  // a sentence about each refused customer, instead of what the reason means
  // The instant now, where the list is for use from now on. Then a row is permitted only where a permit at `as_of.at`
  // still is one now: a refusal recorded while the list is scrubbed comes after `as_of.at`, and counts at once.
  // Nothing: an instant is asked about for its own sake.
  std::function<Instant()> present = {};
};

// What was decided about some customers, in the order in which they were named.
struct Judgement {
  Outcome outcome = Outcome::deny;
  Reason reason = Reason::status_unknown;
  bool unchanged = false;  // the same as an earlier scrub said: it is counted, and written nowhere
};
struct Judgements {
  std::vector<Judgement> each;
  // Of refusals about which there is more to say than what the reason means: by place.
  std::unordered_map<std::size_t, std::string> words;
};

// An earlier scrub of the same list, to find what has changed since.
struct EarlierScrub {
  Instant at;                  // decided about
  std::vector<LogHead> began;  // where the ledger stood
  std::vector<LogHead> ended;  // and when it was done
};

class ScrubJudge {
 public:
  virtual ~ScrubJudge() = default;

  // Decides about customers by their accounts or by telephone numbers as written. `judged` is filled anew.
  virtual void judge(std::span<const std::string_view> names, Judgements& judged) = 0;

  // The first instant at which one of the rows that were permitted becomes refused with no new event, or the rules
  // asked under no longer hold for one; kNever: none does.
  virtual Instant permits_end() = 0;

  // What kept the ledger from being asked (`unavailable`): everybody since is denied without another try, as each may
  // wait for long. Nothing: it could be asked. Thread-safe.
  virtual std::optional<Error> unavailable() const { return std::nullopt; }
};

class LedgerJudge final : public ScrubJudge {
 public:
  // All outlive the judge.
  LedgerJudge(const CustomerFile& customers, const Telephones& telephones, const ScrubQuestion& question)
      : customers_(customers), telephones_(telephones), question_(question) {}

  void judge(std::span<const std::string_view> names, Judgements& judged) override;
  Instant permits_end() override { return ends_.load(); }
  std::optional<Error> unavailable() const override;

  // The one at a place of `judged`.
  void judge_one(std::string_view name, std::size_t place, Judgements& judged);

 private:
  OnFile find(const CustomerName& who, const AsOf& as_of);
  void note_end(const CustomerName& who, const Decision& decision, const std::optional<Instant>& rules_until);

  const CustomerFile& customers_;
  const Telephones& telephones_;
  const ScrubQuestion& question_;
  std::atomic<Instant> ends_ = kNever;
  std::atomic<bool> lost_ = false;
  mutable std::mutex mutex_;
  std::optional<Error> why_lost_;
};

// Whether an index that serves the regime can answer that, but for single customers. `ledger_ahead`: something in the
// ledger was recorded later than now; an index has it where the ledger has it, and not where it counts from then.
bool can_ask_index(const ScrubQuestion& question, bool ledger_ahead);

class IndexJudge final : public ScrubJudge {
 public:
  // A list is best cut into pieces of this size: the more customers are looked for at once, the better (sweep.hpp).
  static constexpr std::size_t kPieceBytes = std::size_t{4} << 20;

  // All outlive the judge. Preconditions: can_ask_index(); the index serves the regime.
  // `threads` compile the campaign. While the index is not up to date, rows are left to the ledger.
  IndexJudge(const LeasedIndex& index, const CustomerFile& customers, const Telephones& telephones,
             const ScrubQuestion& question, unsigned threads = 1);

  void judge(std::span<const std::string_view> names, Judgements& judged) override;
  Instant permits_end() override;
  std::optional<Error> unavailable() const override { return ledger_.unavailable(); }

  // From now on a row is `unchanged` where the earlier scrub gave it the same answer. Rows of customers of whom
  // anything was recorded since it began never are, and none that only the ledger can tell about. To be called before
  // any row is judged; `ledger` outlives the judge.
  //
  //   conflict              what is carrier-wide changed while the earlier scrub ran: it cannot be said which rows
  //                         were judged before
  //   invalid               the index cannot be asked about the earlier instant
  //   unavailable, damaged  as the ledger
  Result<void> compare_with(const EarlierScrub& earlier, const Ledger& ledger);

  // How many rows were left to the ledger.
  std::uint64_t asked_ledger() const { return asked_ledger_; }

  // What kept the judge from telling which rows have changed since the earlier scrub: rows since were left to the
  // ledger. Success: nothing.
  Result<void> compared() const;

 private:
  enum Ending : std::uint8_t { by_silence = 1, by_opt_in = 2, by_rules = 4, all = 7 };
  static constexpr int kKnown = 3;  // so many bits further: when that ends is in ends_

  // A lease, with all that is made from the index as it is now.
  class Asking;
  void catch_up(const LeasedIndex::Lease& lease);
  void catch_up_with(const LiveIndex& live);

  void make_table(const LiveIndex& live);
  template <class Visit>
  void find_telephones(std::span<const std::string_view> names, Visit&& visit);
  RowNumber or_erased(const Index& index, Key telephone, RowNumber number) const;
  enum class Told : std::uint8_t { yes, no, until_it_changes };
  Told tell(const Index& index, RowNumber number, Judgement& judgement, Instant& changes);
  Told look_closer(const Index& index, RowNumber number, Judgement& judgement, Instant& changes);
  void note_ending(std::uint32_t notices, std::uint8_t ending);
  void make_earlier_table(const LiveIndex& live);
  bool same_as_earlier(const Index& index, RowNumber number, const Verdict& verdict) const;
  bool rules_in_effect(const TimeZones& zones, Instant at) const;
  Instant rules_end_for(const SharedFacts& shared, std::uint32_t notices) const;
  // The first of the ways in which a permit with these notices ends; kNever: it has none of them.
  Instant ends_for(const SharedFacts& facts, std::uint32_t notices, int ending) const;
  Result<void> touch();
  void find_newcomers(const Index& index);

  const LeasedIndex& index_;
  const Ledger& record_;
  LedgerJudge ledger_;
  const Telephones& telephones_;
  const ScrubQuestion& question_;
  unsigned threads_;

  // What is made from the index. Whoever has the first lease since it changed makes it anew, and holds the mutex:
  // nobody else has a lease by which the former one was of use.
  mutable std::mutex mutex_;
  std::atomic<std::uint64_t> made_at_ = 0;  // LeasedIndex::Lease::changes()
  std::optional<CampaignTable> table_;
  // What each of its answers says, and of a permit what may end it.
  struct Telling {
    Judgement judgement;
    std::uint8_t ending = 0;
  };
  std::array<Telling, 256> tellings_{};

  // Where there is an earlier scrub: what it asked; whom the entries since it began are about; how far those were read.
  const Ledger* entries_since_ = nullptr;
  std::optional<CampaignTable::Asked> earlier_asked_;
  std::optional<CampaignTable> earlier_table_;
  bool earlier_in_effect_ = true;
  std::unordered_set<RowNumber> touched_;
  std::vector<std::string> newcomers_;  // touched, and not in the index yet
  std::vector<LogHead> touched_until_;
  Result<void> compared_;
  std::atomic<bool> not_compared_ = false;

  std::atomic<std::uint64_t> asked_ledger_ = 0;

  // Of each share of notices: how customers who have it were permitted. Whoever judges sets bits of it (atomically);
  // the rest, and ends_, belong to whoever holds the mutex and a lease.
  std::vector<std::uint8_t> endings_;
  Instant ends_ = kNever;
};

}  // namespace assent
