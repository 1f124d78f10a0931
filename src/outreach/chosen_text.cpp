#include "outreach/chosen_text.hpp"

#include <algorithm>

namespace assent::outreach {

const evidence::NoticeText* text_in(const evidence::NoticePublished& notice, std::string_view language) {
  const auto at = std::ranges::find(notice.texts, language, &evidence::NoticeText::language);
  return at == notice.texts.end() ? nullptr : &*at;
}

const evidence::NoticeText* chosen_text(const evidence::NoticePublished& notice, std::string_view own,
                                        std::string_view otherwise, const regime::Regime& regime) {
  const auto* text = text_in(notice, own);
  if (text == nullptr) text = text_in(notice, own.substr(0, own.find('-')));
  if (text != nullptr) return text;
  if (!own.empty() && regime.notice.language_must_match) return nullptr;
  if (!otherwise.empty()) return text_in(notice, otherwise);
  return own.empty() && notice.texts.size() == 1 ? &notice.texts.front() : nullptr;
}

}  // namespace assent::outreach
