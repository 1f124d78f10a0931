#include "bounces/reply_text.hpp"

#include "base/ascii.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>

namespace assent::bounces {
namespace {

// The text of HTML, roughly: without elements, and without what is quoted.
std::string text_of_html(std::string_view html) {
  std::string text;
  std::size_t skipped = 0;  // open quotations
  for (std::size_t at = 0; at < html.size();) {
    if (html[at] == '<') {
      const std::size_t end = std::min(html.find('>', at), html.size() - 1);
      std::string name;
      for (std::size_t i = at + 1; i < end && (is_letter(html[i]) || html[i] == '/'); ++i) name += small(html[i]);
      if (name == "blockquote" || name == "style" || name == "script" || name == "head") ++skipped;
      if ((name == "/blockquote" || name == "/style" || name == "/script" || name == "/head") && skipped > 0) --skipped;
      if (name == "br" || name == "p" || name == "div" || name == "/p" || name == "/div") text += '\n';
      at = end + 1;
      continue;
    }
    if (skipped == 0) text += html[at] == '\n' ? ' ' : html[at];
    ++at;
  }
  constexpr std::array<std::pair<std::string_view, std::string_view>, 6> entities = {
      {{"&nbsp;", " "}, {"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&#39;", "'"}, {"&amp;", "&"}}};
  for (const auto& [entity, character] : entities) {
    for (std::size_t at = text.find(entity); at != std::string::npos; at = text.find(entity, at + character.size())) {
      text.replace(at, entity.size(), character);
    }
  }
  return text;
}

std::string_view bare(std::string_view line) {
  while (!line.empty() && (line.front() == ' ' || line.front() == '\t')) line.remove_prefix(1);
  while (!line.empty() && (line.back() == ' ' || line.back() == '\t')) line.remove_suffix(1);
  return line;
}

// A line from which on another message is quoted.
bool begins_quotation(std::string_view line) {
  constexpr auto words = std::to_array<std::string_view>(
      {"-----original message", "---- original message", "________________________________", "-----message d'origine",
       "-------- original message", "-----الرسالة الأصلية", "---------- forwarded message"});
  std::string low(line);
  std::ranges::transform(low, low.begin(), small);
  if (std::ranges::any_of(words, [&](std::string_view each) { return low.starts_with(each); })) return true;
  const bool says_wrote = low.ends_with("wrote:") || low.ends_with("écrit :") || low.ends_with("écrit:") ||
                          low.ends_with("كتب:") || low.ends_with("schrieb:");
  return says_wrote && (low.starts_with("on ") || low.starts_with("le ") || low.find('@') != std::string::npos ||
                        low.find("في") != std::string::npos);
}

}  // namespace

std::string own_words(const Message& message) {
  std::string text;
  for (const MessagePart& part : message.parts) {
    if (part.type == "text/plain" && !part.attached) {
      text = part.text;
      break;
    }
    if (part.type == "text/html" && !part.attached && text.empty()) text = text_of_html(part.text);
  }
  std::string words;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::string_view line = std::string_view(text).substr(at, end - at);
    at = end + 1;
    const std::string_view shown = bare(line);
    if (line == "-- " || line == "--" || begins_quotation(shown)) break;
    if (shown.starts_with('>')) continue;
    if (shown.empty() && (words.empty() || words.ends_with("\n\n"))) continue;
    words += shown;
    words += '\n';
  }
  while (!words.empty() && words.back() == '\n') words.pop_back();
  if (!words.empty()) return words;
  // Some write all in the subject. One that begins with `Re:` is not theirs.
  const std::string_view subject = message.header("subject");
  const std::size_t colon = subject.find(':');
  return colon == std::string_view::npos || colon > 4 ? std::string(subject) : std::string();
}

}  // namespace assent::bounces
