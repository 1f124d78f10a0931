// How many customers a second go from CSV to a durable ledger, beside the bare reading of the same file, in one run.
//
//   bench_import [FOLDER [ROWS [NUMBERS]]]
//
// FOLDER: where to write; default: a temporary folder in the present one. ROWS: 1,000,000. NUMBERS: only this one of
// the three that follow, from 0.
//
// The customers are synthetic: numbers stand for accounts and telephones, states and services follow from the row's
// number. Once without telephone numbers, once with numbers in E.164 form and once with numbers as people write them,
// each imported into an empty ledger and then again unchanged.
#include "csv/reader.hpp"
#include "intake/customer_mapping.hpp"
#include "service/import_customers.hpp"
#include "store/sqlite_ledger.hpp"
#include "world/clock.hpp"
#include "world/files.hpp"
#include "world/telephones.hpp"
#include "world/zones.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace {

using namespace assent;
using Stopwatch = std::chrono::steady_clock;

// By the clock, and by all processors together.
struct Spent {
  double seconds = 0;
  double of_processors = 0;
};

class Timer {
 public:
  Spent spent() const {
    return {std::chrono::duration<double>(Stopwatch::now() - begun_).count(),
            static_cast<double>(std::clock() - clock_) / CLOCKS_PER_SEC};
  }

 private:
  Stopwatch::time_point begun_ = Stopwatch::now();
  std::clock_t clock_ = std::clock();
};

[[noreturn]] void stop(const std::string& problem) {
  fmt::print(stderr, "{}\n", problem);
  std::exit(1);
}

template <class T>
T must(Result<T> result) {
  if (!result) stop(to_string(result.error()));
  return *std::move(result);
}

constexpr std::string_view kMapping = R"(
[account]
column = "account"
[state]
column = "state"
[kind]
constant = "residential"
[language]
column = "language"
[time_zone]
constant = "Asia/Beirut"
[[services]]
column = "local"
values = { Yes = "local", No = [] }
[[services]]
column = "internet"
values = { DSL = "internet", Fibre = "internet", No = [] }
)";

constexpr std::string_view kTelephone = R"(
[telephone]
column = "telephone"
country = "LB"
)";

enum class Numbers { none, e164, national };

std::string_view to_string(Numbers numbers) {
  switch (numbers) {
    case Numbers::none: return "without telephone numbers";
    case Numbers::e164: return "with telephone numbers in E.164 form";
    case Numbers::national: return "with telephone numbers as in `03 123 456`";
  }
  return "";
}

