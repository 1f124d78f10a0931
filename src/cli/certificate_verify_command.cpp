#include "cli/command.hpp"
#include "cli/commands.hpp"
#include "cli/file_use.hpp"
#include "embed/certificate_check.hpp"
#include "tables/table.hpp"
#include "wire/certificate.hpp"

#include <memory>
#include <string>
#include <vector>

namespace assent::cli {
namespace {

struct VerifyOptions {
  embed::FilesToCheck files;
  bool against_ledger = false;
};

// A certificate can be verified without any rule packs. But packs that are there and cannot be read are an error.
Result<const app::RulePacks*> packs_if_any(Invocation& call) {
  auto packs = call.packs();
  if (!packs && packs.error().code == ErrorCode::not_found) return nullptr;
  return packs;
}

Result<ExitStatus> verify_certificate(Invocation& call, const VerifyOptions& options) {
  const embed::FilesToCheck& files = options.files;
  FileUse use{.read = files.keys, .written = {}, .kept = {}};
  use.read.insert(use.read.end(), {files.certificate, files.list, files.permitted, files.refused});
  TRY(check_file_use(call, use));
  embed::CheckedAgainst against;
  against.zones = &call.world().zones;
  against.packs = [&] { return packs_if_any(call); };
  if (options.against_ledger)
    against.ledger = [&]() -> Result<const ledger::Ledger*> { return call.ledger(LedgerOpening::read); };
  const auto report = TRY(embed::check_files(files, against, call.now(), call.language()));
  const Outcome outcome = report.good() ? Outcome::permit : Outcome::deny;
  if (call.json()) {
    call.terminal().print(wire::json_of(report));
    return status_of(outcome);
  }
  tables::Table table({{"check"}, {"result"}, {"detail", tables::Align::left, 80, call.language()}});
  for (const service::CertificateFinding& each : report.findings) {
    table.row({each.check, std::string(service::to_string(each.result)), each.detail});
  }
  call.terminal().print(table);
  call.terminal().print(
      "\n" +
      call.terminal().painted(outcome, report.good() ? "the certificate is valid" : "the certificate is not valid") +
      "\n");
  return status_of(outcome);
}

}  // namespace

void add_certificate_verify_command(Command group, Invocation& call) {
  Command verify = group.command(
      "verify", "Check a certificate against keys, lists and the ledger: exit status 0 valid, 2 not valid",
      "  assent certificate verify spring.cert --key scrubs.key.pub --permitted call.csv   # before dialling\n"
      "  assent certificate verify spring.cert --key scrubs.key.pub \\\n"
      "    --list list.csv --permitted call.csv --refused leave.csv\n"
      "  assent certificate verify spring.cert --key scrubs.key.pub --against-ledger\n");
  auto options = std::make_shared<VerifyOptions>();
  verify.option("FILE", options->files.certificate, "The certificate; `-` is standard input").required();
  verify
      .option("--key", options->files.keys,
              "The signer you trust: a verifier key, or a file with one on each line; may be given several times")
      .type_name("KEY")
      .required()
      .repeated();
  verify.option("--list", options->files.list, "The list that was scrubbed; this and the other lists may be packed")
      .type_name("FILE");
  verify.option("--permitted", options->files.permitted, "The list of customers who may be contacted")
      .type_name("FILE");
  verify.option("--refused", options->files.refused, "The list of the other customers").type_name("FILE");
  verify.flag("--against-ledger", options->against_ledger,
              "Check the ledger too: whether the scrub used it, and what was recorded since");
  verify.callback([&call, options] { call.choose([&call, options] { return verify_certificate(call, *options); }); });
}

}  // namespace assent::cli
