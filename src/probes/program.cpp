#include "probes/program.hpp"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cerrno>

#include <csignal>

extern char** environ;

namespace assent::probes {
namespace {

tl::unexpected<Error> program_failed(std::string what) {
  return fail(ErrorCode::unavailable, std::move(what), "run it by hand and see what it says");
}

// Waits until the process has ended; false: it has not within that time.
bool ends_within(pid_t process, std::chrono::milliseconds most) {
  const int watched = static_cast<int>(syscall(SYS_pidfd_open, process, 0));
  if (watched < 0) return false;
  pollfd ready{watched, POLLIN, 0};
  const auto until = std::chrono::steady_clock::now() + most;
  int came = 0;
  for (;;) {
    const auto left =
        std::chrono::duration_cast<std::chrono::milliseconds>(until - std::chrono::steady_clock::now()).count();
    came = poll(&ready, 1, left > 0 ? static_cast<int>(left) : 0);
    if (came >= 0 || errno != EINTR) break;
  }
  close(watched);
  return came > 0;
}

}  // namespace

Result<void> run_program(const std::vector<std::string>& words, std::chrono::milliseconds most) {
  std::vector<char*> arguments;
  for (const std::string& each : words) arguments.push_back(const_cast<char*>(each.c_str()));
  arguments.push_back(nullptr);
  posix_spawn_file_actions_t files;
  posix_spawn_file_actions_init(&files);
  posix_spawn_file_actions_addopen(&files, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_adddup2(&files, STDERR_FILENO, STDOUT_FILENO);
  pid_t process = 0;
  const int fault = posix_spawnp(&process, words.front().c_str(), &files, nullptr, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&files);
  if (fault != 0) return program_failed("the program cannot be started");
  const bool ended = ends_within(process, most);
  if (!ended) kill(process, SIGKILL);
  int status = 0;
  while (waitpid(process, &status, 0) < 0 && errno == EINTR) {
  }
  if (!ended) return program_failed("the program ran for too long and was killed");
  if (WIFEXITED(status) && WEXITSTATUS(status) == 0) return {};
  return program_failed(WIFEXITED(status) ? "the program ended with status " + std::to_string(WEXITSTATUS(status))
                                          : "the program was ended by a signal");
}

}  // namespace assent::probes
