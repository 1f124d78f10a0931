// Makes every call of every command fail, one after the other, and checks what is left.
//
//   assent_faults PROGRAM LIBRARY SOURCE [--every N] [--places] [--only NAME] [--kind KIND] [--jobs N]
//                 [--seconds N]
//
// PROGRAM is the real one, LIBRARY is built from failing_calls.cpp, SOURCE is the folder with examples and rule packs.
// With --every N only each Nth call fails, a different one for each command. With --places, only the first allocation
// fails of those that one place of the program makes while it has one thread. After --seconds N it ends early. At the
// end it prints the counts; status 1 if anything was left that must not be.
#include "judge.hpp"
#include "stage.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <charconv>
#include <chrono>
#include <cstring>
#include <functional>
#include <iostream>
#include <map>
#include <new>
#include <optional>
#include <stdexcept>

namespace {

using namespace assent::faults;
namespace fs = std::filesystem;

struct Options {
  fs::path program;
  fs::path library;
  fs::path source;
  std::uint64_t every = 1;
  std::string only;
  std::string kind;
  unsigned jobs = 2;
  bool places = false;
  std::chrono::steady_clock::time_point end = std::chrono::steady_clock::time_point::max();

  bool is_late() const { return std::chrono::steady_clock::now() > end; }
};

struct Way {
  Kind kind;
  int error;
  bool lasts;
};

// Each kind of call with the errors that fit it. Memory is tried separately: in copies.
constexpr Way kWays[] = {
    {Kind::write, ENOSPC, false}, {Kind::write, ENOSPC, true},   {Kind::write, EIO, false},
    {Kind::write, -1, false},     {Kind::write, -1, true},       {Kind::sync, EIO, false},
    {Kind::sync, EIO, true},      {Kind::name, EIO, false},      {Kind::name, ENOSPC, true},
    {Kind::open, EMFILE, false},  {Kind::open, EMFILE, true},    {Kind::open, EIO, false},
    {Kind::map, ENOMEM, false},   {Kind::map, ENOMEM, true},     {Kind::read, EIO, false},
    {Kind::read, EIO, true},      {Kind::look, EIO, false},      {Kind::look, EIO, true},
    {Kind::close, EIO, false},    {Kind::thread, EAGAIN, false}, {Kind::thread, EAGAIN, true},
    {Kind::lock, ENOLCK, false},  {Kind::lock, ENOLCK, true},
};

// A finding, and how often it came.
struct Seen {
  std::uint64_t times = 0;
  std::string first;  // the call
  std::string said;   // what the command said after that
};

struct Tally {
  std::atomic<std::uint64_t> next{0};
  std::atomic<std::uint64_t> failed{0};
  std::array<std::atomic<std::uint64_t>, kKindNames.size()> by_kind{};
  std::atomic<std::uint64_t> findings{0};
  std::atomic<std::uint64_t> broke{0};  // crashed in a library, for lack of memory
};

class Worker {
 public:
  Worker(const Options& options, const Contents& before, const fs::path& work, Tally& tally)
      : options_(options),
        before_(before),
        work_(work),
        program_(options.program, options.library, options.source, work),
        tally_(tally) {}

  void try_all(const Trial& trial, std::uint64_t number) {
    number_ = number;
    seen_.clear();
    const Sound sound = sound_run(program_, trial, before_, folder(), {{"AT", "0"}});
    const Judge judge(program_, trial, before_, sound);
    for (const Way& way : kWays) {
      if (wanted(way.kind)) try_each(trial, judge, way);
    }
    if (wanted(Kind::memory)) try_memory(trial, judge);
    std::string told;
    for (const auto& [text, seen] : seen_) {
      told += text + " [" + seen.first + (seen.times > 1 ? ", " + std::to_string(seen.times) + " times" : "") + "] " +
              seen.said + (seen.said.ends_with('\n') ? "" : "\n");
    }
    std::cout << told << std::flush;
  }

 private:
  fs::path folder() const { return work_ / "folder"; }
  bool wanted(Kind kind) const {
    return options_.kind.empty() || options_.kind == kKindNames[static_cast<std::size_t>(kind)];
  }

  // The run that has just ended.
  Failed failed(const Way& way, std::uint64_t call) const {
    const Report& report = program_.report();
    return {way.kind, way.lasts, call, report.function.data(), report.path.data(), report.flushed_later};
  }

