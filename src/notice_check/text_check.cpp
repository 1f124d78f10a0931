#include "notice_check/text_check.hpp"

#include "base/utf8.hpp"
#include "notice_check/phrases.hpp"
#include "notice_check/variables.hpp"
#include "written/nearest.hpp"

#include <fmt/format.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <optional>

namespace assent::notice_check {
namespace {

using Arguments = std::vector<std::pair<std::string_view, std::string>>;

// How many letters are Arabic, and how many Latin.
struct Letters {
  std::size_t arabic = 0;
  std::size_t latin = 0;
};

Letters letters_in(std::string_view text) {
  Letters letters;
  for (std::size_t at = 0; at < text.size();) {
    const Utf8Character each = character_at(text, at);
    UErrorCode error = U_ZERO_ERROR;
    const UScriptCode script = uscript_getScript(static_cast<UChar32>(each.code), &error);
    if (script == USCRIPT_ARABIC) ++letters.arabic;
    if (script == USCRIPT_LATIN) ++letters.latin;
    at += each.size;
  }
  return letters;
}

// A number in digits of any script, and where it ends.
struct WrittenNumber {
  int value = 0;
  std::size_t begin = 0;
  std::size_t end = 0;
};

std::vector<WrittenNumber> numbers_in(std::string_view text) {
  std::vector<WrittenNumber> numbers;
  bool within = false;
  for (std::size_t at = 0; at < text.size();) {
    const Utf8Character each = character_at(text, at);
    const int digit = u_charDigitValue(static_cast<UChar32>(each.code));
    if (digit >= 0) {
      if (!within) numbers.push_back({0, at, at});
      constexpr int kMost = 100'000;
      WrittenNumber& number = numbers.back();
      number.value = std::min(number.value * 10 + digit, kMost);
      number.end = at + each.size;
    }
    within = digit >= 0;
    at += each.size;
  }
  return numbers;
}

class TextCheck {
 public:
  TextCheck(std::string_view source, const service::NoticeFile& file, const WrittenNotice& written,
            const WrittenLanguage& language, const CheckWith& with, Checked& checked)
      : source_(source),
        notice_(file.notice),
        written_(written),
        text_(language),
        with_(with),
        checked_(checked),
        prefixes_(of_language(with.words->prefixes, language.language)),
        values_{with.carrier, partners_meant(file.notice, with.partners), file.notice.waiting_days} {}

  void run() {
    subject();
    forbidden(text_.subject, true);
    variables(text_.subject);
    for (const WrittenBlock& block : text_.blocks) {
      forbidden(block.text, false);
      variables(block.text);
      script(block);
      same_as_another(block);
      if (block.disclosure == "waiting_period") waiting_period(block);
    }
    if (written_.asks != Asks::nothing) recipients();
    if (written_.asks != Asks::nothing) ways();
    measure();
  }

 private:
  void add(FindingCode code, written::Place place, const Rule& rule, Arguments arguments) {
    checked_.findings.push_back({code, place, text_.language, rule.source, rule.standing, std::move(arguments)});
  }
  Rule pack_rule(regime::SourceId source) const {
    const regime::Provenance& provenance = with_.regime->provenance[source];
    return {provenance.source, provenance.standing};
  }
  // The rule that demands the disclosure; none does: of the disclosures as a whole.
  Rule rule_of_disclosure(std::string_view name) const {
    for (const regime::RequiredDisclosure& each : with_.regime->notice.disclosures) {
      if (each.disclosure == name) return pack_rule(each.source);
    }
    return pack_rule(with_.regime->notice.disclosures_source);
  }
  written::Place place_of(const WrittenText& text, std::size_t offset) const { return place_in(source_, text, offset); }

  void subject() {
    const TextWords words(text_.subject.text, prefixes_);
    const std::vector<std::string>& topic = of_language(with_.words->topic, text_.language);
    const bool named = topic.empty() || std::any_of(topic.begin(), topic.end(),
                                                    [&](const std::string& word) { return !words.find(word).empty(); });
    if (named) return;
    add(FindingCode::subject_hides, text_.subject.place, with_.words->topic_rule,
        {{"subject", text_.subject.text}, {"example", topic.front()}});
  }

  void forbidden(const WrittenText& text, bool is_subject) {
    const TextWords words(text.text, prefixes_);
    for (const Forbidden& each : with_.words->forbidden) {
      if (each.subject_only && !is_subject) continue;
      std::size_t last_end = 0;  // `risk` within `at risk` is found once
      for (const std::string& phrase : of_language(each.words, text_.language)) {
        for (const FoundPhrase& found : words.find(phrase)) {
          if (found.begin < last_end) continue;
          last_end = found.end;
          add(each.code, place_of(text, found.begin), each.rule,
              {{"word", text.text.substr(found.begin, found.end - found.begin)}});
        }
      }
    }
  }

