// A ledger's file with any change in it, also in its schema, and its sums computed again or not: nothing crashes, no
// customer is permitted who may not be, and no refusal is acknowledged that does not count.
//
// The first byte chooses which sums are computed again: 0 none, 1 each page's own, 2 all, as only a person can do who
// wants to deceive. After 2 a decision may be wrong if verification finds the change: the sums guard against accident,
// hashes and roots against intent (docs/store.md). The rest are changes, one after the other; each begins with its kind
// and the page:
//
//   0  offset (two bytes, lowest first), how many bytes follow, these    put there
//   1  which                                                             the page as it was at one of earlier times
//   2  another page                                                      the two exchanged
//   3  offset, how many bytes, how far                                   moved within the page
#include "base/telephones.hpp"
#include "index/agreement.hpp"
#include "service/customer_file.hpp"
#include "service/scrub_judge.hpp"
#include "store/resealed.hpp"
#include "store/scratch.hpp"
#include "store/sqlite_ledger.hpp"
#include "store/sqlite_verify.hpp"
#include "store/thousand.hpp"

#include <algorithm>
#include <cstdlib>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace {

using namespace assent;
using namespace assent::index_test;

constexpr std::uint64_t kSeed = 12;
constexpr std::size_t kAccounts = 12;
constexpr std::chrono::milliseconds kWait{10};

class NoTelephones : public Telephones {
 public:
  tl::expected<std::string, TelephoneFault> e164(std::string_view, std::string_view) const override {
    return tl::unexpected(TelephoneFault::not_a_number);
  }
  bool knows_country(std::string_view) const override { return false; }
};

struct Question {
  const regime::Regime* regime = nullptr;
  Use use;
};

// Who is permitted what, decided from the ledger and by a list.
using Permits = std::set<std::pair<std::string, std::size_t>>;

class Made {
 public:
  Made() {
    store::MemoryLedger right;
    twin::Draw for_right(kSeed);
    twin::Draw for_file(kSeed);
    twin::Draw for_uses(kSeed + 1);
    for (std::size_t i = 0; i < 8; ++i) {
      const auto& packs = test::packs();
      questions_.push_back({&packs[i % packs.size()], random_use(for_uses, catalogue())});
    }
    {
      const auto ledger = store::SqliteLedger::create(path_).value();
      accounts_ = fill(for_right, right, kAccounts);
      fill(for_file, *ledger, kAccounts);
    }
    for (int i = 0; i < 4; ++i) {
      past_.push_back(file_bytes(path_));
      const auto ledger = store::SqliteLedger::open(path_, store::Access::read_write).value();
      for (int more = 0; more < 6; ++more) {
        add_more(for_right, right, accounts_);
        add_more(for_file, *ledger, accounts_);
      }
    }
    now_ = file_bytes(path_);
    right_ = permits(right);
    const auto ledger = store::SqliteLedger::open(path_, store::Access::read_only).value();
    if (permits(*ledger) != right_ || right_.empty()) std::abort();
  }

  const std::vector<char>& now() const { return now_; }
  const std::vector<std::vector<char>>& past() const { return past_; }

  // Whether a customer is permitted who must not be, or a refusal is acknowledged that does not count.
  bool misled(const std::vector<char>& file) {
    for (const char* suffix : {"-wal", "-shm", "-journal"}) std::filesystem::remove(path_ + suffix);
    write_file(path_, file);
    bool misled = false;
    if (const auto ledger = store::SqliteLedger::open(path_, store::Access::read_only)) {
      const Permits told = permits(**ledger);
      misled = !std::includes(right_.begin(), right_.end(), told.begin(), told.end());
    }
    return misled;
  }
  bool whole() const {
    const auto found = store::verify_ledger_file(path_, kWait, {});
    return found && found->whole();
  }
  bool forgets() {
    const std::string& account = accounts_.front();
    ledger::Draft refusal = testing_drafts::opt_out(account, "the fuzzer's");
    refusal.entry.effective = kAsked;
    bool acknowledged = false;
    if (const auto ledger = store::SqliteLedger::open(path_, store::Access::read_write, {.busy_wait = kWait})) {
      acknowledged = ledger::append_one(**ledger, refusal, kAsked).has_value();
    }
    if (!acknowledged) return false;
    const auto ledger = store::SqliteLedger::open(path_, store::Access::read_only);
    const auto entries = ledger ? (*ledger)->entries_of(account) : tl::unexpected(ledger.error());
    return entries && std::none_of(entries->begin(), entries->end(),
                                   [](const ledger::Recorded& each) { return each.entry.key == "the fuzzer's"; });
  }

