// What every store must do: the laws of the port (src/ledger/ledger.hpp), each a named test in contract.cpp.
//
// To add a store, write one line in contract_stores.cpp that says how to make an empty one and how to open it again.
#pragma once

#include "ledger/ledger.hpp"

#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <string>

namespace assent {

// An empty ledger in some store, with everything that the store needs; both end with this object.
class StoreUnderTest {
 public:
  virtual ~StoreUnderTest() = default;
  virtual ledger::Ledger& ledger() = 0;
  // Closes it and opens it again. A store that lives only as long as its object does nothing.
  virtual void reopen() = 0;
};

struct StoreKind {
  std::string name;
  std::function<std::unique_ptr<StoreUnderTest>()> make;
};

class LedgerContract : public testing::TestWithParam<StoreKind> {
 protected:
  LedgerContract() : store_(GetParam().make()) {}

  ledger::Ledger& ledger() { return store_->ledger(); }
  void reopen() { store_->reopen(); }

 private:
  std::unique_ptr<StoreUnderTest> store_;
};

}  // namespace assent
