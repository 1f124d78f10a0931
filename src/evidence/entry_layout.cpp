#include "evidence/entry_layout.hpp"

#include <algorithm>

namespace assent::layout {

bool each_once_sorted(const CustomerRecorded& body) {
  const auto not_after = [](const std::string& a, const std::string& b) { return a >= b; };
  return std::adjacent_find(body.services.begin(), body.services.end(), not_after) == body.services.end();
}

bool each_once_sorted(const NoticePublished& body) {
  const auto not_after = [](const NoticeText& a, const NoticeText& b) { return a.language >= b.language; };
  return std::adjacent_find(body.texts.begin(), body.texts.end(), not_after) == body.texts.end();
}

}  // namespace assent::layout
