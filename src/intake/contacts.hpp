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

namespace assent::intake {

class Contacts {
 public:
  static Contacts bind(const std::vector<ContactRule>& rules, Binder& binder);

  struct Read {
    Names found;                    // the main one first, each once
    std::optional<RowFault> fault;  // what cannot be read and is left out, the first of it
  };

  // Several columns are read separately. If one of them is not a number, but all of them together make one, the file
  // may have one number in several columns. Then that number is also among those found, because a customer's refusal
  // must find them under each of their numbers.
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

}  // namespace assent::intake
