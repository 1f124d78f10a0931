#include "store/taken_over.hpp"

#include "store/sqlite_writer.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <utility>

namespace assent::test {

void take_over(const std::string& ledger, evidence::Bytes entry) {
  store::SharedSums sums;
  auto writer = store::SqliteWriter::open(ledger, std::chrono::milliseconds{0}, 1000, sums, {});
  ASSERT_TRUE(writer) << to_string(writer.error());
  evidence::Frontier log;
  log.append(evidence::leaf_hash(entry));
  store::SqliteWriter::FormerCommit commit;
  commit.head = {0, 1, log.root()};
  auto read = evidence::decode(entry).value();
  commit.entries.push_back({std::move(entry), std::move(read)});
  const auto taken = (*writer)->take_over({&commit, 1});
  ASSERT_TRUE(taken) << to_string(taken.error());
}

}  // namespace assent::test
