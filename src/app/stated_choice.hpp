// Choices as people state them, in words. Commands, programs and servers all read them in this way. Pure.
#pragma once

#include "base/instant.hpp"
#include "base/result.hpp"
#include "consent/about.hpp"
#include "consent/coverage.hpp"
#include "evidence/entry.hpp"

#include <optional>
#include <string>

namespace assent::app {

// Names as a coverage: no names give `absent`; `all` is everything.
Coverage coverage_of(const Names& names, const Coverage& absent);

struct StatedEvidence {
  std::string reference;  // where it is kept
  std::optional<evidence::Hash> sha256 = {};
};

// Without a reference, the beginning of its hash names it. invalid: the reference looks like a telephone number or an
// e-mail address.
Result<evidence::Evidence> evidence_of(const StatedEvidence& stated);

// A refusal is never rejected because of its evidence: what cannot be recorded is left out, and `told` says so.
evidence::Evidence evidence_of_refusal(const Result<StatedEvidence>& stated, std::string& told);

// What a choice is about; no names mean everything.
struct StatedKinds {
  Names channels;  // of contact
  Names classes;   // of offers
  Names categories;
};
About about_of(const StatedKinds& stated);

struct StatedRefusal {
  Names scope;  // the recipients refused, by relation; none: all
  StatedKinds kinds;
  std::string by = "owner";
  Result<StatedEvidence> evidence = StatedEvidence{};
  bool provisional = false;  // only a machine has read it; it waits for a person's review
};

// A refusal is never rejected because of its content (docs/import.md, "The refusal law"). A name that cannot be
// recorded is dropped, and Recorder reads the refusal as widely as possible; invalid evidence is left out. `told` says
// how it was mended.
evidence::OptOutRecorded opt_out_of(const StatedRefusal& stated, const Result<std::optional<Date>>& postmarked,
                                    std::string& told);
evidence::WithdrawalRecorded withdrawal_of(const StatedRefusal& stated, std::string& told);

struct StatedOptIn {
  std::string form = "electronic";
  Names recipients;  // none: the carrier only
  Names parties;     // for this and the next two, none means everything
  Names information;
  Names offers;
  StatedKinds kinds;
  std::optional<Date> until;
  std::string by = "owner";
  std::string notice;  // given before it
  std::string notice_version;
  Names defects;
  StatedEvidence evidence;
};

// invalid: `all` is beside other names; as evidence_of().
Result<evidence::OptInRecorded> opt_in_of(const StatedOptIn& stated);

}  // namespace assent::app
