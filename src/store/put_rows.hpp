// PutRows: puts rows into a table, several with one statement, which takes much less time than one by one.
//
// One thread at a time; the connection outlives it.
#pragma once

#include "store/connection.hpp"

#include <cstddef>
#include <string>
#include <utility>

namespace assent::store {

class PutRows {
 public:
  // Each row has three columns: `INSERT INTO t(a, b, c) VALUES`, and what follows the rows.
  static Result<PutRows> prepare(const Connection& connection, const std::string& insert, const std::string& end = {}) {
    std::string rows = "(?,?,?)";
    PutRows put;
    put.one_ = TRY(connection.prepare((insert + rows + end).c_str()));
    for (std::size_t i = 1; i < kAtOnce; ++i) rows += ",(?,?,?)";
    put.several_ = TRY(connection.prepare((insert + rows + end).c_str()));
    return put;
  }

  // Calls `bind` with a statement, the column at which the row begins in it, and the row; what it binds must last
  // until this returns. Fails as Statement::run().
  template <class Rows, class Bind>
  Result<void> put(const Rows& rows, Bind&& bind) {
    std::size_t bound = 0;
    std::size_t left = rows.size();
    for (const auto& row : rows) {
      const bool together = left + bound >= kAtOnce;
      Statement& statement = together ? several_ : one_;
      bind(statement, static_cast<int>(bound * kColumns + 1), row);
      --left;
      if (together && ++bound < kAtOnce) continue;
      bound = 0;
      TRY(statement.run());
    }
    return {};
  }

 private:
  static constexpr std::size_t kColumns = 3;
  static constexpr std::size_t kAtOnce = 5;  // a statement may have sixteen variables (connection.cpp)

  Statement several_, one_;
};

}  // namespace assent::store
