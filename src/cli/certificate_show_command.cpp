#include "certificate/literal.hpp"
#include "cli/command.hpp"
#include "cli/commands.hpp"
#include "embed/named_files.hpp"
#include "evidence/note.hpp"
#include "explanation/words.hpp"
#include "tables/table.hpp"
#include "wire/certificate.hpp"
#include "wording/words.hpp"

#include <fmt/format.h>

#include <memory>
#include <string>
#include <utility>

namespace assent::cli {
namespace {

// Names made safe to show: nothing in them can move a cursor or turn a line.
std::string literals_of(const Names& names) {
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : ", ") + certificate::literal_of(name);
  return text.empty() ? "-" : text;
}

std::string offer_text(const Use& use) {
  if (!use.offer) return "-";
  return fmt::format("{} (class {}, category {}, enhances {})", certificate::literal_of(use.offer->id),
                     certificate::literal_of(use.offer->offer_class),
                     use.offer->category.empty() ? "-" : certificate::literal_of(use.offer->category),
                     literals_of(use.offer->enhances));
}

std::string file_text(const certificate::CertifiedFile& file) {
  return fmt::format("{} bytes, SHA-256 {}", wording::thousands(file.bytes), evidence::to_hex(file.sha256));
}

tables::Table facts_of(const certificate::Certificate& c) {
  tables::Table table({{"what"}, {"value", tables::Align::left, 90}});
  const auto row = [&](std::string what, std::string value) { table.row({std::move(what), std::move(value)}); };
  row("campaign", certificate::literal_of(c.campaign));
  row("purpose", certificate::literal_of(c.use.purpose));
  row("offer", offer_text(c.use));
  row("recipient", certificate::literal_of(c.use.recipient) +
                       (c.use.party.empty() ? "" : ", party " + certificate::literal_of(c.use.party)));
  row("information", literals_of(c.use.information));
  if (!c.use.channel.empty()) row("channel of contact", certificate::literal_of(c.use.channel));
  row("soft opt-in", c.use.soft_opt_in ? "yes" : "no");
  row("supervisor's review", c.use.supervisor_approved ? "approved" : "none");
  row("regime",
      fmt::format("{} version {}", certificate::literal_of(c.regime), certificate::literal_of(c.regime_version)));
  row("rule pack", "SHA-256 " + evidence::to_hex(c.regime_sha256));
  row("catalogue", "SHA-256 " + evidence::to_hex(c.catalogue_sha256));
  row("time zone data", c.zone_data.empty() ? "-" : certificate::literal_of(c.zone_data));
  row("decided about", to_string(c.at));
  row("as known", c.known_at ? "at " + to_string(*c.known_at) : "with everything recorded");
  row("valid until", c.valid_until ? to_string(*c.valid_until) : "no end, if nothing new is recorded");
  row("customers named by",
      fmt::format("column {}, {}{}", certificate::literal_of(c.column),
                  c.column_telephone ? "telephone numbers" : "accounts",
                  c.country.empty() ? "" : ", without a country of " + certificate::literal_of(c.country)));
  row("list", file_text(c.list));
  row("permitted list", file_text(c.permitted_list));
  row("refused list", file_text(c.refused_list));
  row("issued", fmt::format("{}, by version {}", to_string(c.issued), certificate::literal_of(c.program)));
  return table;
}

tables::Table counts_of(const certificate::Certificate& c, explanation::Language language) {
  tables::Table table({{"reason"}, {"rows", tables::Align::right}, {"percent", tables::Align::right}, {"in words"}});
  for (const auto& [reason, rows] : c.by_reason) {
    table.row({std::string(to_string(reason)), wording::thousands(rows), wording::percentage(rows, c.rows),
               std::string(explanation::meaning(reason, language))});
  }
  return table;
}

tables::Table totals_of(const certificate::Certificate& c) {
  tables::Table table({{"list"}, {"rows", tables::Align::right}, {"percent", tables::Align::right}});
  table.row({"permitted", wording::thousands(c.permitted), wording::percentage(c.permitted, c.rows)});
  table.row({"refused", wording::thousands(c.refused), wording::percentage(c.refused, c.rows)});
  table.row({"all", wording::thousands(c.rows), wording::percentage(c.rows, c.rows)});
  return table;
}

tables::Table heads_of(const certificate::Certificate& c) {
  tables::Table table(
      {{"log", tables::Align::right}, {"when"}, {"entries", tables::Align::right}, {"root", tables::Align::left, 64}});
  for (const certificate::LogSpan& span : c.logs) {
    table.row({std::to_string(span.log), "at the beginning", wording::thousands(span.begin.size),
               evidence::to_hex(span.begin.root)});
    table.row(
        {std::to_string(span.log), "at the end", wording::thousands(span.end.size), evidence::to_hex(span.end.root)});
  }
  return table;
}

Result<ExitStatus> show_certificate(Invocation& call, const std::string& file) {
  const auto text = TRY(embed::text_in(file, evidence::kNoteBytesMax));
  const auto note = evidence::read_note(text);
  if (!note)
    return fail(note.error().code, fmt::format("{}: {}", wording::shown(file), note.error().message),
                note.error().mend);
  const auto certificate = certificate::read_certificate(note->text);
  if (!certificate) {
    return fail(certificate.error().code, fmt::format("{}: {}", wording::shown(file), certificate.error().message),
                certificate.error().mend);
  }
  if (call.json()) {
    call.terminal().print(wire::unverified_json(*certificate));
    return ExitStatus::done;
  }
  call.terminal().print("NOT VERIFIED: this is only what the file says; anyone can have written it\n\n");
  call.terminal().print(facts_of(*certificate));
  for (const tables::Table& table :
       {counts_of(*certificate, call.language()), totals_of(*certificate), heads_of(*certificate)}) {
    if (table.empty()) continue;
    call.terminal().print("\n");
    call.terminal().print(table);
  }
  call.terminal().print("\nNOT VERIFIED: `assent certificate verify` checks whether it is valid\n");
  return ExitStatus::done;
}

}  // namespace

void add_certificate_show_command(Command group, Invocation& call) {
  Command show = group.command("show", "Show what a certificate says, without verifying anything",
                               "  assent certificate show spring.cert\n"
                               "  assent certificate show spring.cert --json\n");
  auto file = std::make_shared<std::string>();
  show.option("FILE", *file, "The certificate; `-` is standard input").required();
  show.callback([&call, file] { call.choose([&call, file] { return show_certificate(call, *file); }); });
}

}  // namespace assent::cli
