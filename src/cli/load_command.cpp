#include "base/number.hpp"
#include "cli/command.hpp"
#include "cli/commands.hpp"
#include "cli/server_options.hpp"
#include "embed/account_list.hpp"
#include "load/run.hpp"
#include "tables/load.hpp"
#include "wire/load.hpp"

#include <memory>
#include <utility>

namespace assent::cli {
namespace {

constexpr std::uint64_t kConnectionsMost = 10'000;
constexpr std::uint64_t kConnectionsWithRate = 64;
constexpr std::uint64_t kConnectionsWithoutRate = 8;
constexpr std::uint64_t kAccountsMost = 100'000'000;
constexpr double kRateMost = 10'000'000;
constexpr unsigned kColumnsUsual = 80;

struct LoadOptions {
  std::string url;
  ServerOptions server;
  std::string accounts;
  std::optional<std::uint64_t> count;
  std::string prefix = "A-";
  std::string rate;
  std::optional<std::uint64_t> connections;
  std::uint64_t duration = 10;
  std::optional<std::uint64_t> requests;
  std::uint64_t batch = 1;
  std::string detail = "reason";
  std::uint64_t timeout = 10;
  std::string purpose = "marketing";
  std::string offer;
  std::string regime;
};

Result<std::vector<std::string>> accounts_of(const LoadOptions& options) {
  TRY(invalid_if(options.accounts.empty() == !options.count, "one of `--accounts` and `--count` is needed",
                 "name a file of accounts, or how many accounts to make up"));
  if (!options.accounts.empty()) return embed::accounts_in(options.accounts);
  TRY(invalid_if(*options.count == 0 || *options.count > kAccountsMost, "`--count` is not between 1 and 100,000,000",
                 "write how many accounts to ask about"));
  std::vector<std::string> accounts;
  for (std::uint64_t i = 0; i < *options.count; ++i) accounts.push_back(options.prefix + std::to_string(i));
  return accounts;
}

Result<load::Plan> plan_of(const LoadOptions& options) {
  load::Plan plan;
  if (!options.rate.empty()) {
    plan.rate = number_in<double>(options.rate).value_or(0);
    TRY(invalid_if(!(plan.rate > 0) || plan.rate > kRateMost, "`--rate` is no rate",
                   "write requests a second, such as `500` or `0.5`"));
  }
  TRY(invalid_if(options.batch == 0 || options.batch > 10'000, "`--batch` is not between 1 and 10,000",
                 "write how many decisions each request asks for"));
  TRY(invalid_if(options.detail != "reason" && options.detail != "full", "`--detail` is not `reason` or `full`",
                 "write one of them"));
  TRY(invalid_if(options.duration == 0 || options.duration > 86'400 || options.timeout == 0 || options.timeout > 3'600,
                 "`--duration` or `--timeout` is out of range", "write seconds: a day at most, an hour at most"));
  plan.requests = options.requests;
  plan.duration = std::chrono::seconds(options.duration);
  plan.patience = std::chrono::seconds(options.timeout);
  plan.batch = options.batch;
  plan.brief = options.detail == "reason";
  plan.question.purpose = options.purpose;
  plan.question.offer = options.offer;
  plan.question.regime = options.regime;
  return plan;
}

Result<ExitStatus> put_under_load(Invocation& call, const LoadOptions& options) {
  TRY(invalid_if(!call.world().send_volley, "this program asks no servers", "use `assent`"));
  const auto server = TRY(server_asked(call, options.server, options.url));
  const auto plan = TRY(plan_of(options));
  const std::uint64_t connections =
      options.connections.value_or(plan.rate > 0 ? kConnectionsWithRate : kConnectionsWithoutRate);
  TRY(invalid_if(connections == 0 || connections > kConnectionsMost, "`--connections` is not between 1 and 10,000",
                 "write how many connections to open"));
  auto user = call.world().user();
  load::Run run(plan, TRY(accounts_of(options)), server.address, server.key,
                [&](const load::Results&, std::chrono::nanoseconds) { return user->asks_to_end({}); });
  TRY(call.world().send_volley(server.address, options.server.tls, connections, plan.patience, run));
  const load::Results& results = run.results();
  if (call.json()) {
    call.terminal().print(wire::json_of(plan, connections, results));
  } else {
    const unsigned columns = user->columns();
    call.terminal().print(tables::load_text(plan, connections, results, columns == 0 ? kColumnsUsual : columns,
                                            call.terminal().colour()));
  }
  return results.errors.empty() && results.requests > 0 ? ExitStatus::done : ExitStatus::failed;
}

}  // namespace

void add_load_command(Command app, Invocation& call) {
  Command command = app.command(
      "load", "Put a running server under load; how many decisions a second, and how soon each came",
      "  assent load http://localhost:8080 --count 1000 --offer internet\n"
      "  assent load https://assent.example --key-file key --accounts accounts.txt --rate 500 --duration 60\n"
      "  assent load http://localhost:8080 --accounts accounts.txt --batch 1000 --connections 4 --json\n");
  auto options = std::make_shared<LoadOptions>();
  command.option("URL", options->url, "The server's address, such as https://assent.example:8443").required();
  command.option("--accounts", options->accounts, "A file with one account a line").type_name("FILE");
  command.option("--count", options->count, "Ask about so many accounts that are made up: PREFIX0, PREFIX1, …")
      .type_name("N");
  command.option("--prefix", options->prefix, "Of those (default: A-)").type_name("PREFIX");
  command.option("--rate", options->rate, "Requests a second, whether or not the server keeps up").type_name("RATE");
  command.option("--connections", options->connections, "Connections (default: 8; with a rate 64)").type_name("N");
  command.option("--duration", options->duration, "For so many seconds (default: 10)").type_name("SECONDS");
  command.option("--requests", options->requests, "As many requests, instead of a duration").type_name("N");
  command.option("--batch", options->batch, "Decisions in each request (default: 1)").type_name("N");
  command.option("--detail", options->detail, "reason, or full: with all that explains it").type_name("DETAIL");
  command.option("--timeout", options->timeout, "Wait for a response so many seconds (default: 10)")
      .type_name("SECONDS");
  command.option("--purpose", options->purpose, "The use to ask about (default: marketing)").type_name("PURPOSE");
  command.option("--offer", options->offer, "The offer to ask about").type_name("OFFER");
  command.option("--regime", options->regime, "The rule pack (default: the server's)").type_name("ID");
  add_server_options(command, options->server);
  command.callback([&call, options] { call.choose([&call, options] { return put_under_load(call, *options); }); });
}

}  // namespace assent::cli