  void note(const Trial& trial, const Way& way, const Failed& failed, const Outcome& outcome,
            const std::vector<std::string>& faults) {
    tally_.broke += outcome.broke() ? 1 : 0;
    std::string path = failed.path.substr(failed.path.rfind('/') + 1);
    const bool is_draft = path.size() > 7 && path[path.size() - 7] == '.' && before_.find(path) == before_.end();
    if (is_draft) path.replace(path.size() - 6, 6, "*");
    for (const std::string& each : faults) {
      ++tally_.findings;
      const std::string text = trial.name + ": " + failed.function + " " + path + " (" +
                               (way.error < 0 ? "short" : std::strerror(way.error)) + (way.lasts ? ", lasting" : "") +
                               "): " + each;
      Seen& seen = seen_[text];
      if (seen.times++ == 0) {
        seen.first = std::string(kKindNames[static_cast<std::size_t>(way.kind)]) + " " + std::to_string(failed.call);
        seen.said = outcome.err.substr(0, 300);
      }
    }
  }

  void count(Kind kind) {
    ++tally_.failed;
    ++tally_.by_kind[static_cast<std::size_t>(kind)];
  }

  // False: there is no such call.
  bool try_one(const Trial& trial, const Judge& judge, const Way& way, std::uint64_t call) {
    if (options_.is_late()) return false;
    put_back(folder(), before_);
    const Outcome outcome = program_.run(trial.words, folder(),
                                         {{"KIND", std::to_string(static_cast<unsigned>(way.kind))},
                                          {"AT", std::to_string(call)},
                                          {"ERROR", std::to_string(way.error)},
                                          {"LASTS", way.lasts ? "1" : "0"}});
    if (program_.report().failed == 0) return false;
    count(way.kind);
    const Failed which = failed(way, call);
    note(trial, way, which, outcome, judge.faults_of(outcome, folder(), which));
    return true;
  }

  void try_each(const Trial& trial, const Judge& judge, const Way& way) {
    const std::uint64_t first = 1 + number_ % options_.every;
    for (std::uint64_t call = first; try_one(trial, judge, way, call); call += options_.every) {
    }
  }

  // In copies while there is one thread, and in separate runs while there are more.
  void try_memory(const Trial& trial, const Judge& judge) {
    put_back(folder(), before_);
    int told[2];
    int go[2];
    if (::pipe(told) != 0 || ::pipe(go) != 0) throw std::runtime_error("no pipes");
    for (const int own : {told[0], go[1]}) ::fcntl(own, F_SETFD, FD_CLOEXEC);
    const fs::path copy = work_ / "copy";
    const std::uint64_t skipped = trial.name == kSmallest ? 0 : shared_;
    const std::uint64_t first = skipped + 1 + (options_.places ? 0 : number_ % options_.every);
    const pid_t child = program_.begin(trial.words, folder(),
                                       {{"KIND", std::to_string(static_cast<unsigned>(Kind::memory))},
                                        {"AT", std::to_string(first)},
                                        {"EVERY", std::to_string(options_.places ? 1 : options_.every)},
                                        {"PLACES", options_.places ? "1" : "0"},
                                        {"ERROR", std::to_string(ENOMEM)},
                                        {"COPY", copy.string()},
                                        {"PIPES", std::to_string(told[1]) + "," + std::to_string(go[0])}});
    ::close(told[1]);
    ::close(go[0]);
    fs::create_directories(copy);
    for (Told each{}; ::read(told[0], &each, sizeof each) == sizeof each;) {
      const Outcome outcome = outcome_of(static_cast<int>(each.status), copy.string() + ".out", copy.string() + ".err");
      count(Kind::memory);
      const Way way{Kind::memory, ENOMEM, each.lasts == 1};
      const auto changed = fs::is_empty(copy) ? std::nullopt : std::optional<fs::path>(copy);
      const Failed which = failed(way, each.call);
      note(trial, way, which, outcome, judge.faults_of(outcome, changed, which));
      for (const auto& file : fs::directory_iterator(copy)) fs::remove_all(file.path());
      if (options_.is_late() || ::write(go[1], "", 1) != 1) break;
    }
    ::close(told[0]);
    ::close(go[1]);
    program_.end(child);
    const std::uint64_t from = program_.report().threaded_from;
    const std::uint64_t to = program_.report().threaded_to;
    if (from == 0) return;
    for (const bool lasts : {false, true}) {
      for (std::uint64_t call = from + number_ % options_.every; call <= to; call += options_.every) {
        if (!try_one(trial, judge, {Kind::memory, ENOMEM, lasts}, call)) break;
      }
    }
  }

