#include "embed/certificate_check.hpp"

#include "app/rules_known.hpp"
#include "embed/read_keys.hpp"
#include "wording/words.hpp"
#include "world/clock.hpp"
#include "world/compressed.hpp"
#include "world/files.hpp"

#include <fmt/format.h>

#include <memory>
#include <utility>

namespace assent {

Result<CertificateReport> check_files(const FilesToCheck& files, const OpenedEngine* against, bool ledger,
                                      Language language) {
  const auto keys = TRY(verifier_keys_in(files.keys));
  const auto note = TRY(read_file(files.certificate, kNoteBytesMax));
  if (const auto readable = read_note(note); !readable) {
    return fail(readable.error().code, fmt::format("{}: {}", shown(files.certificate), readable.error().message),
                readable.error().mend);
  }
  CertificateSubjects subjects;
  std::vector<std::unique_ptr<ListSource>> sources;
  const std::pair<const std::string&, ByteSource*&> lists[] = {
      {files.list, subjects.list}, {files.permitted, subjects.permitted_list}, {files.refused, subjects.refused_list}};
  for (const auto& [file, subject] : lists) {
    if (file.empty()) continue;
    auto source = TRY(open_list(file));
    subject = sources.emplace_back(std::move(source)).get();
  }
  const Instant now = SystemClock().now();
  if (against != nullptr) {
    const EnginePorts& ports = against->engine().ports();
    if (ledger) subjects.ledger = &ports.ledger;
    subjects.rules = [rules = against->engine().rules(), &ports, now](const Certificate& certificate) {
      return rules_known(rules->packs, ports.zones, now, certificate);
    };
  }
  return check_certificate(note, keys, subjects, now, language);
}

}  // namespace assent