  void variables(const WrittenText& text) {
    const VariablesFound found = variables_in(text.text);
    const Rule rule = pack_rule(with_.regime->notice.disclosures_source);
    for (const std::size_t at : found.stray) add(FindingCode::brace, place_of(text, at), {}, {});
    for (const Variable& each : found.variables) variable(text, each, rule);
  }

  void variable(const WrittenText& text, const Variable& each, const Rule& rule) {
    const written::Place place = place_of(text, each.begin);
    const std::string shown = text.text.substr(each.begin, each.end - each.begin);
    const std::vector<std::string_view>& names = variable_names();
    const bool needs_what = each.name == "way" || each.name == "partner";
    if (std::find(names.begin(), names.end(), each.name) == names.end() || needs_what != !each.what.empty()) {
      const auto near = written::nearest(each.name, names);
      add(FindingCode::variable_unknown, place, {},
          {{"variable", shown}, {"nearest", std::string(near.value_or("carrier"))}});
      return;
    }
    if (is_for_each_customer(each.name) || value_for_all(each, values_, text_.language)) return;
    if (each.name == "way" && with_.carrier != nullptr && with_.carrier->way(each.what) == nullptr) {
      std::vector<std::string_view> ways;
      for (const Way& way : with_.carrier->ways) ways.emplace_back(way.name);
      const auto near = written::nearest(each.what, ways);
      add(FindingCode::way_unknown, place, rule_of_disclosure("precise_steps"),
          {{"way", std::string(each.what)},
           {"nearest", std::string(near           ? *near
                                   : ways.empty() ? std::string_view("-")
                                                  : ways.front())}});
      return;
    }
    add(FindingCode::variable_without_value, place, rule, {{"variable", shown}, {"language", text_.language}});
  }

  void script(const WrittenBlock& block) {
    const auto known = explanation::language_named(text_.language);
    if (!known) return;
    const std::string words = filled(block.text.text, [](const Variable&) { return std::string(); });
    const Letters letters = letters_in(words);
    const bool arabic = *known == explanation::Language::ar;
    if (arabic ? letters.arabic >= letters.latin : letters.latin >= letters.arabic) return;
    add(FindingCode::script_differs, block.text.place, pack_rule(with_.regime->notice.translation_source),
        {{"language", text_.language}});
  }

  // The same sentence in two languages: one of them was not translated.
  void same_as_another(const WrittenBlock& block) {
    constexpr std::size_t kShort = 24;  // a name, a number
    if (block.text.text.size() < kShort) return;
    for (const WrittenLanguage& other : written_.languages) {
      if (&other == &text_) return;  // it is found in the later of the two
      for (const WrittenBlock& each : other.blocks) {
        if (each.text.text != block.text.text) continue;
        add(FindingCode::translation_same, block.text.place, pack_rule(with_.regime->notice.translation_source),
            {{"language", text_.language}, {"other", other.language}});
      }
    }
  }

  void waiting_period(const WrittenBlock& block) {
    const std::string_view text = block.text.text;
    const Rule rule = rule_of_disclosure("waiting_period");
    const std::string days = std::to_string(notice_.waiting_days);
    const std::vector<std::string>& day_words = of_language(with_.words->days, text_.language);
    bool said = text.find("{waiting_days}") != std::string_view::npos || day_words.empty();
    for (const WrittenNumber& number : numbers_in(text)) {
      constexpr std::size_t kNear = 24;  // bytes: the next word or two
      const TextWords next(text.substr(number.end, kNear), prefixes_);
      const bool of_days = std::any_of(day_words.begin(), day_words.end(),
                                       [&](const std::string& word) { return !next.find(word).empty(); });
      if (!of_days) continue;
      said = true;
      if (number.value != notice_.waiting_days) {
        add(FindingCode::waiting_period_differs, place_of(block.text, number.begin), rule,
            {{"found", std::to_string(number.value)}, {"days", days}});
      }
    }
    if (!said) add(FindingCode::waiting_period_unsaid, block.text.place, rule, {{"days", days}});
  }

