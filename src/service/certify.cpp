#include "service/certify.hpp"

#include "csv/reader.hpp"
#include "service/certified_ledger.hpp"
#include "service/hashing_stream.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace assent {
namespace {

using CertificateFindings = std::vector<CertificateFinding>;

CertificateFinding finding(std::string check, bool holds, std::string detail) {
  return {std::move(check), holds ? CheckResult::holds : CheckResult::fails, std::move(detail)};
}

std::string names_of(const std::vector<VerifierKey>& keys) {
  std::string names;
  for (const VerifierKey& key : keys) {
    names += fmt::format("{}`{}` ({:08x})", names.empty() ? "" : ", ", key.name(), key.hash());
  }
  return names;
}

std::string rows_text(std::uint64_t rows) { return fmt::format("{} {}", rows, rows == 1 ? "row" : "rows"); }

CertificateFinding check_signature(const NoteVerification& verification) {
  if (!verification.bad.empty()) {
    return finding("signature", false,
                   fmt::format("what stands there for {} does not sign this text: text or signature was changed",
                               names_of(verification.bad)));
  }
  if (verification.good.empty()) {
    return finding("signature", false, "no trusted key signed it; its text is not looked at");
  }
  std::string detail = "signed by " + names_of(verification.good);
  if (verification.unknown > 0)
    detail += fmt::format("; signatures by others, which do not count: {}", verification.unknown);
  return finding("signature", true, std::move(detail));
}

CertificateFinding check_counts(const Certificate& certificate) {
  if (auto contradiction = contradiction_in(certificate)) return finding("counts", false, *std::move(contradiction));
  return finding("counts", true,
                 fmt::format("{} = {} permitted + {} refused, and the sum of the reasons", rows_text(certificate.rows),
                             certificate.permitted, certificate.refused));
}

CertificateFinding check_validity(const Certificate& certificate, Instant now) {
  const auto& until = certificate.valid_until;
  if (until && *until <= now) {
    return finding("valid_until", false, fmt::format("it was valid until {}; scrub again", to_string(*until)));
  }
  std::string detail = until ? fmt::format("it holds until {}", to_string(*until)) : "it does not end by itself";
  if (now < certificate.at)
    detail += fmt::format("; it begins to hold at {}, and not before", to_string(certificate.at));
  return finding("valid_until", true, std::move(detail));
}

CertificateFinding check_rules(const Certificate& certificate, const RulesKnown& known) {
  const std::string pack = fmt::format("rule pack `{}` version {}", certificate.regime, certificate.regime_version);
  switch (known.standing) {
    case RulesKnown::Standing::hold: return finding("rules", true, pack + " is in effect as it was certified");
    case RulesKnown::Standing::ended:
      return finding("rules", false, fmt::format("{} was in effect until {}; scrub again", pack, known.day));
    case RulesKnown::Standing::replaced:
      return finding("rules", false,
                     fmt::format("{} is not in effect, version {} is; scrub again", pack, known.version));
    case RulesKnown::Standing::differ: break;
  }
  return {"rules", CheckResult::information, pack + " is known here in another text"};
}

struct Tally {
  CertifiedFile file;
  std::uint64_t rows = 0;  // after the first
  std::uint64_t unreadable = 0;
};

// Counts as a scrub does.
Result<Tally> tally_of(ByteSource& source) {
  HashingSource hashing(source);
  CsvReader reader(hashing);
  Tally tally;
  for (bool header = true;; header = false) {
    const auto step = TRY(reader.next());
    if (step == CsvStep::end) break;
    if (header) continue;
    ++tally.rows;
    if (step == CsvStep::fault) ++tally.unreadable;
  }
  tally.file = hashing.finish();
  return tally;
}

struct Expected {
  CertifiedFile file;
  std::uint64_t rows = 0;
  std::optional<std::uint64_t> unreadable;
};

Result<void> check_file(CertificateFindings& findings, std::string name, ByteSource* source, const Expected& expected) {
  if (source == nullptr) return {};
  const auto tally = TRY(tally_of(*source));
  const auto add = [&](bool holds, std::string detail) {
    findings.push_back(finding(std::move(name), holds, std::move(detail)));
  };
  if (tally.file.bytes != expected.file.bytes) {
    add(false,
        fmt::format("it is another file: {} bytes, where {} are certified", tally.file.bytes, expected.file.bytes));
  } else if (tally.file.sha256 != expected.file.sha256) {
    add(false, "it is another file: of the certified length, but with other bytes");
  } else if (tally.rows != expected.rows) {
    add(false, fmt::format("rows in it: {}; certified: {}", tally.rows, expected.rows));
  } else if (expected.unreadable && tally.unreadable != *expected.unreadable) {
    add(false, fmt::format("unreadable rows in it: {}; certified: {}", tally.unreadable, *expected.unreadable));
  } else {
    add(true, fmt::format("it is the certified file: {} bytes, {}", tally.file.bytes, rows_text(tally.rows)));
  }
  return {};
}

}  // namespace

std::string_view to_string(CheckResult result) {
  switch (result) {
    case CheckResult::holds: return "holds";
    case CheckResult::fails: return "fails";
    case CheckResult::information: return "information";
  }
  return "fails";
}

bool CertificateReport::good() const {
  return certificate && std::none_of(findings.begin(), findings.end(),
                                     [](const CertificateFinding& each) { return each.result == CheckResult::fails; });
}

Result<std::string> sign_certificate(const Certificate& certificate, const SignerKey& key) {
  TRY(check(certificate));
  if (auto contradiction = contradiction_in(certificate)) {
    return fail(ErrorCode::invalid, "the certificate contradicts itself: " + *std::move(contradiction),
                "it is not signed; scrub again");
  }
  return sign_note(to_text(certificate), key);
}

Result<CertificateReport> check_certificate(std::string_view note_text, std::span<const VerifierKey> trusted,
                                            const CertificateSubjects& subjects, Instant now) {
  if (trusted.empty()) {
    return fail(ErrorCode::invalid, "no key is given to verify with", "name the verifier key of who certified");
  }
  const auto note = TRY(read_note(note_text));

  CertificateReport report;
  const NoteVerification verification = verify_note(note, trusted);
  report.findings.push_back(check_signature(verification));
  if (!verification.verified()) return report;
  auto certificate = read_certificate(note.text);
  if (!certificate) {
    report.findings.push_back(
        finding("text", false, "it is signed, and no certificate: " + certificate.error().message));
    return report;
  }
  report.findings.push_back(
      finding("text", true, fmt::format("a scrub certificate, issued {}", to_string(certificate->issued))));
  report.certificate = std::move(*certificate);

  const Certificate& c = *report.certificate;
  report.findings.push_back(check_counts(c));
  report.findings.push_back(check_validity(c, now));
  if (const auto known = subjects.rules ? subjects.rules(c) : std::nullopt) {
    report.findings.push_back(check_rules(c, *known));
  }
  CertificateFindings& findings = report.findings;
  TRY(check_file(findings, "list", subjects.list, {c.list, c.rows, c.unreadable}));
  TRY(check_file(findings, "permitted_list", subjects.permitted_list, {c.permitted_list, c.permitted, {}}));
  TRY(check_file(findings, "refused_list", subjects.refused_list, {c.refused_list, c.refused, {}}));
  if (subjects.ledger != nullptr) {
    auto checked = TRY(check_ledger(*subjects.ledger, c.logs));
    findings.insert(findings.end(), checked.findings.begin(), checked.findings.end());
    report.since = checked.since;
  }
  return report;
}

}  // namespace assent
