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

namespace assent::embed {

Result<service::CertificateReport> check_files(const FilesToCheck& files, const CheckedAgainst& against, Instant now,
                                               explanation::Language language) {
  const auto keys = TRY(verifier_keys_in(files.keys));
  const auto note = TRY(world::read_file(files.certificate, evidence::kNoteBytesMax));
  if (const auto readable = evidence::read_note(note); !readable) {
    return fail(readable.error().code,
                fmt::format("{}: {}", wording::shown(files.certificate), readable.error().message),
                readable.error().mend);
  }
  service::CertificateSubjects subjects;
  std::vector<std::unique_ptr<world::ListSource>>
      sources;  // unpacked: the certificate is about the list, packed or not
  const std::pair<const std::string&, ByteSource*&> lists[] = {
      {files.list, subjects.list}, {files.permitted, subjects.permitted_list}, {files.refused, subjects.refused_list}};
  for (const auto& [file, subject] : lists) {
    if (file.empty()) continue;
    auto source = TRY(world::open_list(file));
    subject = sources.emplace_back(std::move(source)).get();
  }
  if (against.ledger) subjects.ledger = TRY(against.ledger());
  const app::RulePacks* packs = nullptr;
  if (against.packs) packs = TRY(against.packs());
  if (packs != nullptr) {
    subjects.rules = [packs, &zones = *against.zones, now](const certificate::Certificate& certificate) {
      return app::rules_known(*packs, zones, now, certificate);
    };
  }
  return service::check_certificate(note, keys, subjects, now, language);
}

Result<service::CertificateReport> check_files(const FilesToCheck& files, const OpenedEngine* against, bool ledger,
                                               explanation::Language language) {
  const Instant now = world::SystemClock().now();
  if (against == nullptr) return check_files(files, CheckedAgainst(), now, language);
  const app::EnginePorts& ports = against->engine().ports();
  const auto rules = against->engine().rules();
  CheckedAgainst engine;
  engine.zones = &ports.zones;
  engine.packs = [&] { return Result<const app::RulePacks*>(&rules->packs); };
  if (ledger) engine.ledger = [&] { return Result<const ledger::Ledger*>(&ports.ledger); };
  return check_files(files, engine, now, language);
}

}  // namespace assent::embed
