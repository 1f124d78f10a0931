#include "app/shown_text.hpp"

#include "app/notice.hpp"
#include "base/ascii.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

namespace assent::app {
namespace {

bool says_enough(const evidence::NoticePublished& notice, const Use& use) {
  const bool party = notice.parties.any || (!use.party.empty() && notice.parties.covers(use.party));
  return party && notice.recipients.covers(use.recipient) && notice.information.covers_all(use.information) &&
         !notice.texts.empty();
}

// A quality of RFC 9110, 12.4.2, in thousandths; one that cannot be read is the least.
int quality_of(std::string_view parameters) {
  const std::size_t at = parameters.find("q=");
  if (at == std::string_view::npos) return 1000;
  std::string_view text = parameters.substr(at + 2);
  if (text.starts_with('1')) return 1000;
  if (!text.starts_with("0.")) return 0;
  text.remove_prefix(2);
  int quality = 0;
  for (std::size_t i = 0; i < 3; ++i) {
    const bool figure = i < text.size() && is_digit(text[i]);
    quality = quality * 10 + (figure ? text[i] - '0' : 0);
    if (!figure) text = text.substr(0, i);
  }
  return quality;
}

}  // namespace

evidence::Hash hash_of(const evidence::NoticePublished& notice, const evidence::NoticeText& text) {
  std::string all;
  const auto add = [&](std::string_view part) {
    all += std::to_string(part.size());
    all += ':';
    all += part;
  };
  for (const std::string* part : {&notice.notice, &notice.version, &text.language, &text.subject}) add(*part);
  for (const evidence::NoticeBlock& block : text.blocks) {
    add(block.disclosure);
    add(block.text);
  }
  return evidence::sha256(evidence::view_of(all));
}

std::string text_id(const evidence::NoticePublished& notice, const evidence::NoticeText& text) {
  return "sha256-" + evidence::to_hex(hash_of(notice, text));
}

const evidence::NoticeText& ShownNotice::text_in(const std::vector<std::string>& languages) const {
  const auto in = [&](std::string_view language) {
    return std::ranges::find_if(notice.texts, [&](const evidence::NoticeText& each) {
      return std::string_view(each.language).substr(0, each.language.find('-')) == language;
    });
  };
  for (const std::string& language : languages) {
    if (const auto at = in(language); at != notice.texts.end()) return *at;
  }
  const auto english = in("en");
  return english == notice.texts.end() ? notice.texts.front() : *english;
}

const evidence::NoticeText* ShownNotice::text_named(std::string_view id) const {
  const auto at =
      std::ranges::find_if(notice.texts, [&](const evidence::NoticeText& each) { return text_id(notice, each) == id; });
  return at == notice.texts.end() ? nullptr : &*at;
}

Result<std::optional<ShownNotice>> notice_for(const Engine& engine, std::string_view notice, const Use& use,
                                              Instant at) {
  const auto published = TRY(notices_on_record(engine));
  const ledger::Recorded* latest = nullptr;
  for (const ledger::Recorded& each : published) {
    if (std::get<evidence::NoticePublished>(each.entry.body).notice != notice || each.entry.effective > at) continue;
    if (latest == nullptr || each.entry.effective >= latest->entry.effective) latest = &each;
  }
  if (latest == nullptr) return std::nullopt;
  ShownNotice shown{std::get<evidence::NoticePublished>(latest->entry.body), latest->entry.effective};
  if (!says_enough(shown.notice, use)) return std::nullopt;
  return shown;
}

std::vector<std::string> languages_in(std::string_view accept_language) {
  std::vector<std::pair<int, std::string>> wanted;
  while (!accept_language.empty() && wanted.size() < 32) {
    const std::string_view one = accept_language.substr(0, accept_language.find(','));
    accept_language.remove_prefix(std::min(accept_language.size(), one.size() + 1));
    std::string tag;
    for (const char c : one.substr(0, one.find(';'))) {
      if (c == '-') break;
      if (c != ' ' && c != '\t') tag += small(c);
    }
    const std::size_t semicolon = one.find(';');
    const int quality = semicolon == std::string_view::npos ? 1000 : quality_of(one.substr(semicolon));
    const bool known = std::ranges::any_of(wanted, [&](const auto& each) { return each.second == tag; });
    if (!tag.empty() && tag != "*" && quality > 0 && !known) wanted.emplace_back(quality, std::move(tag));
  }
  std::ranges::stable_sort(wanted, std::greater{}, &std::pair<int, std::string>::first);
  std::vector<std::string> languages;
  for (auto& [quality, tag] : wanted) languages.push_back(std::move(tag));
  return languages;
}

}  // namespace assent::app
