#include "notice_check/check.hpp"

#include "notice_check/text_check.hpp"
#include "notice_check/variables.hpp"
#include "written/nearest.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace assent::notice_check {
namespace {

using written::Place;

// The checks of what the notice says about itself, and of which blocks it has.
class WholeCheck {
 public:
  WholeCheck(const service::NoticeFile& file, const WrittenNotice& written, const CheckWith& with, Findings& findings)
      : file_(file), notice_(file.notice), written_(written), with_(with), regime_(*with.regime), findings_(findings) {}

  void run() {
    if (notice_.regime != regime_.id) {
      add(FindingCode::regime_differs, place("regime"), 0, {{"written", notice_.regime}, {"regime", regime_.id}});
    }
    recipients();
    information();
    if (written_.asks != Asks::nothing && notice_.waiting_days < regime_.notice.waiting_days) {
      add(FindingCode::waiting_days_short, place("waiting_days"), regime_.notice.waiting_days_source,
          {{"days", std::to_string(notice_.waiting_days)},
           {"least", std::to_string(regime_.notice.waiting_days)},
           {"regime", regime_.id}});
    }
    channels();
    if (written_.asks != Asks::nothing) disclosures();
  }

 private:
  void add(FindingCode code, Place at, regime::SourceId source,
           std::vector<std::pair<std::string_view, std::string>> arguments, std::string language = {}) {
    const regime::Provenance& rule = regime_.provenance[source];
    findings_.push_back({code, at, std::move(language), rule.source, rule.standing, std::move(arguments)});
  }

  Place place(std::string_view key) const {
    const auto found = file_.places.find(key);
    return found == file_.places.end() ? Place{} : found->second;
  }

  void recipients() {
    for (const std::string& recipient : notice_.recipients.names) {
      const regime::RelationRule* rule = regime_.relation(recipient);
      if (rule == nullptr) {
        add(FindingCode::recipient_unknown, place("recipients"), regime_.unknown_relation_source,
            {{"recipient", recipient}, {"regime", regime_.id}});
      } else if (rule->level == regime::Level::refused && written_.asks != Asks::nothing) {
        add(FindingCode::relation_refused, place("recipients"), rule->level_source, {{"recipient", recipient}});
      } else if (rule->level == regime::Level::opt_in && written_.asks == Asks::opt_out) {
        add(FindingCode::level_not_given, place("recipients"), rule->level_source,
            {{"recipient", recipient}, {"level", std::string(to_string(rule->level))}});
      } else if (written_.asks == Asks::one_time_consent && !contains(regime_.one_time_recipients, recipient)) {
        add(FindingCode::level_not_given, place("recipients"), regime_.one_time_source,
            {{"recipient", recipient}, {"level", std::string(to_string(rule->level))}});
      }
    }
  }

  void information() {
    if (written_.asks != Asks::opt_out) return;
    for (const std::string& information : notice_.information.names) {
      if (contains(regime_.opt_in_information, information)) {
        add(FindingCode::information_not_given, place("information"), regime_.opt_in_information_source,
            {{"information", information}});
      }
    }
  }

  void channels() {
    Names known = {"mail", "email", "sms", "oral", "portal"};
    for (const std::string& each : regime_.notice.channels) {
      if (!contains(known, each)) known.push_back(each);
    }
    const std::vector<std::string_view> words(known.begin(), known.end());
    for (const std::string& each : written_.channels) {
      if (contains(known, each)) continue;
      const auto near = written::nearest(each, words);
      add(FindingCode::channel_unknown, written_.channels_place, 0,
          {{"channel", each}, {"nearest", std::string(near.value_or("mail"))}});
    }
  }

  bool demanded(const regime::RequiredDisclosure& required) const {
    if (required.channels.empty() || contains(required.channels, with_.channel)) return true;
    return std::any_of(written_.channels.begin(), written_.channels.end(),
                       [&](const std::string& channel) { return contains(required.channels, channel); });
  }

