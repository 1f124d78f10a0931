// Effects: what a document's characteristics mean as choices, by the carrier's mapping. Pure.
//
// It is read so that any doubt denies. A value that refuses is an opt-out, whatever the document's status, its validity
// or its recipients; what nothing in the mapping covers is refused as widely as it can be read. A value that approves
// is an opt-in for what the mapping names, for recipients that it knows, and only as proved as its agreement is.
#pragma once

#include "base/instant.hpp"
#include "evidence/entry.hpp"
#include "json/tree.hpp"
#include "tmf644/mapping.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace assent::tmf644 {

// How good the proof of a document's approvals is.
struct Proof {
  evidence::Grade grade = evidence::Grade::claimed;
  std::optional<Instant> given;  // when the customer signed; none: it is not known
  std::string notice;            // that they had before
  std::string notice_version;
};

// Of an agreement that is kept here, in the form of version 4. `proved` needs an agreement in a status that the mapping
// names, in force at `now`, with an authorization that is dated, not later than `now`, and signed; and a notice for its
// specification. The first of several authorizations counts: what was refused after it stays refused.
Proof proof_of(const json::Tree& agreement, const Mapping& mapping, Instant now);

enum class Meaning : std::uint8_t {
  refuses,
  approves,
  unclear,   // neither: a provisional refusal, until a person has read it
  not_yet,   // it would approve, and the document's status or validity does not let it
  unmapped,  // nothing in the mapping is about it, or about its recipients
  ignored    // the mapping says that it is no choice
};
std::string_view word_of(Meaning meaning);

struct Effect {
  Meaning meaning = Meaning::unmapped;
  std::optional<evidence::OptOutRecorded> refusal;  // of `refuses` and `unclear`
  std::vector<evidence::OptInRecorded> approvals;   // of `approves`: one for each relation
};

// One for each characteristic, in order. `document` is a profile or an agreement in the form of version 4;
// `evidence` is what its choices will name.
std::vector<Effect> effects_of(const json::Tree& document, const Mapping& mapping, const Proof& proof,
                               const evidence::Evidence& evidence, Instant now);

// The account that a document belongs to, by the party that it is about; nothing: it names no customer.
// Of a profile: whom it protects, else who agreed. Of an agreement: the first engaged party that is a customer.
std::optional<std::string> account_in(const json::Tree& document, const Mapping& mapping);

}  // namespace assent::tmf644
