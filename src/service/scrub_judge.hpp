// ScrubJudge: decides about the rows of a list. Two implementations give the same decisions: LedgerJudge asks the
// ledger about each customer, IndexJudge asks an index about many at once.
//
// Thread-safe: several threads judge rows at the same time.
#pragma once

#include "base/telephones.hpp"
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

namespace assent::service {

// The question about each row.
struct ScrubQuestion {
  const regime::Regime* regime = nullptr;
  const Use* use = nullptr;
  AsOf as_of;
  bool by_telephone = false;
  std::string country;  // of telephone numbers written without one (ISO 3166-1 alpha-2)
  explanation::Language language = explanation::Language::en;
  bool explain_each = false;  // a sentence about each refused customer, instead of the reason's meaning
  // The present, if the list is for use from now on. Then a row is permitted only if a permit at `as_of.at` is still
  // one now: a refusal recorded while the list is scrubbed comes after `as_of.at`, and counts at once. Nothing: the
  // question is only about its instant.
  std::function<Instant()> present = {};
};

// The decisions about some customers, in the order in which they were named.
struct Judgement {
  Outcome outcome = Outcome::deny;
  Reason reason = Reason::status_unknown;
  bool unchanged = false;  // the same as in an earlier scrub: it is counted, but not written
};
struct Judgements {
  std::vector<Judgement> each;
  // For refusals with more to say than the reason's meaning: by index.
  std::unordered_map<std::size_t, std::string> words;
};

// An earlier scrub of the same list, to find what changed since.
struct EarlierScrub {
  Instant at;                          // decided about
  std::vector<ledger::LogHead> began;  // the state of the ledger
  std::vector<ledger::LogHead> ended;  // and when it was made
};

class ScrubJudge {
 public:
  virtual ~ScrubJudge() = default;

  // Decides about customers by their accounts or by telephone numbers as written. `judged` is cleared first.
  virtual void judge(std::span<const std::string_view> names, Judgements& judged) = 0;

  // The first instant at which a permitted row becomes refused without a new event, or the rules are no longer in
  // effect for its customer; kNever: none does.
  virtual Instant permits_end() = 0;

  // Why the ledger could not be read (`unavailable`): since then every customer is denied without another try, because
  // each try can take long. Nothing: it could be read. Thread-safe.
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
  void note_end(const CustomerName& who, const decision::Decision& decision, const std::optional<Instant>& rules_until);

  const CustomerFile& customers_;
  const Telephones& telephones_;
  const ScrubQuestion& question_;
  std::atomic<Instant> ends_ = kNever;
  std::atomic<bool> lost_ = false;
  mutable std::mutex mutex_;
  std::optional<Error> why_lost_;
};

// Whether an index that serves the regime can decide this, except for single customers. `ledger_ahead`: an entry in the
// ledger was recorded later than now; an index places it at its recorded instant, not where it counts.
bool can_ask_index(const ScrubQuestion& question, bool ledger_ahead);

class IndexJudge final : public ScrubJudge {
 public:
  // The best size for pieces of a list: looking up more customers at once is faster (sweep.hpp).
  static constexpr std::size_t kPieceBytes = std::size_t{4} << 20;

  // All outlive the judge. Preconditions: can_ask_index(); the index serves the regime. `threads` threads compile the
  // campaign. While the index is not up to date, rows are left to the ledger.
  IndexJudge(const LeasedIndex& index, const CustomerFile& customers, const Telephones& telephones,
             const ScrubQuestion& question, unsigned threads = 1);
  // The same question as of `former`, but for its instant, which is not earlier: what was compiled for that one is used
  // as long as it holds. `former` must have no earlier scrub, and need not outlive this judge.
  IndexJudge(IndexJudge& former, const CustomerFile& customers, const ScrubQuestion& question);

  void judge(std::span<const std::string_view> names, Judgements& judged) override;
  Instant permits_end() override;
  std::optional<Error> unavailable() const override { return ledger_.unavailable(); }

