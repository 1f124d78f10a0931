#include "power_store.hpp"

#include "ledger/contract_drafts.hpp"
#include "power_vfs.hpp"
#include "store/sqlite_ledger.hpp"

#include <fmt/format.h>

#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace assent::faults {
namespace {

using namespace testing_drafts;

constexpr const char* kLedgerName = "ledger";

// An entry as its appender knows it.
struct Known {
  std::string account;
  std::string key;
  evidence::EntryKind kind;

  friend bool operator==(const Known&, const Known&) = default;
};

class Life {
 public:
  Life(std::uint64_t seed, std::string folder, PowerTally& tally)
      : random_(seed), folder_(std::move(folder)), path_(folder_ + "/" + kLedgerName), tally_(tally) {}

  // Empty: all went well.
  std::string live(bool old_pages) {
    power() = Power{};
    power().folder = folder_;
    put_back(folder_, {});
    if (!store::SqliteLedger::create(path_)) return "it cannot be made";
    power().disk = SimulatedDisk(contents_of(folder_));
    const std::uint64_t losses = 1 + random_() % 3;
    for (std::uint64_t i = 0; i < losses; ++i) {
      std::string wrong = until_the_power_goes();
      if (!wrong.empty()) return wrong;
      const Contents left = power().disk.after_power_loss(random_);
      if (old_pages) {
        wrong = with_an_old_page(left);
        if (!wrong.empty()) return wrong;
      }
      give_power(left);
      ++tally_.losses;
      wrong = look();
      if (!wrong.empty()) return fmt::format("after loss {} of power: {}", i + 1, wrong);
    }
    tally_.acknowledged += known_.size();
    return {};
  }

 private:
  std::uint64_t pick(std::uint64_t from, std::uint64_t to) { return from + random_() % (to - from + 1); }

  void give_power(const Contents& contents) {
    power().off = false;
    power().steps = 0;
    put_back(folder_, contents);
    power().disk = SimulatedDisk(contents);
  }

