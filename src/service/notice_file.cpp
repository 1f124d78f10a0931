#include "service/notice_file.hpp"

#include "written/section.hpp"
#include "written/written.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>
#include <utility>

namespace assent::service {
namespace {

// The least and most days that a notice can announce: a year is longer than any source requires.
constexpr int kWaitingDaysMax = 366;

// Names as a coverage; no names, or only `*`, mean everything.
Coverage coverage_in(written::Section& section, std::string_view key, Coverage absent) {
  const written::Written* value = section.find(key);
  if (value == nullptr) return absent;
  Names names = section.optional_names(key);
  if (names == Names{"*"}) return Coverage::everything();
  if (contains(names, "*")) {
    section.add(value->place, fmt::format("`{}` has `*` beside other names", key),
                "write `[\"*\"]` for everything, or only the names");
  }
  if (value->kind == written::Written::Kind::list && value->items.empty()) {
    section.add(value->place, fmt::format("`{}` is empty", key), "name something, or leave the key out");
  }
  return Coverage::only(std::move(names));
}

const std::vector<written::Written>& items_in(written::Section& section, std::string_view key) {
  static const std::vector<written::Written> none;
  const written::Written* list = section.needed(key, written::Written::Kind::list);
  if (list == nullptr) return none;
  if (list->items.empty())
    section.add(list->place, fmt::format("`{}` is empty", key), fmt::format("add a `[[{}]]`", key));
  return list->items;
}

evidence::NoticeText read_text(written::Section section, written::Findings& findings) {
  evidence::NoticeText text;
  text.language = section.name("language");
  text.subject = section.text("subject");
  for (const written::Written& item : items_in(section, "block")) {
    written::Section block(findings, item, "text.block", {"disclosure", "text"});
    text.blocks.push_back({block.optional_name("disclosure"), block.text("text")});
  }
  return text;
}

// What the notice is for. Only its check looks at it (notice_check); it is no part of what is published.
void check_meant(written::Section& section) {
  if (section.find("asks") != nullptr) {
    constexpr auto kAsks = std::to_array<std::pair<std::string_view, int>>(
        {{"opt_out", 0}, {"opt_in", 1}, {"one_time_consent", 2}, {"nothing", 3}});
    section.choice<int>("asks", kAsks);
  }
  section.optional_names("channels");
}

// The disclosures and the number of each: a translation must have the same.
std::multiset<std::string> blocks_of(const evidence::NoticeText& text) {
  std::multiset<std::string> found;
  for (const evidence::NoticeBlock& block : text.blocks) found.insert(block.disclosure);
  return found;
}

bool discloses(const evidence::NoticeText& text, std::string_view disclosure) {
  return std::any_of(text.blocks.begin(), text.blocks.end(),
                     [&](const evidence::NoticeBlock& block) { return block.disclosure == disclosure; });
}

Issue issue_at(const NoticeFile& notice, std::string_view key, std::string problem, std::string mend) {
  const auto found = notice.places.find(key);
  const written::Place place = found == notice.places.end() ? written::Place{} : found->second;
  return {notice.file, place.line, place.column, std::move(problem), std::move(mend)};
}

// A block that one language has and another lacks. Each text is compared with the fullest one, so that the language
// that lacks something gets the fault.
void check_translations(const NoticeFile& notice, Issues& issues) {
  for (const evidence::NoticeText& text : notice.notice.texts) {
    const auto own = blocks_of(text);
    std::set<std::string> lacking;
    for (const evidence::NoticeText& other : notice.notice.texts) {
      for (const evidence::NoticeBlock& block : other.blocks) {
        if (own.count(block.disclosure) < blocks_of(other).count(block.disclosure)) lacking.insert(block.disclosure);
      }
    }
    for (const std::string& disclosure : lacking) {
      const std::string what =
          disclosure.empty() ? "a block of running text" : fmt::format("the block `{}`", disclosure);
      issues.push_back(issue_at(notice, "text." + text.language,
                                fmt::format("the text in `{}` lacks {} that another language has", text.language, what),
                                "translate the whole notice, or leave out the language"));
    }
  }
}

}  // namespace

tl::expected<NoticeFile, Issues> read_notice(std::string_view text, std::string_view file, written::WrittenForm form) {
  const auto written = written::read_written(text, file, form);
  if (!written) return tl::unexpected(Issues{written.error()});

  written::Findings findings(file);
  written::Section section(
      findings, *written, "",
      {"id", "version", "regime", "asks", "channels", "recipients", "parties", "information", "waiting_days", "text"});
  NoticeFile result;
  result.file = std::string(file);
  evidence::NoticePublished& notice = result.notice;
  notice.notice = section.name("id");
  notice.version = section.name("version");
  notice.regime = section.name("regime");
  check_meant(section);
  notice.recipients = coverage_in(section, "recipients", Coverage::only({"carrier"}));
  notice.parties = coverage_in(section, "parties", Coverage::everything());
  notice.information = coverage_in(section, "information", Coverage::everything());
  notice.waiting_days = section.number("waiting_days", 0, kWaitingDaysMax);
  for (const written::WrittenEntry& entry : written->entries) result.places.emplace(entry.key, entry.place);

  for (const written::Written& item : items_in(section, "text")) {
    evidence::NoticeText each =
        read_text(written::Section(findings, item, "text", {"language", "subject", "block"}), findings);
    if (!each.language.empty() && !result.places.emplace("text." + each.language, item.place).second) {
      section.add(item.place, fmt::format("there are two texts in `{}`", each.language), "leave one of them out");
    }
    notice.texts.push_back(std::move(each));
  }
  if (!findings.empty()) return tl::unexpected(std::move(findings).in_order());

  std::sort(notice.texts.begin(), notice.texts.end(),
            [](const evidence::NoticeText& a, const evidence::NoticeText& b) { return a.language < b.language; });
  notice.translation = notice.texts.size() > 1 ? Translation::complete : Translation::none;
  Issues issues;
  check_translations(result, issues);
  if (!issues.empty()) return tl::unexpected(issues);
  return result;
}

Issues check_notice(const NoticeFile& file, const regime::Regime& regime) {
  Issues issues;
  const evidence::NoticePublished& notice = file.notice;
  if (notice.regime != regime.id) {
    issues.push_back(issue_at(file, "regime", fmt::format("the notice is written for `{}`", notice.regime),
                              fmt::format("write `{}`, or publish it under its own regime", regime.id)));
  }
  for (const std::string& recipient : notice.recipients.names) {
    if (regime.relation(recipient) == nullptr) {
      issues.push_back(issue_at(file, "recipients",
                                fmt::format("`{}` is not a recipient that `{}` knows", recipient, regime.id),
                                "name relations of the regime"));
    }
  }
  if (notice.waiting_days < regime.notice.waiting_days) {
    issues.push_back(issue_at(
        file, "waiting_days",
        fmt::format("the notice announces {} days; `{}` requires at least {}", notice.waiting_days, regime.id,
                    regime.notice.waiting_days),
        fmt::format("announce {} days or more, in `waiting_days` and in the text", regime.notice.waiting_days)));
  }
  for (const regime::RequiredDisclosure& required : regime.notice.disclosures) {
    if (!required.channels.empty()) continue;
    for (const evidence::NoticeText& text : notice.texts) {
      if (!discloses(text, required.disclosure)) {
        issues.push_back(issue_at(file, "text." + text.language,
                                  fmt::format("the text in `{}` lacks the disclosure `{}`, which `{}` requires",
                                              text.language, required.disclosure, regime.id),
                                  fmt::format("add a block with `disclosure = \"{}\"`", required.disclosure)));
      }
    }
  }
  return issues;
}

Names missing_disclosures(const evidence::NoticePublished& notice, const regime::Regime& regime,
                          std::string_view channel) {
  Names missing;
  for (const regime::RequiredDisclosure& required : regime.notice.disclosures) {
    if (!required.channels.empty() && !contains(required.channels, channel)) continue;
    const bool everywhere =
        std::all_of(notice.texts.begin(), notice.texts.end(),
                    [&](const evidence::NoticeText& text) { return discloses(text, required.disclosure); });
    if (!everywhere) missing.push_back(required.disclosure);
  }
  return missing;
}

}  // namespace assent::service