  void recipients() {
    const bool others =
        notice_.recipients.any || std::any_of(notice_.recipients.names.begin(), notice_.recipients.names.end(),
                                              [](const std::string& each) { return each != "carrier"; });
    const WrittenBlock* block = nullptr;
    for (const WrittenBlock& each : text_.blocks) {
      if (each.disclosure == "recipients") block = &each;
    }
    if (!others || block == nullptr) return;
    const Rule rule = rule_of_disclosure("recipients");
    bool all = false;
    Names parties;
    for (const Variable& each : variables_in(block->text.text).variables) {
      all = all || each.name == "partners";
      if (each.name == "partner") parties.emplace_back(each.what);
    }
    if (all) return;
    if (notice_.parties.any) {
      const std::string recipient = notice_.recipients.any ? "*" : notice_.recipients.names.back();
      add(FindingCode::parties_open, block->text.place, rule, {{"recipient", recipient}});
      return;
    }
    const TextWords words(block->text.text, prefixes_);
    for (const std::string& party : notice_.parties.names) {
      if (contains(parties, party)) continue;
      const auto registered = std::find_if(values_.partners.begin(), values_.partners.end(),
                                           [&](const Partner& each) { return each.party == party; });
      if (registered != values_.partners.end() && !words.find(registered->name).empty()) continue;
      add(FindingCode::partner_unnamed, block->text.place, rule, {{"partner", party}});
    }
  }

  // The ways that the steps name must work; and one of them at any time, for nothing.
  void ways() {
    if (with_.carrier == nullptr) return;
    const WrittenBlock* steps = nullptr;
    bool any = false;
    bool open = false;
    for (const WrittenBlock& block : text_.blocks) {
      if (block.disclosure == "precise_steps") steps = &block;
      for (const Variable& each : variables_in(block.text.text).variables) {
        const Way* way = each.name == "way" ? with_.carrier->way(each.what) : nullptr;
        if (way == nullptr) continue;
        any = true;
        open = open || (way->live && way->free && way->always);
        if (!way->live) {
          add(FindingCode::way_not_live, place_of(block.text, each.begin), rule_of_disclosure("precise_steps"),
              {{"way", way->name}});
        }
      }
    }
    if (steps == nullptr) return;
    if (!any) add(FindingCode::way_unnamed, steps->text.place, rule_of_disclosure("precise_steps"), {});
    else if (!open)
      add(FindingCode::way_not_free, steps->text.place, rule_of_disclosure("free_method_always_available"), {});
  }

  // As the customer reads it: what is for each customer counts as one word.
  void measure() {
    evidence::NoticeText read{text_.language, text_.subject.text, {}};
    for (const WrittenBlock& block : text_.blocks) read.blocks.push_back({block.disclosure, block.text.text});
    const std::string whole = filled(whole_text(read), [&](const Variable& each) -> std::optional<std::string> {
      return value_for_all(each, values_, text_.language).value_or(std::string(each.name));
    });
    Measured measured{text_.language, readability_of(whole, text_.language), 0,
                      sms::parts_of(whole).value_or(sms::Parts{})};
    if (const auto known = explanation::language_named(text_.language)) {
      const auto least = with_.words->least_score.find(to_string(*known));
      measured.least = least == with_.words->least_score.end() ? 0 : least->second;
    }
    if (measured.readability && measured.readability->words < static_cast<std::size_t>(with_.words->words_least)) {
      measured.readability.reset();
    }
    if (measured.readability && measured.readability->score < measured.least) {
      add(FindingCode::hard_to_read, text_.place, with_.words->easy_to_read_rule,
          {{"language", text_.language},
           {"measure", std::string(measured.readability->measure)},
           {"score", fmt::format("{:.0f}", measured.readability->score)},
           {"least", std::to_string(measured.least)}});
    }
    const bool by_sms = with_.channel == "sms" || contains(written_.channels, "sms");
    if (by_sms && measured.sms.parts > static_cast<std::size_t>(with_.words->sms_parts_most)) {
      add(FindingCode::sms_parts, text_.place, with_.words->sms_rule,
          {{"language", text_.language},
           {"parts", std::to_string(measured.sms.parts)},
           {"most", std::to_string(with_.words->sms_parts_most)},
           {"encoding", std::string(to_string(measured.sms.alphabet))}});
    }
    checked_.measured.push_back(std::move(measured));
  }

  std::string_view source_;
  const evidence::NoticePublished& notice_;
  const WrittenNotice& written_;
  const WrittenLanguage& text_;
  const CheckWith& with_;
  Checked& checked_;
  const std::vector<std::string>& prefixes_;
  ValuesForAll values_;
};

}  // namespace

void check_texts(std::string_view source, const service::NoticeFile& file, const WrittenNotice& written,
                 const CheckWith& with, Checked& checked) {
  for (const WrittenLanguage& language : written.languages) {
    TextCheck(source, file, written, language, with, checked).run();
  }
}

}  // namespace assent::notice_check
