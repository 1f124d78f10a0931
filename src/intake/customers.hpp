// CustomerRows: turns the rows of a customer file into the customers' profiles for the ledger. Immutable after bind();
// thread-safe: several threads can convert rows at once.
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

namespace assent::intake {

struct CustomerRow {
  std::string account;
  evidence::CustomerRecorded customer;
  // The services, telephone number, e-mail address and postal address that cannot be used and were left out of
  // `customer`: the place of the first, and the reasons of all. Leaving them out permits nothing, so the customer's
  // state is recorded all the same.
  std::optional<RowFault> left_out;
  // In a row that says that the customer has left: what cannot be read in the profile, and stays as it is on record. A
  // customer who left never stays active because of what else is in the row.
  struct Unread {
    bool kind = false;
    bool language = false;
    bool time_zone = false;
    bool services = false;
    bool contact = false;

    friend bool operator==(const Unread&, const Unread&) = default;
  } unread{};
  bool damaged = false;  // the customer has left, and nothing else in the row is reliable
  // Since when they have their telephone numbers, if the file says so: what was said from the numbers before belongs to
  // others.
  std::optional<Instant> telephone_since{};

  friend bool operator==(const CustomerRow&, const CustomerRow&) = default;
};

class CustomerRows {
 public:
  // `header` is the file's first row; `zones` and `telephones` outlive the result; `services` are all that a customer
  // can have: any other spelling is left out. On failure: every column that the file lacks, and every unknown time zone
  // or country of the mapping.
  static tl::expected<CustomerRows, Issues> bind(const CustomerMapping& mapping, Row header, const TimeZones& zones,
                                                 const Telephones& telephones, Names services);

  // Precondition: `row` has as many fields as the header. On failure: the first fault in the row, from the account on;
  // what `left_out` reports is not a fault.
  //
  // A former customer's row is used as written: their services are those in the file. If files drop the services of
  // customers who left, the ledger still has the last ones in the entry before.
  tl::expected<CustomerRow, RowFault> convert(Row row) const;

  // The customers who left, by a faulty row, in any of its readings (csv/reader.hpp). Nothing else in such a row is
  // used.
  std::vector<CustomerRow> leavers_in(const std::vector<std::vector<std::string>>& readings) const;

  // Only the account, if the row has a valid one, with any number of fields, to name a rejected row; else empty.
  std::string account_of(Row row) const;

 private:
  CustomerRows() = default;

  tl::expected<CustomerState, RowFault> state_of(Row row, CustomerRow& result) const;
  tl::expected<void, RowFault> convert_kind(Row row, evidence::CustomerRecorded& customer) const;
  tl::expected<void, RowFault> convert_language(Row row, evidence::CustomerRecorded& customer) const;
  tl::expected<void, RowFault> convert_time_zone(Row row, evidence::CustomerRecorded& customer) const;
  tl::expected<void, RowFault> convert_services(Row row, CustomerRow& result) const;
  RowFault unknown_service(const Cell& cell, std::string_view word, std::size_t others) const;
  void convert_contacts(Row row, CustomerRow& result) const;
  tl::expected<std::optional<Instant>, RowFault> telephone_since(Row row,
                                                                 const evidence::CustomerRecorded& customer) const;
  tl::expected<void, RowFault> convert_address(Row row, evidence::CustomerRecorded& customer) const;
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

}  // namespace assent::intake
