#include "notice_check/variables.hpp"

#include "explanation/language.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace assent::notice_check {
namespace {

bool is_name_character(char c) { return (c >= 'a' && c <= 'z') || c == '_'; }

bool is_word_character(char c) {
  return is_name_character(c) || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.';
}

// The variable that begins with the brace at `at`; nothing: none does.
std::optional<Variable> variable_at(std::string_view text, std::size_t at) {
  std::size_t next = at + 1;
  while (next < text.size() && is_name_character(text[next])) ++next;
  Variable variable{text.substr(at + 1, next - at - 1), {}, at, 0};
  if (next < text.size() && text[next] == ':') {
    const std::size_t begin = ++next;
    while (next < text.size() && is_word_character(text[next])) ++next;
    variable.what = text.substr(begin, next - begin);
    if (variable.what.empty()) return std::nullopt;
  }
  if (variable.name.empty() || next >= text.size() || text[next] != '}') return std::nullopt;
  variable.end = next + 1;
  return variable;
}

bool from_the_right(std::string_view language) {
  return explanation::language_named(language) == explanation::Language::ar;
}

// A name of any script within the sentence (UAX #9: FSI and PDI).
std::string set_apart(std::string_view name, std::string_view language) {
  if (!from_the_right(language)) return std::string(name);
  return "\u2068" + std::string(name) + "\u2069";
}

std::string names_listed(const std::vector<std::string>& names, std::string_view language) {
  const bool arabic = from_the_right(language);
  const bool french = explanation::language_named(language) == explanation::Language::fr;
  std::string text;
  for (std::size_t i = 0; i < names.size(); ++i) {
    const bool last = i + 1 == names.size();
    if (i > 0 && arabic) text += " و";
    else if (i > 0 && last) text += french ? " et " : " and ";
    else if (i > 0) text += ", ";
    text += names[i];
  }
  return text;
}

std::optional<std::string> if_any(std::string_view text, std::string_view language) {
  if (text.empty()) return std::nullopt;
  return set_apart(text, language);
}

}  // namespace

VariablesFound variables_in(std::string_view text) {
  VariablesFound found;
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] != '{' && text[at] != '}') {
      ++at;
    } else if (const auto variable = text[at] == '{' ? variable_at(text, at) : std::nullopt) {
      found.variables.push_back(*variable);
      at = variable->end;
    } else {
      found.stray.push_back(at++);
    }
  }
  return found;
}

const std::vector<std::string_view>& variable_names() {
  static const std::vector<std::string_view> names = {"carrier", "waiting_days", "partners", "partner",
                                                      "way",     "account",      "services", "page"};
  return names;
}

bool is_for_each_customer(std::string_view name) {
  constexpr auto kOfCustomer = std::to_array<std::string_view>({"account", "services", "page"});
  return std::find(kOfCustomer.begin(), kOfCustomer.end(), name) != kOfCustomer.end();
}

Partners partners_meant(const evidence::NoticePublished& notice, const Partners& at_the_time) {
  Partners meant;
  for (const Partner& each : at_the_time) {
    if (each.ended || !notice.recipients.covers(each.recipient)) continue;
    if (!notice.parties.any && !notice.parties.covers(each.party)) continue;
    meant.push_back(each);
  }
  return meant;
}

std::optional<std::string> value_for_all(const Variable& variable, const ValuesForAll& values,
                                         std::string_view language) {
  const bool named = !variable.what.empty();
  if (variable.name == "carrier" && !named && values.carrier != nullptr) {
    return if_any(written::in_language(values.carrier->name, language), language);
  }
  if (variable.name == "waiting_days" && !named) return std::to_string(values.waiting_days);
  if (variable.name == "way" && values.carrier != nullptr) {
    const Way* way = values.carrier->way(variable.what);
    return way == nullptr ? std::nullopt : if_any(written::in_language(way->shown, language), language);
  }
  if (variable.name == "partners" && !named && !values.partners.empty()) {
    std::vector<std::string> names;
    for (const Partner& each : values.partners) names.push_back(set_apart(each.name, language));
    return names_listed(names, language);
  }
  if (variable.name == "partner") {
    for (const Partner& each : values.partners) {
      if (each.party == variable.what) return if_any(each.name, language);
    }
  }
  return std::nullopt;
}

std::string filled(std::string_view text, const std::function<std::optional<std::string>(const Variable&)>& value) {
  std::string result;
  std::size_t from = 0;
  for (const Variable& each : variables_in(text).variables) {
    const auto said = value(each);
    result += text.substr(from, each.begin - from);
    result += said ? *said : std::string(text.substr(each.begin, each.end - each.begin));
    from = each.end;
  }
  return result.append(text.substr(from));
}

evidence::NoticePublished filled_for_all(evidence::NoticePublished notice, const ValuesForAll& values) {
  bool names_partners = false;
  for (evidence::NoticeText& text : notice.texts) {
    const auto value = [&](const Variable& each) {
      names_partners = names_partners || each.name == "partners";
      return value_for_all(each, values, text.language);
    };
    text.subject = filled(text.subject, value);
    for (evidence::NoticeBlock& block : text.blocks) block.text = filled(block.text, value);
  }
  if (names_partners && !values.partners.empty()) {
    Names parties;
    for (const Partner& each : values.partners) parties.push_back(each.party);
    notice.parties = Coverage::only(std::move(parties));
  }
  return notice;
}

}  // namespace assent::notice_check
