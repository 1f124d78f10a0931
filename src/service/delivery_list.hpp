// DeliveryList: the columns of a list of delivery results, and what its rows become. Pure; thread-safe.
#pragma once

#include "service/keyed_run.hpp"
#include "service/notices.hpp"
#include "service/result_givings.hpp"

#include <optional>
#include <span>
#include <string_view>

namespace assent {

struct ListedResult {
  DeliveryResult result;
  bool dated = false;       // the row says when it became known
  bool unreadable = false;  // it says so in a way that cannot be read: known from the present on
};

class DeliveryList {
 public:
  using Row = KeyedRow<ListedResult>;

  // `invalid`: a needed column is lacking. What is given outlives the list.
  static Result<DeliveryList> bind(const Header& header, const NoticeDeliveries& which, const NoticePublished& notice,
                                   const NoticeRules& rules, const Circumstances& circumstances);

  // The reader's current row, with its fault if it has one.
  Row read(const CsvReader& reader) const;

  // Its drafts, or why there are none. `entries` are the account's. Precondition: it has no fault.
  void fill(Row& row, std::span<const Recorded> entries, Instant now) const;

 private:
  DeliveryList(const NoticeDeliveries& which, const NoticePublished& notice, const NoticeRules& rules,
               const Circumstances& circumstances)
      : which_(&which), notice_(&notice), rules_(&rules), circumstances_(&circumstances) {}

  void read_known(Row& row, std::string_view text, const CsvReader& reader) const;
  void read_sent(Row& row, std::string_view text, const CsvReader& reader) const;
  void add_draft(Row& row, const ResultGiving& about, bool now) const;

  const NoticeDeliveries* which_;
  const NoticePublished* notice_;
  const NoticeRules* rules_;
  const Circumstances* circumstances_;
  std::size_t account_ = 0;
  std::size_t result_ = 0;
  std::optional<std::size_t> known_;
  std::optional<std::size_t> status_;
  std::optional<std::size_t> sent_;
};

}  // namespace assent
