#include "cli/transcript.hpp"

#include "cli/file_server.hpp"

#include "bounces/read.hpp"
#include "cli/run.hpp"
#include "lab_cli/commands.hpp"
#include "letter_jobs/printer.hpp"
#include "store/sqlite_ledger.hpp"
#include "store/sqlite_verify.hpp"
#include "store/upgrade.hpp"
#include "world/telephones.hpp"
#include "world/zones.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <stdlib.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace assent::test {
namespace {

namespace fs = std::filesystem;

class SettableClock final : public Clock {
 public:
  Instant now() const override {
    if (act) act();
    return now_;
  }
  void set(Instant instant) { now_ = instant; }
  std::function<void()> act;

 private:
  Instant now_ = parse_instant("2026-01-01T00:00:00Z").value();
};

Result<std::unique_ptr<ledger::Ledger>> open_ledger(const std::string& file, cli::LedgerOpening opening) {
  // Roots are in transcripts, so the customers' keys are the same each time.
  store::SqliteLedger::Limits limits;
  limits.draw_seed = [] { return Result<evidence::Hash>(evidence::Hash{}); };
  switch (opening) {
    case cli::LedgerOpening::create: return store::SqliteLedger::create(file, limits);
    case cli::LedgerOpening::write: return store::SqliteLedger::open(file, store::Access::read_write, limits);
    case cli::LedgerOpening::read: return store::SqliteLedger::open(file, store::Access::read_only, limits);
  }
  std::abort();
}

// Draws letters as plain text: what a PDF has for bytes depends on the fonts.
class PlainPrinter final : public letter_jobs::Printer {
 public:
  explicit PlainPrinter(ByteSink& sink) : sink_(sink) {}
  Result<std::uint64_t> set_body(const letter_jobs::PrintedBody& body) override {
    body_ = body.sender + "\n" + body.date + "\n" + body.subject + "\n";
    return 1U;
  }
  Result<void> add(const std::vector<std::string>& address, const std::string& page) override {
    if (address.empty())
      return fail(ErrorCode::invalid, "the address has no line or more than six", "correct the customer's address");
    std::string text = body_;
    for (const std::string& line : address) text += line + "\n";
    return sink_.write(text + page + "\n");
  }
  Result<void> finish() override { return {}; }

 private:
  ByteSink& sink_;
  std::string body_;
};

std::string marked(std::string_view text, std::string_view mark) {
  std::string result;
  while (!text.empty()) {
    const std::string_view line = text.substr(0, text.find('\n'));
    result += line.empty() && mark == "  " ? "\n" : fmt::format("{}{}\n", mark, line);
    text.remove_prefix(std::min(line.size() + 1, text.size()));
  }
  return result;
}

}  // namespace

// The system's zones. Only the bench says which version they are, so that results are the same on every machine.
class BenchZones final : public TimeZones {
 public:
  explicit BenchZones(const std::string& version) : version_(version) {}
  const TimeZone* find(std::string_view name) const override { return zones_.find(name); }
  std::string version() const override { return version_; }

 private:
  world::SystemTimeZones zones_;
  const std::string& version_;
};

struct Bench::State {
  explicit State(const std::string& zone_data) : zones(zone_data) {}

  SettableClock clock;
  BenchZones zones;
  world::WorldTelephones telephones;
  evidence::Ed25519Seed seed{};  // the one given last; each differs from the ones before
  fs::path before = fs::current_path();
  fs::path directory;
};

Bench::Bench() : state_(new State(zone_data)) {
  std::string name = (fs::temp_directory_path() / "assent-cli-XXXXXX").string();
  if (::mkdtemp(name.data()) == nullptr) std::abort();
  state_->directory = name;
  fs::current_path(name);
}

Bench::~Bench() {
  fs::current_path(state_->before);
  fs::remove_all(state_->directory);
  delete state_;
}

void Bench::set_clock(std::string_view instant) { state_->clock.set(parse_instant(instant).value()); }

void Bench::at_each_look_at_the_clock(std::function<void()> act) { state_->clock.act = std::move(act); }

