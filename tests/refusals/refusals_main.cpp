// assent_refusals: customers refuse while a scrub of them really runs: a ledger on disk, written through one opening of
// it and followed through another, and a list without end whose rows are decided again and again.
//
//   assent_refusals FOLDER --seconds 60 --customers 100000
//
// Prints for how long after its acknowledgement a refusal was missing from a decision, at most. Exit status 0 only if
// that was always less than a second. Its ledger is made in FOLDER.
#include "regime/read.hpp"
#include "service/follower.hpp"
#include "service/scrub.hpp"
#include "store/sqlite_ledger.hpp"
#include "synth/ledger_writer.hpp"
#include "world/files.hpp"
#include "world/large_memory.hpp"
#include "world/telephones.hpp"
#include "world/zones.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <filesystem>
#include <iostream>
#include <string>
#include <thread>
#include <unordered_map>
#include <variant>
#include <vector>

namespace {

using namespace assent;
using Ticks = std::chrono::steady_clock;

constexpr unsigned kWriters = 4;
constexpr unsigned kJudges = 2;

template <class T>
T must(Result<T> result) {
  if (result) return *std::move(result);
  std::cerr << to_string(result.error()) << "\n";
  std::exit(1);
}

// The customers who were permitted before, in the order in which they will refuse.
struct Customers {
  std::vector<std::string> accounts;
  std::unordered_map<std::string_view, std::size_t> places;
  std::vector<std::atomic<Ticks::rep>> acknowledged;  // when their refusal was; 0: not yet

  explicit Customers(std::vector<std::string> names) : accounts(std::move(names)), acknowledged(accounts.size()) {
    for (std::size_t i = 0; i < accounts.size(); ++i) places.emplace(accounts[i], i);
  }
};

// The list: all customers over and over, until it must end.
class EndlessList final : public ByteSource {
 public:
  EndlessList(const Customers& customers, const std::atomic<bool>& ended) : ended_(ended) {
    for (const std::string& each : customers.accounts) text_ += each + '\n';
  }

  Result<std::size_t> read(std::span<char> into) override {
    if (!header_) {
      header_ = true;
      return std::string_view("account\n").copy(into.data(), into.size());
    }
    if (ended_ && at_ == 0) return 0;
    const std::size_t count = text_.copy(into.data(), into.size(), at_);
    at_ = (at_ + count) % text_.size();
    return count;
  }

 private:
  const std::atomic<bool>& ended_;
  std::string text_;
  std::size_t at_ = 0;
  bool header_ = false;
};

class Nowhere final : public ByteSink {
 public:
  Result<void> write(std::string_view) override { return {}; }
};

// Checks when each permit was decided.
class WatchedJudge final : public service::ScrubJudge {
 public:
  WatchedJudge(service::ScrubJudge& judge, const Customers& customers) : judge_(judge), customers_(customers) {}

  void judge(std::span<const std::string_view> names, service::Judgements& judged) override {
    const Ticks::rep begun = Ticks::now().time_since_epoch().count();
    judge_.judge(names, judged);
    for (std::size_t i = 0; i < names.size(); ++i) {
      const service::Judgement& each = judged.each[i];
      const Ticks::rep acknowledged = customers_.acknowledged[customers_.places.at(names[i])];
      if (acknowledged == 0 || acknowledged >= begun) continue;
      ++refused_before_;
      if (each.outcome == Outcome::deny) continue;
      ++still_permitted_;
      Ticks::rep longest = longest_;
      while (begun - acknowledged > longest && !longest_.compare_exchange_weak(longest, begun - acknowledged)) {
      }
    }
  }
  Instant permits_end() override { return judge_.permits_end(); }

  std::uint64_t refused_before() const { return refused_before_; }
  std::uint64_t still_permitted() const { return still_permitted_; }
  Ticks::duration longest() const { return Ticks::duration(longest_); }

 private:
  service::ScrubJudge& judge_;
  const Customers& customers_;
  std::atomic<std::uint64_t> refused_before_ = 0;
  std::atomic<std::uint64_t> still_permitted_ = 0;
  std::atomic<Ticks::rep> longest_ = 0;
};

}  // namespace

