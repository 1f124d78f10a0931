#include "replies/read_reply.hpp"

#include "replies/letters.hpp"
#include "replies/new_text.hpp"
#include "replies/phrases.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace assent::replies {
namespace {

constexpr std::size_t kScope = 4;         // phrases that a `not` may stand before what it turns
constexpr std::size_t kDeepInEmail = 12;  // tokens before a word that is no choice by itself
constexpr std::size_t kDeepInSms = 25;
constexpr std::size_t kUnknownBesideNo = 2;  // words beside a plain "no" that leave it a no
constexpr std::size_t kUnknownInLongText = 8;
constexpr std::size_t kYesTokensMost = 15;  // of a text that is an express yes

bool is(const Phrase& phrase, Sense sense) { return phrase.said && phrase.said->sense == sense; }

bool is_not(const Phrase& phrase) {
  return is(phrase, Sense::no_or_not) || is(phrase, Sense::not_before) || is(phrase, Sense::not_behind) ||
         is(phrase, Sense::particle);
}

// What a `not` turns into its opposite.
bool can_turn(const Phrase& phrase) {
  if (is(phrase, Sense::stop)) return !phrase.said->negative;
  return is(phrase, Sense::yes) || is(phrase, Sense::no) || is(phrase, Sense::agree) || is(phrase, Sense::want) ||
         is(phrase, Sense::act);
}

// `no_or_not` and French `ne` leave a "no" or "yes" beside them as it is: "لا نعم" is two replies. So is "لا stop".
bool turns(const Phrase& by, const Phrase& what) {
  if (is(by, Sense::no_or_not)) {
    return !is(what, Sense::yes) && !is(what, Sense::no) && by.said->language == what.said->language;
  }
  if (is(by, Sense::particle)) return is(what, Sense::agree) || is(what, Sense::want) || is(what, Sense::act);
  return true;
}

bool carries(const Phrase& phrase) {  // stands between a `not` and what it turns
  return !phrase.said || is(phrase, Sense::filler) || is(phrase, Sense::courtesy) || is(phrase, Sense::ok);
}

void turn_before(std::vector<Phrase>& all, std::size_t at) {
  for (std::size_t i = at + 1; i < all.size() && i <= at + kScope; ++i) {
    if (all[i].after_break) return;
    if (can_turn(all[i]) && turns(all[at], all[i])) {
      all[i].turned = true;
      all[at].used = true;
      return;
    }
    if (!carries(all[i])) return;
  }
}

// French: "n'accepte pas". With a `ne` before, the word is turned already.
bool turn_behind(std::vector<Phrase>& all, std::size_t at) {
  for (std::size_t i = at; i > 0 && at - i < 2; --i) {
    if (all[i].after_break) return false;
    Phrase& before = all[i - 1];
    if (can_turn(before) && !is(before, Sense::no)) {
      before.turned = true;
      all[at].used = true;
      return true;
    }
    if (!carries(before)) return false;
  }
  return false;
}

void turn(std::vector<Phrase>& all) {
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (!is_not(all[i])) continue;
    if (is(all[i], Sense::not_behind) && turn_behind(all, i)) continue;
    turn_before(all, i);
  }
}

struct Weighed {
  std::optional<std::size_t> first_refusal;  // phrase: a stop, or something turned into a refusal
  std::optional<std::size_t> last_refusal;
  bool exact_refusal = false;
  bool twice = false;  // a refusal turned into its opposite: "don't stop"
  bool no = false;
  bool yes = false;
  bool doubt = false;
  bool reverse = false;
  bool aside = false;
  bool ok = false;
  bool courtesy = false;
  bool may_refuse = false;
  std::size_t unknown = 0;
  std::size_t numbers = 0;
  std::optional<std::size_t> automatic;        // how many words stand before it
  std::optional<std::size_t> first_of_weight;  // phrases that are no mere words around a choice
  std::optional<std::size_t> last_of_weight;
};

// "don't want to stop": nothing but words that carry stands between them.
bool follows_turned_want(const std::vector<Phrase>& all, std::size_t at) {
  for (std::size_t i = at; i > 0; --i) {
    if (all[i].after_break) return false;
    const Phrase& before = all[i - 1];
    if (is(before, Sense::want) || is(before, Sense::act)) return before.turned;
    if (!is(before, Sense::filler) && !is_not(before)) return false;
  }
  return false;
}

class Weighing {
 public:
  Weighing(const std::vector<Phrase>& all, const Tokens& tokens) : all_(all), tokens_(tokens) {}

  Weighed weigh() {
    for (std::size_t i = 0; i < all_.size(); ++i) add(i);
    return weighed_;
  }