Outcome Bench::run(const std::vector<std::string>& words) {
  std::ostringstream out;
  std::ostringstream err;
  cli::World world{.clock = state_->clock,
                   .stopwatch = [this] { return elapsed += elapses; },
                   .zones = state_->zones,
                   .telephones = state_->telephones,
                   .out = out,
                   .err = err,
                   .out_is_terminal = terminal,
                   .err_is_terminal = terminal,
                   .variable = [this](std::string_view name) -> std::optional<std::string> {
                     const auto found = variables.find(name);
                     return found == variables.end() ? std::nullopt : std::optional(found->second);
                   },
                   .open_ledger = open_ledger,
                   .verify_ledger =
                       [](const std::string& file, const auto& progress) {
                         return store::verify_ledger_file(file, std::chrono::milliseconds{1000}, progress);
                       },
                   .upgrade_ledger = store::upgrade_ledger_file,
                   .random_seed =
                       [this] {
                         ++state_->seed.front();
                         return state_->seed;
                       },
                   .data_directories = {ASSENT_SOURCE_DIR},
                   .become_server = {},
                   .connect = FileServer::connect,
                   .send_volley = FileServer::send_volley,
                   .user = [this] { return std::make_unique<BenchUser>(looks); },
                   .read_returned = bounces::read_returned,
                   .print_letters = [](ByteSink& sink) { return std::make_unique<PlainPrinter>(sink); }};
  const assent::cli::Program& program = words.front() == lab_cli::kAssentLab.name ? lab_cli::kAssentLab : cli::kAssent;
  std::vector<const char*> argv;
  for (const std::string& word : words) argv.push_back(word.c_str());
  const int status = assent::cli::run(program, static_cast<int>(argv.size()), argv.data(), world);
  return {status, out.str(), err.str()};
}

std::vector<std::string> words_of(std::string_view command) {
  std::vector<std::string> words;
  bool within = false;
  char quote = 0;
  for (const char c : command) {
    if (quote == 0 && c == ' ') {
      within = false;
      continue;
    }
    if (!within) words.emplace_back();
    within = true;
    if (c == quote) quote = 0;
    else if (quote == 0 && (c == '\'' || c == '"')) quote = c;
    else words.back() += c;
  }
  return words;
}

std::string replay(std::string_view transcript) {
  Bench bench;
  std::istringstream lines{std::string(transcript)};
  std::string result;
  std::string file;  // being made
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("| ") || line == "|") {
      std::ofstream(file, std::ios::app | std::ios::binary) << (line.size() > 2 ? line.substr(2) : "") << '\n';
      result += line + "\n";
    } else if (line.starts_with("# ")) {
      result += "\n" + line + "\n";
    } else if (line.starts_with("@ ")) {
      bench.set_clock(line.substr(2));
      result += line + "\n";
    } else if (line.starts_with("= ")) {
      file = line.substr(2);
      fs::remove(file);
      result += line + "\n";
    } else if (line.starts_with("$ ")) {
      const Outcome outcome = bench.run(words_of(line.substr(2)));
      result += line + "\n" + marked(outcome.out, "  ") + marked(outcome.err, "! ");
      if (outcome.status != 0) result += fmt::format("? {}\n", outcome.status);
    } else if (line.starts_with("< ")) {
      result += line + "\n" + marked(read_text(line.substr(2)), "  ");
    }
  }
  return result;
}

std::string read_text(const std::string& file) {
  std::ifstream stream(file, std::ios::binary);
  EXPECT_TRUE(stream.good()) << file;
  std::ostringstream text;
  text << stream.rdbuf();
  return text.str();
}

void write_text(const std::string& file, std::string_view text) { std::ofstream(file, std::ios::binary) << text; }

void expect_golden(const std::string& file, const std::string& actual) {
  if (std::getenv("ASSENT_UPDATE_GOLDEN") != nullptr) {
    write_text(file, actual);
    return;
  }
  EXPECT_EQ(read_text(file), actual) << "if this is meant: ASSENT_UPDATE_GOLDEN=1";
}

}  // namespace assent::test
