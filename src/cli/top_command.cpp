#include "cli/command.hpp"
#include "cli/commands.hpp"
#include "cli/server_options.hpp"
#include "tables/top.hpp"
#include "watch/reading.hpp"
#include "wire/top.hpp"

#include <memory>
#include <utility>

namespace assent::cli {
namespace {

using std::chrono::microseconds;

constexpr std::chrono::seconds kMetricsAtMost{5};

struct TopOptions {
  std::vector<std::string> urls;
  ServerOptions server;
  std::uint64_t interval = 2;
  bool once = false;
};

// A server that is read again and again.
struct Watch {
  ServerAsked server;
  std::unique_ptr<http::Requester> client;
  std::optional<watch::Reading> before;
  microseconds read_at{};
};

Result<watch::Reading> read_metrics_of(Watch& watch) {
  http::Ask asked{http::Method::get, "/metrics", {{"Accept", "application/openmetrics-text"}}, {}};
  if (!watch.server.key.empty()) asked.headers.emplace_back("Authorization", "Bearer " + watch.server.key);
  const auto received = watch.client->ask(asked, kMetricsAtMost);
  if (!received) return fail(ErrorCode::unavailable, std::string(to_string(received.error())));
  if (received->status == 401 || received->status == 403) {
    return fail(ErrorCode::unavailable, "the server does not let this caller see its metrics",
                "use a key with the scope `operations:read`");
  }
  if (received->status != 200)
    return fail(ErrorCode::unavailable, "the server answers " + std::to_string(received->status));
  return watch::reading_of(TRY(watch::read_metrics(received->body)));
}

// What it did since the last reading. At the first one, and after one that failed, there is nothing to say yet.
std::optional<tables::WatchedServer> look_at(Watch& watch, microseconds now) {
  tables::WatchedServer seen{watch.server.address.authority()};
  auto reading = read_metrics_of(watch);
  const auto before = std::exchange(watch.before, std::nullopt);
  const microseconds since = std::exchange(watch.read_at, now);
  if (!reading) {
    seen.trouble = to_string(reading.error());
    return seen;
  }
  watch.before = *reading;
  if (!before || now <= since) return std::nullopt;
  seen.since = watch::between(*before, *reading);
  seen.seconds = std::chrono::duration<double>(now - since).count();
  return seen;
}

void show_servers(Invocation& call, const std::vector<tables::WatchedServer>& servers, bool live, const User& user) {
  Terminal& terminal = call.terminal();
  if (call.json()) {
    for (const tables::WatchedServer& each : servers) {
      terminal.print(each.since ? wire::json_of(each.name, *each.since, each.seconds)
                                : wire::json_of_unreached(each.name, each.trouble));
    }
    call.world().out.flush();
  } else if (live) {
    const unsigned columns = user.columns();
    const unsigned rows = user.rows();
    terminal.draw("q ends this. " + tables::top_text(servers, false), columns == 0 ? 80 : columns,
                  rows == 0 ? 24 : rows);
  } else {
    terminal.print(tables::top_text(servers, terminal.colour()));
  }
}

Result<ExitStatus> watch_servers(Invocation& call, const TopOptions& options) {
  World& world = call.world();
  TRY(invalid_if(!world.connect || !world.user, "this program asks no servers", "use `assent`"));
  TRY(invalid_if(options.interval == 0 || options.interval > 3'600, "`--interval` is not between 1 and 3,600",
                 "write seconds"));
  std::vector<Watch> watches;
  for (const std::string& url : options.urls) {
    ServerAsked server = TRY(server_asked(call, options.server, url));
    auto client = TRY(world.connect(server.address, options.server.tls));
    watches.push_back({std::move(server), std::move(client), {}, {}});
  }
  const bool live = world.out_is_terminal && !options.once && !call.json();
  const auto user = world.user();
  for (bool first = true;; first = false) {
    std::vector<tables::WatchedServer> servers;
    bool reached = true;
    for (Watch& each : watches) {
      auto seen = look_at(each, world.stopwatch());
      reached = reached && (!seen || seen->since);
      if (seen) servers.push_back(*std::move(seen));
    }
    if (!servers.empty()) show_servers(call, servers, live, *user);
    // A first reading says nothing yet of a server that was reached.
    if (options.once && (!first || servers.size() == watches.size())) {
      return reached ? ExitStatus::done : ExitStatus::failed;
    }
    if (user->asks_to_end(std::chrono::seconds(options.interval))) return ExitStatus::done;
  }
}

}  // namespace

void add_top_command(Command app, Invocation& call) {
  Command command = app.command("top", "Watch running servers: requests, decisions by reason, errors, latencies",
                                "  assent top http://localhost:8080                  # until you press q\n"
                                "  assent top https://a.example https://b.example --key-file key\n"
                                "  assent top http://localhost:8080 --once --json    # for a script\n");
  auto options = std::make_shared<TopOptions>();
  command.option("URL", options->urls, "The servers' addresses").required();
  command.option("--interval", options->interval, "Seconds between two looks (default: 2)").type_name("SECONDS");
  command.flag("--once", options->once, "Look once, for one interval, and end");
  add_server_options(command, options->server);
  command.callback([&call, options] { call.choose([&call, options] { return watch_servers(call, *options); }); });
}

}  // namespace assent::cli
