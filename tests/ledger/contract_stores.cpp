#include "contract.hpp"
#include "ledger/two_logs.hpp"
#include "store/memory_ledger.hpp"
#include "store/sqlite_ledger.hpp"

#include <filesystem>
#include <stdexcept>

namespace assent::contract_stores {

using namespace ledger;
namespace {

class InMemory final : public StoreUnderTest {
 public:
  Ledger& ledger() override { return ledger_; }
  void reopen() override {}

 private:
  store::MemoryLedger ledger_;
};

class InTwoLogs final : public StoreUnderTest {
 public:
  Ledger& ledger() override { return ledger_; }
  void reopen() override {}

 private:
  TwoLogs ledger_;
};

class InSqliteFile final : public StoreUnderTest {
 public:
  InSqliteFile() {
    std::string pattern = (std::filesystem::temp_directory_path() / "assent-contract-XXXXXX").string();
    if (::mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no temporary folder");
    folder_ = pattern;
    take(store::SqliteLedger::create(path(), limits()));
  }
  ~InSqliteFile() override {
    ledger_.reset();
    std::filesystem::remove_all(folder_);
  }

  Ledger& ledger() override { return *ledger_; }
  void reopen() override {
    ledger_.reset();
    take(store::SqliteLedger::open(path(), store::Access::read_write, limits()));
  }

 private:
  std::string path() const { return (folder_ / "ledger").string(); }
  // The same keys as in the store in memory, so that bytes can be compared.
  static store::SqliteLedger::Limits limits() {
    store::SqliteLedger::Limits limits;
    limits.draw_seed = [] { return Result<evidence::Hash>(evidence::Hash{}); };
    return limits;
  }
  void take(Result<std::unique_ptr<store::SqliteLedger>> made) {
    if (!made) throw std::runtime_error(to_string(made.error()));
    ledger_ = std::move(*made);
  }

  std::filesystem::path folder_;
  std::unique_ptr<store::SqliteLedger> ledger_;
};

INSTANTIATE_TEST_SUITE_P(Stores, LedgerContract,
                         testing::Values(StoreKind{"memory", [] { return std::make_unique<InMemory>(); }},
                                         StoreKind{"two_logs", [] { return std::make_unique<InTwoLogs>(); }},
                                         StoreKind{"sqlite", [] { return std::make_unique<InSqliteFile>(); }}),
                         [](const auto& kind) { return kind.param.name; });

}  // namespace
}  // namespace assent::contract_stores
