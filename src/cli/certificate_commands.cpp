#include "app/rules_known.hpp"
#include "certificate/literal.hpp"
#include "cli/command.hpp"
#include "cli/commands.hpp"
#include "cli/file_use.hpp"
#include "cli/key_file.hpp"
#include "explanation/words.hpp"
#include "regime/effect.hpp"
#include "service/certify.hpp"
#include "wire/certificate.hpp"
#include "wording/words.hpp"
#include "world/compressed.hpp"
#include "world/files.hpp"

#include <fmt/format.h>

#include <memory>
#include <optional>
#include <vector>

namespace assent {
namespace {

struct VerifyOptions {
  std::string file;
  std::vector<std::string> keys;
  std::string list;
  std::string permitted;
  std::string refused;
  bool against_ledger = false;
};

// Names as they may be shown: nothing in them can move a cursor or turn a line.
std::string literals_of(const Names& names) {
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : ", ") + literal_of(name);
  return text.empty() ? "-" : text;
}

std::string offer_text(const Use& use) {
  if (!use.offer) return "-";
  return fmt::format(
      "{} (class {}, category {}, enhances {})", literal_of(use.offer->id), literal_of(use.offer->offer_class),
      use.offer->category.empty() ? "-" : literal_of(use.offer->category), literals_of(use.offer->enhances));
}

std::string file_text(const CertifiedFile& file) {
  return fmt::format("{} bytes, SHA-256 {}", thousands(file.bytes), to_hex(file.sha256));
}

Table facts_of(const Certificate& c) {
  Table table({{"what"}, {"value", Align::left, 90}});
  const auto row = [&](std::string what, std::string value) { table.row({std::move(what), std::move(value)}); };
  row("campaign", literal_of(c.campaign));
  row("purpose", literal_of(c.use.purpose));
  row("offer", offer_text(c.use));
  row("recipient", literal_of(c.use.recipient) + (c.use.party.empty() ? "" : ", party " + literal_of(c.use.party)));
  row("information", literals_of(c.use.information));
  row("soft opt-in", c.use.soft_opt_in ? "yes" : "no");
  row("supervisor's review", c.use.supervisor_approved ? "approved" : "none");
  row("regime", fmt::format("{} version {}", literal_of(c.regime), literal_of(c.regime_version)));
  row("rule pack", "SHA-256 " + to_hex(c.regime_sha256));
  row("catalogue", "SHA-256 " + to_hex(c.catalogue_sha256));
  row("time zone data", c.zone_data.empty() ? "-" : literal_of(c.zone_data));
  row("decided about", to_string(c.at));
  row("as known", c.known_at ? "at " + to_string(*c.known_at) : "with everything recorded");
  row("holds until", c.valid_until ? to_string(*c.valid_until) : "with no end, if nothing new is recorded");
  row("customers named by",
      fmt::format("column {}, {}{}", literal_of(c.column), c.column_telephone ? "telephone numbers" : "accounts",
                  c.country.empty() ? "" : ", without a country of " + literal_of(c.country)));
  row("list", file_text(c.list));
  row("permitted list", file_text(c.permitted_list));
  row("refused list", file_text(c.refused_list));
  row("issued", fmt::format("{}, by version {}", to_string(c.issued), literal_of(c.program)));
  return table;
}

Table counts_of(const Certificate& c, Language language) {
  Table table({{"reason"}, {"rows", Align::right}, {"share", Align::right}, {"in words"}});
  for (const auto& [reason, rows] : c.by_reason) {
    table.row(
        {std::string(to_string(reason)), thousands(rows), share(rows, c.rows), std::string(meaning(reason, language))});
  }
  return table;
}

Table totals_of(const Certificate& c) {
  Table table({{"list"}, {"rows", Align::right}, {"share", Align::right}});
  table.row({"permitted", thousands(c.permitted), share(c.permitted, c.rows)});
  table.row({"refused", thousands(c.refused), share(c.refused, c.rows)});
  table.row({"all", thousands(c.rows), share(c.rows, c.rows)});
  return table;
}

Table heads_of(const Certificate& c) {
  Table table({{"log", Align::right}, {"when"}, {"entries", Align::right}, {"root", Align::left, 64}});
  for (const LogSpan& span : c.logs) {
    table.row({std::to_string(span.log), "at the beginning", thousands(span.begin.size), to_hex(span.begin.root)});
    table.row({std::to_string(span.log), "at the end", thousands(span.end.size), to_hex(span.end.root)});
  }
  return table;
}

Result<ExitStatus> show_certificate(Invocation& call, const std::string& file) {
  const auto text = TRY(read_file(file, kNoteBytesMax));
  const auto note = read_note(text);
  if (!note)
    return fail(note.error().code, fmt::format("{}: {}", shown(file), note.error().message), note.error().mend);
  const auto certificate = read_certificate(note->text);
  if (!certificate) {
    return fail(certificate.error().code, fmt::format("{}: {}", shown(file), certificate.error().message),
                certificate.error().mend);
  }
  if (call.json()) {
    call.terminal().print(unverified_json(*certificate));
    return ExitStatus::done;
  }
  call.terminal().print("NOT VERIFIED: this is what the file says; anybody can have written it\n\n");
  call.terminal().print(facts_of(*certificate));
  for (const Table& table :
       {counts_of(*certificate, call.language()), totals_of(*certificate), heads_of(*certificate)}) {
    if (table.empty()) continue;
    call.terminal().print("\n");
    call.terminal().print(table);
  }
  call.terminal().print("\nNOT VERIFIED: `assent certificate verify` tells whether it holds\n");
  return ExitStatus::done;
}

Result<ExitStatus> verify_certificate(Invocation& call, const VerifyOptions& options) {
  FileUse use{.read = options.keys, .written = {}, .kept = {}};
  use.read.insert(use.read.end(), {options.file, options.list, options.permitted, options.refused});
  TRY(check_file_use(call, use));
  const auto keys = TRY(verifier_keys_in(options.keys));
  const auto note = TRY(read_file(options.file, kNoteBytesMax));
  if (const auto readable = read_note(note); !readable) {
    return fail(readable.error().code, fmt::format("{}: {}", shown(options.file), readable.error().message),
                readable.error().mend);
  }

  CertificateSubjects subjects;
  std::vector<std::unique_ptr<ListSource>> sources;  // unpacked: what is certified is the list, however it travels
  const std::pair<const std::string&, ByteSource*&> files[] = {{options.list, subjects.list},
                                                               {options.permitted, subjects.permitted_list},
                                                               {options.refused, subjects.refused_list}};
  for (const auto& [file, subject] : files) {
    if (file.empty()) continue;
    auto source = TRY(open_list(file));
    subject = sources.emplace_back(std::move(source)).get();
  }
  if (options.against_ledger) {
    const auto ledger = TRY(call.ledger(LedgerOpening::read));
    subjects.ledger = ledger;
  }

  // A certificate can be verified where there are no rule packs; packs that cannot be read are not none.
  const auto packs = call.packs();
  if (!packs && packs.error().code != ErrorCode::not_found) return tl::unexpected(packs.error());
  if (packs) {
    subjects.rules = [&](const Certificate& certificate) {
      return rules_known(**packs, call.world().zones, call.now(), certificate);
    };
  }
  const auto report = TRY(check_certificate(note, keys, subjects, call.now(), call.language()));
  const Outcome outcome = report.good() ? Outcome::permit : Outcome::deny;
  if (call.json()) {
    call.terminal().print(json_of(report));
    return status_of(outcome);
  }
  Table table({{"check"}, {"result"}, {"detail", Align::left, 80, call.language()}});
  for (const CertificateFinding& each : report.findings) {
    table.row({each.check, std::string(to_string(each.result)), each.detail});
  }
  call.terminal().print(table);
  call.terminal().print(
      "\n" +
      call.terminal().painted(outcome, report.good() ? "the certificate holds" : "the certificate does not hold") +
      "\n");
  return status_of(outcome);
}

}  // namespace

