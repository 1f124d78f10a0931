#include "base/visible.hpp"
#include "cli/command.hpp"
#include "cli/commands.hpp"
#include "cli/question.hpp"
#include "cli/recording.hpp"
#include "consent/about.hpp"
#include "intake/refusal_law.hpp"
#include "intake/stated_time.hpp"
#include "service/life.hpp"
#include "service/links.hpp"
#include "service/record.hpp"
#include "wire/recorded.hpp"
#include "wording/words.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <functional>
#include <set>

namespace assent {
namespace {

// How a command names the customer.
enum class Named {
  by_account,
  by_either,  // by telephone number, too
  not_at_all  // it is about the carrier
};

struct RecordOptions {
  Named named = Named::by_account;
  std::string account;
  std::string telephone;
  std::string country;
  std::string regime;  // empty: the usual one
  Recording recording;
  EvidenceOptions evidence;
  std::string told{};  // of a refusal: what was made of what cannot be recorded as given
};

std::string answer_words(const Decision& decision) {
  return fmt::format("{} {}", to_string(decision.outcome), to_string(decision.reason));
}

std::string or_any(const std::string& name) { return name.empty() ? "any other" : name; }

// Those that differ, and what was looked at where none does: a use of another kind may well be answered otherwise.
void print_changes(Terminal& terminal, const std::vector<StatusChange>& changes) {
  std::set<std::string> parties;
  std::set<std::string> offers;
  std::set<std::string> information;
  std::set<std::string> channels;
  for (const StatusChange& each : changes) {
    if (!each.contact_channel.empty()) channels.insert(each.contact_channel);
    if (!each.party.empty()) parties.insert(each.party);
    if (!each.offer.empty()) offers.insert(each.offer);
    information.insert(each.information.begin(), each.information.end());
  }
  std::vector<TableColumn> columns = {{"recipient"}};
  if (!parties.empty()) columns.push_back({"party"});
  if (!offers.empty()) columns.push_back({"offer"});
  if (!channels.empty()) columns.push_back({"contact"});
  columns.push_back({"before"});
  columns.push_back({"after"});
  Table table(std::move(columns));
  for (const StatusChange& each : changes) {
    if (!each.changed()) continue;
    std::vector<std::string> cells = {each.relation};
    if (!parties.empty()) cells.push_back(each.party.empty() ? "-" : each.party);
    if (!offers.empty()) cells.push_back(or_any(each.offer));
    if (!channels.empty()) cells.push_back(each.contact_channel.empty() ? "-" : each.contact_channel);
    cells.push_back(answer_words(each.before));
    cells.push_back(answer_words(each.after));
    table.row(std::move(cells));
  }
  if (!table.empty()) {
    terminal.print("\nmarketing a further service:\n");
    terminal.print(table);
    return;
  }
  const auto some = [](const std::set<std::string>& names) {
    return visible(fmt::format("{}", fmt::join(names, ", ")));
  };
  terminal.print(fmt::format(
      "no answer about marketing a further service changes; asked were all recipients{}{}{}, using {}\n",
      parties.empty() ? "" : ", of parties " + some(parties), offers.empty() ? "" : ", of offers " + some(offers),
      channels.empty() ? "" : ", by channels " + some(channels), some(information)));
}

void print(Terminal& terminal, const Acknowledgement& done, const LifeRow& row, Language language) {
  terminal.print(fmt::format("{} entry {} at {}, counts from {}: {}\n", done.repeated ? "recorded before:" : "recorded",
                             entry_name(done.position), to_the_second(row.recorded), to_the_second(row.effective),
                             visible_words(row.what, language)));
  if (done.repeated) return terminal.print("the key was used before for the same: nothing was written\n");
  if (done.changes.empty()) return;
  print_changes(terminal, done.changes);
}

void warn_if_unread(Terminal& terminal, const Acknowledgement& done) {
  if (!done.changes_unread) return;
  terminal.warn(fmt::format("recorded; what that changes could not be told, as the ledger could not be read: {}",
                            to_string(*done.changes_unread)));
}

tl::unexpected<Error> not_recorded(const Error& error, const Circumstances& circumstances) {
  if (error.code != ErrorCode::conflict) return tl::unexpected(error);
  return fail(ErrorCode::conflict,
              fmt::format("the key {} was used before for something else", shown(circumstances.key)),
              "use a new key for a new event; nothing was recorded");
}

void tell_carried(Terminal& terminal, std::uint64_t carried) {
  if (carried == 0) return;
  terminal.print(fmt::format("{} recorded for accounts that continue this one or got the number\n",
                             counted(carried, "refusal is", "refusals are")));
}

// Whose number it is, and what is kept for whoever gets it.
void print(Invocation& call, const RefusalsOfNumber& done, const Regime& regime) {
  Terminal& terminal = call.terminal();
  if (call.json()) {
    for (const boost::json::object& each : json_of(done, regime, call.language())) terminal.print(each);
    return;
  }
  if (done.kept) {
    terminal.print(
        fmt::format("{} this telephone number: the refusal is kept as entry {} until somebody gets it, and "
                    "counts for him then\n",
                    done.former ? "no active customer has" : "nobody on record has", entry_name(done.kept->position)));
  }
  tell_carried(terminal, done.carried);
  if (done.all.empty()) return;
  std::vector<std::string> accounts;
  for (const Acknowledgement& each : done.all) accounts.push_back(visible(each.entry.account));
  terminal.print(fmt::format("for {} {} this telephone number{}: {}\n",
                             counted(accounts.size(), "account that", "accounts that"),
                             done.former            ? "had"
                             : accounts.size() == 1 ? "has"
                                                    : "have",
                             done.former ? " last" : "", joined(accounts)));
  for (std::size_t i = 0; i < done.all.size(); ++i) {
    const Acknowledgement& each = done.all[i];
    terminal.print(fmt::format("\n{}: ", accounts[i]));
    print(terminal, each, life_row({each.position, each.entry}, call.language()), call.language());
  }
}

// As circumstances_of(); a refusal is not turned away for an instant that cannot be read.
Result<Circumstances> circumstances_for(Invocation& call, RecordOptions& options, const Choice& choice) {
  auto circumstances = circumstances_of(call, options.recording);
  if (circumstances || !refuses(choice)) return circumstances;
  const auto time = read_time(options.recording.at);
  if (!time) add_told(options.told, "recorded as of now", to_string(circumstances.error()));
  Recording undated = options.recording;
  undated.at.clear();
  circumstances = circumstances_of(call, undated);
  if (circumstances && time) circumstances->effective = instants_of(*time, nullptr).last;
  return circumstances;
}

// What was mended in a refusal is told, and is something to look at.
ExitStatus close(Invocation& call, const RecordOptions& options, const std::string& told) {
  std::string all = options.told;
  if (!told.empty()) add_told(all, told, "");
  if (all.empty()) return ExitStatus::done;
  call.terminal().warn(fmt::format("the refusal is recorded in spite of a fault: {}", all));
  return ExitStatus::rows_to_look_at;
}

Result<ExitStatus> record(Invocation& call, RecordOptions& options, const Choice& choice) {
  CustomerName who{options.account, {}};
  if (options.named == Named::by_either) {
    who = TRY(customer_of(call, options.account, options.telephone, options.country));
  }
  const auto ledger =
      call.ledger(LedgerOpening::write, refuses(choice) ? ClockAhead::is_put_right : ClockAhead::is_refused);
  if (!ledger) return tl::unexpected(ledger.error());
  const auto regime = TRY(call.regime(options.regime.empty() ? call.usual_regime() : options.regime, call.now()));
  const auto circumstances = TRY(circumstances_for(call, options, choice));
  const CustomerFile customers(**ledger, call.world().zones);
  Recorder recorder(**ledger, customers, call.world().random_seed);
  if (!who.telephone.empty()) {
    const auto done = recorder.record_of_number(who.telephone, choice, circumstances, *regime, call.now());
    if (!done) return not_recorded(done.error(), circumstances);
    print(call, *done, *regime);
    for (const Acknowledgement& each : done->all) warn_if_unread(call.terminal(), each);
    return close(call, options, (done->kept ? *done->kept : done->all.front()).told);
  }
  const auto done = recorder.record(who.account, choice, circumstances, *regime, call.now());
  if (!done) return not_recorded(done.error(), circumstances);

  const LifeRow row = life_row({done->position, done->entry}, call.language());
  if (call.json()) call.terminal().print(json_of(*done, *regime, call.language()));
  else print(call.terminal(), *done, row, call.language());
  if (!call.json()) tell_carried(call.terminal(), done->carried);
  warn_if_unread(call.terminal(), *done);
  if (done->account_unknown) {
    call.terminal().warn(
        fmt::format("this account is not on record; the refusal counts all the same; check the account{}",
                    options.named == Named::by_either ? ", and give a telephone number with `--telephone`" : ""));
  }
  return close(call, options, done->told);
}

// Names as a coverage: none given is `absent`; `all` is everything.
Coverage coverage_of(const std::vector<std::string>& names, Coverage absent) {
  if (names.empty()) return absent;
  if (contains(names, "all")) return Coverage::everything();
  return Coverage::only(names);
}

// `make` turns the options of one command into the choice that it records.
template <class Options>
void add_record_command(Command command, Invocation& call, std::shared_ptr<Options> options, Named named,
                        Result<Choice> (*make)(Options&)) {
  options->named = named;
  if (named != Named::not_at_all) {
    command.option("--account", options->account, "The customer's account")
        .type_name("ACCOUNT")
        .required(named == Named::by_account);
  }
  if (named == Named::by_either) {
    command
        .option("--telephone", options->telephone,
                "The customer by telephone number instead: every account that has it now")
        .type_name("NUMBER");
    command.option("--country", options->country, "Where a number without `+` is meant, such as LB").type_name("CC");
  }
  command.option("--regime", options->regime, "The rule pack it is checked under (default: $ASSENT_REGIME, else tra)")
      .type_name("ID");
  add_recording_options(command, options->recording);
  add_evidence_options(command, options->evidence);
  command.callback([&call, options, make] {
    call.choose([&call, options, make]() -> Result<ExitStatus> {
      const auto choice = TRY(make(*options));
      return record(call, *options, choice);
    });
  });
}

// What a choice says that it is about.
struct KindOptions {
  std::vector<std::string> channels;
  std::vector<std::string> classes;
  std::vector<std::string> categories;
};

void add_kinds(Command command, KindOptions& options) {
  command.list("--contact-channels", options.channels,
               "The channels of contact it names, such as email (default: all)");
  command.list("--classes", options.classes, "The classes of offers it names, such as equipment (default: all)");
  command.list("--categories", options.categories, "The service categories it names, such as mobile (default: all)");
}

About about_of(const KindOptions& options) {
  return {kinds_named(options.channels), kinds_named(options.classes), kinds_named(options.categories)};
}

// A name that cannot be kept is none, and the refusal is read as widely as it can be.
About about_of_refusal(KindOptions options) {
  for (auto* names : {&options.channels, &options.classes, &options.categories}) {
    for (std::string& each : *names) each = keepable(each);
  }
  return about_of(options);
}

struct RefusalOptions : RecordOptions {
  KindOptions kinds;
  std::vector<std::string> scope;
  std::string by = "owner";
  std::string postmarked;
};

// A refusal is not turned away for its evidence.
Evidence evidence_of_refusal(RecordOptions& options) {
  EvidenceOptions given = options.evidence;
  given.reference = keepable(given.reference);
  auto evidence = evidence_of(given);
  if (evidence) return *std::move(evidence);
  add_told(options.told, "recorded without its evidence", to_string(evidence.error()));
  return {};
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
  return body;
}

Result<Choice> withdrawal_of(RefusalOptions& options) {
  WithdrawalRecorded body;
  body.scope = coverage_of(options.scope, Coverage::everything());
  body.about = about_of_refusal(options.kinds);
  body.by = giver_of(options);
  body.evidence = evidence_of_refusal(options);
  return body;
}

void add_scope_and_giver(Command command, RefusalOptions& options) {
  command.list("--scope", options.scope, "The recipients refused, by relation (default: all)");
  add_kinds(command, options.kinds);
  command.option("--by", options.by, "Who on the account refused (default: owner)").type_name("WHO");
}

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

struct CallOptions : RecordOptions {
  std::string to;
  std::string direction = "inbound";
  std::string call_channel = "phone";
  bool refused = false;
  std::vector<std::string> missing;
};

Result<Choice> one_time_consent_of(CallOptions& options) {
  OneTimeConsentRecorded body;
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

Result<Choice> verification_of(VerificationOptions& options) {
  VerificationRecorded body;
  body.form = options.form;
  body.recorded = options.recorded;
  auto evidence = TRY(evidence_of(options.evidence));
  body.evidence = std::move(evidence);
  return body;
}

struct EmailOptions : RecordOptions {
  bool revoked = false;
};

Result<Choice> email_permission_of(EmailOptions& options) {
  EmailPermissionRecorded body;
  body.granted = !options.revoked;
  if (options.revoked) {
    body.evidence = evidence_of_refusal(options);
    return body;
  }
  auto evidence = TRY(evidence_of(options.evidence));
  body.evidence = std::move(evidence);
  return body;
}

struct AgreementOptions : RecordOptions {
  std::string party;
  std::string from;
  std::string to;
  std::vector<std::string> clauses;
};

Result<Choice> agreement_of(AgreementOptions& options) {
  AgreementRecorded body;
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

void add_refusals(Command group, Invocation& call) {
  Command opt_out =
      group.command("opt-out", "A customer refuses: it counts from the instant it was received",
                    "  assent record opt-out --account A-1 --channel call_centre --evidence call-4711\n"
                    "  assent record opt-out --telephone '03 123 456' --country LB --channel sms --key sms-81\n"
                    "  assent record opt-out --account A-1 --scope agent,joint_venture_partner\n"
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

void add_grants(Command group, Invocation& call) {
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

  Command consent = group.command("one-time-consent", "A customer consents in a call, for its duration",
                                  "  assent record one-time-consent --account A-1 --at 2026-03-01T09:00:00+02:00 \\\n"
                                  "    --to 2026-03-01T09:12:00+02:00 --evidence call-4711\n");
  auto in_call = std::make_shared<CallOptions>();
  consent.option("--to", in_call->to, "The call's end; it begins at `--at`, a day before at most")
      .type_name("INSTANT")
      .required();
  consent.option("--direction", in_call->direction, "inbound or outbound (default: inbound)").type_name("WAY");
  consent.option("--call-channel", in_call->call_channel, "By which way they spoke (default: phone)").type_name("NAME");
  consent.flag("--not-granted", in_call->refused, "The customer was asked and said no");
  consent.list("--missing", in_call->missing, "What the oral notice left out");
  add_record_command(consent, call, in_call, Named::by_account, one_time_consent_of);

  Command verification =
      group.command("verification", "The carrier verifies an opt-out approval with the customer",
                    "  assent record verification --account A-1 --form oral --recorded --evidence call-4711\n");
  auto verified = std::make_shared<VerificationOptions>();
  verification.option("--form", verified->form, "oral, written or electronic").type_name("FORM").required();
  verification.flag("--recorded", verified->recorded, "An oral one was recorded");
  add_record_command(verification, call, verified, Named::by_account, verification_of);

  Command email = group.command("email-permission",
                                "A customer permits notices by e-mail, expressly and with evidence, or no longer does",
                                "  assent record email-permission --account A-1 --evidence form-12\n"
                                "  assent record email-permission --account A-1 --revoked\n");
  auto permitted = std::make_shared<EmailOptions>();
  email.flag("--revoked", permitted->revoked, "The customer no longer permits them");
  add_record_command(email, call, permitted, Named::by_account, email_permission_of);
}

struct LinkOptions {
  std::string from;
  std::string to;
  std::string cause;
  Recording recording;
  EvidenceOptions evidence;
};

Result<LinkRecorded::Cause> cause_of(const std::string& word) {
  using Cause = LinkRecorded::Cause;
  for (const auto& [known, cause] :
       {std::pair{"renumbered", Cause::renumbered}, {"merged", Cause::merged}, {"split", Cause::split}}) {
    if (word == known) return cause;
  }
  return fail(ErrorCode::invalid, fmt::format("`--cause` does not know {}", shown(word)),
              "write `renumbered`, `merged` or `split`");
}

Result<ExitStatus> link(Invocation& call, const LinkOptions& options) {
  Link link{options.from, options.to, {}, {}};
  const auto cause = TRY(cause_of(options.cause));
  link.cause = cause;
  auto evidence = TRY(evidence_of(options.evidence));
  link.evidence = std::move(evidence);
  const auto circumstances = TRY(circumstances_of(call, options.recording));
  const auto ledger = TRY(call.ledger(LedgerOpening::write));
  const auto done = record_link(*ledger, link, circumstances, call.now());
  if (!done) return not_recorded(done.error(), circumstances);
  if (call.json()) {
    call.terminal().print(json_of(*done, link, options.cause));
    return ExitStatus::done;
  }
  call.terminal().print(fmt::format("{} entries {} and {}: {} is continued by {} ({})\n",
                                    done->repeated ? "recorded before:" : "recorded", entry_name(done->positions[0]),
                                    entry_name(done->positions[1]), visible(link.from), visible(link.to),
                                    options.cause));
  call.terminal().print(fmt::format("{} carried over; approvals and notices are not\n",
                                    counted(done->carried, "refusal was", "refusals were")));
  return ExitStatus::done;
}

void add_link(Command group, Invocation& call) {
  Command command = group.command(
      "link", "An account continues another one: refusals carry over, approvals and notices do not",
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

}  // namespace

void add_record_commands(Command app, Invocation& call) {
  Command group = app.group("record", "Record what a customer decided, or an agreement; tells what it changed",
                            "  assent record opt-out --account A-1\n"
                            "  assent record answers mailroom.csv --channel mail\n"
                            "  assent record withdrawal --account A-1 --evidence call-4711\n");
  add_refusals(group, call);
  add_grants(group, call);

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

  add_link(group, call);
  add_answers_command(group, call);
  add_correction_command(group, call);
}

}  // namespace assent
