#include "cli/commands.hpp"
#include "cli/record_options.hpp"

#include <memory>
#include <string>

namespace assent::cli {
namespace {

struct PartnerOptions : RecordOptions {
  std::string party;
  std::string name;
  std::string recipient;
  std::string country;
  bool ended = false;
};

Result<service::Choice> partner_of(PartnerOptions& options) {
  evidence::PartnerRecorded body;
  body.party = options.party;
  body.name = options.name;
  body.recipient = options.recipient;
  body.country = options.country;
  if (options.ended) body.state = evidence::PartnerRecorded::State::ended;
  auto evidence = TRY(evidence_of(options.evidence));
  body.evidence = std::move(evidence);
  return body;
}

}  // namespace

void add_partner_command(Command group, Invocation& call) {
  Command partner = group.command("partner", "Who a party is, by name; the latest entry counts",
                                  "  assent record partner --party PX --name 'Example Tours' \\\n"
                                  "    --recipient joint_venture_partner --country LB\n"
                                  "  assent record partner --party PX --name 'Example Tours' \\\n"
                                  "    --recipient joint_venture_partner --ended --at 2026-12-31T22:00:00Z\n");
  auto named = std::make_shared<PartnerOptions>();
  partner.option("--party", named->party, "The party as uses and agreements name it").type_name("NAME").required();
  partner.option("--name", named->name, "Its name as customers will read it").type_name("TEXT").required();
  partner.option("--recipient", named->recipient, "Its relation to the carrier, such as joint_venture_partner")
      .type_name("RELATION")
      .required();
  partner.option("--country", named->country, "Its country, such as LB").type_name("CC");
  partner.flag("--ended", named->ended, "It is no longer a partner");
  add_record_command(partner, call, named, Named::not_at_all, partner_of);
}

}  // namespace assent::cli
