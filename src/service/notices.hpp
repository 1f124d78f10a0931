// Notices: publishing a text, giving it to customers, and recording what became of it.
//
// All three are safe to repeat: keys are made from what is recorded, so a second run writes nothing twice.
#pragma once

#include "base/result.hpp"
#include "base/time_zone.hpp"
#include "evidence/entry.hpp"
#include "intake/refusal_law.hpp"
#include "ledger/ledger.hpp"
#include "regime/regime.hpp"
#include "service/circumstances.hpp"
#include "service/notice_file.hpp"
#include "service/rejects_to.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <variant>

namespace assent::service {

struct NoticeReceipt {
  Position position;
  Instant recorded;
  bool repeated = false;  // this same text was in use by then; nothing was written
};

// Which notice is given, how and when.
struct NoticeGiving {
  std::string notice;
  std::string version;
  std::string channel;               // `mail`, `email`, `sms`, `oral`, `portal`, …
  std::variant<Instant, Date> sent;  // the instant sent; for letters, the date of mailing
  std::string language;              // the same for all; empty: each customer's own
  std::string otherwise_language;  // for customers whose language is unknown or has no text; empty: such customers are
                                   // rejected, unless the notice has only one language
  std::string account_column = "account";  // of the list
  // The place in the ledger at which a message waited, such as `0/12`: then the giving is that of the message, in its
  // language. The column and its fields are optional.
  std::string queued_column = "queued";
  // Also to customers who are known to have another language, even if the regime does not count such a notice.
  // Otherwise they are rejected.
  bool even_in_another_language = false;
};

struct NoticeDeliveries {
  std::string notice;
  std::string version;
  std::string channel;  // empty: any
  std::string account_column = "account";
  std::string result_column = "result";  // a word that result_said() knows (intake/refusal_law.hpp), or one of `words`
  std::string known_column = "known";    // when it became known; no such column or an empty field: the present
  std::string status_column = "status";  // a status code such as `5.1.1`; the column is optional
  std::string sent_column = "sent";      // the day or instant of the sending that it is about; the column is optional
  intake::WordMeanings<intake::ResultWord> words{};  // the list's own words for results, in plain form
};

struct NoticeCounts {
  std::uint64_t rows = 0;
  std::uint64_t recorded = 0;
  std::uint64_t already = 0;              // recorded by an earlier run
  std::uint64_t rejected = 0;             // in the reject list, with line, column and reason
  std::uint64_t mended = 0;               // recorded, now or before, despite a fault; also in the reject list
  std::uint64_t in_another_language = 0;  // rows of customers with another language, which the regime does not count
};

class Notices {
 public:
  explicit Notices(ledger::Ledger& ledger) : ledger_(&ledger) {}

  // The text is in use from the circumstances' instant on, and cannot be given before. Publishing it again with an
  // earlier instant says that it was in use earlier.
  //
  //   invalid      check_notice() finds an issue (the first one is reported)
  //   conflict     this version was published with another text
  //   unavailable, damaged: nothing was written
  Result<NoticeReceipt> publish(const NoticeFile& notice, const regime::Regime& regime,
                                const Circumstances& circumstances, Instant now);

  // Streams a CSV of accounts. Rows that cannot be used go to `rejects`: an unknown account, no text in the language, a
  // language that does not count for the customer, a day before the text was in use in the customer's zone and in UTC,
  // or a place at which no such message waited or one that is on record as sent at another time.
  //
  //   not_found    no such notice or version is published
  //   invalid      the list has no such column; the notice lacks a disclosure that the regime requires on this channel;
  //                it was sent before its text was in use in every zone
  //   unavailable  what was recorded before stays; repeat the run
  Result<NoticeCounts> give(ByteSource& accounts, const NoticeGiving& giving, const regime::Regime& regime,
                            const TimeZones& zones, const Circumstances& circumstances, RejectsTo rejects,
                            const Clock& clock, const OnProgress& on_progress = {});

  // Streams a CSV of delivery results; service/result_givings.hpp says about which givings each is recorded. `regime`
  // is the notice's: its mail days belong to the waiting period.
  //
  // A failure is never rejected because of what else is in its row, or because the row is damaged
  // (intake/refusal_law.hpp). If its `known` cannot be read, it counts from the present; if `known` is before the
  // sending, from the sending. A `sent` that cannot be read names no giving. A complaint is recorded as an opt-out.
  Result<NoticeCounts> deliveries(ByteSource& results, const NoticeDeliveries& which, const regime::Regime& regime,
                                  const Circumstances& circumstances, RejectsTo rejects, const Clock& clock,
                                  const OnProgress& on_progress = {});

  //   not_found    no such notice or version
  Result<evidence::NoticePublished> published(std::string_view notice, std::string_view version) const;

 private:
  ledger::Ledger* ledger_;
};

}  // namespace assent::service
