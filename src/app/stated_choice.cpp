#include "app/stated_choice.hpp"

#include "evidence/hash.hpp"
#include "intake/refusal_law.hpp"
#include "wording/words.hpp"

#include <utility>

namespace assent::app {
namespace {

constexpr std::size_t kHashFigures = 16;  // enough to find the object in an archive by its hash

Names keepable_names(const Names& names) {
  Names kept;
  for (const std::string& each : names) kept.push_back(intake::keepable(each));
  return kept;
}

template <class Refusal>
Refusal refusal_of(const StatedRefusal& stated, std::string& told) {
  Refusal refusal;
  refusal.scope = coverage_of(stated.scope, Coverage::everything());
  refusal.about = about_of({keepable_names(stated.kinds.channels), keepable_names(stated.kinds.classes),
                            keepable_names(stated.kinds.categories)});
  refusal.by = intake::keepable(stated.by);
  refusal.evidence = evidence_of_refusal(stated.evidence, told);
  refusal.provisional = stated.provisional;
  return refusal;
}

}  // namespace

Coverage coverage_of(const Names& names, const Coverage& absent) {
  if (names.empty()) return absent;
  return contains(names, "all") ? Coverage::everything() : Coverage::only(names);
}

Result<evidence::Evidence> evidence_of(const StatedEvidence& stated) {
  if (wording::masked(stated.reference) != stated.reference &&
      stated.reference.find_first_of("@+") != std::string::npos) {
    return fail(ErrorCode::invalid, "the evidence reference looks like a telephone number or an e-mail address",
                "name the recording or the document, not the person");
  }
  evidence::Evidence evidence;
  evidence.reference = stated.reference;
  evidence.sha256 = stated.sha256;
  if (evidence.sha256 && evidence.reference.empty()) {
    evidence.reference = "sha256:" + evidence::to_hex(*evidence.sha256).substr(0, kHashFigures);
  }
  return evidence;
}

evidence::Evidence evidence_of_refusal(const Result<StatedEvidence>& stated, std::string& told) {
  auto evidence = stated ? evidence_of(StatedEvidence{intake::keepable(stated->reference), stated->sha256})
                         : Result<evidence::Evidence>(tl::unexpected(stated.error()));
  if (evidence) return *std::move(evidence);
  intake::add_told(told, "recorded without its evidence", to_string(evidence.error()));
  return {};
}

About about_of(const StatedKinds& stated) {
  return {service::kinds_named(stated.channels), service::kinds_named(stated.classes),
          service::kinds_named(stated.categories)};
}

evidence::OptOutRecorded opt_out_of(const StatedRefusal& stated, const Result<std::optional<Date>>& postmarked,
                                    std::string& told) {
  if (!postmarked) intake::add_told(told, "recorded without its postmark", to_string(postmarked.error()));
  auto refusal = refusal_of<evidence::OptOutRecorded>(stated, told);
  if (postmarked) refusal.postmarked = *postmarked;
  return refusal;
}

evidence::WithdrawalRecorded withdrawal_of(const StatedRefusal& stated, std::string& told) {
  return refusal_of<evidence::WithdrawalRecorded>(stated, told);
}

Result<evidence::OptInRecorded> opt_in_of(const StatedOptIn& stated) {
  evidence::OptInRecorded body;
  body.form = stated.form;
  body.recipients = coverage_of(stated.recipients, Coverage::only({kCarrier}));
  body.parties = coverage_of(stated.parties, Coverage::everything());
  body.information = coverage_of(stated.information, Coverage::everything());
  body.offers = coverage_of(stated.offers, Coverage::everything());
  for (const Names* names : {&stated.kinds.channels, &stated.kinds.classes, &stated.kinds.categories}) {
    if (names->size() < 2 || !contains(*names, "all")) continue;
    return fail(ErrorCode::invalid, "`all` is beside other names", "write `all`, or only the names");
  }
  body.about = about_of(stated.kinds);
  body.until = stated.until;
  body.by = stated.by;
  body.notice = stated.notice;
  body.notice_version = stated.notice_version;
  body.defects = stated.defects;
  body.evidence = TRY(evidence_of(stated.evidence));
  return body;
}

}  // namespace assent::app
