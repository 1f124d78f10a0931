#include "app/stated_choice.hpp"
#include "cli/commands.hpp"
#include "cli/record_options.hpp"

#include <memory>
#include <string>

namespace assent::cli {
namespace {

struct OptInOptions : RecordOptions {
  app::StatedOptIn stated;
  std::string until;
};

Result<service::Choice> opted_in(OptInOptions& options) {
  app::StatedOptIn stated = options.stated;
  if (!options.until.empty()) stated.until = TRY(date_option("--until", options.until));
  stated.evidence = TRY(stated_evidence(options.evidence));
  return app::opt_in_of(stated);
}

}  // namespace

void add_opt_in_command(Command group, Invocation& call) {
  Command opt_in =
      group.command("opt-in", "A customer approves expressly, after a notice and with evidence",
                    "  assent record opt-in --account A-1 --notice welcome --notice-version 1 --evidence form-12\n"
                    "  assent record opt-in --account A-1 --recipients joint_venture_partner --parties PX \\\n"
                    "    --notice partners --notice-version 1 --form written --evidence-file scan.pdf\n");
  auto given = std::make_shared<OptInOptions>();
  opt_in.option("--form", given->stated.form, "electronic, written or oral (default: electronic)").type_name("FORM");
  opt_in.list("--recipients", given->stated.recipients, "The recipients covered, by relation (default: carrier)");
  opt_in.list("--parties", given->stated.parties, "The parties covered, by name (default: all)");
  opt_in.list("--information", given->stated.information, "The types of information covered (default: all)");
  opt_in.list("--offers", given->stated.offers, "The offers covered (default: all)");
  add_kinds(opt_in, given->stated.kinds);
  opt_in.option("--until", given->until, "The last day on which it counts (default: no end)").type_name("DATE");
  opt_in.option("--by", given->stated.by, "The person on the account who gave it (default: owner)").type_name("WHO");
  opt_in.option("--notice", given->stated.notice, "The notice given before it").type_name("NAME");
  opt_in.option("--notice-version", given->stated.notice_version, "The notice's version").type_name("VERSION");
  opt_in.list("--defects", given->stated.defects, "Its defects: pre_ticked, bundled, or a word of the rule pack");
  add_record_command(opt_in, call, given, Named::by_account, opted_in);
}

}  // namespace assent::cli
