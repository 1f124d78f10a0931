#include "this_world.hpp"

#include "cli/run.hpp"
#include "http_client/connections.hpp"
#include "http_client/volley.hpp"
#include "process/keyboard.hpp"
#include "process/process.hpp"
#include "store/sqlite_ledger.hpp"
#include "store/sqlite_verify.hpp"
#include "store/upgrade.hpp"
#include "world/clock.hpp"
#include "world/randomness.hpp"
#include "world/telephones.hpp"
#include "world/zones.hpp"

#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <string>
#include <system_error>
#include <vector>

namespace {

using assent::Result;
using assent::cli::LedgerOpening;
using assent::ledger::Ledger;

Result<std::unique_ptr<Ledger>> open_ledger(const std::string& file, LedgerOpening opening) {
  switch (opening) {
    case LedgerOpening::create: return assent::store::SqliteLedger::create(file);
    case LedgerOpening::write: return assent::store::SqliteLedger::open(file, assent::store::Access::read_write);
    case LedgerOpening::read: return assent::store::SqliteLedger::open(file, assent::store::Access::read_only);
  }
  std::abort();
}

std::optional<std::string> variable(std::string_view name) {
  const char* value = std::getenv(std::string(name).c_str());
  return value == nullptr ? std::nullopt : std::optional<std::string>(value);
}

// What is installed beside the program, and then the source tree from which it was built.
std::vector<std::filesystem::path> data_directories() {
  std::vector<std::filesystem::path> directories;
  std::error_code error;
  const auto program = std::filesystem::read_symlink("/proc/self/exe", error);
  if (!error) directories.push_back(program.parent_path().parent_path() / "share" / "assent");
  directories.emplace_back(ASSENT_SOURCE_DIR);
  return directories;
}

// Goes on as the program of that name that stands beside this one.
assent::Error become(const std::string& name, const std::vector<std::string>& arguments) {
  std::error_code error;
  const auto program = std::filesystem::read_symlink("/proc/self/exe", error).parent_path() / name;
  std::vector<std::string> words{program.string()};
  words.insert(words.end(), arguments.begin(), arguments.end());
  std::vector<char*> argv;
  for (std::string& word : words) argv.push_back(word.data());
  argv.push_back(nullptr);
  if (!error) ::execv(argv.front(), argv.data());
  return {assent::ErrorCode::unavailable, "the program `" + name + "` cannot be started", "install it beside `assent`"};
}

std::chrono::microseconds stopwatch() {
  return std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now().time_since_epoch());
}

class UserAtTerminal final : public assent::cli::User {
 public:
  bool asks_to_end(std::chrono::milliseconds most) override { return keyboard_.asks_to_end(most); }
  unsigned columns() const override { return assent::process::terminal_size().columns; }
  unsigned rows() const override { return assent::process::terminal_size().rows; }

 private:
  assent::process::Keyboard keyboard_;
};

}  // namespace

int run_in_this_world(const assent::cli::Program& program, int argc, char** argv, OfItsOwn own) {
  assent::process::prepare_process();
  const assent::world::SystemClock clock;
  const assent::world::SystemTimeZones zones;
  const assent::world::WorldTelephones telephones;
  assent::cli::World world{
      .clock = clock,
      .stopwatch = stopwatch,
      .zones = zones,
      .telephones = telephones,
      .out = std::cout,
      .err = std::cerr,
      .out_is_terminal = ::isatty(STDOUT_FILENO) == 1,
      .err_is_terminal = ::isatty(STDERR_FILENO) == 1,
      .variable = variable,
      .open_ledger = open_ledger,
      .verify_ledger =
          [](const std::string& file, const auto& progress) {
            constexpr std::chrono::milliseconds kBusyWait{10'000};
            return assent::store::verify_ledger_file(file, kBusyWait, progress);
          },
      .upgrade_ledger = assent::store::upgrade_ledger_file,
      .random_seed = assent::world::random_seed,
      .data_directories = data_directories(),
      .become_server = [](const std::vector<std::string>& arguments) { return become("assentd", arguments); },
      .connect = assent::http_client::connections,
      .send_volley =
          [](const auto& address, const auto& tls, std::size_t connections, std::chrono::nanoseconds timeout,
             assent::http::Volley& volley) {
            return assent::http_client::send_volley(address, tls, {connections, timeout}, volley);
          },
      .user = [] { return std::make_unique<UserAtTerminal>(); },
      .read_returned = std::move(own.read_returned),
      .become_email_reader = [argc,
                              argv] { return become("assent-email", std::vector<std::string>(argv + 1, argv + argc)); },
      .print_letters = std::move(own.print_letters),
      .become_letter_printer =
          [argc, argv] { return become("assent-letters", std::vector<std::string>(argv + 1, argv + argc)); }};
  return assent::cli::run(program, argc, argv, world);
}
