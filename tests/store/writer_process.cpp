#include "writer_process.hpp"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <sstream>
#include <stdexcept>

extern char** environ;

namespace assent {

WriterProcess::WriterProcess(const std::string& ledger, int threads, int checkpoint_pages) {
  int in[2];
  int out[2];
  if (::pipe2(in, O_CLOEXEC) != 0 || ::pipe2(out, O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, in[0], STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&actions, out[1], STDOUT_FILENO);
  std::array<std::string, 4> words{ASSENT_STORE_WRITER, ledger, std::to_string(threads),
                                   std::to_string(checkpoint_pages)};
  std::array<char*, 5> argv{words[0].data(), words[1].data(), words[2].data(), words[3].data(), nullptr};
  const int error = ::posix_spawn(&child_, argv[0], &actions, nullptr, argv.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  ::close(in[0]);
  ::close(out[1]);
  to_ = in[1];
  from_ = out[0];
  if (error != 0) throw std::runtime_error("the writer cannot be started");
  ::signal(SIGPIPE, SIG_IGN);  // a request to a writer that was killed
}

WriterProcess::~WriterProcess() {
  if (child_ > 0) {
    kill();
    wait();
  }
  no_more_requests();
  ::close(from_);
}

bool WriterProcess::ready() { return line() == "ready"; }

void WriterProcess::request(const std::string& key, int count) {
  const std::string text = key + " " + std::to_string(count) + "\n";
  if (::write(to_, text.data(), text.size()) != static_cast<ssize_t>(text.size())) {
    throw std::runtime_error("the writer does not read");
  }
}

void WriterProcess::no_more_requests() {
  if (to_ >= 0) ::close(to_);
  to_ = -1;
}

std::optional<Acknowledgement> WriterProcess::acknowledgement() {
  const auto text = line();
  if (!text) return std::nullopt;
  Acknowledgement made;
  std::istringstream words(*text);
  words >> made.key;
  for (std::uint64_t position = 0; words >> position;) made.positions.push_back(position);
  return made;
}

void WriterProcess::kill() { ::kill(child_, SIGKILL); }

int WriterProcess::wait() {
  int status = 0;
  ::waitpid(child_, &status, 0);
  child_ = -1;
  return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

std::optional<std::string> WriterProcess::line() {
  for (;;) {
    if (const auto end = unread_.find('\n'); end != std::string::npos) {
      std::string text = unread_.substr(0, end);
      unread_.erase(0, end + 1);
      return text;
    }
    std::array<char, 4096> some;
    const ssize_t count = ::read(from_, some.data(), some.size());
    if (count <= 0) return std::nullopt;
    unread_.append(some.data(), static_cast<std::size_t>(count));
  }
}

}  // namespace assent
