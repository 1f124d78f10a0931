// assentd: the server. Wiring only: server/ has what it serves, this file has its command line.

#include "embed/named_files.hpp"
#include "process/process.hpp"
#include "server/server.hpp"
#include "world/clock.hpp"

#include <csignal>
#include <cstdlib>
#include <iostream>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace {

using assent::Result;

constexpr std::string_view kHelp =
    "assentd: answers questions about customers' approvals over HTTP\n"
    "\n"
    "usage: assentd [--config FILE] [--check]\n"
    "\n"
    "  --config FILE  the configuration (default: $ASSENT_SERVER, else assentd.toml)\n"
    "  --check        say what is wrong with the configuration and all that it names, and do not start\n"
    "  --version      the version\n"
    "  --help         this\n"
    "\n"
    "The server logs one JSON object a line on standard output. SIGHUP reads rules, access and certificates anew.\n"
    "SIGTERM and SIGINT end the server when all that were asked have answers, after 30 seconds at the latest.\n"
    "\n"
    "exit status: 0 done, 1 failed, 3 invalid configuration. docs/server.md has every key.\n";

enum : int { kDone = 0, kFailed = 1, kInvalid = 3 };
constexpr std::chrono::milliseconds kDrainAtMost{30'000};

std::optional<std::string> variable_named(std::string_view name) {
  const char* value = std::getenv(std::string(name).c_str());
  return value == nullptr ? std::nullopt : std::optional<std::string>(value);
}

class StandardOutput final : public assent::api::LogSink {
 public:
  void write(std::string_view line) override {
    const std::lock_guard lock(mutex_);
    std::cout << line << '\n' << std::flush;
  }

 private:
  std::mutex mutex_;
};

int status_of(const assent::Error& error) {
  const bool invalid = error.code == assent::ErrorCode::invalid || error.code == assent::ErrorCode::not_found;
  return invalid ? kInvalid : kFailed;
}

int failed(const assent::Error& error) {
  std::cerr << "assentd: " << assent::to_string(error) << '\n';
  return status_of(error);
}

struct Asked {
  std::string config;
  bool check = false;
};

// A finished program's exit status, or the options that its command line gives.
std::variant<int, Asked> arguments(int argc, char** argv) {
  Asked asked;
  asked.config = variable_named("ASSENT_SERVER").value_or("assentd.toml");
  const std::vector<std::string_view> words(argv + 1, argv + argc);
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words[i] == "--help" || words[i] == "-h") {
      std::cout << kHelp;
      return kDone;
    }
    if (words[i] == "--version") {
      std::cout << "assentd " << ASSENT_VERSION << '\n';
      return kDone;
    }
    if (words[i] == "--check") {
      asked.check = true;
    } else if (words[i] == "--config" && i + 1 < words.size()) {
      asked.config = words[++i];
    } else {
      std::cerr << "assentd: an argument is not known, or has no value; see `assentd --help`\n";
      return kInvalid;
    }
  }
  return asked;
}

void log_event(assent::api::LogSink& log, std::string_view event, std::string_view more = "") {
  log.write("{\"time\":\"" + assent::to_string(assent::world::SystemClock().now()) + "\",\"event\":\"" +
            std::string(event) + "\"" + std::string(more) + "}");
}

// Serves until a signal ends it. The signals are blocked in every thread, and this one takes them.
int serve(const assent::server::Settings& settings, const sigset_t& signals) {
  StandardOutput log;
  auto server = assent::server::Server::start(settings, log);
  if (!server) return failed(server.error());
  std::string ports;
  for (const std::uint16_t port : (*server)->ports()) ports += (ports.empty() ? "" : ",") + std::to_string(port);
  log_event(log, "started", ",\"ports\":[" + ports + "]");
  for (;;) {
    int number = 0;
    if (sigwait(&signals, &number) != 0) continue;
    if (number != SIGHUP) break;
    if (const auto done = (*server)->reload(); !done) {
      std::cerr << "assentd: nothing is reloaded: " << assent::to_string(done.error()) << '\n';
      log_event(log, "reload_failed");
    } else {
      log_event(log, "reloaded");
    }
  }
  log_event(log, "draining");
  const bool all = (*server)->drain(kDrainAtMost);
  server->reset();
  log_event(log, "ended");
  return all ? kDone : kFailed;
}

}  // namespace

int main(int argc, char** argv) {
  assent::process::prepare_process();
  const auto asked = arguments(argc, argv);
  if (const int* const status = std::get_if<int>(&asked)) return *status;
  const auto& [config, check] = std::get<Asked>(asked);

  const auto text = assent::embed::text_in(config);
  if (!text) return failed(text.error());
  const auto settings = assent::server::read_settings(*text, config, variable_named);
  if (!settings) {
    for (const assent::Issue& issue : settings.error()) std::cerr << assent::to_string(issue) << '\n';
    return kInvalid;
  }
  if (check) {
    if (const auto sound = assent::server::check(*settings); !sound) return failed(sound.error());
    std::cout << "the configuration is sound\n";
    return kDone;
  }

  sigset_t signals;
  sigemptyset(&signals);
  for (const int each : {SIGHUP, SIGTERM, SIGINT}) sigaddset(&signals, each);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  return serve(*settings, signals);
}
