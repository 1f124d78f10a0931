#include "cli/commands.hpp"
#include "cli/record_options.hpp"
#include "consent/about.hpp"

#include <memory>
#include <string>
#include <vector>

namespace assent {
namespace {

struct OptInOptions : RecordOptions {
  std::string form = "electronic";
  std::vector<std::string> recipients;
  std::vector<std::string> parties;
  std::vector<std::string> information;
  std::vector<std::string> offers;
  KindOptions kinds;
  std::string until;
  std::string by = "owner";
  std::string notice;
  std::string notice_version;
  std::vector<std::string> defects;
};

Result<Choice> opt_in_of(OptInOptions& options) {
  OptInRecorded body;
  body.form = options.form;
  body.recipients = coverage_of(options.recipients, Coverage::only({kCarrier}));
  body.parties = coverage_of(options.parties, Coverage::everything());
  body.information = coverage_of(options.information, Coverage::everything());
  body.offers = coverage_of(options.offers, Coverage::everything());
  for (const auto* names : {&options.kinds.channels, &options.kinds.classes, &options.kinds.categories}) {
    if (names->size() < 2 || !contains(*names, "all")) continue;
    return fail(ErrorCode::invalid, "`all` stands beside other names", "write `all`, or the names alone");
  }
  body.about = about_of(options.kinds);
  if (!options.until.empty()) {
    const auto until = TRY(date_option("--until", options.until));
    body.until = until;
  }
  body.by = options.by;
  body.notice = options.notice;
  body.notice_version = options.notice_version;
  body.defects = options.defects;
  auto evidence = TRY(evidence_of(options.evidence));
  body.evidence = std::move(evidence);
  return body;
}

}  // namespace

void add_opt_in_command(Command group, Invocation& call) {
  Command opt_in =
      group.command("opt-in", "A customer approves expressly, after a notice and with evidence",
                    "  assent record opt-in --account A-1 --notice welcome --notice-version 1 --evidence form-12\n"
                    "  assent record opt-in --account A-1 --recipients joint_venture_partner --parties PX \\\n"
                    "    --notice partners --notice-version 1 --form written --evidence-file scan.pdf\n");
  auto given = std::make_shared<OptInOptions>();
  opt_in.option("--form", given->form, "electronic, written or oral (default: electronic)").type_name("FORM");
  opt_in.list("--recipients", given->recipients, "The recipients covered, by relation (default: carrier)");
  opt_in.list("--parties", given->parties, "The parties covered, by name (default: all)");
  opt_in.list("--information", given->information, "The types of information covered (default: all)");
  opt_in.list("--offers", given->offers, "The offers covered (default: all)");
  add_kinds(opt_in, given->kinds);
  opt_in.option("--until", given->until, "The last day on which it counts (default: it has no end)").type_name("DATE");
  opt_in.option("--by", given->by, "Who gave it (default: owner)").type_name("WHO");
  opt_in.option("--notice", given->notice, "The notice given before it").type_name("NAME");
  opt_in.option("--notice-version", given->notice_version, "The notice's version").type_name("VERSION");
  opt_in.list("--defects", given->defects, "What is wrong with it: pre_ticked, bundled, or a word of the rule pack");
  add_record_command(opt_in, call, given, Named::by_account, opt_in_of);
}

}  // namespace assent
