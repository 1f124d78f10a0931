#include "intake/approvals.hpp"

#include "intake/profile.hpp"
#include "intake/refusal_law.hpp"

#include <algorithm>
#include <array>
#include <utility>
#include <variant>
#include <vector>

namespace assent::intake {
namespace {

constexpr std::string_view kOptedOut = "opted_out";
constexpr std::string_view kOptedIn = "opted_in";
constexpr std::string_view kNone = "none";
constexpr std::string_view kAny = "any";  // in a list of recipients or similar: all

// In the scope of a refusal, in any spelling.
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

std::string ApprovalRows::account_of(Row row) const {
  std::string account = bare_name(account_.text(row));
  return is_account(account) ? account : std::string();
}

tl::expected<std::string_view, RowFault> ApprovalRows::choice_of(Row row, Names& scratch, bool& guessed) const {
  auto choice = choice_.word(row, scratch);
  if (choice && choice->empty()) {
    return choice_.fault(reasons::CellFault::choice_empty);
  }
  if (choice && (*choice == kOptedOut || *choice == kOptedIn || *choice == kNone)) return *choice;
  const auto said = choice_said(row[choice_.field()]);
  if (choice_.says_likewise(row, kOptedOut) || (said && refuses(*said))) {
    guessed = true;
    return kOptedOut;
  }
  if (!choice) return tl::unexpected(std::move(choice.error()));
  return choice_.fault(reasons::CellFault::unknown_value);
}

tl::expected<std::optional<ApprovalRow>, RowFault> ApprovalRows::convert(Row row, Instant imported) const {
  return converted(row, imported, Dates::relied_on);
}

tl::expected<std::optional<ApprovalRow>, RowFault> ApprovalRows::converted(Row row, Instant imported,
                                                                           Dates dates) const {
  ApprovalRow result;
  result.account = account_of(row);
  if (result.account.empty()) return account_.fault(reasons::CellFault::no_account_or_empty, {{"most", kAccountMax}});
  Names scratch;
  bool guessed = false;
  const auto choice = TRY(choice_of(row, scratch, guessed));
  if (choice == kNone) return std::nullopt;

  const bool refuses = choice == kOptedOut;
  const auto tell = [&](reasons::Mending done, RowFault why) {
    if (result.told.empty()) result.told_field = why.field;
    result.told.push_back(reasons::mended(done, std::move(why.reasons)));
  };
  if (guessed) {
    tell(reasons::Mending::as_refusal, choice_.fault(reasons::CellFault::unknown_word).value());
  }
  auto date = date_of(row, imported);
  if (refuses && date && *date && dates == Dates::doubtful) {
    tell(reasons::Mending::as_of_import, {date_.field(), {reasons::CellFault::date_somewhere}});
    date = std::optional<StatedTime>();
  }
  if (!date) {
    if (!refuses) return tl::unexpected(std::move(date.error()));
    tell(reasons::Mending::as_of_import, std::move(date.error()));
    date = std::optional<StatedTime>();
  }
  result.effective = imported;
  if (*date) {
    result.stated = (*date)->first;
    result.effective = refuses ? std::min((*date)->last, imported) : (*date)->first;
  }
  result.actor = actor_.text(row);
  if (refuses) {
    result.body = opt_out_of(row, result.widened);
    if (result.widened) {
      tell(reasons::Mending::for_everybody, refused_recipients_.fault(reasons::CellFault::unknown_recipients).value());
    }
  } else {
    result.body = TRY(opt_in_of(row));
  }
  result.literal = result.body;
  const auto prove = [&](evidence::Body& body, Proof proof) {
    if (auto* opt_out = std::get_if<evidence::OptOutRecorded>(&body)) {
      opt_out->grade = proof.grade;
      opt_out->evidence.reference = keepable(proof.evidence);
      opt_out->by = keepable(opt_out->by);
    } else if (auto* opt_in = std::get_if<evidence::OptInRecorded>(&body)) {
      opt_in->grade = proof.grade;
      opt_in->evidence.reference = std::move(proof.evidence);
      opt_in->notice = std::move(proof.notice);
    }
  };
  prove(result.body, proof_of(row, result.stated.has_value(), false));
  prove(result.literal, proof_of(row, result.stated.has_value(), true));
  if (refuses) result.actor = keepable(result.actor);
  return result;
}

std::vector<ApprovalRow> ApprovalRows::refusals_in(const std::vector<std::vector<std::string>>& readings,
                                                   Instant imported) const {
  std::vector<ApprovalRow> refusals;
  const std::array columns = {account_.field(), choice_.field()};
  for_each_way(readings, width_, columns, [&](Row row, RowWay way) {
    auto said = converted(row, imported, way.in_place ? Dates::relied_on : Dates::doubtful);
    if (!said || !*said || !std::holds_alternative<evidence::OptOutRecorded>((*said)->body)) return false;
    const auto known = std::find_if(refusals.begin(), refusals.end(),
                                    [&](const ApprovalRow& each) { return each.account == (*said)->account; });
    if (known == refusals.end()) {
      refusals.push_back(std::move(**said));
      refusals.back().by_chance = !way.sure;
    } else {
      known->by_chance = known->by_chance && !way.sure;
    }
    return true;
  });
  return refusals;
}

tl::expected<std::optional<StatedTime>, RowFault> ApprovalRows::date_of(Row row, Instant imported) const {
  const std::string_view text = date_.text(row);
  if (text.empty()) return std::nullopt;
  const auto written = date_format_.empty() ? read_time(text) : read_time(text, date_format_);
  if (!written) {
    return date_.fault(date_format_.empty() ? reasons::CellFault::no_date
                                            : reasons::CellFault::not_in_format_of_mapping);
  }
  Names scratch;
  const auto zone_name = time_zone_.word(row, scratch);
  if (!zone_name && !written->offset) return tl::unexpected(zone_name.error());
  const TimeZone* zone = !zone_name || zone_name->empty() ? nullptr : zones_->find(*zone_name);
  if (!written->offset && !zone_name->empty() && zone == nullptr) {
    return time_zone_.fault(reasons::CellFault::no_time_zone_of_date);
  }
  const StatedTime stated = instants_of(*written, zone);
  if (stated.first > imported) {
    return date_.fault(reasons::CellFault::in_the_future);
  }
  return stated;
}

tl::expected<Coverage, RowFault> ApprovalRows::coverage_of(const Cell& cell, Row row, Coverage otherwise) const {
  Names scratch;
  const auto words = TRY(cell.words(row, scratch));
  if (words->empty()) {
    if (cell.is_left_out(row)) return otherwise;
    return cell.fault(reasons::CellFault::no_word_left);
  }
  if (contains(*words, kAny)) return Coverage::everything();
  Names names = *words;
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return Coverage::only(std::move(names));
}

tl::expected<evidence::OptInRecorded, RowFault> ApprovalRows::opt_in_of(Row row) const {
  evidence::OptInRecorded opt_in;
  Names scratch;
  const auto form = TRY(form_.word(row, scratch));
  opt_in.form = form.empty() ? "unknown" : std::string(form);
  const auto by = TRY(by_.word(row, scratch));
  opt_in.by = by.empty() ? "unknown" : std::string(by);

  auto recipients = TRY(coverage_of(recipients_, row, Coverage::only({"carrier"})));
  opt_in.recipients = std::move(recipients);
  auto parties = TRY(coverage_of(parties_, row, Coverage::everything()));
  opt_in.parties = std::move(parties);
  auto information = TRY(coverage_of(information_, row, Coverage::everything()));
  opt_in.information = std::move(information);

  opt_in.notice_version = word_or_nothing(notice_version_, row, scratch);
  return opt_in;
}

// Nothing: the scope cannot be read, or names an unknown relation.
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

evidence::OptOutRecorded ApprovalRows::opt_out_of(Row row, bool& widened) const {
  evidence::OptOutRecorded opt_out;
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
  Proof proof{given(evidence_.text(row)), given(word_or_nothing(notice_, row, scratch)), evidence::Grade::unknown};
  if (dated && !proof.evidence.empty() && !proof.notice.empty()) proof.grade = evidence::Grade::proved;
  else if (dated || !proof.evidence.empty() || !actor_.text(row).empty()) proof.grade = evidence::Grade::claimed;
  return proof;
}

}  // namespace assent::intake
