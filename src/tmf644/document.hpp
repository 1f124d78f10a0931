// Document: a privacy document as it is kept, and where it stands among the documents of its account. Pure.
#pragma once

#include "base/instant.hpp"
#include "json/tree.hpp"
#include "ledger/ledger.hpp"
#include "tmf644/resource.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace assent::tmf644 {

struct Document {
  Resource resource = Resource::profile;
  std::string id;
  std::string account;
  json::Tree content;  // as it was sent, without `id` and `href`
  Position version;    // of its entry
  Instant created;
  Instant updated;
};

// The documents of one account, by its opened entries, in the order in which they came: of each the last version. What
// was deleted or erased is not among them.
std::vector<Document> documents_in(const std::vector<ledger::Recorded>& entries);

// null: it is not among them.
const Document* document_in(const std::vector<Document>& all, Resource resource, std::string_view id);

// The id of the agreement that a profile names; empty: it names none.
std::string_view agreement_of(const Document& profile);

// As the evidence of choices names it: `partyPrivacyProfile/…`.
std::string reference_of(Resource resource, std::string_view id);

}  // namespace assent::tmf644
