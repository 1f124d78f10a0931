#include "app/account.hpp"
#include "base/visible.hpp"
#include "cli/commands.hpp"
#include "cli/record_options.hpp"
#include "wire/recorded.hpp"
#include "wording/words.hpp"

#include <fmt/format.h>

#include <memory>
#include <string>
#include <vector>

namespace assent::cli {
namespace {

struct LinkOptions {
  std::string from;
  std::string to;
  std::string cause;
  Recording recording;
  EvidenceOptions evidence;
};

Result<evidence::LinkRecorded::Cause> cause_of(const std::string& word) {
  using Cause = evidence::LinkRecorded::Cause;
  for (const auto& [known, cause] :
       {std::pair{"renumbered", Cause::renumbered}, {"merged", Cause::merged}, {"split", Cause::split}}) {
    if (word == known) return cause;
  }
  return fail(ErrorCode::invalid, fmt::format("`--cause` is {}, which is unknown", wording::shown(word)),
              "write `renumbered`, `merged` or `split`");
}

Result<ExitStatus> link(Invocation& call, const LinkOptions& options) {
  service::Link link{options.from, options.to, {}, {}};
  const auto cause = TRY(cause_of(options.cause));
  link.cause = cause;
  auto evidence = TRY(evidence_of(options.evidence));
  link.evidence = std::move(evidence);
  const auto circumstances = TRY(circumstances_of(call, options.recording));
  const auto engine = TRY(call.engine_as_it_is(LedgerOpening::write));
  const auto done = app::record_link(*engine, link, circumstances);
  if (!done) return not_recorded(done.error(), circumstances);
  if (call.json()) {
    call.terminal().print(wire::json_of(*done, link, options.cause));
    return ExitStatus::done;
  }
  call.terminal().print(fmt::format("{} entries {} and {}: {} is continued by {} ({})\n",
                                    done->repeated ? "recorded before:" : "recorded", entry_name(done->positions[0]),
                                    entry_name(done->positions[1]), visible(link.from), visible(link.to),
                                    options.cause));
  call.terminal().print(fmt::format("{} carried over; approvals and notices were not\n",
                                    wording::counted(done->carried, "refusal was", "refusals were")));
  return ExitStatus::done;
}

}  // namespace

void add_link_command(Command group, Invocation& call) {
  Command command = group.command(
      "link", "One account continues another: refusals carry over, approvals and notices do not",
      "  assent record link --from A-1 --to N-77 --cause renumbered --evidence migration-2026-03\n"
      "  assent record link --from A-1 --to A-2 --cause merged --evidence order-88\n"
      "  assent record link --from A-1 --to A-1b --cause split --evidence order-91   # what came before\n");
  auto options = std::make_shared<LinkOptions>();
  command.option("--from", options->from, "The old account").type_name("ACCOUNT").required();
  command.option("--to", options->to, "The account that continues it").type_name("ACCOUNT").required();
  command.option("--cause", options->cause, "renumbered, merged or split").type_name("CAUSE").required();
  add_recording_options(command, options->recording);
  add_evidence_options(command, options->evidence);
  command.callback([&call, options] { call.choose([&call, options] { return link(call, *options); }); });
}

}  // namespace assent::cli