  std::vector<ledger::Draft> drafts() {
    std::vector<ledger::Draft> made;
    for (std::uint64_t count = pick(0, 3) == 0 ? pick(2, 30) : 1; count > 0; --count) {
      const std::string key = "k" + std::to_string(next_key_++);
      const std::string account = "A" + std::to_string(pick(0, 7));
      switch (pick(0, 3)) {
        case 0: made.push_back(opt_out(account, key)); break;
        case 1: made.push_back(agreement("Partner " + key, key)); break;
        default: {
          // Half of the time a new customer, who has no key yet.
          const std::string whose = pick(0, 1) == 0 ? account : "N" + key;
          made.push_back(customer(whose, "+96170" + std::to_string(100'000 + pick(0, 9)), key));
          break;
        }
      }
    }
    return made;
  }

  std::string until_the_power_goes() {
    power().steps = pick(0, 4) == 0 ? 0 : pick(1, pick(0, 1) == 0 ? 12 : 150);
    maybe_.clear();
    tried_.clear();
    const store::SqliteLedger::Limits limits{std::chrono::milliseconds{0},
                                             static_cast<int>(pick(0, 2) == 0 ? 10'000 : pick(1, 12))};
    std::unique_ptr<store::SqliteLedger> ledger;
    for (std::uint64_t calls = pick(1, 14); calls > 0 && !power().off; --calls) {
      if (!ledger) {
        auto opened = store::SqliteLedger::open(path_, store::Access::read_write, limits);
        if (!opened) {
          if (power().off) break;
          return "it cannot be opened: " + to_string(opened.error());
        }
        ledger = std::move(*opened);
      }
      const auto call = drafts();
      const auto receipts = ledger::append_all(*ledger, call, noon_plus(seconds_++));
      std::vector<Known> entries;
      for (const ledger::Draft& each : call) {
        entries.push_back({each.entry.account, each.entry.key, each.entry.kind()});
      }
      if (!receipts) {
        maybe_ = std::move(entries);  // not acknowledged: all of it is there, or none
        tried_ = call;
        if (!power().off) return "an append failed: " + to_string(receipts.error());
        break;
      }
      for (std::size_t i = 0; i < receipts->size(); ++i) {
        if ((*receipts)[i].position.index != known_.size() + i) return "an entry stands elsewhere than it should";
      }
      known_.insert(known_.end(), entries.begin(), entries.end());
      if (pick(0, 5) == 0) ledger.reset();
    }
    power().off = true;  // closing it writes nothing more
    ledger.reset();
    return {};
  }

  // What is on record: everything acknowledged, and the call that was not acknowledged, wholly or not at all.
  std::string look() {
    const auto ledger = store::SqliteLedger::open(path_, store::Access::read_write);
    if (!ledger) return "it cannot be opened: " + to_string(ledger.error());
    const auto found = (*ledger)->verify({});
    if (!found) return "it cannot be verified: " + to_string(found.error());
    if (!found->whole()) return "it is not whole: " + found->damages.front().what;
    const auto all = everything(**ledger);
    if (!all) return to_string(all.error());
    std::vector<Known> there;
    for (const auto& [position, bytes] : *all) {
      const evidence::Entry entry = evidence::decode(bytes).value();
      there.push_back({entry.account, entry.key, entry.kind()});
    }
    if (there != known_) {
      auto with_it = known_;
      with_it.insert(with_it.end(), maybe_.begin(), maybe_.end());
      if (there != with_it) {
        return fmt::format("{} entries where {} were acknowledged and {} more may be", there.size(), known_.size(),
                           maybe_.size());
      }
      known_ = std::move(with_it);
      tried_.clear();
    }
    const std::string wrong = try_again(**ledger);
    return wrong.empty() ? questions(**ledger) : wrong;
  }

  // The power ended a call of which nothing is on record: the keys that it made do no harm.
  std::string try_again(ledger::Ledger& ledger) {
    if (tried_.empty()) return {};
    const auto receipts = ledger::append_all(ledger, tried_, noon_plus(seconds_++));
    if (!receipts) return "what was not recorded cannot be recorded now: " + to_string(receipts.error());
    for (const ledger::Draft& each : tried_) known_.push_back({each.entry.account, each.entry.key, each.entry.kind()});
    tried_.clear();
    return {};
  }

  // Every profile opens: no entry is there without its key.
  std::string questions(const ledger::Ledger& ledger) const {
    std::set<std::string> accounts;
    for (const Known& each : known_) {
      if (!each.account.empty()) accounts.insert(each.account);
    }
    for (const std::string& account : accounts) {
      const auto entries = ledger.entries_of(account);
      if (!entries) return "cannot be asked: " + to_string(entries.error());
      std::vector<Known> told;
      for (const ledger::Recorded& each : *entries) {
        told.push_back({account, each.entry.key, each.entry.kind()});
        if (each.entry.kind() != evidence::EntryKind::customer) continue;
        const Names& numbers = ledger::profile_in(each).telephones;
        if (numbers.size() != 1 || evidence::is_pseudonym(numbers.front()))
          return "the number of " + account + " is lost";
      }
      std::vector<Known> right;
      for (const Known& each : known_) {
        if (each.account == account) right.push_back(each);
      }
      if (told != right) return fmt::format("{} of {} entries of {} are told", told.size(), right.size(), account);
    }
    return {};
  }

  // A disk that lost a write without an error: each question is answered rightly, or with an error.
  std::string with_an_old_page(Contents left) {
    if (!power().disk.lose_a_write(left, kLedgerName, random_)) return {};
    ++tally_.lost_writes;
    give_power(left);
    const auto ledger = store::SqliteLedger::open(path_, store::Access::read_write);
    bool told = !ledger;
    if (ledger) {
      for (int a = 0; a < 8 && !told; ++a) {
        const std::string account = "A" + std::to_string(a);
        const auto entries = (*ledger)->entries_of(account);
        if (!entries) {
          told = true;
          break;
        }
        std::size_t right = 0;
        for (const Known& each : known_) right += each.account == account ? 1U : 0U;
        if (entries->size() < right) return fmt::format("a lost write hides {} entries", right - entries->size());
      }
      const auto found = (*ledger)->verify({});
      told = told || !found || !found->whole();
    }
    tally_.told += told ? 1 : 0;
    return {};
  }

  Random random_;
  std::string folder_;
  std::string path_;
  PowerTally& tally_;
  std::vector<Known> known_;
  std::vector<Known> maybe_;
  std::vector<ledger::Draft> tried_;  // the drafts of maybe_
  std::uint64_t next_key_ = 0;
  std::int64_t seconds_ = 0;
};

}  // namespace

std::string power_under_the_store(std::uint64_t seed, const std::string& folder, bool old_pages, PowerTally& tally) {
  return Life(seed, folder, tally).live(old_pages);
}

}  // namespace assent::faults
