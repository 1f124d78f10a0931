#include "intake/approvals.hpp"

#include "base/day_on_earth.hpp"
#include "intake/day_format.hpp"
#include "intake/profile.hpp"

#include <algorithm>
#include <utility>
#include <variant>
#include <vector>

namespace assent {
namespace {

constexpr std::string_view kAny = "any";  // in a list of recipients and the like: all there are

// In the scope of a refusal, however it is written.
bool means_everybody(std::string_view word) {
  const std::string lower = lowered(word);
  return lower == "all" || lower == "*" || lower == kAny;
}

std::string_view word_or_nothing(const Cell& cell, Row row, Names& scratch) {
  const auto word = cell.word(row, scratch);
  return word ? *word : std::string_view();
}

}  // namespace

tl::expected<ApprovalRows, Issues> ApprovalRows::bind(const ApprovalMapping& mapping, Row header,
                                                      const TimeZones& zones, Names relations) {
  Binder binder(mapping.file, header);
  ApprovalRows rows;
  rows.zones_ = &zones;
  rows.relations_ = std::move(relations);
  rows.width_ = header.size();
  rows.date_format_ = mapping.date_format;
  rows.account_ = binder.bind(mapping.account);
  rows.choice_ = binder.bind(mapping.choice);
  rows.date_ = binder.bind(mapping.date);
  rows.time_zone_ = binder.bind(mapping.time_zone);
  rows.evidence_ = binder.bind(mapping.evidence);
  rows.notice_ = binder.bind(mapping.notice);
  rows.notice_version_ = binder.bind(mapping.notice_version);
  rows.actor_ = binder.bind(mapping.actor);
  rows.by_ = binder.bind(mapping.by);
  rows.form_ = binder.bind(mapping.form);
  rows.recipients_ = binder.bind(mapping.recipients);
  rows.parties_ = binder.bind(mapping.parties);
  rows.information_ = binder.bind(mapping.information);
  rows.refused_recipients_ = binder.bind(mapping.refused_recipients);
  if (mapping.time_zone) binder.check_zones(*mapping.time_zone, zones);
  if (!binder.issues().empty()) return tl::unexpected(binder.issues());
  return rows;
}

std::string_view ApprovalRows::account_of(Row row) const {
  const std::string_view account = account_.text(row);
  return is_account(account) ? account : std::string_view();
}

tl::expected<std::optional<ApprovalRow>, RowFault> ApprovalRows::convert(Row row, Instant imported) const {
  const std::string_view account = account_of(row);
  if (account.empty()) return account_.fault("is no account", "write 1 to 64 bytes, without control characters");
  Names scratch;
  const auto choice = choice_.word(row, scratch);
  if (!choice) return tl::unexpected(choice.error());
  if (choice->empty()) return choice_.fault("is empty", "say in the mapping's `default` what an empty cell means");
  if (*choice == "none") return std::nullopt;

  const bool refuses = *choice == "opted_out";
  auto date = date_of(row, imported);
  if (!date) {
    if (!refuses) return tl::unexpected(std::move(date.error()));
    date = std::optional<Stated>();
  }
  ApprovalRow result;
  result.account = account;
  result.effective = imported;
  if (*date) {
    result.stated = (*date)->first;
    result.effective = refuses ? std::min((*date)->last, imported) : (*date)->first;
  }
  result.actor = actor_.text(row);
  if (refuses) {
    result.body = opt_out_of(row, result.widened);
  } else {
    auto opt_in = opt_in_of(row);
    if (!opt_in) return tl::unexpected(std::move(opt_in.error()));
    result.body = std::move(*opt_in);
  }
  result.literal = result.body;
  const auto prove = [&](Body& body, Proof proof) {
    if (auto* opt_out = std::get_if<OptOutRecorded>(&body)) {
      opt_out->grade = proof.grade;
      opt_out->evidence.reference = std::move(proof.evidence);
    } else if (auto* opt_in = std::get_if<OptInRecorded>(&body)) {
      opt_in->grade = proof.grade;
      opt_in->evidence.reference = std::move(proof.evidence);
      opt_in->notice = std::move(proof.notice);
    }
  };
  prove(result.body, proof_of(row, result.stated.has_value(), false));
  prove(result.literal, proof_of(row, result.stated.has_value(), true));
  return result;
}

std::optional<ApprovalRow> ApprovalRows::refusal_of_short(Row row, Instant imported) const {
  if (row.size() >= width_ || choice_.field() >= row.size()) return std::nullopt;
  std::vector<std::string_view> whole(row.begin(), row.end());
  whole.resize(width_);
  auto converted = convert(whole, imported);
  if (!converted || !*converted || !std::holds_alternative<OptOutRecorded>((*converted)->body)) return std::nullopt;
  return std::move(*converted);
}

tl::expected<std::optional<ApprovalRows::Stated>, RowFault> ApprovalRows::date_of(Row row, Instant imported) const {
  const std::string_view text = date_.text(row);
  if (text.empty()) return std::nullopt;
  std::optional<Date> day;
  if (!date_format_.empty()) {
    day = parse_day(text, date_format_);
  } else if (const auto date = parse_date(text)) {
    day = *date;
  }
  std::optional<Stated> stated;
  if (day) {
    Names scratch;
    const auto zone_name = time_zone_.word(row, scratch);
    if (!zone_name) return tl::unexpected(zone_name.error());
    const TimeZone utc = TimeZone::fixed("UTC", std::chrono::seconds{0});
    const TimeZone* zone = zone_name->empty() ? &utc : zones_->find(*zone_name);
    if (zone == nullptr) return time_zone_.fault("is no time zone", "write a name of the IANA database");
    stated = {zone->start_of(*day), std::max(zone->start_of(*day), zone->end_of(*day))};
    if (zone == &utc) stated->last = day_ends_on_earth(*day) - std::chrono::microseconds{1};
    // The calendar's first and last day begin before it, or end behind it, in most places.
    *stated = {std::max(stated->first, kEarliest), std::min(stated->last, kNever)};
  } else if (const auto exact = parse_instant(text); date_format_.empty() && exact) {
    stated = {*exact, *exact};
  } else {
    return date_.fault("is no date", date_format_.empty()
                                         ? "write it as in `2026-02-18`, or give the mapping a `format`"
                                         : "write it in the mapping's `format`");
  }
  if (stated->first > imported) {
    return date_.fault("lies in the future", "write the day on which the approval was given");
  }
  return stated;
}

tl::expected<Coverage, RowFault> ApprovalRows::coverage_of(const Cell& cell, Row row, Coverage otherwise) const {
  Names scratch;
  const auto words = cell.words(row, scratch);
  if (!words) return tl::unexpected(words.error());
  if ((*words)->empty()) {
    if (cell.is_left_out(row)) return otherwise;
    return cell.fault("says something, but no word is left of it",
                      "write whom or what it means, or leave the cell empty");
  }
  if (contains(**words, kAny)) return Coverage::everything();
  Names names = **words;
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return Coverage::only(std::move(names));
}

tl::expected<OptInRecorded, RowFault> ApprovalRows::opt_in_of(Row row) const {
  OptInRecorded opt_in;
  Names scratch;
  const auto form = form_.word(row, scratch);
  if (!form) return tl::unexpected(form.error());
  opt_in.form = form->empty() ? "unknown" : std::string(*form);
  const auto by = by_.word(row, scratch);
  if (!by) return tl::unexpected(by.error());
  opt_in.by = by->empty() ? "unknown" : std::string(*by);

  auto recipients = coverage_of(recipients_, row, Coverage::only({"carrier"}));
  if (!recipients) return tl::unexpected(std::move(recipients.error()));
  opt_in.recipients = std::move(*recipients);
  auto parties = coverage_of(parties_, row, Coverage::everything());
  if (!parties) return tl::unexpected(std::move(parties.error()));
  opt_in.parties = std::move(*parties);
  auto information = coverage_of(information_, row, Coverage::everything());
  if (!information) return tl::unexpected(std::move(information.error()));
  opt_in.information = std::move(*information);

  opt_in.notice_version = word_or_nothing(notice_version_, row, scratch);
  return opt_in;
}

// Nothing where the scope cannot be read or names somebody who is no known relation.
std::optional<Coverage> ApprovalRows::scope_of(Row row) const {
  Names scratch;
  const auto words = refused_recipients_.words(row, scratch);
  if (!words) return std::nullopt;
  Names names;
  for (const std::string& word : **words) {
    const std::string_view name = trimmed(word);
    if (means_everybody(name)) return Coverage::everything();
    names.emplace_back(name);
  }
  if (names.empty()) return Coverage::everything();
  for (const std::string& name : names) {
    if (!contains(relations_, name)) return std::nullopt;
  }
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return Coverage::only(std::move(names));
}

OptOutRecorded ApprovalRows::opt_out_of(Row row, bool& widened) const {
  OptOutRecorded opt_out;
  auto scope = scope_of(row);
  widened = !scope;
  opt_out.scope = scope ? std::move(*scope) : Coverage::everything();
  Names scratch;
  const std::string_view by = word_or_nothing(by_, row, scratch);
  opt_out.by = by.empty() ? "unknown" : std::string(by);
  return opt_out;
}

ApprovalRows::Proof ApprovalRows::proof_of(Row row, bool dated, bool literally) const {
  const auto given = [&](std::string_view text) {
    return literally || !says_nothing(text) ? std::string(text) : std::string();
  };
  Names scratch;
  Proof proof{given(evidence_.text(row)), given(word_or_nothing(notice_, row, scratch)), Grade::unknown};
  if (dated && !proof.evidence.empty() && !proof.notice.empty()) proof.grade = Grade::proved;
  else if (dated || !proof.evidence.empty() || !actor_.text(row).empty()) proof.grade = Grade::claimed;
  return proof;
}

}  // namespace assent
