// Recording a privacy document with the choices that it says: all in one append, so that no reader sees the one without
// the others.
#pragma once

#include "base/result.hpp"
#include "evidence/entry.hpp"
#include "ledger/ledger.hpp"
#include "regime/regime.hpp"
#include "service/choice.hpp"
#include "service/circumstances.hpp"
#include "service/customer_file.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace assent::service {

struct StatedApproval {
  evidence::OptInRecorded body;
  std::optional<Instant> given;  // from when it counts; none: from its recording
};

// A version of a document, and what changes with it.
struct DocumentVersion {
  evidence::PrivacyDocumentRecorded document;
  std::vector<Choice> refusals;  // precondition: refuses()
  std::vector<StatedApproval> approvals;
};

struct DocumentReceipt {
  ledger::Receipt receipt;            // of the document
  std::vector<std::size_t> left_out;  // approvals that could not be recorded, by their numbers
  std::string told;                   // how what could not be recorded of a refusal was mended; empty: nothing was
};

// Records it for the account, or for one of the carrier's own (then without choices). The key in `by` is the
// document's: it names a version, so that of two callers who change the same version one gets a conflict.
//
// A refusal is never rejected: it is recorded for an unknown account too, and what in it cannot be recorded is read as
// widely as it can be. An approval that could not be recorded by itself (Recorder::record()) is left out. Refusals
// stand behind approvals: of both at one instant, the refusal is the later.
//
//   invalid      no account, or none that can be; the document cannot be recorded
//   conflict     the key was used for another version
//   unavailable, damaged  as the ledger; nothing was written, or refusals were not carried to a succeeding account yet
Result<DocumentReceipt> record_document(ledger::Ledger& ledger, const CustomerFile& file, const std::string& account,
                                        const DocumentVersion& version, const Circumstances& by,
                                        const regime::Regime& regime, Instant now);

}  // namespace assent::service
