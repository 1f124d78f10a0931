#include "app/account.hpp"
#include "base/visible.hpp"
#include "cli/command.hpp"
#include "cli/commands.hpp"
#include "cli/recording.hpp"
#include "wire/recorded.hpp"
#include "wording/words.hpp"

#include <fmt/format.h>

#include <memory>
#include <string>

namespace assent::cli {
namespace {

struct EraseOptions {
  std::string account;
  std::string by;
  EvidenceOptions evidence;
  Recording recording;
};

void print(Terminal& terminal, const service::Erased& done) {
  terminal.print(fmt::format("{} entry {} at {}: {}\n", done.receipt.repeated ? "recorded before:" : "recorded",
                             entry_name(done.receipt.position), wording::to_the_second(done.receipt.recorded),
                             done.destroyed ? "the customer's key is destroyed, in every copy of the ledger at once"
                                            : "there was no key left to destroy"));
  terminal.print(
      "choices, services, language and time zone stay on record; a telephone number still finds the account and its "
      "refusals\n");
  for (const Position& each : done.clear) {
    terminal.print(fmt::format("entry {} cannot be erased: it has numbers or addresses in clear\n", entry_name(each)));
  }
  terminal.print("an index that was built before still has the number: build it again with `assent index build`\n");
}

Result<ExitStatus> erase(Invocation& call, const EraseOptions& options) {
  auto circumstances = TRY(circumstances_of(call, options.recording));
  if (!options.by.empty()) circumstances.actor = options.by;
  const auto order = TRY(evidence_of(options.evidence));
  const auto engine = TRY(call.engine_as_it_is(LedgerOpening::write));
  const auto done = TRY(app::erase_customer(*engine, options.account, order, circumstances));
  if (call.json()) {
    call.terminal().print(wire::json_of(done));
  } else {
    print(call.terminal(), done);
  }
  return status_of_rows(done.clear.size());
}

}  // namespace

void add_customer_commands(Command app, Invocation& call) {
  Command group = app.group("customer", "What a customer can order: erase what identifies them",
                            "  assent customer erase --account A-1 --by dpo-2 --evidence order-17\n");
  Command command =
      group.command("erase",
                    "Destroy the key that seals a customer's numbers and addresses. Choices stay. This cannot be "
                    "undone. Exit status 4: entries have them in clear",
                    "  assent customer erase --account A-1 --by dpo-2 --evidence order-17\n"
                    "  assent customer erase --account A-1 --by dpo-2 --evidence-file order.pdf --json\n");
  auto options = std::make_shared<EraseOptions>();
  command.option("--account", options->account, "The account").type_name("ACCOUNT").required();
  command.option("--by", options->by, "Who erases it (default: the actor)").type_name("WHO");
  add_evidence_options(command, options->evidence);
  command.option("--channel", options->recording.channel, "How the order came in (default: cli)").type_name("NAME");
  command
      .option("--key", options->recording.key,
              "A name for this recording: a repeated one with it returns the first entry")
      .type_name("KEY");
  command.callback([&call, options] { call.choose([&call, options] { return erase(call, *options); }); });
}

}  // namespace assent::cli
