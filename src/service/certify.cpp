#include "service/certify.hpp"

#include "csv/reader.hpp"
#include "explanation/certificate_phrases.hpp"
#include "service/certificate_words.hpp"
#include "service/certified_ledger.hpp"
#include "service/hashing_stream.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace assent::service {
namespace {

using CertificateFindings = std::vector<CertificateFinding>;

CertificateFinding finding(std::string check, bool holds, std::string detail) {
  return {std::move(check), holds ? CheckResult::holds : CheckResult::fails, std::move(detail)};
}

using Phrase = explanation::CertificatePhrase;

std::string names_of(const std::vector<evidence::VerifierKey>& keys, const CertificateWords& words) {
  std::string names;
  for (const evidence::VerifierKey& key : keys) {
    names += names.empty() ? "" : ", ";
    names += words.data(fmt::format("`{}` ({:08x})", key.name(), key.hash()));
  }
  return names;
}

std::string rows_text(std::uint64_t rows, const CertificateWords& words) {
  return words.say(rows == 1 ? Phrase::row : Phrase::rows, {{"count", rows}});
}

CertificateFinding check_signature(const evidence::NoteVerification& verification, const CertificateWords& words) {
  if (!verification.bad.empty()) {
    return finding("signature", false,
                   words.say(Phrase::signature_changed, {{"keys", names_of(verification.bad, words)}}));
  }
  if (verification.good.empty()) return finding("signature", false, words.say(Phrase::signature_missing));
  std::string detail = words.say(Phrase::signed_by, {{"keys", names_of(verification.good, words)}});
  if (verification.unknown > 0) {
    detail += words.say(Phrase::further_clause);
    detail += words.say(Phrase::signed_by_others, {{"count", verification.unknown}});
  }
  return finding("signature", true, std::move(detail));
}

Phrase phrase_of(certificate::Contradiction::Kind kind) {
  switch (kind) {
    case certificate::Contradiction::Kind::rows: return Phrase::rows_do_not_add_up;
    case certificate::Contradiction::Kind::reasons: return Phrase::reasons_do_not_add_up;
    case certificate::Contradiction::Kind::unreadable_rows: return Phrase::unreadable_beyond_refused;
    case certificate::Contradiction::Kind::validity: return Phrase::valid_for_no_time;
    case certificate::Contradiction::Kind::log_shrinks: return Phrase::log_shrinks;
    case certificate::Contradiction::Kind::log_two_roots: return Phrase::log_two_roots;
    case certificate::Contradiction::Kind::log_empty_root: return Phrase::log_empty_root;
  }
  return Phrase::rows_do_not_add_up;
}

CertificateFinding check_counts(const certificate::Certificate& certificate, const CertificateWords& words) {
  if (const auto contradiction = certificate::contradiction_in(certificate)) {
    return finding("counts", false,
                   words.say(phrase_of(contradiction->kind), {{"log", std::uint64_t{contradiction->log}}}));
  }
  return finding("counts", true,
                 words.say(Phrase::counts_agree, {{"rows", rows_text(certificate.rows, words)},
                                                  {"permitted", certificate.permitted},
                                                  {"refused", certificate.refused}}));
}

CertificateFinding check_validity(const certificate::Certificate& certificate, Instant now,
                                  const CertificateWords& words) {
  const auto& until = certificate.valid_until;
  if (until && *until <= now) return finding("valid_until", false, words.say(Phrase::was_valid, {{"instant", *until}}));
  std::string detail = until ? words.say(Phrase::holds_until, {{"instant", *until}}) : words.say(Phrase::does_not_end);
  if (now < certificate.at) {
    detail += words.say(Phrase::further_clause);
    detail += words.say(Phrase::begins_later, {{"instant", certificate.at}});
  }
  return finding("valid_until", true, std::move(detail));
}

CertificateFinding check_rules(const certificate::Certificate& certificate, const RulesKnown& known,
                               const CertificateWords& words) {
  const auto say = [&](Phrase phrase) {
    return words.say(phrase, {{"regime", words.data(certificate.regime)},
                              {"version", words.data(certificate.regime_version)},
                              {"day", words.data(known.day)},
                              {"other", words.data(known.version)}});
  };
  switch (known.standing) {
    case RulesKnown::Standing::hold: return finding("rules", true, say(Phrase::rules_hold));
    case RulesKnown::Standing::ended: return finding("rules", false, say(Phrase::rules_ended));
    case RulesKnown::Standing::replaced: return finding("rules", false, say(Phrase::rules_replaced));
    case RulesKnown::Standing::differ: break;
  }
  return {"rules", CheckResult::information, say(Phrase::rules_differ)};
}

struct Tally {
  certificate::CertifiedFile file;
  std::uint64_t rows = 0;  // after the first
  std::uint64_t unreadable = 0;
};

// Counts as a scrub does.
Result<Tally> tally_of(ByteSource& source) {
  HashingSource hashing(source);
  csv::CsvReader reader(hashing);
  Tally tally;
  for (bool header = true;; header = false) {
    const auto step = TRY(reader.next());
    if (step == csv::CsvStep::end) break;
    if (header) continue;
    ++tally.rows;
    if (step == csv::CsvStep::fault) ++tally.unreadable;
  }
  tally.file = hashing.finish();
  return tally;
}

struct Expected {
  certificate::CertifiedFile file;
  std::uint64_t rows = 0;
  std::optional<std::uint64_t> unreadable;
};

Result<void> check_file(CertificateFindings& findings, std::string name, ByteSource* source, const Expected& expected,
                        const CertificateWords& words) {
  if (source == nullptr) return {};
  const auto tally = TRY(tally_of(*source));
  const auto add = [&](bool holds, std::string detail) {
    findings.push_back(finding(std::move(name), holds, std::move(detail)));
  };
  if (tally.file.bytes != expected.file.bytes) {
    add(false, words.say(Phrase::other_length, {{"found", tally.file.bytes}, {"certified", expected.file.bytes}}));
  } else if (tally.file.sha256 != expected.file.sha256) {
    add(false, words.say(Phrase::other_bytes));
  } else if (tally.rows != expected.rows) {
    add(false, words.say(Phrase::other_rows, {{"found", tally.rows}, {"certified", expected.rows}}));
  } else if (expected.unreadable && tally.unreadable != *expected.unreadable) {
    add(false, words.say(Phrase::other_unreadable, {{"found", tally.unreadable}, {"certified", *expected.unreadable}}));
  } else {
    add(true, words.say(Phrase::same_file, {{"bytes", tally.file.bytes}, {"rows", rows_text(tally.rows, words)}}));
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

Result<std::string> sign_certificate(const certificate::Certificate& certificate, const evidence::SignerKey& key) {
  TRY(certificate::check(certificate));
  if (auto contradiction = certificate::contradiction_in(certificate)) {
    return fail(ErrorCode::invalid, "the certificate contradicts itself: " + certificate::to_string(*contradiction),
                "it is not signed; scrub again");
  }
  return evidence::sign_note(certificate::to_text(certificate), key);
}

Result<CertificateReport> check_certificate(std::string_view note_text, std::span<const evidence::VerifierKey> trusted,
                                            const CertificateSubjects& subjects, Instant now,
                                            explanation::Language language) {
  const CertificateWords words(language);
  if (trusted.empty()) {
    return fail(ErrorCode::invalid, "no key is given to verify with", "name the verifier key of the signer");
  }
  const auto note = TRY(evidence::read_note(note_text));

  CertificateReport report;
  const evidence::NoteVerification verification = evidence::verify_note(note, trusted);
  report.findings.push_back(check_signature(verification, words));
  if (!verification.verified()) return report;
  auto certificate = certificate::read_certificate(note.text);
  if (!certificate) {
    report.findings.push_back(
        finding("text", false, words.say(Phrase::no_certificate, {{"why", words.data(certificate.error().message)}})));
    return report;
  }
  report.findings.push_back(finding("text", true, words.say(Phrase::certificate, {{"instant", certificate->issued}})));
  report.certificate = std::move(*certificate);

  const certificate::Certificate& c = *report.certificate;
  report.findings.push_back(check_counts(c, words));
  report.findings.push_back(check_validity(c, now, words));
  if (const auto known = subjects.rules ? subjects.rules(c) : std::nullopt) {
    report.findings.push_back(check_rules(c, *known, words));
  }
  CertificateFindings& findings = report.findings;
  TRY(check_file(findings, "list", subjects.list, {c.list, c.rows, c.unreadable}, words));
  TRY(check_file(findings, "permitted_list", subjects.permitted_list, {c.permitted_list, c.permitted, {}}, words));
  TRY(check_file(findings, "refused_list", subjects.refused_list, {c.refused_list, c.refused, {}}, words));
  if (subjects.ledger != nullptr) {
    auto checked = TRY(check_ledger(*subjects.ledger, c.logs, words));
    findings.insert(findings.end(), checked.findings.begin(), checked.findings.end());
    report.since = checked.since;
  }
  return report;
}

}  // namespace assent::service
