#include "program.hpp"

#include "folder.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <stdexcept>
#include <utility>

namespace assent::faults {

namespace fs = std::filesystem;

namespace {

constexpr unsigned kSecondsMost = 60;  // then it hangs

void give(int descriptor, const fs::path& file) {
  const int made = ::open(file.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_APPEND, 0600);
  ::dup2(made, descriptor);
  ::close(made);
}

}  // namespace

Outcome outcome_of(int wait_status, const fs::path& out, const fs::path& err) {
  Outcome outcome;
  if (WIFSIGNALED(wait_status)) outcome.signal = WTERMSIG(wait_status);
  else outcome.status = WEXITSTATUS(wait_status);
  outcome.out = bytes_of(out);
  outcome.err = bytes_of(err);
  return outcome;
}

Program::Program(fs::path program, fs::path library, fs::path data, fs::path work)
    : program_(std::move(program)), library_(std::move(library)), data_(std::move(data)), work_(std::move(work)) {
  fs::create_directories(work_);
  write_bytes(work_ / "report", std::string(kReportBytes, '\0'));
  const int descriptor = ::open((work_ / "report").c_str(), O_RDWR | O_CLOEXEC);
  void* start = ::mmap(nullptr, kReportBytes, PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0);
  ::close(descriptor);
  if (start == MAP_FAILED) throw std::runtime_error("the report cannot be mapped");
  report_ = static_cast<Report*>(start);
}

Program::~Program() { ::munmap(report_, kReportBytes); }

void Program::forget() const { std::memset(static_cast<void*>(report_), 0, kReportBytes); }

pid_t Program::begin(const std::vector<std::string>& words, const fs::path& folder, const Variables& variables) const {
  forget();
  std::vector<std::string> texts{"ASSENT_DATA=" + data_.string(), "PATH=/usr/bin:/bin", "USER=faults",
                                 "LC_ALL=C.UTF-8"};
  if (!variables.empty()) {
    texts.push_back("LD_PRELOAD=" + library_.string());
    texts.push_back("ASSENT_FAULT_REPORT=" + (work_ / "report").string());
    texts.push_back("ASSENT_FAULT_FOLDER=" + folder.string());
    for (const auto& [name, value] : variables) texts.push_back("ASSENT_FAULT_" + name + "=" + value);
  }
  std::vector<char*> environment;
  for (std::string& each : texts) environment.push_back(each.data());
  environment.push_back(nullptr);
  std::vector<std::string> all{program_.string()};
  all.insert(all.end(), words.begin(), words.end());
  std::vector<char*> arguments;
  for (std::string& each : all) arguments.push_back(each.data());
  arguments.push_back(nullptr);

  const pid_t child = ::fork();
  if (child != 0) return child;
  if (::chdir(folder.c_str()) != 0) ::_exit(99);
  const int nothing = ::open("/dev/null", O_RDONLY);
  ::dup2(nothing, STDIN_FILENO);
  ::close(nothing);
  give(STDOUT_FILENO, work_ / "out");
  give(STDERR_FILENO, work_ / "err");
  if (variables.find("EVERY") == variables.end()) ::alarm(kSecondsMost);
  ::execve(arguments[0], arguments.data(), environment.data());
  ::_exit(99);
}

Outcome Program::end(pid_t child) const {
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  return outcome_of(status, work_ / "out", work_ / "err");
}

Outcome Program::run(const std::vector<std::string>& words, const fs::path& folder) const {
  return run(words, folder, {});
}

Outcome Program::run(const std::vector<std::string>& words, const fs::path& folder, const Variables& variables) const {
  return end(begin(words, folder, variables));
}

}  // namespace assent::faults
