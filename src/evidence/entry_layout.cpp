#include "evidence/entry_layout.hpp"

#include "evidence/identity.hpp"

#include <algorithm>

namespace assent::evidence::layout {
namespace {

// In any order; none is empty.
bool each_once(const Names& names) {
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (names[i].empty() || std::find(names.begin(), names.begin() + static_cast<std::ptrdiff_t>(i), names[i]) !=
                                names.begin() + static_cast<std::ptrdiff_t>(i)) {
      return false;
    }
  }
  return true;
}

constexpr std::size_t kKindsMost = 64;    // names in a list of what a choice is about
constexpr std::size_t kKindLongest = 64;  // bytes of one of them

// Everything, or some. None at all would be a second way to write something, without a clear meaning.
bool is_list_of_kinds(const Coverage& coverage) {
  const Names& names = coverage.names;
  if (coverage.any) return true;
  const auto not_after = [](const std::string& a, const std::string& b) { return a >= b; };
  return !names.empty() && names.size() <= kKindsMost &&
         std::adjacent_find(names.begin(), names.end(), not_after) == names.end() &&
         std::all_of(names.begin(), names.end(),
                     [](const std::string& each) { return !each.empty() && each.size() <= kKindLongest; });
}

}  // namespace

bool each_once_sorted(const About& about) {
  return is_list_of_kinds(about.channels) && is_list_of_kinds(about.classes) && is_list_of_kinds(about.categories);
}

bool each_once_sorted(const SealedIdentity& sealed) {
  const auto& hashes = sealed.telephones;
  for (auto each = hashes.begin(); each != hashes.end(); ++each) {
    if (std::find(hashes.begin(), each, *each) != each) return false;
  }
  if (sealed.key == 0) return sealed.box.empty() && !hashes.empty();
  return sealed.box.size() > kBoxOverhead;
}

bool each_once_sorted(const Identity& identity) {
  return each_once(identity.telephones) && each_once(identity.email_addresses);
}

bool each_once_sorted(const CustomerRecorded& body) {
  const auto not_after = [](const std::string& a, const std::string& b) { return a >= b; };
  return std::adjacent_find(body.services.begin(), body.services.end(), not_after) == body.services.end() &&
         each_once(body.telephones) && each_once(body.email_addresses);
}

bool each_once_sorted(const NoticePublished& body) {
  const auto not_after = [](const NoticeText& a, const NoticeText& b) { return a.language >= b.language; };
  return std::adjacent_find(body.texts.begin(), body.texts.end(), not_after) == body.texts.end();
}

bool each_once_sorted(const PrivacyDocumentRecorded& body) {
  return !body.sealed || (body.sealed->key != 0 && body.sealed->telephones.empty());
}

}  // namespace assent::evidence::layout
