#include "tmf644/difference.hpp"

#include "evidence/hash.hpp"
#include "tmf644/versions.hpp"

#include <algorithm>
#include <utility>
#include <variant>

namespace assent::tmf644 {

using evidence::OptInRecorded;
namespace {

// What a document says, among the documents of its account.
std::vector<Effect> effects_among(const std::vector<Document>& all, Resource resource, std::string_view id,
                                  const Mapping& mapping, Instant now, Proof& proof) {
  const Document* const document = document_in(all, resource, id);
  if (document == nullptr || resource == Resource::profile_specification) return {};
  const Document* const agreement =
      resource == Resource::agreement ? document : document_in(all, Resource::agreement, agreement_of(*document));
  proof = Proof{};
  if (agreement != nullptr) {
    proof = proof_of(in_version(Version::v4, Resource::agreement, agreement->content), mapping, now);
  }
  const std::string text = json::to_json(document->content);
  const evidence::Evidence evidence{reference_of(resource, id), evidence::sha256(evidence::view_of(text))};
  return effects_of(in_version(Version::v4, resource, document->content), mapping, proof, evidence, now);
}

template <class Body>
Body without_hash(Body body) {
  body.evidence = {};
  return body;
}

template <class Body>
bool says(const std::vector<Body>& all, const Body& body) {
  return std::ranges::any_of(all, [&](const Body& each) { return without_hash(each) == without_hash(body); });
}

struct Choices {
  std::vector<evidence::OptOutRecorded> refusals;
  std::vector<OptInRecorded> approvals;
};

Choices choices_in(const std::vector<Effect>& effects) {
  Choices choices;
  for (const Effect& each : effects) {
    if (each.refusal) choices.refusals.push_back(*each.refusal);
    choices.approvals.insert(choices.approvals.end(), each.approvals.begin(), each.approvals.end());
  }
  return choices;
}

bool same_extent(const OptInRecorded& a, const OptInRecorded& b) {
  return a.recipients == b.recipients && a.parties == b.parties && a.information == b.information &&
         a.offers == b.offers && a.about == b.about && a.by == b.by && a.until == b.until;
}

// Proved approvals on record that rest on the document, and that nothing has withdrawn since.
std::vector<OptInRecorded> standing_on(const std::vector<ledger::Recorded>& entries, std::string_view reference) {
  std::vector<OptInRecorded> standing;
  for (const ledger::Recorded& each : entries) {
    if (const auto* approval = std::get_if<OptInRecorded>(&each.entry.body)) {
      if (approval->grade == evidence::Grade::proved && approval->evidence.reference == reference)
        standing.push_back(*approval);
    } else if (const auto* withdrawal = std::get_if<evidence::WithdrawalRecorded>(&each.entry.body)) {
      if (withdrawal->evidence.reference != reference) continue;
      std::erase_if(standing, [&](const OptInRecorded& one) {
        return one.recipients == withdrawal->scope && one.about == withdrawal->about;
      });
    }
  }
  return standing;
}

void withdraw(const std::vector<OptInRecorded>& standing, const std::vector<OptInRecorded>& still,
              const std::string& reference, service::DocumentVersion& version) {
  for (const OptInRecorded& each : standing) {
    const bool stays = std::ranges::any_of(still, [&](const OptInRecorded& one) {
      return one.grade == evidence::Grade::proved && same_extent(one, each);
    });
    if (stays) continue;
    evidence::WithdrawalRecorded withdrawal{each.recipients, each.by, {reference, {}}, each.about};
    const service::Choice choice = withdrawal;
    if (std::ranges::find(version.refusals, choice) == version.refusals.end()) version.refusals.push_back(choice);
  }
}

}  // namespace

std::vector<Meaning> Difference::add(Resource resource, const std::string& id,
                                     service::DocumentVersion& version) const {
  Proof former;
  Proof proof;
  const Choices was = choices_in(effects_among(before_, resource, id, mapping_, now_, former));
  const auto effects = effects_among(after_, resource, id, mapping_, now_, proof);
  const Choices is = choices_in(effects);
  const std::string reference = reference_of(resource, id);
  for (const evidence::OptOutRecorded& each : is.refusals) {
    if (!says(was.refusals, each)) version.refusals.emplace_back(each);
  }
  for (const OptInRecorded& each : is.approvals) {
    if (!says(was.approvals, each)) version.approvals.push_back({each, proof.given});
  }
  withdraw(standing_on(entries_, reference), is.approvals, reference, version);
  std::vector<Meaning> meanings;
  for (const Effect& each : effects) meanings.push_back(each.meaning);
  return meanings;
}

}  // namespace assent::tmf644
