#include "replies/phrases.hpp"

#include <algorithm>

namespace assent::replies {
namespace {

struct Matched {
  Phrase phrase;
  std::span<const SaidIn> said;
};

bool refuses_or_turns(Sense sense) {
  switch (sense) {
    case Sense::stop:
    case Sense::no:
    case Sense::no_or_not:
    case Sense::not_before:
    case Sense::not_behind:
    case Sense::particle: return true;
    case Sense::yes:
    case Sense::agree:
    case Sense::want:
    case Sense::act:
    case Sense::filler:
    case Sense::topic:
    case Sense::courtesy:
    case Sense::ok:
    case Sense::doubt:
    case Sense::aside:
    case Sense::reverse:
    case Sense::automatic: return false;
  }
  return true;
}

// Words that are not known take the spelling of the one that they most likely are. Arabic `و` and `ف` ("and") stand at
// the beginning of a word.
struct Spelt {
  std::u32string key;
  bool exact = true;
};

Spelt spelt(const Token& token, const Words& words) {
  if (token.number || words.knows(token.key)) return {token.key, !token.stutters};
  if (token.key.size() > 3 && (token.key.front() == 0x648 || token.key.front() == 0x641)) {
    if (std::u32string rest = token.key.substr(1); words.knows(rest)) return {std::move(rest), true};
  }
  if (const std::u32string* near = words.nearest(token.key)) return {*near, false};
  return {token.key, true};
}

std::vector<Matched> matched(const Tokens& tokens, const Words& words) {
  std::vector<Spelt> keys;
  for (const Token& each : tokens.all) keys.push_back(spelt(each, words));
  std::vector<Matched> all;
  for (std::size_t i = 0; i < keys.size();) {
    Matched best{{std::nullopt, i, 1, tokens.all[i].after_break, true, false, 0, false, false}, {}};
    std::u32string phrase;
    bool exact = true;
    for (std::size_t length = 1; length <= words.longest_phrase() && i + length <= keys.size(); ++length) {
      if (length > 1 && tokens.all[i + length - 1].after_break) break;
      if (length > 1) phrase += U' ';
      phrase += keys[i + length - 1].key;
      exact = exact && keys[i + length - 1].exact;
      if (const auto said = words.find(phrase); !said.empty()) {
        best.said = said;
        best.phrase.tokens = length;
        best.phrase.exact = exact;
      }
    }
    i += best.phrase.tokens;
    all.push_back(best);
  }
  return all;
}

// The language that alone explains most; nothing: none does.
std::optional<std::uint8_t> main_language(const std::vector<std::size_t>& counts) {
  const auto most = std::max_element(counts.begin(), counts.end());
  if (most == counts.end() || *most == 0 || std::count(counts.begin(), counts.end(), *most) > 1) return std::nullopt;
  return static_cast<std::uint8_t>(most - counts.begin());
}

SaidIn chosen(std::span<const SaidIn> said, std::optional<std::uint8_t> language) {
  if (language) {
    const auto own = std::find_if(said.begin(), said.end(), [&](const SaidIn& s) { return s.language == *language; });
    if (own != said.end()) return *own;
  }
  return *std::min_element(said.begin(), said.end(),
                           [](const SaidIn& a, const SaidIn& b) { return a.sense < b.sense; });
}

}  // namespace

Phrases phrases_of(const Tokens& tokens, const Words& words) {
  std::vector<Matched> all = matched(tokens, words);
  std::vector<std::size_t> alone(words.languages().size());
  std::vector<std::size_t> any(words.languages().size());
  for (const Matched& each : all) {
    for (const SaidIn& said : each.said) any[said.language] += each.phrase.tokens;
    if (each.said.size() == 1) alone[each.said.front().language] += each.phrase.tokens;
  }
  const auto language = main_language(alone);
  Phrases phrases;
  for (Matched& each : all) {
    if (!each.said.empty()) each.phrase.said = chosen(each.said, language);
    each.phrase.may_refuse = std::any_of(each.said.begin(), each.said.end(),
                                         [](const SaidIn& said) { return refuses_or_turns(said.sense); });
    for (const SaidIn& said : each.said) each.phrase.known_in |= std::uint32_t{1} << said.language;
    phrases.all.push_back(each.phrase);
  }
  const auto most = std::max_element(any.begin(), any.end());
  if (language) phrases.language = words.languages()[*language];
  else if (most != any.end() && *most > 0)
    phrases.language = words.languages()[static_cast<std::size_t>(most - any.begin())];
  return phrases;
}

}  // namespace assent::replies