  // From now on a row is `unchanged` if the earlier scrub gave it the same decision. It never is if anything was
  // recorded about the customer since that scrub began, or if only the ledger can decide it. Call it before any row is
  // judged; `ledger` outlives the judge.
  //
  //   conflict              a carrier-wide entry was recorded while the earlier scrub ran: it is unknown which rows
  //                         were judged before it
  //   invalid               the index cannot be asked about the earlier instant
  //   unavailable, damaged  as the ledger
  Result<void> compare_with(const EarlierScrub& earlier, const ledger::Ledger& ledger);

  // How many rows were left to the ledger.
  std::uint64_t asked_ledger() const { return asked_ledger_; }

  // Why the judge could not find which rows changed since the earlier scrub: rows since then were left to the ledger.
  // Success: no reason.
  Result<void> compared() const;

 private:
  // `former`: as in the public constructor; none: nullptr.
  IndexJudge(const LeasedIndex& index, const CustomerFile& customers, const Telephones& telephones,
             const ScrubQuestion& question, unsigned threads, IndexJudge* former);

  enum Ending : std::uint8_t { by_silence = 1, by_opt_in = 2, by_rules = 4, all = 7 };
  static constexpr int kKnown = 3;  // shifted by so many bits: its end is in ends_

  // A lease, with everything derived from the index as it is now.
  class Asking;
  void catch_up(const LeasedIndex::Lease& lease);
  void catch_up_with(const LiveIndex& live);

  void make_table(const LiveIndex& live);
  void extend_table(const LiveIndex& live);
  void use_table(const LiveIndex& live, index::CampaignTable table);
  template <class Visit>
  void find_telephones(std::span<const std::string_view> names, Visit&& visit);
  index::RowNumber or_erased(const index::Index& index, index::Key telephone, index::RowNumber number) const;
  enum class Told : std::uint8_t { yes, no, until_it_changes };
  Told tell(const index::Index& index, index::RowNumber number, Judgement& judgement, Instant& changes);
  Told look_closer(const index::Index& index, index::RowNumber number, Judgement& judgement, Instant& changes);
  void note_ending(std::uint32_t notices, std::uint8_t ending);
  void make_earlier_table(const LiveIndex& live);
  bool same_as_earlier(const index::Index& index, index::RowNumber number, const decision::Verdict& verdict) const;
  bool rules_in_effect(const TimeZones& zones, Instant at) const;
  Instant rules_end_for(const index::SharedFacts& shared, std::uint32_t notices) const;
  // The first way in which a permit with these notices ends; kNever: there is none.
  Instant ends_for(const index::SharedFacts& facts, std::uint32_t notices, int ending) const;
  Result<void> touch();
  void find_newcomers(const index::Index& index);

  const LeasedIndex& index_;
  const ledger::Ledger& record_;
  LedgerJudge ledger_;
  const Telephones& telephones_;
  const ScrubQuestion& question_;
  unsigned threads_;

  // What is derived from the index. The thread with the first lease after a change makes it again, holding the mutex:
  // no other thread has a lease that could use the old one.
  mutable std::mutex mutex_;
  std::atomic<std::uint64_t> made_at_ = 0;  // LeasedIndex::Lease::changes()
  std::optional<index::CampaignTable> table_;
  // What each of its results says, and for a permit what may end it.
  struct Telling {
    Judgement judgement;
    std::uint8_t ending = 0;
  };
  std::array<Telling, 256> tellings_{};

  // If there is an earlier scrub: its question; the accounts that the entries since its beginning are about; how far
  // those were read.
  const ledger::Ledger* entries_since_ = nullptr;
  std::optional<index::CampaignTable::Asked> earlier_asked_;
  std::optional<index::CampaignTable> earlier_table_;
  bool earlier_in_effect_ = true;
  std::unordered_set<index::RowNumber> touched_;
  std::vector<std::string> newcomers_;  // with new entries, and not in the index yet
  std::vector<ledger::LogHead> touched_until_;
  Result<void> compared_;
  std::atomic<bool> not_compared_ = false;

  std::atomic<std::uint64_t> asked_ledger_ = 0;

  // For each share of notices: how customers who have it were permitted. Judging threads set bits of it (atomically).
  // Everything else, and ends_, belongs to the thread that holds the mutex and a lease.
  std::vector<std::uint8_t> endings_;
  Instant ends_ = kNever;
};

}  // namespace assent::service
