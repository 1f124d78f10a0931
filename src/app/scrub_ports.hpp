// The ports of a scrub: its list, its results, the keys that sign, and the index that may decide.
//
// Each is used by one scrub, from the thread that runs it, unless its comment says otherwise. An error of a port ends
// the scrub with that error.
#pragma once

#include "base/byte_stream.hpp"
#include "base/clock.hpp"
#include "base/result.hpp"
#include "base/telephones.hpp"
#include "base/time_zone.hpp"
#include "certificate/certificate.hpp"
#include "evidence/note.hpp"
#include "ledger/ledger.hpp"
#include "service/hashing_stream.hpp"
#include "service/leased_index.hpp"
#include "service/scrub_journal.hpp"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace assent::app {

class ListToScrub {
 public:
  virtual ~ListToScrub() = default;

  // Whether it can be read again from its beginning, even in a later run: a plain file, not a pipe.
  virtual bool can_be_read_again() const = 0;
  // A text that changes whenever the list is written to. Nothing: changes cannot be seen, and the scrub leaves no
  // marks.
  virtual std::optional<std::string> state() const = 0;
  // The list from its beginning, unpacked. Called once. The result lives as long as this. The threads of the scrub read
  // it, one at a time.
  //
  //   not_found, invalid, unavailable  it cannot be read
  virtual Result<ByteSource*> open() = 0;
};

// Two lists with their hashes, and a certificate and a report if requested.
//
// Called in this order: can_be_resumed(), interrupted() to continue a scrub; open(); rows to the sinks, with marks
// between them; finish_lists(), permitted_file(), refused_file(), write_certificate(), write_report(), commit().
// Results that were not committed leave nothing, except what interrupted() finds.
class ScrubResults {
 public:
  virtual ~ScrubResults() = default;

  virtual bool wants_certificate() const = 0;
  virtual bool wants_report() const = 0;

  // Whether they can keep marks.
  virtual bool can_be_resumed() const = 0;
  // How far an earlier scrub has come that did not finish these results; nothing: there is none.
  //
  //   damaged      what is stored is not what was written
  //   unavailable  it cannot be read
  virtual Result<std::optional<service::ScrubJournal>> interrupted() = 0;

  // Begins again (nullptr) and forgets earlier marks, or continues from `journal`. Precondition to continue:
  // can_be_resumed().
  //
  //   damaged      the files are not what the journal says was written
  //   unavailable  they cannot be written, or another program writes them
  virtual Result<void> open(const service::ScrubJournal* journal) = 0;

  // The sinks for rows. They live as long as this. The threads of the scrub write to them, one at a time.
  virtual service::HashingSink& permitted() = 0;
  virtual service::HashingSink& refused() = 0;

  // Makes what both sinks got so far durable, and then keeps a mark of it. `journal` comes without the sizes written;
  // this function fills them in. Called by a thread of the scrub while no thread writes rows.
  virtual Result<void> mark(service::ScrubJournal journal) = 0;

  // Completes both lists and makes them durable.
  virtual Result<void> finish_lists() = 0;
  // Each is called once, after finish_lists().
  virtual certificate::CertifiedFile permitted_file() = 0;
  virtual certificate::CertifiedFile refused_file() = 0;
  // Precondition of each: it was requested.
  virtual Result<void> write_certificate(std::string_view note) = 0;
  virtual Result<void> write_report(std::string_view json) = 0;

  // Makes all results visible: the refused list and the report before the permitted list, the certificate last. So
  // there is never a permitted list without its refusals. After a failure everything is as it was before the scrub.
  virtual Result<void> commit() = 0;
  // Removes everything, including marks.
  virtual void discard() = 0;
};

class ScrubKeys {
 public:
  virtual ~ScrubKeys() = default;

  // The key that signs. Called once, before any row is judged, if a certificate is requested.
  virtual Result<evidence::SignerKey> signer() = 0;
  // The verifier keys that are trusted for an earlier certificate. Called if there is one.
  virtual Result<std::vector<evidence::VerifierKey>> trusted() = 0;
};

// An index of the ledger, for many decisions at once. Several scrubs and counts can use it together.
class ScrubIndex {
 public:
  virtual ~ScrubIndex() = default;

  // The caller makes it follow the ledger (service/follower.hpp). nullptr: there is none, and the ledger decides.
  virtual Result<std::shared_ptr<service::LeasedIndex>> open() = 0;
};

// All outlive the scrub. The first four are thread-safe, and several scrubs can use them at the same time. The others
// belong to one scrub.
struct ScrubPorts {
  ledger::Ledger& ledger;  // written to only if the run is recorded
  const TimeZones& zones;
  const Telephones& telephones;
  const Clock& clock;
  ListToScrub& list;
  ScrubResults& results;
  ScrubKeys& keys;
  ScrubIndex* index = nullptr;  // none: the ledger decides
};

}  // namespace assent::app
