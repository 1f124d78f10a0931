// CustomerRows: turns the rows of a customer file into what the ledger keeps of a customer. Immutable after bind();
// thread-safe, so rows may be converted by several threads at once.
#pragma once

#include "base/issue.hpp"
#include "base/telephones.hpp"
#include "base/time_zone.hpp"
#include "evidence/entry.hpp"
#include "intake/cell.hpp"
#include "intake/contacts.hpp"
#include "intake/customer_mapping.hpp"

#include <optional>
#include <string>
#include <vector>

#include <tl/expected.hpp>

namespace assent {

struct CustomerRow {
  std::string account;
  CustomerRecorded customer;
  // What of the services, telephone number, e-mail address and postal address cannot be used and was left out of
  // `customer`, the first of them by its place, with the reasons of all. To leave it out permits nothing, so it keeps
  // nobody's state back.
  std::optional<RowFault> left_out;
  // Of a row that says that the customer has left: what of his profile cannot be read, and stays as it is on record.
  // Nobody stays a customer for what else stands in his row.
  struct Unread {
    bool kind = false;
    bool language = false;
    bool time_zone = false;
    bool services = false;
    bool contact = false;

    friend bool operator==(const Unread&, const Unread&) = default;
  } unread{};
  bool damaged = false;  // it is the row of a leaver, and nothing but that can be relied on
  // Since when he has his telephone numbers, where the file tells: what was said from them before was another's.
  std::optional<Instant> telephone_since{};

  friend bool operator==(const CustomerRow&, const CustomerRow&) = default;
};

class CustomerRows {
 public:
  // `header` is the file's first row; `zones` and `telephones` outlive the result; `services` are all that a customer
  // can have: what is written in any other way is left out of his. On failure: every column that the file lacks, and
  // every time zone or country of the mapping that is not known.
  static tl::expected<CustomerRows, Issues> bind(const CustomerMapping& mapping, Row header, const TimeZones& zones,
                                                 const Telephones& telephones, Names services);

  // Precondition: `row` has as many fields as the header. The first fault in it, from the account on; those that
  // `left_out` tells are none.
  //
  // A former customer's row is taken as it stands: its services are those that the file gives him. Where files drop the
  // services of who has left, the ledger still knows the last ones from the entry before.
  tl::expected<CustomerRow, RowFault> convert(Row row) const;

  // Of a faulty row, whom it says to have left, in any of its readings (csv/reader.hpp). Nothing else in such a row is
  // relied on.
  std::vector<CustomerRow> leavers_in(const std::vector<std::vector<std::string>>& readings) const;

  // The account alone, where the row has a good one, however many fields it has; to name a rejected row. Empty
  // otherwise.
  std::string account_of(Row row) const;

 private:
  CustomerRows() = default;

  tl::expected<CustomerState, RowFault> state_of(Row row, CustomerRow& result) const;
  tl::expected<void, RowFault> convert_kind(Row row, CustomerRecorded& customer) const;
  tl::expected<void, RowFault> convert_language(Row row, CustomerRecorded& customer) const;
  tl::expected<void, RowFault> convert_time_zone(Row row, CustomerRecorded& customer) const;
  tl::expected<void, RowFault> convert_services(Row row, CustomerRow& result) const;
  RowFault unknown_service(const Cell& cell, std::string_view word, std::size_t others) const;
  void convert_contacts(Row row, CustomerRow& result) const;
  tl::expected<std::optional<Instant>, RowFault> telephone_since(Row row, const CustomerRecorded& customer) const;
  tl::expected<void, RowFault> convert_address(Row row, CustomerRecorded& customer) const;
  void convert_origin(Row row, CustomerRow& result) const;

  std::size_t width_ = 0;
  const TimeZones* zones_ = nullptr;
  const Telephones* telephones_ = nullptr;
  Cell account_;
  Cell state_;
  Cell kind_;
  Cell language_;
  Cell time_zone_;
  std::vector<Cell> services_;
  Names known_services_;
  Contacts contacts_;
  Cell telephone_since_;
  std::string telephone_since_format_;
  Contacts email_addresses_;
  std::vector<Cell> address_lines_;
  Cell address_country_;
  Cell source_system_;
  Cell activated_;
  std::string activated_format_;
};

}  // namespace assent
