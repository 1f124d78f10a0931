// From where on somebody reads: written and read again, and nothing else is taken for one.

#include "events/cursor.hpp"

#include <gtest/gtest.h>

namespace assent::events_test::cursor_test {
namespace {

using events::Cursor;
using events::cursor_of;

TEST(EventCursor, IsReadAsItIsWritten) {
  for (const Cursor& each :
       {Cursor{}, Cursor{{0, 0}}, Cursor{{0, 12}}, Cursor{{0, 12}, {7, 18446744073709551615ULL}}}) {
    EXPECT_EQ(cursor_of(events::to_string(each)), each);
  }
  EXPECT_EQ(events::to_string(Cursor{{0, 12}, {1, 7}}), "0/12,1/7");
}

TEST(EventCursor, NothingElseIsOne) {
  for (const char* text : {"0", "/", "0/", "/1", "0/1,", ",0/1", "0/-1", "0/01", "00/1", "0/1,0/2", "1/1,0/1", "0/1 ",
                           "0/18446744073709551616", "4294967296/0", "a/b", "0/1/2"}) {
    EXPECT_FALSE(cursor_of(text)) << text;
  }
}

TEST(EventCursor, SaysHowFarBehindSomebodyIs) {
  const std::vector<ledger::LogHead> heads{{0, 10, {}}, {1, 5, {}}};
  EXPECT_EQ(events::entries_from({}, heads), 15U);
  EXPECT_EQ(events::entries_from({{0, 4}, {1, 9}}, heads), 6U);
  EXPECT_EQ(events::entries_from(events::end_of(heads), heads), 0U);
  EXPECT_TRUE(events::is_beyond({{1, 1}}, {{0, 9}}));
  EXPECT_FALSE(events::is_beyond({{0, 9}}, {{0, 9}, {1, 1}}));
}

}  // namespace
}  // namespace assent::events_test::cursor_test
