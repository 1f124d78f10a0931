#include "explanation/speech.hpp"

#include <algorithm>

namespace assent::explanation {
namespace {

constexpr std::string_view kFirstStrongIsolate = "\u2068";
constexpr std::string_view kPopDirectionalIsolate = "\u2069";
constexpr std::string_view kReplacement = "\uFFFD";

bool is_latin_or_digit(char letter) {
  return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') || (letter >= '0' && letter <= '9');
}

// How many bytes at the front of `text` are one character that is not to be shown; 0: none.
std::size_t forbidden_at(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  if (byte(0) < 0x20 || byte(0) == 0x7F) return 1;
  if (text.size() >= 2 && byte(0) == 0xC2 && byte(1) < 0xA0) return 2;  // C1 controls
  if (text.size() < 3 || byte(0) != 0xE2) return 0;
  const bool embedding = byte(1) == 0x80 && byte(2) >= 0xA8 && byte(2) <= 0xAE;  // separators, U+202A to U+202E
  const bool isolate = byte(1) == 0x81 && byte(2) >= 0xA6 && byte(2) <= 0xA9;    // U+2066 to U+2069
  return embedding || isolate ? 3 : 0;
}

}  // namespace

std::string Speech::isolated(std::string_view text) {
  return std::string(kFirstStrongIsolate).append(text).append(kPopDirectionalIsolate);
}

std::string Speech::without_commands(std::string_view text) {
  std::string shown;
  shown.reserve(text.size());
  while (!text.empty()) {
    const std::size_t forbidden = forbidden_at(text);
    if (forbidden > 0) shown += kReplacement;
    else shown += text.front();
    text.remove_prefix(std::max(forbidden, std::size_t{1}));
  }
  return shown;
}

std::string Speech::fill(std::string_view pattern, const Values& values) {
  std::string text;
  while (!pattern.empty()) {
    const std::size_t open = pattern.find('{');
    text += pattern.substr(0, open);
    if (open == std::string_view::npos) break;
    const std::size_t close = pattern.find('}', open);
    text += values(pattern.substr(open + 1, close - open - 1));
    pattern.remove_prefix(close + 1);
  }
  return text;
}

std::string Speech::data(std::string_view text) const {
  std::string shown = without_commands(text);
  if (language_ == Language::ar && std::any_of(shown.begin(), shown.end(), is_latin_or_digit)) return isolated(shown);
  return shown;
}

std::string Speech::named(Term kind, std::string_view name) const {
  if (const auto words = term(kind, name, language_)) return std::string(*words);
  return data(name);
}

std::string Speech::list(const std::vector<std::string>& parts) const {
  std::string text;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i > 0) text += message(i + 1 == parts.size() ? Message::list_and : Message::list_comma, language_);
    text += parts[i];
  }
  return text;
}

std::string Speech::named_list(Term kind, const Names& names) const {
  std::vector<std::string> parts;
  for (const std::string& name : names) parts.push_back(named(kind, name));
  return list(parts);
}

}  // namespace assent::explanation
