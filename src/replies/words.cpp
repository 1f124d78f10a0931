#include "replies/words.hpp"

#include "base/marks.hpp"
#include "replies/letters.hpp"
#include "replies/standard_lists.hpp"
#include "written/section.hpp"
#include "written/written.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cassert>
#include <utility>

namespace assent::replies {

using written::Written;

namespace {

constexpr std::size_t kPhraseTokensMost = 8;
constexpr std::size_t kLettersForOneFault = 5;
constexpr std::size_t kLettersForTwoFaults = 8;

// Letters to change, insert, drop or swap; more than `most`: some larger number.
std::size_t letters_apart(const std::u32string& one, const std::u32string& other, std::size_t most) {
  const std::size_t longer = std::max(one.size(), other.size());
  if (longer - std::min(one.size(), other.size()) > most) return most + 1;
  constexpr std::size_t kLongest = 32;
  if (longer >= kLongest) return most + 1;
  std::array<std::array<std::size_t, kLongest>, 3> rows{};
  for (std::size_t j = 0; j <= other.size(); ++j) rows[0][j] = j;
  for (std::size_t i = 1; i <= one.size(); ++i) {
    auto& row = rows[i % 3];
    const auto& above = rows[(i + 2) % 3];
    const auto& before = rows[(i + 1) % 3];
    row[0] = i;
    for (std::size_t j = 1; j <= other.size(); ++j) {
      row[j] = std::min({above[j] + 1, row[j - 1] + 1, above[j - 1] + (one[i - 1] == other[j - 1] ? 0U : 1U)});
      if (i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1]) {
        row[j] = std::min(row[j], before[j - 2] + 1);
      }
    }
  }
  return rows[one.size() % 3][other.size()];
}

std::uint64_t letters_in(const std::u32string& token) {
  std::uint64_t letters = 0;
  for (const char32_t each : token) letters |= std::uint64_t{1} << (each % 64);
  return letters;
}

std::u32string joined(const std::vector<Token>& tokens) {
  std::u32string phrase;
  for (const Token& each : tokens) {
    if (!phrase.empty()) phrase += U' ';
    phrase += each.key;
  }
  return phrase;
}

constexpr std::array<std::pair<std::string_view, Sense>, 18> kLists = {{{"stop", Sense::stop},
                                                                        {"no", Sense::no},
                                                                        {"no_or_not", Sense::no_or_not},
                                                                        {"particle", Sense::particle},
                                                                        {"not", Sense::not_before},
                                                                        {"not_behind", Sense::not_behind},
                                                                        {"yes", Sense::yes},
                                                                        {"agree", Sense::agree},
                                                                        {"want", Sense::want},
                                                                        {"act", Sense::act},
                                                                        {"filler", Sense::filler},
                                                                        {"topic", Sense::topic},
                                                                        {"courtesy", Sense::courtesy},
                                                                        {"ok", Sense::ok},
                                                                        {"doubt", Sense::doubt},
                                                                        {"aside", Sense::aside},
                                                                        {"reverse", Sense::reverse},
                                                                        {"automatic", Sense::automatic}}};

bool turns(Sense sense) {
  return sense == Sense::no || sense == Sense::no_or_not || sense == Sense::not_before || sense == Sense::not_behind;
}

}  // namespace

class WordReader {
 public:
  explicit WordReader(Words& words) : words_(words) {}

  void read(const Written& root, written::Findings& findings) {
    std::vector<std::string_view> known{"language", "quote_ends", "quote_begins", "signature_begins"};
    for (const auto& [key, sense] : kLists) known.push_back(key);
    written::Section section(findings, root, "", known);
    language_ = static_cast<std::uint8_t>(words_.languages_.size());
    words_.languages_.push_back(section.name("language"));
    for (const auto& [key, sense] : kLists) {
      const Written* list = section.optional(key, Written::Kind::list);
      if (list == nullptr) continue;
      for (const Written& each : list->items) add(section, each, sense);
    }
    lines(section, "quote_ends", words_.quote_ends_);
    lines(section, "quote_begins", words_.quote_begins_);
    lines(section, "signature_begins", words_.signature_begins_);
    settle();
  }

