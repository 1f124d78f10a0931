// The text has what was appended, in order, whatever was in its memory before.
#include "service/row_text.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <string>
#include <vector>

namespace assent::row_text_test {

using namespace service;
namespace {

RC_GTEST_PROP(RowText, HasWhatWasAppended, ()) {
  RowText text;
  for (int use = 0; use < 2; ++use) {
    std::string expected;
    text.clear();
    for (const std::string& each : *rc::gen::container<std::vector<std::string>>(rc::gen::arbitrary<std::string>())) {
      if (*rc::gen::arbitrary<bool>()) {
        text.append(each);
      } else {
        const std::string padded = each + std::string(RowText::kBlock, '!');
        text.make_room(each.size());
        text.append_in_blocks(std::string_view(padded).substr(0, each.size()));
      }
      expected += each;
    }
    RC_ASSERT(text.text() == expected);
  }
}

TEST(RowText, HasRoomForExactlyWhatWasAskedFor) {
  const std::string padded(3 * RowText::kBlock, 'x');
  for (std::size_t size = 0; size <= 2 * RowText::kBlock; ++size) {
    RowText text;
    std::string expected;
    for (int i = 0; i < 50; ++i) {
      text.append("a sentence");
      text.make_room(size);
      text.append_in_blocks(std::string_view(padded).substr(0, size));
      expected += "a sentence" + padded.substr(0, size);
    }
    ASSERT_EQ(text.text(), expected);
  }
}

}  // namespace
}  // namespace assent::row_text_test
