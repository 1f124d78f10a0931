// What a list's first line lacks, and what most likely is amiss.

#include "service/header.hpp"

#include <gtest/gtest.h>

namespace assent {
namespace {

Header header_of(std::vector<std::string> columns) {
  Header header;
  header.columns = std::move(columns);
  return header;
}

std::string mend_of(std::vector<std::string> columns) {
  const auto found = header_of(std::move(columns)).needed("account");
  return found ? "none" : found.error().mend;
}

TEST(Header, AColumnThatIsThere) { EXPECT_EQ(header_of({"name", "account"}).needed("account").value(), 1U); }

TEST(Header, SaysWhatIsAmiss) {
  EXPECT_EQ(mend_of({"name", "number"}), "name one of the columns in its first line");
  EXPECT_EQ(mend_of({"account;name"}), "the columns stand between semicolons: save the list with commas");
  EXPECT_EQ(mend_of({"account\tname"}), "the columns stand between tabs: save the list with commas");
  EXPECT_EQ(mend_of({"name", " Account"}), "it has one ` Account`: name it exactly so");
  EXPECT_EQ(mend_of({"account", "account"}), "give each column a name of its own");
}

}  // namespace
}  // namespace assent