void write_customers(const std::string& path, int rows, Numbers numbers) {
  world::FileSink sink = must(world::FileSink::create(path));
  std::string text =
      fmt::format("account,state,language,local,internet{}\n", numbers == Numbers::none ? "" : ",telephone");
  constexpr std::array internet = {"DSL", "Fibre", "No"};
  for (int i = 0; i < rows; ++i) {
    text +=
        fmt::format("LB-{},{},{},{},{}", 10'000'000 + i, i % 50 == 0 ? "former" : "active", i % 3 == 0 ? "en" : "ar",
                    i % 10 == 0 ? "No" : "Yes", internet[static_cast<std::size_t>(i) % internet.size()]);
    const int number = static_cast<int>(std::int64_t{i} * 732'779 % 1'000'000);  // in no order
    if (numbers == Numbers::e164) text += fmt::format(",+9613{:06}", number);
    if (numbers == Numbers::national) text += fmt::format(",03 {:03} {:03}", number / 1000, number % 1000);
    text += '\n';
    if (text.size() > 1'000'000 || i + 1 == rows) {
      if (const auto written = sink.write(text); !written) stop(to_string(written.error()));
      text.clear();
    }
  }
  if (const auto committed = sink.commit(); !committed) stop(to_string(committed.error()));
}

// What `wc -l` does.
Spent count_lines(const std::string& path, int rows) {
  world::FileSource source = must(world::FileSource::open(path));
  std::vector<char> buffer(1 << 16);
  const Timer timer;
  long lines = 0;
  while (const std::size_t count = must(source.read(buffer))) {
    lines += std::count(buffer.begin(), buffer.begin() + static_cast<std::ptrdiff_t>(count), '\n');
  }
  if (lines != rows + 1) stop("the file is not as it was written");
  return timer.spent();
}

Spent parse(const std::string& path) {
  world::FileSource source = must(world::FileSource::open(path));
  csv::CsvReader reader(source);
  const Timer timer;
  while (must(reader.next()) != csv::CsvStep::end) {
  }
  return timer.spent();
}

Spent import(const std::string& path, const intake::CustomerMapping& mapping, store::SqliteLedger& ledger) {
  const world::SystemTimeZones zones;
  const world::WorldTelephones telephones;
  const world::SystemClock clock;
  std::string rejected;
  TextSink rejects(rejected);
  const service::OpenText open = [&]() -> Result<std::unique_ptr<ByteSource>> {
    return std::make_unique<world::FileSource>(must(world::FileSource::open(path)));
  };
  const Timer timer;
  const auto counts = must(service::import_customers(open, mapping, zones, telephones, {"internet", "local"}, ledger,
                                                     {{}, "bench", "import", ""}, rejects, clock));
  const Spent spent = timer.spent();
  if (counts.faulty + counts.incomplete > 0) stop(rejected.substr(0, 1000));
  return spent;
}

std::uintmax_t bytes_of(const std::string& ledger) {
  std::uintmax_t bytes = 0;
  for (const char* suffix : {"", "-wal"}) {
    std::error_code none;
    if (const auto size = std::filesystem::file_size(ledger + suffix, none); !none) bytes += size;
  }
  return bytes;
}

void tell(std::string_view what, Spent spent, int rows) {
  fmt::print("  {:<36}{:>8.2f} s {:>14.0f} rows/s {:>8.2f} s of processors\n", what, spent.seconds,
             rows / spent.seconds, spent.of_processors);
}

void measure(const std::string& folder, int rows, Numbers numbers) {
  const std::string path = folder + "/customers.csv";
  write_customers(path, rows, numbers);
  const auto mapping = intake::read_customer_mapping(
      std::string(kMapping) + (numbers == Numbers::none ? "" : std::string(kTelephone)), "m");
  if (!mapping) stop(to_string(mapping.error().front()));

  fmt::print("{} synthetic customers {}, {:.1f} MB\n", rows, to_string(numbers),
             static_cast<double>(std::filesystem::file_size(path)) / 1e6);
  tell("lines counted (raw read)", count_lines(path, rows), rows);
  tell("parsed as CSV", parse(path), rows);
  const std::string file = fmt::format("{}/{}.ledger", folder, static_cast<int>(numbers));
  const auto ledger = must(store::SqliteLedger::create(file));
  tell("imported into an empty ledger", import(path, *mapping, *ledger), rows);
  fmt::print("  {:<36}{:>8.0f} bytes a customer\n", "the ledger's file", static_cast<double>(bytes_of(file)) / rows);
}

}  // namespace

int main(int argc, char** argv) {
  const std::string in = argc > 1 ? argv[1] : ".";
  const int rows = argc > 2 ? std::atoi(argv[2]) : 1'000'000;
  const int only = argc > 3 ? std::atoi(argv[3]) : -1;
  if (rows < 1) stop("the number of rows is not a positive number");
  std::string folder = in + "/bench-import-XXXXXX";
  if (mkdtemp(folder.data()) == nullptr) stop("no temporary folder can be made in " + in);
  for (const Numbers numbers : {Numbers::none, Numbers::e164, Numbers::national}) {
    if (only < 0 || static_cast<int>(numbers) == only) measure(folder, rows, numbers);
  }
  std::filesystem::remove_all(folder);
}
