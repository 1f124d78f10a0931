// Contacts: a row's telephone numbers or e-mail addresses, read from the columns that a mapping names. Immutable after
// bind(); thread-safe.
#pragma once

#include "base/telephones.hpp"
#include "intake/cell.hpp"
#include "intake/contact_rule.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace assent {

class Contacts {
 public:
  static Contacts bind(const std::vector<ContactRule>& rules, Binder& binder);

  struct Read {
    Names found;                    // the main one first, each once
    std::optional<RowFault> fault;  // what cannot be read and is left out, the first of it
  };

  // Of several columns each is read by itself. Where one of them makes no number and all of them put together make one,
  // it may be that the file has one number in several columns: then that number is among those found, too, for a
  // customer's refusal must find him under any number that is his.
  Read telephones(Row row, const Telephones& telephones) const;
  Read email_addresses(Row row) const;

 private:
  struct Bound {
    std::vector<Cell> columns;
    bool joined = false;
    char separator = '\0';
    Cell country;
  };
  std::vector<Bound> all_;
};

}  // namespace assent