  // How many allocations every command makes before it is known which command it is: the options of all are set up.
  // They are made to fail in one command, and not again in the others.
  std::uint64_t shared_allocations() {
    put_back(folder(), before_);
    program_.run({"--version"}, folder(), {{"AT", "0"}});
    const std::uint64_t all = program_.report().calls[static_cast<std::size_t>(Kind::memory)];
    return all - std::min<std::uint64_t>(all, 1'000);
  }

  static constexpr const char* kSmallest = "version";

  const Options& options_;
  const Contents& before_;
  fs::path work_;
  Program program_;
  Tally& tally_;
  std::uint64_t number_ = 0;
  std::uint64_t shared_ = shared_allocations();
  std::map<std::string, Seen> seen_;
};

Options read_options(int argc, char** argv) {
  if (argc < 4)
    throw std::runtime_error(
        "usage: assent_faults PROGRAM LIBRARY SOURCE [--every N] [--places] [--only NAME] [--kind KIND] "
        "[--jobs N] [--seconds N]");
  Options options;
  options.program = fs::absolute(argv[1]);
  options.library = fs::absolute(argv[2]);
  options.source = fs::absolute(argv[3]);
  for (int i = 4; i < argc; ++i) {
    const std::string name = argv[i];
    if (name == "--places") {
      options.places = true;
      continue;
    }
    if (++i == argc) throw std::runtime_error("the value of " + name + " is missing");
    const std::string value = argv[i];
    if (name == "--every") options.every = std::max(1UL, std::stoul(value));
    else if (name == "--only") options.only = value;
    else if (name == "--kind") options.kind = value;
    else if (name == "--jobs") options.jobs = static_cast<unsigned>(std::stoul(value));
    else if (name == "--seconds")
      options.end = std::chrono::steady_clock::now() + std::chrono::seconds{std::stol(value)};
    else throw std::runtime_error("there is no option " + name);
  }
  return options;
}

int run(const Options& options) {
  const auto begun = std::chrono::steady_clock::now();
  // In a memory file system if there is one: thousands of flushes need not wear out a disk.
  const fs::path place = fs::exists("/dev/shm") ? "/dev/shm" : fs::temp_directory_path();
  const fs::path work = place / ("assent-faults-" + std::to_string(::getpid()));
  void* shared = ::mmap(nullptr, sizeof(Tally), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  Tally& tally = *new (shared) Tally;
  std::vector<Trial> wanted;
  for (Trial& each : trials()) {
    if (options.only.empty() || each.name.find(options.only) != std::string::npos) wanted.push_back(std::move(each));
  }
  const Contents before = [&] {
    const Program program(options.program, options.library, options.source, work / "stage");
    return stage(program, options.source, work / "stage" / "folder");
  }();
  std::vector<pid_t> workers;
  for (unsigned i = 0; i < options.jobs; ++i) {
    const pid_t child = ::fork();
    if (child != 0) {
      workers.push_back(child);
      continue;
    }
    try {
      Worker worker(options, before, work / std::to_string(i), tally);
      for (std::uint64_t next = tally.next++; next < wanted.size() && !options.is_late(); next = tally.next++)
        worker.try_all(wanted[next], next);
      ::_exit(0);
    } catch (const std::exception& error) {
      std::cerr << error.what() << std::endl;
      ::_exit(1);
    }
  }
  bool well = true;
  for (const pid_t each : workers) {
    int status = 0;
    ::waitpid(each, &status, 0);
    well = well && status == 0;
  }
  fs::remove_all(work);
  const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(std::chrono::steady_clock::now() - begun);
  std::cout << tally.failed << " calls failed in " << wanted.size() << " commands:";
  for (std::size_t kind = 0; kind < kKindNames.size(); ++kind)
    std::cout << " " << kKindNames[kind] << " " << tally.by_kind[kind];
  std::cout << "; broke " << tally.broke << " times; " << tally.findings << " findings, " << seconds.count() << " s"
            << std::endl;
  // If nothing was made to fail, nothing was tried: the library is not in the program.
  const bool tried = tally.failed > 0;
  if (!tried) std::cout << "no call was made to fail\n";
  return well && tried && tally.findings == 0 ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return run(read_options(argc, argv));
  } catch (const std::exception& error) {
    std::cerr << error.what() << "\n";
    return 2;
  }
}