int main(int argc, char** argv) {
  std::string folder;
  std::uint64_t size = 100'000;
  unsigned seconds = 60;
  CLI::App app{"Record refusals while a scrub runs, and see when they take effect."};
  app.add_option("FOLDER", folder, "where the ledger is made")->required();
  app.add_option("--customers", size, "of a synthetic carrier")->capture_default_str();
  app.add_option("--seconds", seconds, "how long they refuse")->capture_default_str();
  CLI11_PARSE(app, argc, argv);

  std::filesystem::create_directories(folder);
  const std::string path = folder + "/refusals.ledger";
  for (const char* each : {"", "-wal", "-shm"}) std::filesystem::remove(path + each);
  const synth::SyntheticBase base(1, size);
  const auto written = must(store::SqliteLedger::create(path));
  must(synth::write_ledger(base, *written));
  const auto followed = must(store::SqliteLedger::open(path, store::Access::read_only));

  const world::SystemTimeZones zones;
  const world::LargeMemory memory;
  const world::WorldTelephones telephones;
  const std::string text = must(world::read_file(std::string(ASSENT_SOURCE_DIR) + "/regimes/tra.toml"));
  const regime::Regime regime = *regime::read_regime(text, "regimes/tra.toml");
  service::IndexScope scope;
  service::add_pack(scope, regime, text);
  service::LeasedIndex leased(must(service::LiveIndex::build(*followed, zones, memory, scope)));
  Use use;
  use.purpose = "marketing";
  use.offer = Offer{"long_distance", "telecom", "long_distance", {}};
  use.recipient = "carrier";
  use.information = {"services", "usage"};
  const service::CustomerFile customer_file(*followed, zones);
  // The base's day continues as real time does.
  const Ticks::time_point began = Ticks::now();
  const Instant day = base.as_of() + std::chrono::days{1};
  const auto present = [&] {
    return day + std::chrono::duration_cast<std::chrono::microseconds>(Ticks::now() - began);
  };
  const service::ScrubQuestion question{&regime, &use, {day, {}}, false, {}, explanation::Language::en, false, present};
  service::IndexJudge judge(leased, customer_file, telephones, question);

  // Permits that rest on approval: customers cannot refuse those within a subscribed category.
  std::vector<std::string> names;
  {
    const service::LeasedIndex::Lease live = leased.read();
    const index::Index& index = live->index();
    const index::CampaignTable table = live->table(regime, use, question.as_of.at);
    for (index::RowNumber row = 0; row < index.size(); ++row) {
      const index::AnswerCode answer = table.answer(index.rows()[row], index);
      if (answer == table.ask_ledger()) continue;
      const decision::Verdict verdict = table.verdict(answer);
      const bool approved = verdict.reason == Reason::opt_out_deemed || verdict.reason == Reason::opt_in;
      if (verdict.outcome == Outcome::permit && approved) names.push_back(index.account(row));
    }
  }
  Customers customers(std::move(names));

  std::atomic<bool> ended = false;
  EndlessList list(customers, ended);
  const auto scrub = must(service::Scrub::begin(list, {}, {kJudges, service::IndexJudge::kPieceBytes}));
  WatchedJudge watched(judge, customers);
  std::atomic<std::size_t> next = 0;
  const auto until = Ticks::now() + std::chrono::seconds{seconds};
  std::vector<std::jthread> writers;
  for (unsigned i = 0; i < kWriters; ++i) {
    writers.emplace_back([&] {
      for (;;) {
        const std::size_t which = next++;
        if (which >= customers.accounts.size() || Ticks::now() >= until) return;
        const Instant now = present();
        const ledger::Draft refusal{{customers.accounts[which], now, {}, "test", "cli", "", evidence::OptOutRecorded{}},
                                    false};
        must(ledger::append_one(*written, refusal, now));
        customers.acknowledged[which] = Ticks::now().time_since_epoch().count();
      }
    });
  }
  std::jthread end([&] {
    writers.clear();
    std::this_thread::sleep_for(std::chrono::seconds{2});  // so that the last of them takes effect as well
    ended = true;
  });
  const service::Follower follower(leased);
  Nowhere nowhere;
  service::HashingSink permitted(nowhere);
  service::HashingSink refused(nowhere);
  const service::ScrubSummary summary = must(scrub->run(watched, explanation::Language::en, permitted, refused));
  if (const auto outcome = leased.followed(); !outcome) must<std::monostate>(tl::unexpected(outcome.error()));
  end.join();

  const auto acknowledged = std::count_if(customers.acknowledged.begin(), customers.acknowledged.end(),
                                          [](const auto& each) { return each != 0; });
  const double longest = std::chrono::duration<double, std::milli>(watched.longest()).count();
  std::cout << acknowledged << " refusals acknowledged while " << summary.rows << " rows were decided; "
            << watched.refused_before() << " of these rows of customers who had refused, " << watched.still_permitted()
            << " of them permitted, the last " << longest << " ms after the acknowledgement\n";
  return watched.longest() < std::chrono::seconds{1} && watched.refused_before() > 0 ? 0 : 1;
}
