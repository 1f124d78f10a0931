// AnswerColumns: a row of a list of customers' replies, read as the choice that it states. Pure; thread-safe.
//
//   account         the customer's account; needed, or the next
//   telephone       the telephone number instead, for rows with an empty account
//   choice          `opt_out`, `opt_in`, `withdrawal` or `email_permission` (to send notices by e-mail), or another
//   word that refuses (intake/refusal_law.hpp), or one
//                   of the run's own; in whatever spelling; needed
//   at              from when it counts (intake/stated_time.hpp); empty: the present. A refusal with a day, or with a
//                   time without its offset, counts from the last instant that it can mean; an approval counts from the
//                   first
//   by              the person who made it; empty: `owner`
//   scope           of a refusal: the relations refused, or `all`; empty: all
//   contact_channels  the channels of contact that it names, such as `email`; empty: all
//   classes         the classes of offers that it names; empty: all
//   categories      the service categories that it names; empty: all
//   form            of an opt-in; empty: `electronic`
//   recipients      of an opt-in: the relations covered, or `all`; empty: `carrier`
//   parties         of an opt-in: the parties covered, or `all`; empty: all
//   information     of an opt-in: the types of information covered, or `all`; empty: all
//   offers          of an opt-in: the offers covered, or `all`; empty: all
//   until           of an opt-in: the last day on which it counts, as `2026-12-31`; empty: no end
//   notice          of an opt-in: the notice given before it
//   notice_version  the notice's version
//   evidence        reference to a recording, a scan, a log line
//   provisional     of a refusal: `yes` if no person has read it yet (service/review.hpp), `no` otherwise; `true`, `1`,
//                   `false` and `0` likewise; empty: no
//   channel         how it came in; empty: the run's own
//   key             names this reply, so that a repeated one is recorded once; empty: a key is made from the row
//
// Several names in one cell are separated by spaces. Blanks around a cell are ignored. A refusal ignores the cells that
// only an opt-in has. An opt-in with a scope is faulty, because it may mean less than it says. A refusal whose instant
// cannot be read is still a refusal: it counts from the present. If its `provisional` cannot be read, it is not
// provisional, so that no review takes it back. A provisional opt-in is faulty.
#pragma once

#include "base/instant.hpp"
#include "base/result.hpp"
#include "consent/about.hpp"
#include "intake/refusal_law.hpp"
#include "service/choice.hpp"
#include "service/header.hpp"

#include <tl/expected.hpp>

#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace assent::service {

// The names of the columns for the customer, and the country of numbers without one (ISO 3166-1 alpha-2; empty: none).
// A name that is not the default makes that column required. A column with both names has numbers.
struct AnswerNames {
  static constexpr std::string_view kAccount = "account";
  static constexpr std::string_view kTelephone = "telephone";

  std::string account{kAccount};
  std::string telephone{kTelephone};
  std::string country;
  intake::WordMeanings<intake::ChoiceWord> choices{};  // the list's own words, in plain form
};

struct ListedAnswer {
  std::string account;
  std::string telephone;  // as written
  Choice choice;
  std::optional<Instant> at;  // none: the present
  bool at_unreadable =
      false;  // only for a refusal: it counts from the present, whatever the run says about undated rows
  bool provisional_unreadable = false;  // only for a refusal: it is not provisional
  std::string channel;                  // empty: the run's own
  std::string key;                      // empty: made from the row

  friend bool operator==(const ListedAnswer&, const ListedAnswer&) = default;
};

class AnswerColumns {
 public:
  // invalid: a required column is missing, or a column is unknown or appears twice. A misspelt column must not make an
  // approval broader than it is.
  static Result<AnswerColumns> bind(const Header& header, const AnswerNames& names = {});

  // A reason contains nothing from the row.
  struct Fault {
    std::size_t field;
    reasons::RowReason reason;
  };
  // Precondition: as many fields as the header has columns. If not `in_place`, the row's date, key and `provisional`
  // may belong to other columns, and none of them is used.
  tl::expected<ListedAnswer, Fault> read(std::span<const std::string_view> fields, bool in_place = true) const;

  // The columns of account, telephone and choice.
  std::vector<std::size_t> who_and_what() const;

  // The column that is this one of kNames; nothing: the list has none.
  std::optional<std::size_t> field_of(std::string_view column) const;

  static constexpr std::array<std::string_view, 21> kNames = {
      "account", "telephone",  "choice",         "at",         "by",          "scope",       "contact_channels",
      "classes", "categories", "form",           "recipients", "parties",     "information", "offers",
      "until",   "notice",     "notice_version", "evidence",   "provisional", "channel",     "key"};

 private:
  std::string_view cell(std::span<const std::string_view> fields, std::string_view column) const;
  About about(std::span<const std::string_view> fields, bool refuses) const;
  tl::expected<evidence::OptInRecorded, Fault> opt_in(std::span<const std::string_view> fields) const;
  void make_provisional(std::span<const std::string_view> fields, ListedAnswer& refusal) const;

  std::array<std::optional<std::size_t>, kNames.size()> fields_;
  intake::WordMeanings<intake::ChoiceWord> choices_;
};

}  // namespace assent::service