 private:
  void add(std::size_t i) {
    const Phrase& phrase = all_[i];
    weighed_.may_refuse |= phrase.may_refuse;
    if (!phrase.said) {
      if (tokens_.all[phrase.first].number) ++weighed_.numbers;
      else ++weighed_.unknown;
      of_weight(i);
      return;
    }
    switch (phrase.said->sense) {
      case Sense::stop:
        of_weight(i);
        if (phrase.turned || (!phrase.said->negative && follows_turned_want(all_, i))) weighed_.twice = true;
        else refusal(i);
        return;
      case Sense::no:
        of_weight(i);
        if (phrase.turned) weighed_.twice = true;
        else weighed_.no = true;
        return;
      case Sense::no_or_not:
        of_weight(i);
        if (!phrase.used) weighed_.no = true;
        return;
      case Sense::particle: return;
      case Sense::not_before:
      case Sense::not_behind:
        of_weight(i);
        if (!phrase.used && i + 1 == all_.size()) weighed_.no = true;  // "please don't"
        return;
      case Sense::yes:
      case Sense::agree:
        of_weight(i);
        if (phrase.turned) refusal(i);
        else weighed_.yes = true;
        return;
      case Sense::want:
      case Sense::act:
        if (!phrase.turned) return;
        of_weight(i);
        refusal(i);
        return;
      case Sense::filler:
      case Sense::topic: return;
      case Sense::courtesy: weighed_.courtesy = true; return;
      case Sense::ok: weighed_.ok = true; return;
      case Sense::doubt:
        of_weight(i);
        weighed_.doubt = true;
        return;
      case Sense::aside:
        of_weight(i);
        weighed_.aside = true;
        return;
      case Sense::reverse:
        of_weight(i);
        weighed_.reverse = true;
        return;
      case Sense::automatic:
        if (!weighed_.automatic) weighed_.automatic = phrase.first;
        return;
    }
  }

  void of_weight(std::size_t i) {
    if (!weighed_.first_of_weight) weighed_.first_of_weight = i;
    weighed_.last_of_weight = i;
  }

  void refusal(std::size_t i) {
    if (!weighed_.first_refusal) weighed_.first_refusal = i;
    weighed_.last_refusal = i;
    weighed_.exact_refusal |= all_[i].exact;
  }

  const std::vector<Phrase>& all_;
  const Tokens& tokens_;
  Weighed weighed_;
};

using Judged = std::pair<Meaning, std::string_view>;

Judged judge_refusal(const Weighed& weighed, const std::vector<Phrase>& all, Origin origin) {
  const std::size_t deep = origin == Origin::email ? kDeepInEmail : kDeepInSms;
  if (all[*weighed.first_refusal].first > deep)
    return {Meaning::unclear, "a word that refuses stands deep in the text"};
  const bool at_an_end =
      *weighed.first_refusal == *weighed.first_of_weight || *weighed.last_refusal == *weighed.last_of_weight;
  const bool doubtful = weighed.doubt || weighed.yes || weighed.aside;
  if (doubtful && !at_an_end) return {Meaning::unclear, "a word that refuses stands among others that say otherwise"};
  if (!weighed.exact_refusal && (weighed.unknown > kUnknownBesideNo || doubtful)) {
    return {Meaning::unclear, "a word that may refuse is misspelt, and others are not known"};
  }
  if (weighed.unknown > kUnknownInLongText && !at_an_end) {
    return {Meaning::unclear, "a word that refuses stands within a text that is not understood"};
  }
  return {Meaning::refusal, "it has a word that refuses"};
}

// An automatic reply says so in its first words.
bool is_automatic(const Weighed& weighed) { return weighed.automatic && *weighed.automatic <= kDeepInEmail; }

// Whether a phrase may stand beside a yes that is in `language`. A word of a letter or two, or one that only another
// language has, may be what is left of a "not": `لا`, `ma`, "mes" of "mesh".
bool goes_with_yes(const Phrase& phrase, const Tokens& tokens, std::uint8_t language, bool arabic) {
  const std::u32string& key = tokens.all[phrase.first].key;
  const bool word = key.front() < 0x2000;  // no emoji
  const bool remains = word && phrase.tokens == 1 && key.size() <= (arabic ? 2U : 1U) && key != U"i" && key != U"ok";
  const bool beside = is(phrase, Sense::courtesy) || is(phrase, Sense::ok);
  return phrase.exact && !remains && (beside || (phrase.known_in >> language & 1U) != 0);
}

