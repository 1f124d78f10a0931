// The ports of a scrub: where its list comes from, where its results go, whose keys sign, and which index may be asked.
//
// Each is used by one scrub, from the thread that runs it; what is said otherwise is said there. An error that one
// gives ends the scrub, with that error.
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

namespace assent {

class ListToScrub {
 public:
  virtual ~ListToScrub() = default;

  // Whether it can be read again from its beginning, in a later run too: a plain file, and not a pipe.
  virtual bool can_be_read_again() const = 0;
  // Another text whenever the list was written to. Nothing: that cannot be told, and the scrub leaves no marks.
  virtual std::optional<std::string> state() const = 0;
  // The list from its beginning, unpacked; asked for once. It lives as long as this. It is read by the threads of the
  // scrub, one at a time.
  //
  //   not_found, invalid, unavailable  it cannot be read
  virtual Result<ByteSource*> open() = 0;
};

// Two lists with their hashes, and with them a certificate and a report, where these are wanted.
//
// Called in this order: can_be_resumed(), interrupted() where a scrub is to be gone on with; open(); rows to the sinks,
// with marks between them; finish_lists(), permitted_file(), refused_file(), write_certificate(), write_report(),
// commit(). What was not committed is as if it had never been, but for what interrupted() can tell of.
class ScrubResults {
 public:
  virtual ~ScrubResults() = default;

  virtual bool wants_certificate() const = 0;
  virtual bool wants_report() const = 0;

  // Whether marks can be kept in them.
  virtual bool can_be_resumed() const = 0;
  // How far an earlier scrub has come that left these results unfinished; nothing: there is none.
  //
  //   damaged      what was kept is not what was written
  //   unavailable  it cannot be read
  virtual Result<std::optional<ScrubJournal>> interrupted() = 0;

  // To begin anew (nullptr), when earlier marks are forgotten, or to go on from `journal`. Precondition of that:
  // can_be_resumed().
  //
  //   damaged      what is there is not what the journal says was written
  //   unavailable  they cannot be written, or somebody else writes them
  virtual Result<void> open(const ScrubJournal* journal) = 0;

  // Where rows go. They live as long as this. Written to by the threads of the scrub, one at a time.
  virtual HashingSink& permitted() = 0;
  virtual HashingSink& refused() = 0;

  // Keeps how far both have come: what both sinks were given by now lasts before the mark does. `journal` lacks what
  // was written of the two; that is for this to fill in. Called by a thread of the scrub, while nobody writes rows.
  virtual Result<void> mark(ScrubJournal journal) = 0;

  // Both lists are complete, and last.
  virtual Result<void> finish_lists() = 0;
  // Each is asked for once, after that.
  virtual CertifiedFile permitted_file() = 0;
  virtual CertifiedFile refused_file() = 0;
  // Precondition of each: it is wanted.
  virtual Result<void> write_certificate(std::string_view note) = 0;
  virtual Result<void> write_report(std::string_view json) = 0;

  // Shows all of them, the refused list and the report before the permitted list and the certificate last, so that
  // never a permitted list stands without its refusals. After a failure all is as it was before the scrub.
  virtual Result<void> commit() = 0;
  // Leaves nothing behind, no marks either.
  virtual void discard() = 0;
};

class ScrubKeys {
 public:
  virtual ~ScrubKeys() = default;

  // The key that signs; asked for once, before any row is judged, where a certificate is wanted.
  virtual Result<SignerKey> signer() = 0;
  // Whose certificates of earlier scrubs are believed; asked for where there is one.
  virtual Result<std::vector<VerifierKey>> trusted() = 0;
};

// An index of the ledger, for answers to many questions at once. Several scrubs and counts may share it.
class ScrubIndex {
 public:
  virtual ~ScrubIndex() = default;

  // Whoever gives it has it follow the ledger (service/follower.hpp). nullptr: there is none, and the ledger is to be
  // asked.
  virtual Result<std::shared_ptr<LeasedIndex>> open() = 0;
};

// All outlive the scrub. The first four are thread-safe, and several scrubs may share them at the same time; the others
// belong to one scrub.
struct ScrubPorts {
  Ledger& ledger;  // written to only where the run is recorded
  const TimeZones& zones;
  const Telephones& telephones;
  const Clock& clock;
  ListToScrub& list;
  ScrubResults& results;
  ScrubKeys& keys;
  ScrubIndex* index = nullptr;  // none: the ledger is asked
};

}  // namespace assent
