// ListScrub: the use case of a scrub, from a request to its results. Either all results become visible, or none.
//
// It finds out whether to continue an interrupted scrub, and chooses the judge: the index, which is kept up to date
// meanwhile, or the ledger. It has the rows judged (service/scrub.hpp), certifies the results and commits them. It
// prints nothing, and knows no file and no global: everything outside is behind ports (scrub_ports.hpp).
//
// One thread uses a ListScrub. Any number of them can run at the same time, even on one ledger.
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

namespace assent::app {

struct ScrubOutcome {
  service::ScrubSummary summary;
  service::ScrubOccasion occasion;
  service::ListIdentifier identifier;         // the column that names the customer
  certificate::CertifiedFile list;            // the list as read, unpacked
  std::optional<std::string> certificate;     // the signed note, as written; none: none was requested
  std::vector<service::ScrubNotice> notices;  // in the order in which they occurred
  // What was wrong with the ledger, so that the status of some customers was unknown. Their rows are refused, and the
  // results are committed.
  std::optional<service::CustomerFile::Trouble> trouble;
};

class ListScrub {
 public:
  // Fixes the question and its instant, and finds out whether to continue an interrupted scrub. Writes nothing.
  //
  //   invalid               a list that cannot be read again would be continued
  //   conflict              the interrupted scrub had another order or another ledger; a way to refuse failed on which
  //                         the campaign depends (watchdog/failure.hpp)
  //   unavailable, damaged  what it kept cannot be read; as the ledger
  static Result<std::unique_ptr<ListScrub>> plan(ScrubRequest request, const ScrubPorts& ports);

  ListScrub(const ListScrub&) = delete;
  ListScrub& operator=(const ListScrub&) = delete;

  const ScrubRequest& request() const { return request_; }
  // The instant decided about. A continued scrub keeps the instant with which it began.
  const service::AsOf& as_of() const { return question_.as_of; }
  // What to say before rows are judged.
  const std::vector<service::ScrubNotice>& notices() const { return notices_; }

  // Runs the scrub. Call it once. The calling thread reports rows and bytes of the unpacked list to `on_progress` (may
  // be empty). `stop` is checked at the start and then between pieces of the list, but not while the scrub waits for
  // the list or the ledger.
  //
  //   invalid               the list has no header, no column that names the customer, or a row that is too long; the
  //                         earlier certificate is not valid, or no index can find what changed since
  //   conflict              the list is not the interrupted scrub's, or not the earlier certificate's; that certificate
  //                         is for another use, other rules or another ledger
  //   unavailable           a port could not be read or written; the list was changed while it was read; `stop` was
  //                         requested: a mark is kept if possible, and a later scrub can continue from it
  //   damaged               the ledger, or what the interrupted scrub wrote
  //
  // After an error nothing is committed. Throws ZoneDataUnreadable.
  Result<ScrubOutcome> run(const service::OnProgress& on_progress = {}, const std::stop_token& stop = {});

 private:
  ListScrub(ScrubRequest request, const ScrubPorts& ports);

  Result<void> settle();
  Result<std::shared_ptr<service::LeasedIndex>> choose_index() const;
  Result<std::optional<certificate::CertifiedFile>> compare(service::IndexJudge* judge,
                                                            const service::ListIdentifier& identifier) const;
  Result<service::ScrubSummary> judge_rows(service::Scrub& scrub, service::ScrubJudge& judge,
                                           const service::OnProgress& on_progress, const std::stop_token& stop) const;
  Result<void> check_list(const certificate::CertifiedFile& read,
                          const std::optional<certificate::CertifiedFile>& certified) const;
  struct Lists {
    certificate::CertifiedFile list;
    certificate::CertifiedFile permitted;
    certificate::CertifiedFile refused;
  };
  Result<std::string> certify(const service::Scrub& scrub, const service::ScrubSummary& summary, const Lists& lists,
                              const evidence::SignerKey& key) const;
  Result<Position> record_run(const service::ScrubSummary& summary, const Lists& lists,
                              const std::optional<std::string>& certificate) const;
  void look_back(ScrubOutcome& outcome) const;

  ScrubRequest request_;
  ScrubPorts ports_;
  Instant started_;
  bool ledger_ahead_ = false;  // something in it was recorded later than now
  bool simulation_ = false;    // the ledger is one
  service::ScrubQuestion question_;
  std::optional<std::string> list_state_;
  std::string order_;
  std::optional<service::ScrubJournal> journal_;  // to continue from
  std::vector<ledger::LogHead> began_;            // state of the ledger before any row was judged
  std::vector<service::ScrubNotice> notices_;
};

// plan() and run() in one. Fails as they do. The outcome has the notices of both.
Result<ScrubOutcome> scrub_list(ScrubRequest request, const ScrubPorts& ports,
                                const service::OnProgress& on_progress = {}, const std::stop_token& stop = {});

}  // namespace assent::app