// "Yes, it is my number" is about something else: a topic needs a verb that says what is agreed to.
bool says_express_yes(const Weighed& weighed, const Tokens& tokens, const std::vector<Phrase>& all,
                      const Words& words) {
  const auto yes = std::find_if(all.begin(), all.end(),
                                [](const Phrase& each) { return is(each, Sense::yes) || is(each, Sense::agree); });
  if (yes == all.end() || tokens.all.size() > kYesTokensMost) return false;
  const auto has = [&](Sense sense) {
    return std::any_of(all.begin(), all.end(), [&](const Phrase& each) { return is(each, sense); });
  };
  if (has(Sense::topic) && !has(Sense::agree) && !has(Sense::act)) return false;
  const std::uint8_t language = yes->said->language;
  const bool arabic = words.languages()[language].starts_with("ar");
  const bool all_go = std::all_of(all.begin(), all.end(), [&](const Phrase& each) {
    return each.said && goes_with_yes(each, tokens, language, arabic);
  });
  return weighed.yes && all_go && !weighed.may_refuse && !weighed.doubt && !weighed.aside && !weighed.automatic &&
         weighed.numbers == 0 && !tokens.question && !tokens.spoiled && tokens.whole;
}

Judged judge(const Weighed& weighed, const Tokens& tokens, const std::vector<Phrase>& all, const Asked& asked,
             const Words& words) {
  if (all.empty()) {
    if (asked.origin == Origin::email || tokens.spoiled || tokens.question) {
      return {Meaning::unclear, "it has no word, and the reply itself may refuse"};
    }
    return {Meaning::nothing, "it has no word"};
  }
  if (is_automatic(weighed)) {
    if (weighed.first_refusal || weighed.no || weighed.twice || weighed.reverse) {
      return {Meaning::unclear, "it looks like an automatic reply, with a word that may refuse"};
    }
    return {Meaning::nothing, "it is an automatic reply"};
  }
  if (weighed.reverse) return {Meaning::unclear, "it may take a refusal back"};
  if (weighed.twice) return {Meaning::unclear, "a word that refuses is turned into its opposite"};
  if (weighed.first_refusal) return judge_refusal(weighed, all, asked.origin);
  if (weighed.no) {
    if (weighed.yes || weighed.doubt || weighed.aside) return {Meaning::unclear, "it says no, and something else"};
    if (weighed.unknown > kUnknownBesideNo)
      return {Meaning::unclear, "it says no within a text that is not understood"};
    return {Meaning::refusal, "it says no"};
  }
  if (weighed.yes) {
    if (!says_express_yes(weighed, tokens, all, words)) return {Meaning::unclear, "it may say yes, and not only yes"};
    if (!asked.for_approval) return {Meaning::unclear, "it says yes, and no question is open"};
    return {Meaning::approval, "it says yes and nothing else"};
  }
  const bool takes_note = weighed.courtesy || (weighed.ok && !asked.for_approval);
  if (asked.origin == Origin::sms && takes_note && !weighed.first_of_weight && !weighed.may_refuse &&
      !(weighed.ok && asked.for_approval) && !tokens.question && !tokens.spoiled && tokens.whole) {
    return {Meaning::nothing, "it only thanks or takes note"};
  }
  return {Meaning::unclear, "it is not understood"};
}

bool counts(const Phrase& phrase) {
  if (!phrase.said) return false;
  switch (phrase.said->sense) {
    case Sense::want:
    case Sense::act: return phrase.turned;
    case Sense::filler:
    case Sense::topic:
    case Sense::courtesy: return false;
    case Sense::stop:
    case Sense::no:
    case Sense::no_or_not:
    case Sense::particle:
    case Sense::not_before:
    case Sense::not_behind:
    case Sense::yes:
    case Sense::agree:
    case Sense::ok:
    case Sense::doubt:
    case Sense::aside:
    case Sense::reverse:
    case Sense::automatic: return true;
  }
  return true;
}

}  // namespace

std::string_view to_string(Meaning meaning) {
  switch (meaning) {
    case Meaning::refusal: return "refusal";
    case Meaning::approval: return "approval";
    case Meaning::unclear: return "unclear";
    case Meaning::nothing: return "nothing";
  }
  return "unclear";
}

Reading read_reply(std::string_view text, const Asked& asked, const Words& words) {
  const std::string considered = asked.origin == Origin::email ? new_text(text, words) : std::string(text);
  const Tokens tokens = tokens_of(considered);
  Phrases phrases = phrases_of(tokens, words);
  turn(phrases.all);
  const Weighed weighed = Weighing(phrases.all, tokens).weigh();
  const auto [meaning, why] = judge(weighed, tokens, phrases.all, asked, words);

  Reading reading{meaning, std::string(why), phrases.language, {}};
  for (const Phrase& each : phrases.all) {
    if (!counts(each)) continue;
    const std::size_t begin = tokens.all[each.first].begin;
    const std::size_t end = tokens.all[each.first + each.tokens - 1].end;
    reading.words.push_back({considered.substr(begin, end - begin), each.said->sense, each.turned, each.exact,
                             words.languages()[each.said->language]});
  }
  return reading;
}

}  // namespace assent::replies
