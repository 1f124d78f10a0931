#include "access/api_key.hpp"
#include "access/settings.hpp"
#include "cli/command.hpp"
#include "cli/commands.hpp"
#include "wire/api_key.hpp"
#include "wording/words.hpp"
#include "written/section.hpp"

#include <fmt/format.h>

#include <memory>
#include <string>
#include <vector>

namespace assent::cli {
namespace {

struct ApiKeyOptions {
  std::string caller;
  std::string role;
  std::vector<std::string> scopes;
  std::string partner;
  std::string expires;
};

// The role or scope of that name. invalid: there is none; the message suggests the one that may be meant.
template <class Value, std::size_t count>
Result<Value> named(std::string_view option, const std::string& name,
                    std::optional<Value> (*value_of)(std::string_view name), std::size_t first) {
  if (const auto value = value_of(name)) return *value;
  std::vector<std::string_view> names;
  for (std::size_t i = first; i < count; ++i) names.push_back(access::to_string(static_cast<Value>(i)));
  return fail(ErrorCode::invalid, fmt::format("`{}` is {}, which is not known", option, wording::shown(name)),
              written::suggestion(name, names));
}

Result<access::ApiKey> api_key_as_stated(const ApiKeyOptions& options) {
  access::ApiKey key;
  key.caller.id = options.caller;
  key.caller.role = TRY(named<access::Role, access::kRoles>("--role", options.role, access::role_of, 0));
  key.caller.scopes = options.scopes.empty() ? access::scopes_of(key.caller.role) : access::Scopes{};
  for (const std::string& each : options.scopes) {
    key.caller.scopes.add(TRY(named<access::Scope, access::kScopes>("--scope", each, access::scope_of, 1)));
  }
  key.caller.partner = options.partner;
  key.ends = TRY(optional_instant("--expires", options.expires)).value_or(kNever);
  TRY(access::check_lasting(key.caller));
  return key;
}

Result<ExitStatus> create_api_key(Invocation& call, const ApiKeyOptions& options) {
  access::ApiKey key = TRY(api_key_as_stated(options));
  const access::NewApiKey made = access::make_api_key(TRY(call.world().random_seed()));
  key.id = made.id;
  key.sha256 = made.sha256;
  const std::string table = access::table_of(key);
  if (call.json()) {
    call.terminal().print(wire::json_of(made, table));
  } else {
    call.terminal().print(made.key + "\n\n" + table);
  }
  call.terminal().note(fmt::format(
      "the first line is the key: give it to {}, it is not shown again; the rest goes into the server's file",
      wording::shown(options.caller)));
  return ExitStatus::done;
}

}  // namespace

void add_api_key_commands(Command app, Invocation& call) {
  Command group = app.group("api-key", "Keys by which a server knows a system: make one",
                            "  assent api-key create dialler --role service --scope decisions:ask\n");
  Command create = group.command(
      "create", "Make a key for a system or a partner; show it once, and what a server keeps of it",
      "  assent api-key create dialler --role service --scope decisions:ask\n"
      "  assent api-key create acme-gateway --role partner --partner acme --expires 2027-01-01T00:00:00Z\n");
  auto options = std::make_shared<ApiKeyOptions>();
  create.option("CALLER", options->caller, "Who gets it, in one word; the ledger has it as the actor").required();
  create.option("--role", options->role, "Their role, which limits what they may do").type_name("ROLE").required();
  create.option("--scope", options->scopes, "What they may do (default: all that the role grants)")
      .type_name("SCOPE")
      .repeated();
  create.option("--partner", options->partner, "The partner's name, for the role `partner`").type_name("NAME");
  create.option("--expires", options->expires, "The key counts before this instant (default: always)")
      .type_name("INSTANT");
  create.callback([&call, options] { call.choose([&call, options] { return create_api_key(call, *options); }); });
}

}  // namespace assent::cli
