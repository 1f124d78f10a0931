// DeliveryList: the columns of a list of delivery results, and the entries that its rows become. Pure; thread-safe.
#pragma once

#include "service/keyed_run.hpp"
#include "service/notices.hpp"
#include "service/result_givings.hpp"

#include <functional>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace assent::service {

struct ListedResult {
  DeliveryResult result;
  bool dated = false;            // the row says when it became known
  bool unreadable = false;       // it says so, but it cannot be read: known from the present on
  bool refused = false;          // it says that the customer refuses
  csv::CsvPosition status_at{};  // the status column, if there is one
  bool by_chance = false;        // its account may be wrong: it counts only if the account is on record
};

class DeliveryList {
 public:
  using Row = KeyedRow<ListedResult>;

  // `invalid`: a required column is missing. The arguments outlive the list.
  static Result<DeliveryList> bind(const Header& header, const NoticeDeliveries& which,
                                   const evidence::NoticePublished& notice, const regime::NoticeRules& rules,
                                   const Circumstances& circumstances);

  // The reader's current row, with its fault if it has one.
  Row read(const csv::CsvReader& reader) const;

  // What a faulty row says against an approval, one item for each account.
  std::vector<Row> failures_in(const csv::CsvReader& reader) const;

  // Its drafts, or why there are none. `entries` are the account's. Precondition: it has no fault.
  void fill(Row& row, std::span<const ledger::Recorded> entries, Instant now) const;

 private:
  DeliveryList(const NoticeDeliveries& which, const evidence::NoticePublished& notice, const regime::NoticeRules& rules,
               const Circumstances& circumstances)
      : which_(&which), notice_(&notice), rules_(&rules), circumstances_(&circumstances) {}

  // A row's cells, and where each begins. If not `in_place`, its times may belong to other columns.
  using Places = std::function<csv::CsvPosition(std::size_t)>;
  Row row_of(std::span<const std::string_view> fields, bool in_place, const Places& places) const;
  void read_result(Row& row, std::string_view text, const Places& places) const;
  void read_known(Row& row, std::string_view text, const Places& places) const;
  void read_sent(Row& row, std::string_view text, const Places& places) const;
  void add_refusal(Row& row, std::span<const ledger::Recorded> entries, Instant now) const;
  bool add_result(Row& row, std::span<const ledger::Recorded> entries, Instant now) const;
  void add_draft(Row& row, const ResultGiving& about, bool now) const;

  const NoticeDeliveries* which_;
  const evidence::NoticePublished* notice_;
  const regime::NoticeRules* rules_;
  const Circumstances* circumstances_;
  std::size_t width_ = 0;
  std::size_t account_ = 0;
  std::size_t result_ = 0;
  std::optional<std::size_t> known_;
  std::optional<std::size_t> status_;
  std::optional<std::size_t> sent_;
};

}  // namespace assent::service
