#include "app/rules_known.hpp"
#include "cli/command.hpp"
#include "cli/commands.hpp"
#include "cli/file_use.hpp"
#include "embed/named_files.hpp"
#include "embed/read_keys.hpp"
#include "service/certify.hpp"
#include "tables/table.hpp"
#include "wire/certificate.hpp"
#include "wording/words.hpp"

#include <fmt/format.h>

#include <memory>
#include <string>
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

Result<ExitStatus> verify_certificate(Invocation& call, const VerifyOptions& options) {
  FileUse use{.read = options.keys, .written = {}, .kept = {}};
  use.read.insert(use.read.end(), {options.file, options.list, options.permitted, options.refused});
  TRY(check_file_use(call, use));
  const auto keys = TRY(verifier_keys_in(options.keys));
  const auto note = TRY(text_in(options.file, kNoteBytesMax));
  if (const auto readable = read_note(note); !readable) {
    return fail(readable.error().code, fmt::format("{}: {}", shown(options.file), readable.error().message),
                readable.error().mend);
  }

  CertificateSubjects subjects;
  std::vector<std::unique_ptr<NamedSource>> sources;  // unpacked: the certificate is about the list, packed or not
  const std::pair<const std::string&, ByteSource*&> files[] = {{options.list, subjects.list},
                                                               {options.permitted, subjects.permitted_list},
                                                               {options.refused, subjects.refused_list}};
  for (const auto& [file, subject] : files) {
    if (file.empty()) continue;
    auto source = TRY(open_list_source(file));
    subject = sources.emplace_back(std::move(source)).get();
  }
  if (options.against_ledger) {
    const auto ledger = TRY(call.ledger(LedgerOpening::read));
    subjects.ledger = ledger;
  }

  // A certificate can be verified without any rule packs. But packs that are there and cannot be read are an error.
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

void add_certificate_verify_command(Command group, Invocation& call) {
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
}

}  // namespace assent
