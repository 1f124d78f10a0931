#include "cli/recording.hpp"

#include "cli/words.hpp"
#include "world/files.hpp"

#include <fmt/format.h>

#include <limits>

namespace assent {
namespace {

constexpr std::size_t kHashFigures = 16;  // enough to find the object in an archive that is kept by hash

}  // namespace

void add_recording_options(CLI::App& command, Recording& recording) {
  command.add_option("--at", recording.at, "When it counts from (default: the present)")->type_name("INSTANT");
  command
      .add_option("--channel", recording.channel, "By which way it came in: shop, call_centre, web, ... (default: cli)")
      ->type_name("NAME");
  command.add_option("--key", recording.key, "Names this recording, so that a repeated one returns the first entry")
      ->type_name("KEY");
}

Result<Circumstances> circumstances_of(Invocation& call, const Recording& recording) {
  const auto at = optional_instant("--at", recording.at);
  if (!at) return tl::unexpected(at.error());
  return Circumstances{*at, call.actor(), recording.channel, recording.key};
}

void add_evidence_options(CLI::App& command, EvidenceOptions& options) {
  command.add_option("--evidence", options.reference, "Where the evidence is kept, such as a recording's number")
      ->type_name("REF");
  command
      .add_option("--evidence-file", options.file,
                  "The evidence itself; its SHA-256 is recorded, and names it where `--evidence` does not")
      ->type_name("FILE");
}

void add_confirmation_options(CLI::App& command, std::string& confirmed_by, EvidenceOptions& evidence) {
  command
      .add_option("--confirmed-by", confirmed_by,
                  "The second person, who has seen the evidence: needed where more would be permitted than before")
      ->type_name("PERSON");
  add_evidence_options(command, evidence);
}

Result<Evidence> evidence_of(const EvidenceOptions& options) {
  Evidence evidence;
  evidence.reference = options.reference;
  if (masked(options.reference) != options.reference && options.reference.find_first_of("@+") != std::string::npos) {
    return fail(ErrorCode::invalid, "the evidence reference looks like a telephone number or a mail address",
                "name the recording or the document, not the person");
  }
  if (!options.file.empty()) {
    const auto bytes = read_file(options.file, std::numeric_limits<std::size_t>::max());
    if (!bytes) return tl::unexpected(bytes.error());
    evidence.sha256 = sha256(view_of(*bytes));
    if (evidence.reference.empty()) evidence.reference = "sha256:" + to_hex(*evidence.sha256).substr(0, kHashFigures);
  }
  return evidence;
}

void warn_of_unknown_accounts(Terminal& terminal, std::uint64_t refusals) {
  if (refusals == 0) return;
  terminal.warn(fmt::format("{} for accounts that are not on record; they count all the same",
                            counted(refusals, "refusal is", "refusals are")));
}

}  // namespace assent