 private:
  void add(written::Section& section, const Written& item, Sense sense) {
    const Tokens tokens = tokens_of(item.text);
    if (item.kind != Written::Kind::text || tokens.all.empty() || tokens.all.size() > kPhraseTokensMost) {
      section.add(item.place, "a phrase is no text, has no letter, or has over eight words", "write a shorter phrase");
      return;
    }
    std::vector<SaidIn>& said = words_.phrases_[joined(tokens.all)];
    const auto before =
        std::find_if(said.begin(), said.end(), [&](const SaidIn& s) { return s.language == language_; });
    if (before != said.end()) {
      // Spellings that become the same are written out for the reader's sake.
      if (before->sense != sense) {
        section.add(item.place,
                    written::quoted(item.text) + " stands in `" + std::string(to_string(before->sense)) + "` too",
                    "leave it in one list");
      }
      return;
    }
    said.push_back({sense, language_});
    words_.longest_ = std::max(words_.longest_, tokens.all.size());
    for (const Token& each : tokens.all) {
      if (!words_.tokens_.insert(each.key).second && sense != Sense::stop) continue;
      (sense == Sense::stop ? words_.refusing_ : words_.others_).push_back({each.key, letters_in(each.key)});
    }
    if (sense == Sense::stop && tokens.all.size() > 1) phrases_.push_back(tokens.all);
  }

  static void lines(written::Section& section, std::string_view key, std::vector<std::string>& into) {
    const Written* list = section.optional(key, Written::Kind::list);
    if (list == nullptr) return;
    for (const Written& each : list->items) {
      std::string line = line_key(each.text);
      if (line.empty()) section.add(each.place, "a line is empty", "leave it out");
      else into.push_back(std::move(line));
    }
  }

  bool is_negative(const Token& token) const {
    const auto said = words_.find(token.key);
    return std::any_of(said.begin(), said.end(),
                       [&](const SaidIn& each) { return each.language == language_ && turns(each.sense); });
  }

  void settle() {
    for (const std::vector<Token>& phrase : phrases_) {
      if (!std::any_of(phrase.begin(), phrase.end(), [&](const Token& each) { return is_negative(each); })) continue;
      for (SaidIn& each : words_.phrases_[joined(phrase)]) each.negative |= each.language == language_;
    }
  }

  Words& words_;
  std::uint8_t language_ = 0;
  std::vector<std::vector<Token>> phrases_;  // of this language, of several words, that refuse
};

std::string_view to_string(Sense sense) {
  for (const auto& [name, each] : kLists) {
    if (each == sense) return name;
  }
  return {};
}

std::string line_key(std::string_view line) {
  std::string key;
  for (const char each : bare_name(line)) {
    if (each != ' ') key += each >= 'A' && each <= 'Z' ? static_cast<char>(each - 'A' + 'a') : each;
  }
  return key;
}

tl::expected<Words, Issues> Words::read(std::span<const WordList> lists) {
  Words words;
  Issues issues;
  for (const WordList& each : lists) {
    const auto root = written::read_toml(each.toml, each.file);
    if (!root) return tl::unexpected(Issues{root.error()});
    written::Findings findings(each.file);
    WordReader(words).read(*root, findings);
    if (!findings.empty()) {
      for (Issue& issue : std::move(findings).in_order()) issues.push_back(std::move(issue));
    }
  }
  if (!issues.empty()) return tl::unexpected(std::move(issues));
  return words;
}

std::span<const WordList> Words::standard_lists() { return kStandardLists; }

const Words& Words::standard() {
  static const Words words = [] {
    auto read = Words::read(kStandardLists);
    assert(read);  // tests/replies reads them
    return std::move(read).value_or(Words());
  }();
  return words;
}

std::span<const SaidIn> Words::find(const std::u32string& phrase) const {
  const auto found = phrases_.find(phrase);
  return found == phrases_.end() ? std::span<const SaidIn>() : std::span<const SaidIn>(found->second);
}

const std::u32string* Words::nearest(const std::u32string& token) const {
  if (token.size() < kLettersForOneFault) return nullptr;
  const std::size_t most = token.size() < kLettersForTwoFaults ? 1 : 2;
  const std::uint64_t own = letters_in(token);
  for (const auto* each : {&refusing_, &others_}) {
    const std::u32string* best = nullptr;
    std::size_t fewest = most + 1;
    for (const auto& [word, letters] : *each) {
      // A fault changes one letter into another: two bits at most.
      if (word.size() + 1 < kLettersForOneFault || std::popcount(letters ^ own) > static_cast<int>(2 * most)) continue;
      const std::size_t apart = letters_apart(token, word, most);
      if (apart >= fewest) continue;
      fewest = apart;
      best = &word;
    }
    if (best != nullptr) return best;
  }
  return nullptr;
}

}  // namespace assent::replies
