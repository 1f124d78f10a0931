#include "cli/command.hpp"
#include "cli/commands.hpp"

#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace assent::cli {
namespace {

struct ServeOptions {
  std::string config;
  bool check = false;
};

Result<ExitStatus> serve(Invocation& call, const ServeOptions& options) {
  if (!call.world().become_server) {
    return fail(ErrorCode::unavailable, "this program has no server beside it", "start `assentd` itself");
  }
  std::vector<std::string> arguments;
  if (!options.config.empty()) arguments.insert(arguments.end(), {"--config", options.config});
  if (options.check) arguments.emplace_back("--check");
  return tl::unexpected(call.world().become_server(arguments));
}

}  // namespace

void add_serve_command(Command app, Invocation& call) {
  Command command = app.command("serve", "Answer over HTTP: AuthZEN decisions, recording, health, metrics (assentd)",
                                "  assent serve --config assentd.toml --check\n"
                                "  assent serve --config assentd.toml\n");
  auto options = std::make_shared<ServeOptions>();
  command.option("--config", options->config, "The server's configuration (default: $ASSENT_SERVER, else assentd.toml)")
      .type_name("FILE");
  command.flag("--check", options->check, "Say what is wrong with the configuration, and do not start");
  command.callback([&call, options] { call.choose([&call, options] { return serve(call, *options); }); });
}

}  // namespace assent::cli
