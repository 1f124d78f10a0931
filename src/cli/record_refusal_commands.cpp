#include "app/stated_choice.hpp"
#include "cli/commands.hpp"
#include "cli/record_options.hpp"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace assent::cli {
namespace {

struct RefusalOptions : RecordOptions {
  app::StatedKinds kinds;
  std::vector<std::string> scope;
  std::string by = "owner";
  std::string postmarked;
  bool provisional = false;
};

app::StatedRefusal stated(const RefusalOptions& options) {
  return {options.scope, options.kinds, options.by, stated_evidence(options.evidence), options.provisional};
}

Result<service::Choice> opted_out(RefusalOptions& options) {
  Result<std::optional<Date>> postmarked;
  if (!options.postmarked.empty()) postmarked = date_option("--postmarked", options.postmarked);
  return app::opt_out_of(stated(options), postmarked, options.told);
}

Result<service::Choice> withdrawn(RefusalOptions& options) { return app::withdrawal_of(stated(options), options.told); }

void add_scope_and_giver(Command command, RefusalOptions& options) {
  command.list("--scope", options.scope, "The recipients refused, by relation (default: all)");
  add_kinds(command, options.kinds);
  command.option("--by", options.by, "The person on the account who refused (default: owner)").type_name("WHO");
  command.flag("--provisional", options.provisional,
               "Only a machine has read it: it counts at once and waits for a person's `record review`");
}

}  // namespace

void add_refusal_commands(Command group, Invocation& call) {
  Command opt_out =
      group.command("opt-out", "A customer refuses: it counts from the instant it was received",
                    "  assent record opt-out --account A-1 --channel call_centre --evidence call-4711\n"
                    "  assent record opt-out --telephone '03 123 456' --country LB --channel sms --key sms-81\n"
                    "  assent record opt-out --account A-1 --scope agent,joint_venture_partner\n"
                    "  assent record opt-out --account A-1 --provisional --evidence reply/81\n"
                    "  assent record opt-out --account A-1 --at 2026-03-01T09:00:00+02:00 --key letter-88\n");
  auto refusal = std::make_shared<RefusalOptions>();
  add_scope_and_giver(opt_out, *refusal);
  opt_out
      .option("--postmarked", refusal->postmarked,
              "The postmark of a letter; it does not change when the refusal counts")
      .type_name("DATE");
  add_record_command(opt_out, call, refusal, Named::by_either, opted_out);

  Command withdrawal = group.command("withdrawal", "A customer takes back an approval given before",
                                     "  assent record withdrawal --account A-1 --channel web\n"
                                     "  assent record withdrawal --telephone +9613123456 --channel call_centre\n"
                                     "  assent record withdrawal --account A-1 --scope joint_venture_partner\n");
  auto taken_back = std::make_shared<RefusalOptions>();
  add_scope_and_giver(withdrawal, *taken_back);
  add_record_command(withdrawal, call, taken_back, Named::by_either, withdrawn);
}

}  // namespace assent::cli