 private:
  static constexpr Instant kAsked = testing_drafts::kNoon;

  Permits permits(const ledger::Ledger& ledger) const {
    Permits all;
    const service::CustomerFile customers(ledger, zones_);
    const std::vector<std::string_view> names(accounts_.begin(), accounts_.end());
    for (std::size_t i = 0; i < questions_.size(); ++i) {
      const Question& question = questions_[i];
      for (const std::string& each : accounts_) {
        const decision::Decision decision =
            customers.decide_for({each, ""}, *question.regime, question.use, {kAsked, {}});
        if (decision.outcome == Outcome::permit) all.emplace(each, i);
      }
      service::ScrubQuestion scrub;
      scrub.regime = question.regime;
      scrub.use = &question.use;
      scrub.as_of = {kAsked, {}};
      service::LedgerJudge judge(customers, telephones_, scrub);
      service::Judgements judged;
      judge.judge(names, judged);
      for (std::size_t name = 0; name < names.size(); ++name) {
        if (judged.each.at(name).outcome == Outcome::permit) all.emplace(accounts_[name], i);
      }
    }
    return all;
  }

  Scratch scratch_;
  std::string path_ = scratch_.file();
  AwkwardZones zones_;
  NoTelephones telephones_;
  std::vector<std::string> accounts_;
  std::vector<Question> questions_;
  std::vector<std::vector<char>> past_;
  std::vector<char> now_;
  Permits right_;
};

std::vector<char> with_changes(const Made& made, std::basic_string_view<std::uint8_t> changes) {
  std::vector<char> file = made.now();
  const std::size_t pages = file.size() / store::kPageBytes;
  const auto next = [&]() -> std::size_t {
    if (changes.empty()) return 0;
    const std::size_t byte = changes.front();
    changes.remove_prefix(1);
    return byte;
  };
  const auto page_at = [&](std::size_t page) {
    return file.begin() + static_cast<std::ptrdiff_t>(page % pages * store::kPageBytes);
  };
  while (changes.size() > 2) {
    const std::size_t what = next() % 4;
    const std::size_t page = next();
    switch (what) {
      case 0: {
        const std::size_t offset = (next() | next() << 8) % store::kPageBytes;
        const std::size_t count = std::min({next(), changes.size(), store::kPageBytes - offset});
        std::copy_n(changes.begin(), count, page_at(page) + static_cast<std::ptrdiff_t>(offset));
        changes.remove_prefix(count);
        break;
      }
      case 1: {
        const auto& past = made.past()[next() % made.past().size()];
        const std::size_t at = page % pages * store::kPageBytes;
        if (at < past.size())
          std::copy_n(past.begin() + static_cast<std::ptrdiff_t>(at), store::kPageBytes, page_at(page));
        break;
      }
      case 2: {
        const auto other = page_at(next());
        if (other != page_at(page)) std::swap_ranges(other, other + store::kPageBytes, page_at(page));
        break;
      }
      default: {
        const std::size_t from = (next() | next() << 8) % store::kPageBytes;
        const std::size_t count = std::min(next(), store::kPageBytes - from);
        const std::size_t to = std::min((from + next() * 8) % store::kPageBytes, store::kPageBytes - count);
        const std::vector<char> moved(page_at(page) + static_cast<std::ptrdiff_t>(from),
                                      page_at(page) + static_cast<std::ptrdiff_t>(from + count));
        std::copy(moved.begin(), moved.end(), page_at(page) + static_cast<std::ptrdiff_t>(to));
      }
    }
  }
  return file;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const bool in_memory = ::setenv("TMPDIR", "/dev/shm", 0) == 0;  // thousands of small files a minute
  static Made made;
  if (!in_memory || size == 0) return 0;
  std::vector<char> file = with_changes(made, {data + 1, size - 1});
  if (data[0] % 3 == 1) put_own_sums(file);
  if (data[0] % 3 == 2) reseal(file);
  const bool misled = made.misled(file);
  const bool whole = made.whole();
  const bool deceived = data[0] % 3 == 2 && !whole;
  if (misled && !deceived) std::abort();
  if (made.forgets() && !deceived) std::abort();
  return 0;
}
