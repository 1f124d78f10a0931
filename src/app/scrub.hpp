// ListScrub: the use case of a scrub, from a request to results that are there together, or not at all.
//
// It looks whether an interrupted scrub is to be gone on with, chooses who judges the rows (the index, kept up to date
// meanwhile, or the ledger), has them judged (service/scrub.hpp), certifies what came out and commits it. It prints
// nothing, and knows no file and no global: all that is outside stands behind ports (scrub_ports.hpp).
//
// One thread uses a ListScrub. Any number of them may run at the same time, also against one ledger.
#pragma once

#include "app/scrub_ports.hpp"
#include "app/scrub_request.hpp"
#include "base/result.hpp"
#include "service/circumstances.hpp"
#include "service/customer_file.hpp"
#include "service/scrub.hpp"
#include "service/scrub_journal.hpp"
#include "service/scrub_judge.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace assent {

struct ScrubOutcome {
  ScrubSummary summary;
  ScrubOccasion occasion;
  ListIdentifier identifier;               // the column that names the customer
  CertifiedFile list;                      // the list as it was read, unpacked
  std::optional<std::string> certificate;  // the signed note, as it was written; none: none was wanted
  std::vector<ScrubNotice> notices;        // in the order in which they arose
  // Of customers whose status was unknown for it: what was wrong with the ledger. Their rows are refused, and the
  // results are committed.
  std::optional<CustomerFile::Trouble> trouble;
};

class ListScrub {
 public:
  // Settles what is asked, about which instant, and whether an interrupted scrub is gone on with. Nothing is written.
  //
  //   invalid               a list that cannot be read again is to be gone on with
  //   conflict              the interrupted scrub was of another order or another ledger
  //   unavailable, damaged  what was kept of it cannot be read; as the ledger
  static Result<std::unique_ptr<ListScrub>> plan(ScrubRequest request, const ScrubPorts& ports);

  ListScrub(const ListScrub&) = delete;
  ListScrub& operator=(const ListScrub&) = delete;

  const ScrubRequest& request() const { return request_; }
  // The instant that the rows are decided about: of a scrub that is gone on with, the one that it was begun with.
  const AsOf& as_of() const { return question_.as_of; }
  // What is to be said before rows are judged.
  const std::vector<ScrubNotice>& notices() const { return notices_; }

  // Does it. To be called once. `on_progress` (may be empty) is told rows and bytes of the unpacked list, by the thread
  // that called this. `stop` is looked at before anything is done and then between pieces of the list; while the list
  // or the ledger is waited for it is not.
  //
  //   invalid               the list has no header, no column that names the customer, or a row that is too long; the
  //                         earlier certificate does not hold, or no index can tell what has changed since
  //   conflict              the list is not the one that was begun with or that the earlier certificate is of; that
  //                         certificate is of another use, other rules or another ledger
  //   unavailable           a port could not be read or written; the list was changed while it was read; `stop` was
  //                         asked for: a mark is kept, where they can be, and a later scrub can go on from there
  //   damaged               the ledger, or what the interrupted scrub wrote
  //
  // After an error nothing is committed. Throws ZoneDataUnreadable.
  Result<ScrubOutcome> run(const OnProgress& on_progress = {}, const std::stop_token& stop = {});

 private:
  ListScrub(ScrubRequest request, const ScrubPorts& ports);

  Result<void> settle();
  Result<std::shared_ptr<LeasedIndex>> choose_index() const;
  Result<std::optional<CertifiedFile>> compare(IndexJudge* judge, const ListIdentifier& identifier) const;
  Result<ScrubSummary> judge_rows(Scrub& scrub, ScrubJudge& judge, const OnProgress& on_progress,
                                  const std::stop_token& stop) const;
  Result<void> check_list(const CertifiedFile& read, const std::optional<CertifiedFile>& certified) const;
  struct Lists {
    CertifiedFile list;
    CertifiedFile permitted;
    CertifiedFile refused;
  };
  Result<std::string> certify(const Scrub& scrub, const ScrubSummary& summary, const Lists& lists,
                              const SignerKey& key) const;
  Result<Position> record_run(const ScrubSummary& summary, const Lists& lists,
                              const std::optional<std::string>& certificate) const;
  void look_back(ScrubOutcome& outcome) const;

  ScrubRequest request_;
  ScrubPorts ports_;
  Instant started_;
  bool ledger_ahead_ = false;  // something in it was recorded later than this began
  bool simulation_ = false;    // the ledger is one
  ScrubQuestion question_;
  std::optional<std::string> list_state_;
  std::string order_;
  std::optional<ScrubJournal> journal_;  // gone on from
  std::vector<LogHead> began_;           // where the ledger stood before any row was judged
  std::vector<ScrubNotice> notices_;
};

// plan() and run() in one; fails as they do. The outcome has the notices of both.
Result<ScrubOutcome> scrub_list(ScrubRequest request, const ScrubPorts& ports, const OnProgress& on_progress = {},
                                const std::stop_token& stop = {});

}  // namespace assent
