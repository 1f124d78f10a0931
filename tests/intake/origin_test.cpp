// Where a customer's row came from, and the day on which they became a customer. No decision rests on either. So if one
// cannot be read it is left out, and the row is used all the same.
#include "base/instant.hpp"
#include "intake/customer_mapping.hpp"
#include "intake/customers.hpp"
#include "reasons/row_reason.hpp"

#include "intake/known_world.hpp"
#include "intake/one_row.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace assent::origin_test {

using namespace intake;
namespace {

using testing::HasSubstr;

const KnownZones kZones;

// The row's two cells `system` and `start` under that mapping.
CustomerRow read(const std::string& origin, std::string_view system, std::string_view start) {
  return one_row(origin, {"system", "start"}, {system, start}, kZones, KnownTelephones());
}

constexpr Date kLastOfJanuary{std::chrono::days{19753}};  // 2024-01-31

TEST(Origin, IsReadFromItsColumns) {
  const CustomerRow row =
      read("[source_system]\ncolumn = \"system\"\n[activated]\ncolumn = \"start\"\n", " billing-2 ", "2024-01-31");
  EXPECT_EQ(row.customer.source_system, "billing-2");
  EXPECT_EQ(row.customer.activated, kLastOfJanuary);
  EXPECT_FALSE(row.left_out);
}

TEST(Origin, MayBeTheSameForAllRowsAndWrittenInItsOwnFormat) {
  const CustomerRow row = read(
      "[source_system]\nconstant = \"billing-2\"\n[activated]\ncolumn = \"start\"\n"
      "format = \"DD/MM/YYYY\"\n",
      "", "31/01/2024");
  EXPECT_EQ(row.customer.source_system, "billing-2");
  EXPECT_EQ(row.customer.activated, kLastOfJanuary);
}

TEST(Origin, ThatIsNotSaidIsUnknown) {
  const CustomerRow row = read("[source_system]\ncolumn = \"system\"\n[activated]\ncolumn = \"start\"\n", "", "");
  EXPECT_EQ(row.customer.source_system, "");
  EXPECT_FALSE(row.customer.activated);
  EXPECT_FALSE(row.left_out);
}

TEST(Origin, ThatCannotBeReadIsLeftOutAndTheRowIsTaken) {
  const CustomerRow row =
      read("[source_system]\ncolumn = \"system\"\n[activated]\ncolumn = \"start\"\n", "bill\aing", "31 of January");
  EXPECT_EQ(row.account, "A-1");
  EXPECT_EQ(row.customer.source_system, "");
  EXPECT_FALSE(row.customer.activated);
  ASSERT_TRUE(row.left_out);
  EXPECT_EQ(row.left_out->reasons.size(), 2U);
}

TEST(Origin, AFormatWithoutADayIsAFaultOfTheMapping) {
  const auto mapping = read_customer_mapping(
      std::string(kHousehold) + "[activated]\ncolumn = \"start\"\nformat = \"MM/YYYY\"\n", "m.toml");
  ASSERT_FALSE(mapping);
  EXPECT_THAT(to_string(mapping.error().front()), HasSubstr("`activated.format` does not give a day"));
}

}  // namespace
}  // namespace assent::origin_test