void add_certificate_commands(Command app, Invocation& call) {
  Command group = app.group(
      "certificate", "Certificates of scrubs: verify one, show what it says",
      "  assent certificate verify spring.cert --key scrubs.key.pub --permitted call.csv   # before dialling\n"
      "  assent certificate show spring.cert\n");

  Command verify = group.command(
      "verify", "Hold a certificate against keys, lists and the ledger: exit status 0 it holds, 2 it does not",
      "  assent certificate verify spring.cert --key scrubs.key.pub --permitted call.csv   # before dialling\n"
      "  assent certificate verify spring.cert --key scrubs.key.pub \\\n"
      "    --list list.csv --permitted call.csv --refused leave.csv\n"
      "  assent certificate verify spring.cert --key scrubs.key.pub --against-ledger\n");
  auto options = std::make_shared<VerifyOptions>();
  verify.option("FILE", options->file, "The certificate; `-` is standard input").required();
  verify
      .option("--key", options->keys,
              "Whose signature counts: a verifier key, or a file of them, one a line; may be given several times")
      .type_name("KEY")
      .required()
      .repeated();
  verify.option("--list", options->list, "The list that was scrubbed; it and the others may be packed")
      .type_name("FILE");
  verify.option("--permitted", options->permitted, "The list of those who may be contacted").type_name("FILE");
  verify.option("--refused", options->refused, "The list of the others").type_name("FILE");
  verify.flag("--against-ledger", options->against_ledger,
              "Also the ledger: that it is the one scrubbed against, and what was recorded since");
  verify.callback([&call, options] { call.choose([&call, options] { return verify_certificate(call, *options); }); });

  Command show = group.command("show", "Show what a certificate says, without verifying anything",
                               "  assent certificate show spring.cert\n"
                               "  assent certificate show spring.cert --json\n");
  auto file = std::make_shared<std::string>();
  show.option("FILE", *file, "The certificate; `-` is standard input").required();
  show.callback([&call, file] { call.choose([&call, file] { return show_certificate(call, *file); }); });
}

}  // namespace assent
