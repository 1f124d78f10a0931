// The commands, one family in each file. Each function adds its family to the command line.
#pragma once

#include "cli/command.hpp"
#include "cli/invocation.hpp"

namespace assent::cli {

void add_init_command(Command app, Invocation& call);
void add_regime_commands(Command app, Invocation& call);
void add_catalogue_commands(Command app, Invocation& call);
void add_cases_commands(Command app, Invocation& call);
void add_import_commands(Command app, Invocation& call);
void add_notice_commands(Command app, Invocation& call);
void add_outreach_commands(Command app, Invocation& call);
void add_outreach_plan_command(Command group, Invocation& call);
void add_outreach_send_command(Command group, Invocation& call);
void add_record_commands(Command app, Invocation& call);
// To the group `record`:
void add_refusal_commands(Command group, Invocation& call);
void add_opt_in_command(Command group, Invocation& call);
void add_grant_commands(Command group, Invocation& call);
void add_agreement_command(Command group, Invocation& call);
void add_link_command(Command group, Invocation& call);
void add_answers_command(Command group, Invocation& call);
void add_correction_command(Command group, Invocation& call);
void add_review_command(Command group, Invocation& call);
void add_partner_command(Command group, Invocation& call);
// To the group `sms`:
void add_sms_send_command(Command group, Invocation& call);
// To the group `certificate`:
void add_certificate_verify_command(Command group, Invocation& call);
void add_certificate_show_command(Command group, Invocation& call);
// To the group `notice`:
void add_notice_check_command(Command group, Invocation& call);
void add_notice_publish_commands(Command group, Invocation& call);
void add_notice_show_commands(Command group, Invocation& call);
void add_notice_due_command(Command group, Invocation& call);
void add_notice_forecast_command(Command group, Invocation& call);
void add_notice_coverage_command(Command group, Invocation& call);
void add_notice_give_command(Command group, Invocation& call);
void add_notice_deliveries_command(Command group, Invocation& call);
// To the group `index`:
void add_index_build_command(Command group, Invocation& call);
void add_index_show_command(Command group, Invocation& call);
// To the group `ledger`:
void add_ledger_log_command(Command group, Invocation& call);
// To the group `import`:
void add_import_customers_command(Command group, Invocation& call);
void add_import_approvals_command(Command group, Invocation& call);
void add_import_retract_command(Command group, Invocation& call);
void add_sms_commands(Command app, Invocation& call);
void add_replies_command(Command app, Invocation& call);
void add_email_commands(Command app, Invocation& call);
void add_letters_commands(Command app, Invocation& call);
void add_reviews_command(Command app, Invocation& call);
void add_partners_command(Command app, Invocation& call);
void add_customer_commands(Command app, Invocation& call);
void add_page_commands(Command app, Invocation& call);
void add_decide_commands(Command app, Invocation& call);
void add_status_command(Command app, Invocation& call);
void add_scrub_command(Command app, Invocation& call);
void add_reach_command(Command app, Invocation& call);
void add_key_commands(Command app, Invocation& call);
void add_api_key_commands(Command app, Invocation& call);
void add_certificate_commands(Command app, Invocation& call);
void add_ledger_commands(Command app, Invocation& call);
void add_index_commands(Command app, Invocation& call);
void add_watchdog_commands(Command app, Invocation& call);
void add_watchdog_run_command(Command group, Invocation& call);
void add_zones_commands(Command app, Invocation& call);
void add_load_command(Command app, Invocation& call);
void add_top_command(Command app, Invocation& call);
void add_serve_command(Command app, Invocation& call);

}  // namespace assent::cli
