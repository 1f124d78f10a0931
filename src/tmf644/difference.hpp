// Difference: which choices change with an account's documents. Pure.
//
//   - what refuses and did not before: opt-outs;
//   - what approves and did not before: opt-ins, from when the customer signed;
//   - proved approvals on record that rest on the document and do not follow from it any more: withdrawals.
#pragma once

#include "service/record_document.hpp"
#include "tmf644/document.hpp"
#include "tmf644/effects.hpp"
#include "tmf644/mapping.hpp"

#include <string>
#include <vector>

namespace assent::tmf644 {

class Difference {
 public:
  // The account's documents before and after the change, and its entries before it. All outlive this.
  Difference(const std::vector<Document>& before, const std::vector<Document>& after,
             const std::vector<ledger::Recorded>& entries, const Mapping& mapping, Instant now)
      : before_(before), after_(after), entries_(entries), mapping_(mapping), now_(now) {}

  // Adds the choices of that document, which may be among neither, and returns what its characteristics mean after.
  std::vector<Meaning> add(Resource resource, const std::string& id, service::DocumentVersion& version) const;

 private:
  const std::vector<Document>& before_;
  const std::vector<Document>& after_;
  const std::vector<ledger::Recorded>& entries_;
  const Mapping& mapping_;
  Instant now_;
};

}  // namespace assent::tmf644
