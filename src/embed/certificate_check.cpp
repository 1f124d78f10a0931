#include "embed/certificate_check.hpp"

#include "app/rules_known.hpp"
#include "embed/opened_engine.hpp"
#include "embed/read_keys.hpp"
#include "wording/words.hpp"
#include "world/clock.hpp"
#include "world/compressed.hpp"
#include "world/files.hpp"

#include <fmt/format.h>

#include <memory>
#include <utility>

namespace assent {

Result<CertificateReport> check_files(const FilesToCheck& files, const CheckedAgainst& against, Instant now,
                                      Language language) {
  const auto keys = TRY(verifier_keys_in(files.keys));
  const auto note = TRY(read_file(files.certificate, kNoteBytesMax));
  if (const auto readable = read_note(note); !readable) {
    return fail(readable.error().code, fmt::format("{}: {}", shown(files.certificate), readable.error().message),
                readable.error().mend);
  }
  CertificateSubjects subjects;
  std::vector<std::unique_ptr<ListSource>> sources;  // unpacked: the certificate is about the list, packed or not
  const std::pair<const std::string&, ByteSource*&> lists[] = {
      {files.list, subjects.list}, {files.permitted, subjects.permitted_list}, {files.refused, subjects.refused_list}};
  for (const auto& [file, subject] : lists) {
    if (file.empty()) continue;
    auto source = TRY(open_list(file));
    subject = sources.emplace_back(std::move(source)).get();
  }
  if (against.ledger) subjects.ledger = TRY(against.ledger());
  const RulePacks* packs = nullptr;
  if (against.packs) packs = TRY(against.packs());
  if (packs != nullptr) {
    subjects.rules = [packs, &zones = *against.zones, now](const Certificate& certificate) {
      return rules_known(*packs, zones, now, certificate);
    };
  }
  return check_certificate(note, keys, subjects, now, language);
}

Result<CertificateReport> check_files(const FilesToCheck& files, const OpenedEngine* against, bool ledger,
                                      Language language) {
  const Instant now = SystemClock().now();
  if (against == nullptr) return check_files(files, CheckedAgainst(), now, language);
  const EnginePorts& ports = against->engine().ports();
  const auto rules = against->engine().rules();
  CheckedAgainst engine;
  engine.zones = &ports.zones;
  engine.packs = [&] { return Result<const RulePacks*>(&rules->packs); };
  if (ledger) engine.ledger = [&] { return Result<const Ledger*>(&ports.ledger); };
  return check_files(files, engine, now, language);
}

}  // namespace assent
