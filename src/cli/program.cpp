#include "cli/program.hpp"

#include "cli/commands.hpp"

namespace assent::cli {
namespace {

constexpr const char* kFirstCommands =
    "  assent init                                             # begin a ledger\n"
    "  assent import customers --mapping carrier.toml base.csv\n"
    "  assent decide --account A-1 --offer internet            # may we?\n"
    "  assent scrub campaign.toml list.csv --permitted yes.csv --refused no.csv\n";

void add_all_commands(Command root, Invocation& call) {
  add_init_command(root, call);
  add_import_commands(root, call);
  add_notice_commands(root, call);
  add_outreach_commands(root, call);
  add_watchdog_commands(root, call);
  add_record_commands(root, call);
  add_reviews_command(root, call);
  add_replies_command(root, call);
  add_sms_commands(root, call);
  add_email_commands(root, call);
  add_letters_commands(root, call);
  add_partners_command(root, call);
  add_customer_commands(root, call);
  add_page_commands(root, call);
  add_decide_commands(root, call);
  add_status_command(root, call);
  add_scrub_command(root, call);
  add_reach_command(root, call);
  add_certificate_commands(root, call);
  add_key_commands(root, call);
  add_api_key_commands(root, call);
  add_ledger_commands(root, call);
  add_index_commands(root, call);
  add_regime_commands(root, call);
  add_catalogue_commands(root, call);
  add_cases_commands(root, call);
  add_zones_commands(root, call);
  add_serve_command(root, call);
  add_top_command(root, call);
  add_load_command(root, call);
}

}  // namespace

const Program kAssent{"assent", "who may be contacted, for what, and why", kFirstCommands, add_all_commands};

}  // namespace assent::cli
