// Choices as people state them, in words: what commands, programs and servers make of them is the same. Pure.
#pragma once

#include "base/instant.hpp"
#include "base/result.hpp"
#include "consent/about.hpp"
#include "consent/coverage.hpp"
#include "evidence/entry.hpp"

#include <optional>
#include <string>

namespace assent {

// Names as a coverage: none given is `absent`; `all` is everything.
Coverage coverage_of(const Names& names, const Coverage& absent);

struct StatedEvidence {
  std::string reference;  // where it is kept
  std::optional<Hash> sha256 = {};
};

// It is named by the beginning of its hash where it has no reference. invalid: the reference looks like a telephone
// number or an e-mail address.
Result<Evidence> evidence_of(const StatedEvidence& stated);

// A refusal is not turned away for its evidence: what cannot be kept of it is left out, which is added to `told`.
Evidence evidence_of_refusal(const Result<StatedEvidence>& stated, std::string& told);

// What a choice says that it is about; none given is everything.
struct StatedKinds {
  Names channels;  // of contact
  Names classes;   // of offers
  Names categories;
};
About about_of(const StatedKinds& stated);

struct StatedRefusal {
  Names scope;  // the recipients refused, by relation; none given: all
  StatedKinds kinds;
  std::string by = "owner";
  Result<StatedEvidence> evidence = StatedEvidence{};
  bool provisional = false;  // read by a machine only; it waits for a person's review
};

// A refusal is turned away for nothing that it says (docs/import.md, "The refusal law"): a name that cannot be kept is
// none, and Recorder reads the refusal as widely as it can be; evidence that is none is left out. What was made of it
// is added to `told`.
OptOutRecorded opt_out_of(const StatedRefusal& stated, const Result<std::optional<Date>>& postmarked,
                          std::string& told);
WithdrawalRecorded withdrawal_of(const StatedRefusal& stated, std::string& told);

struct StatedOptIn {
  std::string form = "electronic";
  Names recipients;  // none given: the carrier only
  Names parties;     // of this and the next two none given is everything
  Names information;
  Names offers;
  StatedKinds kinds;
  std::optional<Date> until;
  std::string by = "owner";
  std::string notice;  // that was given before it
  std::string notice_version;
  Names defects;
  StatedEvidence evidence;
};

// invalid: `all` stands beside other names of what it is about; as evidence_of().
Result<OptInRecorded> opt_in_of(const StatedOptIn& stated);

}  // namespace assent
