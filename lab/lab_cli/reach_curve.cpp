#include "lab_cli/reach_curve.hpp"

#include "written/section.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace assent::lab_cli {
namespace {

constexpr const char* kMend = "take what `assent reach CAMPAIGN --from DAY --to DAY --json` prints";

std::uint64_t number_of(written::Section& section, std::string_view key) {
  const written::Written* value = section.needed(key, written::Written::Kind::integer);
  if (value == nullptr) return 0;
  if (value->integer >= 0) return static_cast<std::uint64_t>(value->integer);
  section.add(value->place, fmt::format("`{}` is negative", key), kMend);
  return 0;
}

Date day_of(written::Section& section) {
  const written::Written* value = section.needed("day", written::Written::Kind::text);
  if (value == nullptr) return {};
  const auto day = parse_date(value->text);
  if (!day) section.add(value->place, fmt::format("{} is no day", assent::written::quoted(value->text)), kMend);
  return day.value_or(Date{});
}

std::map<Reason, std::uint64_t> reasons_of(written::Section& section) {
  std::map<Reason, std::uint64_t> by_reason;
  const written::Written* table = section.needed("by_reason", written::Written::Kind::table);
  if (table == nullptr) return by_reason;
  for (const written::WrittenEntry& each : table->entries) {
    const auto reason = reason_named(each.key);
    if (!reason) {
      section.add(each.place, fmt::format("{} is no reason", assent::written::quoted(each.key)), kMend);
    } else if (each.value.kind != written::Written::Kind::integer || each.value.integer < 0) {
      section.add(each.value.place, fmt::format("`{}` has no number", each.key), kMend);
    } else {
      by_reason[*reason] = static_cast<std::uint64_t>(each.value.integer);
    }
  }
  return by_reason;
}

ReachDay read_day(written::Findings& findings, const written::Written& point) {
  written::Section section(findings, point, "points",
                           {"day", "instant", "customers", "permitted", "refused", "not_customers", "asked_ledger",
                            "by_reason", "regime_version"});
  if (!section.is_table()) return {};
  const std::size_t before = findings.size();
  ReachDay day{day_of(section), number_of(section, "customers"), number_of(section, "permitted"), reasons_of(section)};
  std::uint64_t customers = 0;
  std::uint64_t permitted = 0;
  for (const auto& [reason, number] : day.by_reason) {
    customers += number;
    if (outcome_of(reason) == Outcome::permit) permitted += number;
  }
  if (findings.size() == before && (customers != day.customers || permitted != day.permitted)) {
    section.add(section.place(), "the numbers by reason do not add up", kMend);
  }
  return day;
}

}  // namespace

Outcome outcome_of(Reason reason) {
  switch (reason) {
    case Reason::not_customer_information:
    case Reason::service_provision:
    case Reason::customer_written_request:
    case Reason::request_reviewed:
    case Reason::winback_same_category:
    case Reason::within_subscribed_category:
    case Reason::adjunct_to_basic_service:
    case Reason::mobile_equipment_or_information_service:
    case Reason::wireline_equipment_or_voice_mail:
    case Reason::affiliate_serves_customer:
    case Reason::one_time_consent:
    case Reason::soft_opt_in:
    case Reason::opt_in:
    case Reason::opt_out_deemed: return Outcome::permit;
    case Reason::status_unknown:
    case Reason::unknown_customer:
    case Reason::ambiguous_telephone:
    case Reason::competitor_tracking_banned:
    case Reason::port_request_use_banned:
    case Reason::purpose_not_allowed:
    case Reason::campaign_not_reviewed:
    case Reason::former_customer:
    case Reason::not_covered:
    case Reason::opted_out:
    case Reason::withdrawn:
    case Reason::agreement_missing:
    case Reason::agreement_not_yet:
    case Reason::agreement_expired:
    case Reason::agreement_clause_missing:
    case Reason::approval_scope_recipient:
    case Reason::approval_scope_information:
    case Reason::approval_scope_purpose:
    case Reason::not_account_holder:
    case Reason::approval_unproven:
    case Reason::no_notice:
    case Reason::consent_invalid:
    case Reason::one_time_scope:
    case Reason::one_time_expired:
    case Reason::opt_in_required:
    case Reason::consent_required:
    case Reason::approval_scope_channel:
    case Reason::consent_expired:
    case Reason::notice_method_invalid:
    case Reason::notice_content_invalid:
    case Reason::email_not_permitted:
    case Reason::notice_partly_translated:
    case Reason::notice_language_mismatch:
    case Reason::notice_undelivered:
    case Reason::waiting_period:
    case Reason::notice_stale:
    case Reason::opt_out_unverified: return Outcome::deny;
  }
  return Outcome::deny;
}

tl::expected<ReachCurve, Issues> read_reach_curve(std::string_view text, std::string_view file) {
  const auto root = written::read_json(text, file);
  if (!root) return tl::unexpected(Issues{root.error()});
  written::Findings findings(file);
  const auto is_points = [](const written::WrittenEntry& each) { return each.key == "points"; };
  if (std::none_of(root->entries.begin(), root->entries.end(), is_points)) {
    findings.add(root->place, "this is no reach over days: it has no `points`", kMend);
    return tl::unexpected(std::move(findings).in_order());
  }
  written::Section section(findings, *root, "",
                           {"campaign", "regime", "regime_version", "points", "zone_data", "synthetic", "seed",
                            "making_microseconds", "counting_microseconds"});
  ReachCurve curve;
  if (const written::Written* points = section.needed("points", written::Written::Kind::list)) {
    curve.campaign = section.text("campaign");
    curve.synthetic = section.optional_flag("synthetic");
    for (const written::Written& each : points->items) curve.days.push_back(read_day(findings, each));
    if (points->items.empty()) section.add(points->place, "`points` has no day", kMend);
  }
  if (!findings.empty()) return tl::unexpected(std::move(findings).in_order());
  return curve;
}

}  // namespace assent::lab_cli
