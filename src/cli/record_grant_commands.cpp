#include "cli/commands.hpp"
#include "cli/record_options.hpp"

#include <memory>
#include <string>
#include <vector>

namespace assent::cli {
namespace {

struct CallOptions : RecordOptions {
  std::string to;
  std::string direction = "inbound";
  std::string call_channel = "phone";
  bool refused = false;
  std::vector<std::string> missing;
};

Result<service::Choice> one_time_consent_of(CallOptions& options) {
  evidence::OneTimeConsentRecorded body;
  const auto to = TRY(instant_option("--to", options.to));
  body.to = to;
  body.direction = options.direction;
  body.channel = options.call_channel;
  body.granted = !options.refused;
  body.missing = options.missing;
  auto evidence = TRY(evidence_of(options.evidence));
  body.evidence = std::move(evidence);
  return body;
}

struct VerificationOptions : RecordOptions {
  std::string form;
  bool recorded = false;
};

Result<service::Choice> verification_of(VerificationOptions& options) {
  evidence::VerificationRecorded body;
  body.form = options.form;
  body.recorded = options.recorded;
  auto evidence = TRY(evidence_of(options.evidence));
  body.evidence = std::move(evidence);
  return body;
}

struct EmailOptions : RecordOptions {
  bool revoked = false;
  bool provisional = false;
};

Result<service::Choice> email_permission_of(EmailOptions& options) {
  evidence::EmailPermissionRecorded body;
  body.granted = !options.revoked;
  body.provisional = options.provisional;
  if (options.revoked) {
    body.evidence = app::evidence_of_refusal(stated_evidence(options.evidence), options.told);
    return body;
  }
  auto evidence = TRY(evidence_of(options.evidence));
  body.evidence = std::move(evidence);
  return body;
}

}  // namespace

void add_grant_commands(Command group, Invocation& call) {
  Command consent = group.command("one-time-consent", "A customer consents in a call, for its duration",
                                  "  assent record one-time-consent --account A-1 --at 2026-03-01T09:00:00+02:00 \\\n"
                                  "    --to 2026-03-01T09:12:00+02:00 --evidence call-4711\n");
  auto in_call = std::make_shared<CallOptions>();
  consent.option("--to", in_call->to, "The call's end; it begins at `--at`, at most a day earlier")
      .type_name("INSTANT")
      .required();
  consent.option("--direction", in_call->direction, "inbound or outbound (default: inbound)").type_name("WAY");
  consent.option("--call-channel", in_call->call_channel, "How they spoke (default: phone)").type_name("NAME");
  consent.flag("--not-granted", in_call->refused, "The customer was asked and said no");
  consent.list("--missing", in_call->missing, "The disclosures that the oral notice left out");
  add_record_command(consent, call, in_call, Named::by_account, one_time_consent_of);

  Command verification =
      group.command("verification", "The carrier verifies an opt-out approval with the customer",
                    "  assent record verification --account A-1 --form oral --recorded --evidence call-4711\n");
  auto verified = std::make_shared<VerificationOptions>();
  verification.option("--form", verified->form, "oral, written or electronic").type_name("FORM").required();
  verification.flag("--recorded", verified->recorded, "An oral one was recorded");
  add_record_command(verification, call, verified, Named::by_account, verification_of);

  Command email = group.command(
      "email-permission", "A customer permits notices by e-mail, expressly and with evidence, or stops permitting them",
      "  assent record email-permission --account A-1 --evidence form-12\n"
      "  assent record email-permission --account A-1 --revoked\n");
  auto permitted = std::make_shared<EmailOptions>();
  email.flag("--revoked", permitted->revoked, "The customer no longer permits them");
  email.flag(
      "--provisional", permitted->provisional,
      "With `--revoked`: only a machine has read it; it counts at once and waits for a person's `record review`");
  add_record_command(email, call, permitted, Named::by_account, email_permission_of);
}

}  // namespace assent::cli