  void disclosures() {
    std::vector<std::string_view> names;
    for (const regime::RequiredDisclosure& each : regime_.notice.disclosures) names.emplace_back(each.disclosure);
    for (const WrittenLanguage& language : written_.languages) {
      std::set<std::string, std::less<>> made;
      for (const WrittenBlock& block : language.blocks) {
        made.insert(block.disclosure);
        if (block.disclosure.empty() || std::find(names.begin(), names.end(), block.disclosure) != names.end())
          continue;
        const auto near = written::nearest(block.disclosure, names);
        add(FindingCode::disclosure_unknown, block.disclosure_place, regime_.notice.disclosures_source,
            {{"disclosure", block.disclosure}, {"regime", regime_.id}, {"nearest", std::string(near.value_or("-"))}},
            language.language);
      }
      for (const regime::RequiredDisclosure& each : regime_.notice.disclosures) {
        if (!demanded(each) || made.contains(each.disclosure)) continue;
        add(FindingCode::disclosure_missing, language.place, each.source,
            {{"language", language.language}, {"disclosure", each.disclosure}, {"regime", regime_.id}},
            language.language);
      }
    }
  }

  const service::NoticeFile& file_;
  const evidence::NoticePublished& notice_;
  const WrittenNotice& written_;
  const CheckWith& with_;
  const regime::Regime& regime_;
  Findings& findings_;
};

std::multiset<std::string> disclosures_of(const WrittenLanguage& language) {
  std::multiset<std::string> found;
  for (const WrittenBlock& block : language.blocks) found.insert(block.disclosure);
  return found;
}

// Each language lacks what another has more of.
void check_translations(const WrittenNotice& notice, const regime::Regime& regime, Findings& findings) {
  std::map<std::string, std::size_t> most;
  for (const WrittenLanguage& language : notice.languages) {
    const auto own = disclosures_of(language);
    for (const std::string& each : own) most[each] = std::max(most[each], own.count(each));
  }
  const regime::Provenance& rule = regime.provenance[regime.notice.translation_source];
  for (const WrittenLanguage& language : notice.languages) {
    const auto own = disclosures_of(language);
    for (const auto& [disclosure, count] : most) {
      if (own.count(disclosure) >= count) continue;
      findings.push_back({FindingCode::translation_partial,
                          language.place,
                          language.language,
                          rule.source,
                          rule.standing,
                          {{"language", language.language}, {"disclosure", disclosure.empty() ? "-" : disclosure}}});
    }
  }
}

bool same_place(Place one, Place other) { return one.line == other.line && one.column == other.column; }

// What the reader of notices says, without what was found of translations with more detail.
void add_unreadable(const Issues& issues, Findings& findings) {
  for (const Issue& issue : issues) {
    const Place at{issue.line, issue.column};
    const bool known = std::any_of(findings.begin(), findings.end(), [&](const Finding& each) {
      return each.code == FindingCode::translation_partial && same_place(each.place, at);
    });
    if (known) continue;
    findings.push_back({FindingCode::unreadable, at, {}, {}, {}, {{"problem", issue.problem}, {"mend", issue.mend}}});
  }
}

}  // namespace

bool Checked::any(Severity severity) const {
  return std::any_of(findings.begin(), findings.end(),
                     [&](const Finding& each) { return severity_of(each.code) == severity; });
}

Checked check(std::string_view text, std::string_view file, written::WrittenForm form, const CheckWith& with) {
  Checked checked;
  const auto whole = written::read_written(text, file, form);
  auto notice = service::read_notice(text, file, form);
  if (!whole) {
    add_unreadable({whole.error()}, checked.findings);
    return checked;
  }
  const WrittenNotice written = written_notice(*whole);
  checked.asks = written.asks;
  check_translations(written, *with.regime, checked.findings);
  if (notice) {
    WholeCheck(*notice, written, with, checked.findings).run();
    check_texts(text, *notice, written, with, checked);
    checked.notice = *std::move(notice);
  } else {
    add_unreadable(notice.error(), checked.findings);
  }
  std::stable_sort(checked.findings.begin(), checked.findings.end(), [](const Finding& a, const Finding& b) {
    return a.place.line != b.place.line ? a.place.line < b.place.line : a.place.column < b.place.column;
  });
  return checked;
}

Checked unreadable(std::string_view text, std::string_view file, written::WrittenForm form) {
  Checked checked;
  const auto notice = service::read_notice(text, file, form);
  if (!notice) add_unreadable(notice.error(), checked.findings);
  return checked;
}

std::string whole_text(const evidence::NoticeText& text) {
  std::string whole = text.subject + "\n";
  for (const evidence::NoticeBlock& block : text.blocks) whole += "\n" + block.text + "\n";
  return whole;
}

}  // namespace assent::notice_check
