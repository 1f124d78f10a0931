#include "cli/commands.hpp"
#include "cli/record_options.hpp"

#include <memory>
#include <string>
#include <vector>

namespace assent::cli {
namespace {

struct AgreementOptions : RecordOptions {
  std::string party;
  std::string from;
  std::string to;
  std::vector<std::string> clauses;
};

Result<service::Choice> agreement_of(AgreementOptions& options) {
  evidence::AgreementRecorded body;
  body.party = options.party;
  const auto from = TRY(date_option("--from", options.from));
  const auto to = TRY(date_option("--to", options.to));
  body.from = from;
  body.to = to;
  body.clauses = options.clauses;
  auto evidence = TRY(evidence_of(options.evidence));
  body.evidence = std::move(evidence);
  return body;
}

}  // namespace

void add_agreement_command(Command group, Invocation& call) {
  Command agreement =
      group.command("agreement", "A confidentiality agreement with a party, the carrier's own",
                    "  assent record agreement --party PX --from 2026-01-01 --to 2026-12-31 \\\n"
                    "    --clauses purpose_limit,no_onward_disclosure,safeguards --evidence contract-7\n");
  auto agreed = std::make_shared<AgreementOptions>();
  agreement.option("--party", agreed->party, "The party by name").type_name("NAME").required();
  agreement.option("--from", agreed->from, "The first day in force").type_name("DATE").required();
  agreement.option("--to", agreed->to, "The last day in force").type_name("DATE").required();
  agreement.list("--clauses", agreed->clauses, "The clauses that it has");
  add_record_command(agreement, call, agreed, Named::not_at_all, agreement_of);
}

}  // namespace assent::cli
