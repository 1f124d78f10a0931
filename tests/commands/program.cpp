#include "program.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <utility>

namespace assent::test {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kOfCarrier[] = {"t.ledger",   "t.ledger-wal", "t.ledger-shm", "t.ledger.customer-keys",
                                           "map.toml",   "c.csv",        "g.csv",        "camp.toml",
                                           "notice.toml"};

std::string new_file() {
  std::string name = (fs::temp_directory_path() / "assent-output-XXXXXX").string();
  const int descriptor = ::mkstemp(name.data());
  if (descriptor < 0) std::abort();
  ::close(descriptor);
  return name;
}

}  // namespace

Program::Program(const Start& start)
    : out_(start.out.empty() ? new_file() : start.out), err_(new_file()), out_kept_(start.out.empty()) {
  std::vector<std::string> words = {start.program};
  words.insert(words.end(), start.arguments.begin(), start.arguments.end());
  std::vector<std::string> variables = {"ASSENT_LEDGER=t.ledger", "ASSENT_ACTOR=test", "PATH=/usr/bin:/bin"};
  for (const auto& [name, value] : start.environment) variables.push_back(name + "=" + value);
  std::vector<char*> argv;
  for (std::string& each : words) argv.push_back(each.data());
  argv.push_back(nullptr);
  std::vector<char*> envp;
  for (std::string& each : variables) envp.push_back(each.data());
  envp.push_back(nullptr);

  process_ = ::fork();
  if (process_ != 0) return;
  const auto lead = [](const char* file, int flags, int descriptor) {
    const int opened = ::open(file, flags);
    if (opened < 0 || ::dup2(opened, descriptor) < 0) ::_exit(99);
    if (opened != descriptor) ::close(opened);
  };
  lead("/dev/null", O_RDONLY, STDIN_FILENO);
  lead(out_.c_str(), O_WRONLY, STDOUT_FILENO);
  lead(err_.c_str(), O_WRONLY, STDERR_FILENO);
  if (start.before) start.before();
  ::execve(argv[0], argv.data(), envp.data());
  ::_exit(98);
}

Program::~Program() {
  if (process_ > 0) {
    ::kill(process_, SIGKILL);
    static_cast<void>(wait());
  }
}

void Program::send(int signal) const { EXPECT_EQ(::kill(process_, signal), 0); }

Ended Program::wait() {
  int status = 0;
  EXPECT_EQ(::waitpid(process_, &status, 0), process_);
  process_ = -1;
  Ended ended;
  ended.status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  ended.err = bytes_of(err_);
  fs::remove(err_);
  if (out_kept_) {
    ended.out = bytes_of(out_);
    fs::remove(out_);
  }
  return ended;
}

Start lab(std::vector<std::string> arguments) { return {std::move(arguments), {}, {}, {}, ASSENT_LAB}; }

Ended run(const Start& start) { return Program(start).wait(); }

Ended run(std::string_view words) {
  Start start;
  std::istringstream stream{std::string(words)};
  for (std::string word; stream >> word;) start.arguments.push_back(word);
  return run(start);
}

Carrier::Carrier() : before_(fs::current_path().string()) {
  folder_ = (fs::temp_directory_path() / "assent-commands-XXXXXX").string();
  if (::mkdtemp(folder_.data()) == nullptr) std::abort();
  fs::current_path(folder_);
  put("map.toml",
      "[account]\ncolumn = \"a\"\n[state]\nconstant = \"active\"\n[kind]\nconstant = \"residential\"\n"
      "[language]\nconstant = \"en\"\n[time_zone]\nconstant = \"Asia/Beirut\"\n[[services]]\nconstant = \"local\"\n");
  put("c.csv", "a\nGOOD\nBAD\nLATE\n");
  put("g.csv", "account\nGOOD\nBAD\nLATE\n");
  fs::copy_file(std::string(ASSENT_SOURCE_DIR) + "/examples/notice.toml", "notice.toml");
  put("camp.toml",
      "name = \"Case\"\nregime = \"tra\"\npurpose = \"marketing\"\noffer = \"long_distance\"\nrecipient = \"carrier\"\n"
      "information = [\"contact\", \"services\"]\ninstant = \"2026-03-05T08:00:00Z\"\n");
  for (const char* words :
       {"init", "--now 2026-01-01T06:00:00Z import customers --mapping map.toml c.csv",
        "--now 2026-01-10T08:00:00Z notice publish notice.toml",
        "--now 2026-01-15T15:00:00Z notice give g.csv --notice your-information --version 2026-1 --by sms --sent "
        "2026-01-15 --in en",
        "--now 2026-02-01T10:00:00Z record opt-out --account BAD"}) {
    const Ended ended = run(words);
    EXPECT_EQ(ended.status, 0) << words << "\n" << ended.err;
  }
}

Carrier::~Carrier() {
  fs::current_path(before_);
  fs::remove_all(folder_);
}

std::vector<std::string> Carrier::others() {
  std::vector<std::string> names;
  for (const auto& each : fs::directory_iterator(".")) {
    const std::string name = each.path().filename().string();
    if (std::find(std::begin(kOfCarrier), std::end(kOfCarrier), name) == std::end(kOfCarrier)) names.push_back(name);
  }
  std::sort(names.begin(), names.end());
  return names;
}

Gate::Gate(std::string name) : name_(std::move(name)) {
  ::signal(SIGPIPE, SIG_IGN);
  EXPECT_EQ(::mkfifo(name_.c_str(), 0600), 0);
}

void Gate::open() {
  descriptor_ = ::open(name_.c_str(), O_WRONLY | O_CLOEXEC);
  EXPECT_GE(descriptor_, 0);
}

void Gate::give(std::string_view bytes) const {
  while (!bytes.empty()) {
    const ssize_t count = ::write(descriptor_, bytes.data(), bytes.size());
    ASSERT_GT(count, 0);
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
}

void Gate::close() {
  if (descriptor_ >= 0) ::close(descriptor_);
  descriptor_ = -1;
}

std::string wide_rows(const std::string& beginning) {
  std::string rows;
  for (int i = 0; i < 270; ++i) rows += beginning + std::string(30'000, 'x') + "\n";
  return rows;
}

std::string bytes_of(const std::string& file) {
  std::ifstream stream(file, std::ios::binary);
  EXPECT_TRUE(stream.good()) << file;
  std::ostringstream text;
  text << stream.rdbuf();
  return text.str();
}

void put(const std::string& file, std::string_view bytes) { std::ofstream(file, std::ios::binary) << bytes; }

bool there(const std::string& file) { return fs::exists(fs::symlink_status(file)); }

}  // namespace assent::test
