#include "boundary.hpp"
#include "embed/certificate_check.hpp"
#include "evidence/hash.hpp"
#include "store/sqlite_verify.hpp"

#include <chrono>

using namespace assent;
using namespace assent::boundary;

namespace {

constexpr std::chrono::seconds kBusyWait{10};

struct KeptInspection : Kept<assent_inspection> {
  std::vector<assent_log_head> heads_kept;
  std::vector<assent_damage> damages_kept;
};

std::unique_ptr<KeptInspection> kept_of(const ledger::Inspection& inspection) {
  auto kept = std::make_unique<KeptInspection>();
  kept->whole = inspection.whole() ? 1 : 0;
  kept->entries = inspection.entries;
  for (const ledger::LogHead& each : inspection.heads) {
    kept->heads_kept.push_back({each.log, each.size, kept->text(evidence::to_hex(each.root))});
  }
  for (const ledger::Damage& each : inspection.damages) {
    kept->damages_kept.push_back(
        {kept->text(each.entry ? entry_name(*each.entry) : std::string()), kept->text(each.what)});
  }
  kept->heads = kept->heads_kept.data();
  kept->head_count = kept->heads_kept.size();
  kept->damages = kept->damages_kept.data();
  kept->damage_count = kept->damages_kept.size();
  return kept;
}

struct KeptReport : Kept<assent_certificate_report> {
  std::vector<assent_finding> findings_kept;
};

}  // namespace

assent_status assent_verify_ledger(const char* file, assent_inspection** inspection, assent_error** error) noexcept {
  if (inspection != nullptr) *inspection = nullptr;
  return guarded(error, [&]() -> Result<void> {
    TRY(check_given(inspection));
    TRY(check_said(file, "the ledger"));
    const auto found = TRY(store::verify_ledger_file(string_of(file), kBusyWait, {}));
    auto kept = kept_of(found);
    hand_out(kept, inspection);
    return {};
  });
}

void assent_inspection_free(assent_inspection* inspection) noexcept { delete static_cast<KeptInspection*>(inspection); }

assent_status assent_verify_certificate(const assent_engine* engine, const assent_certificate_check* check,
                                        assent_certificate_report** report, assent_error** error) noexcept {
  if (report != nullptr) *report = nullptr;
  return guarded(error, [&]() -> Result<void> {
    TRY(check_given(report));
    const auto given = TRY(taken(check, "check"));
    TRY(check_said(given.certificate, "the certificate"));
    if (given.against_ledger != 0 || engine != nullptr) {
      TRY(check_here(engine));
    }
    const auto language = TRY(language_in(given.language));
    const auto found = TRY(
        embed::check_files({string_of(given.certificate), strings_of(given.keys), string_of(given.list),
                            string_of(given.permitted), string_of(given.refused)},
                           engine == nullptr ? nullptr : engine->opened.get(), given.against_ledger != 0, language));
    auto kept = std::make_unique<KeptReport>();
    kept->holds = found.good() ? 1 : 0;
    for (const service::CertificateFinding& each : found.findings) {
      kept->findings_kept.push_back(
          {kept->text(each.check), kept->text(service::to_string(each.result)), kept->text(each.detail)});
    }
    kept->findings = kept->findings_kept.data();
    kept->finding_count = kept->findings_kept.size();
    hand_out(kept, report);
    return {};
  });
}

void assent_certificate_report_free(assent_certificate_report* report) noexcept {
  delete static_cast<KeptReport*>(report);
}
