#include "cli/scrub_options.hpp"

#include "cli/file_use.hpp"
#include "cli/index_access.hpp"
#include "cli/key_file.hpp"
#include "cli/question.hpp"
#include "embed/list_scrub.hpp"
#include "embed/named_files.hpp"

namespace assent {
namespace {

// No option is passed over in silence.
Result<void> check_uses(Invocation& call, const ScrubOptions& options) {
  TRY(check_country(call.world().telephones, options.columns.country));
  if (!options.columns.account.empty() && !options.columns.telephone.empty()) {
    return fail(ErrorCode::invalid, "`--account-column` and `--telephone-column` cannot both be used",
                "name the one column by which the list names customers");
  }
  if (!options.since.empty()) {
    if (options.certificate.empty()) return {};
    return fail(ErrorCode::invalid,
                "`--certificate` and `--since` cannot both be used: what has changed is not certified",
                "leave `--certificate` out, or scrub in full");
  }
  if (!certificate_file(options).empty()) return {};
  if (!options.key.empty()) {
    return fail(ErrorCode::invalid, "`--key` signs nothing: the permitted list does not go to a file",
                "say with `--certificate` where the certificate goes, or leave `--key` out");
  }
  call.terminal().note(
      "no certificate is written, as the permitted list does not go to a file; `--certificate` says "
      "where to write one");
  return {};
}

Result<void> check_scrub_files(Invocation& call, const ScrubOptions& options) {
  const std::string key = key_path(call, options.key);
  FileUse use{.read = {options.campaign, options.list, options.since, key, verifier_path(key)},
              .written = {options.permitted, options.refused, options.report, certificate_file(options)},
              .kept = {}};
  // How far they have come.
  if (may_be_named_file(options.permitted)) use.written.push_back(scrub_journal_path(options.permitted));
  if (options.index != "none") {
    const std::string index = index_path(call, options.index);
    use.kept = {index, checked_path(index)};
  }
  return check_file_use(call, use);
}

}  // namespace

std::string certificate_file(const ScrubOptions& options) {
  if (!options.since.empty()) return {};
  if (!options.certificate.empty()) return options.certificate;
  return may_be_named_file(options.permitted) ? options.permitted + ".certificate" : std::string();
}

Result<void> check_scrub_options(Invocation& call, ScrubOptions& options) {
  for (std::string* each : {&options.permitted, &options.refused, &options.report, &options.certificate}) {
    *each = name_to_write(*each);
  }
  TRY(check_uses(call, options));
  return check_scrub_files(call, options);
}

void add_scrub_options(Command command, ScrubOptions& options) {
  command.option("CAMPAIGN", options.campaign, "The campaign (TOML)").required();
  command.option("LIST", options.list, "The list (CSV, also packed as .gz or .zst); `-` is standard input").required();
  command.option("--permitted", options.permitted, "Where the rows go that may be contacted")
      .type_name("FILE")
      .required();
  command.option("--refused", options.refused, "Where the others go, with reason and explanation")
      .type_name("FILE")
      .required();
  command.option("--report", options.report, "The summary as JSON").type_name("FILE");
  command
      .option("--at", options.at,
              "When the customers are contacted (default: the campaign's instant, else the present)")
      .type_name("INSTANT");
  command.option("--known-at", options.known_at, "Use only what had been recorded by then").type_name("INSTANT");
  command.option("--account-column", options.columns.account, "The column with the account (default: found by name)")
      .type_name("NAME");
  command.option("--telephone-column", options.columns.telephone, "The column with the telephone number instead")
      .type_name("NAME");
  command.option("--country", options.columns.country, "Where numbers without `+` are meant, such as LB")
      .type_name("CC");
  command.flag("--no-record", options.no_record,
               "A trial: do not record that the campaign was run, as every list that is used must be");
  command.flag("--explain-each", options.explain_each,
               "A sentence about each refused customer, instead of what the reason means; takes longer");
  command
      .option("--index", options.index,
              "The index to ask (default: the ledger's, where there is one); none: ask the ledger")
      .type_name("FILE");
  command
      .option("--certificate", options.certificate,
              "Where the certificate goes (default: beside the permitted list, `.certificate` after its name)")
      .type_name("FILE");
  command
      .option("--key", options.key,
              "The key that signs it (default: the ledger's, `.key` after its name; made when there is none)")
      .type_name("FILE");
  command
      .option("--since", options.since,
              "The certificate of an earlier scrub of the list: write only the rows that have changed since")
      .type_name("FILE");
  command.flag("--resume", options.resume, "Go on with this scrub where it was interrupted");
}

}  // namespace assent
