#include "cli/commands.hpp"
#include "cli/record_options.hpp"
#include "intake/refusal_law.hpp"

#include <memory>
#include <string>
#include <vector>

namespace assent {
namespace {

struct RefusalOptions : RecordOptions {
  KindOptions kinds;
  std::vector<std::string> scope;
  std::string by = "owner";
  std::string postmarked;
  bool provisional = false;
};

// A name that cannot be kept is none, and the refusal is read as widely as it can be.
About about_of_refusal(KindOptions options) {
  for (auto* names : {&options.channels, &options.classes, &options.categories}) {
    for (std::string& each : *names) each = keepable(each);
  }
  return about_of(options);
}

std::string giver_of(const RefusalOptions& options) { return keepable(options.by); }

Result<Choice> opt_out_of(RefusalOptions& options) {
  OptOutRecorded body;
  body.scope = coverage_of(options.scope, Coverage::everything());
  body.about = about_of_refusal(options.kinds);
  body.by = giver_of(options);
  if (!options.postmarked.empty()) {
    const auto date = date_option("--postmarked", options.postmarked);
    if (date) body.postmarked = *date;
    else add_told(options.told, "recorded without its postmark", to_string(date.error()));
  }
  body.evidence = evidence_of_refusal(options);
  body.provisional = options.provisional;
  return body;
}

Result<Choice> withdrawal_of(RefusalOptions& options) {
  WithdrawalRecorded body;
  body.scope = coverage_of(options.scope, Coverage::everything());
  body.about = about_of_refusal(options.kinds);
  body.by = giver_of(options);
  body.evidence = evidence_of_refusal(options);
  body.provisional = options.provisional;
  return body;
}

void add_scope_and_giver(Command command, RefusalOptions& options) {
  command.list("--scope", options.scope, "The recipients refused, by relation (default: all)");
  add_kinds(command, options.kinds);
  command.option("--by", options.by, "Who on the account refused (default: owner)").type_name("WHO");
  command.flag("--provisional", options.provisional,
               "Read by a machine only: it counts at once, and waits for a person's `record review`");
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
  opt_out.option("--postmarked", refusal->postmarked, "The postmark of a letter; changes nothing about when it counts")
      .type_name("DATE");
  add_record_command(opt_out, call, refusal, Named::by_either, opt_out_of);

  Command withdrawal = group.command("withdrawal", "A customer takes back an approval given before",
                                     "  assent record withdrawal --account A-1 --channel web\n"
                                     "  assent record withdrawal --telephone +9613123456 --channel call_centre\n"
                                     "  assent record withdrawal --account A-1 --scope joint_venture_partner\n");
  auto withdrawn = std::make_shared<RefusalOptions>();
  add_scope_and_giver(withdrawal, *withdrawn);
  add_record_command(withdrawal, call, withdrawn, Named::by_either, withdrawal_of);
}

}  // namespace assent
