#include "cli/reach_count.hpp"

#include "app/reach.hpp"
#include "cli/file_use.hpp"
#include "cli/index_access.hpp"
#include "cli/progress_line.hpp"
#include "cli/reach_text.hpp"
#include "embed/named_files.hpp"
#include "regime/read.hpp"
#include "service/campaign.hpp"
#include "wire/reach.hpp"
#include "wording/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <variant>

namespace assent {
namespace {

Result<void> check_options(const ReachOptions& options) {
  const bool days = !options.from.empty() || !options.to.empty();
  const auto together = [](std::string_view option, std::string_view with) {
    return fail(ErrorCode::invalid, fmt::format("`{}` says nothing without `{}`", option, with),
                fmt::format("write `{}` too, or leave `{}` out", with, option));
  };
  const auto apart = [](std::string_view option, std::string_view other) {
    return fail(ErrorCode::invalid, fmt::format("`{}` and `{}` cannot both be asked", option, other),
                "ask one after the other");
  };
  if (options.examples && options.against.empty()) return together("--examples", "--against");
  if (!options.from.empty() && options.to.empty()) return together("--from", "--to");
  if (!options.to.empty() && options.from.empty()) return together("--to", "--from");
  if (options.every && !days) return together("--every", "--from");
  if (days && !options.at.empty()) return apart("--at", "--from");
  if (days && !options.against.empty()) return apart("--against", "--from");
  return {};
}

// A rule pack may be named by its file.
bool names_file(const std::string& pack) { return pack.find('/') != std::string::npos || pack.ends_with(".toml"); }

Result<void> check_files(Invocation& call, const ReachOptions& options, const ReachSource& source) {
  FileUse use{.read = {options.campaign}, .written = {}, .kept = source.kept};
  for (const std::string& pack : {options.regime, options.against}) {
    if (names_file(pack)) use.read.push_back(pack);
  }
  return check_file_use(call, use);
}

// Whoever's text has issues is told all of them.
Result<PackAsked> pack_named(Invocation& call, const std::string& name, Instant at) {
  if (!names_file(name)) {
    TRY(call.pack(name, at));
    return PackAsked{name};
  }
  auto text = TRY(text_in(name));
  auto regime = read_regime(text, name);
  if (!regime) return tl::unexpected(call.issues_error(name, regime.error()));
  return PackAsked{{}, std::make_shared<const Regime>(*std::move(regime)), std::move(text)};
}

Result<std::optional<ReachDays>> days_of(const ReachOptions& options) {
  if (options.from.empty()) return std::nullopt;
  constexpr std::uint64_t kDaysMost = 4'000'000;  // beyond the calendar
  ReachDays days;
  days.from = TRY(date_option("--from", options.from));
  days.to = TRY(date_option("--to", options.to));
  days.every = static_cast<int>(std::min(options.every.value_or(1), kDaysMost));
  return days;
}

Result<ReachRequest> request_of(Invocation& call, const ReachOptions& options, const ReachSource& source) {
  ReachRequest request;
  const auto text = TRY(text_in(options.campaign));
  auto campaign = read_campaign(text, options.campaign);
  if (!campaign) return tl::unexpected(call.issues_error(options.campaign, campaign.error()));
  request.campaign = *std::move(campaign);
  const auto at = TRY(optional_instant("--at", options.at));
  request.at = at.value_or(request.campaign.instant.value_or(source.day.value_or(call.now())));
  request.days = TRY(days_of(options));
  request.pack =
      TRY(pack_named(call, options.regime.empty() ? request.campaign.regime : options.regime, pack_chosen_at(request)));
  if (!options.against.empty()) request.against = TRY(pack_named(call, options.against, request.at));
  if (options.examples) request.examples = *options.examples;
  return request;
}

void say(Invocation& call, const ReachNotice& notice) {
  switch (notice.kind) {
    case ReachNotice::Kind::rules_not_in_effect: return call.warn_unless_in_effect(*notice.regime, notice.at);
    case ReachNotice::Kind::names_not_known:
      return call.terminal().warn(notice.told + "; what it decides of an unknown one is counted");
  }
}

// Counts with a line of progress; `counting` is how long it took.
Result<ReachCounted> count_with_progress(Invocation& call, const ReachCount& count, WholeBase base,
                                         std::chrono::microseconds& counting) {
  const auto started = call.world().stopwatch();
  const char* doing = count.request().against ? "comparing" : "counting";
  ProgressLine line(call.world(), call.terminal(), doing, 0, "customers");
  base.progress = [&](std::uint64_t done, std::uint64_t all) { line.show_share(done, all); };
  auto counted = count.run(base);
  counting = call.world().stopwatch() - started;
  return counted;
}

boost::json::object json_of(Invocation& call, const ReachCount& count, const ReachCounted& counted) {
  const std::string& campaign = count.request().campaign.name;
  const std::string zone_data = call.world().zones.version();
  if (const auto* curve = std::get_if<ReachByDay>(&counted)) return json_of(*curve, campaign, *count.zone(), zone_data);
  if (const auto* what_if = std::get_if<WhatIf>(&counted)) return json_of(*what_if, campaign, zone_data);
  return json_of(std::get<Reach>(counted), campaign, zone_data);
}

std::string text_of(Invocation& call, const ReachCount& count, const ReachCounted& counted) {
  const std::string& campaign = count.request().campaign.name;
  const bool colour = call.terminal().colour();
  if (const auto* curve = std::get_if<ReachByDay>(&counted)) return curve_text(*curve, *count.zone(), campaign, colour);
  if (const auto* what_if = std::get_if<WhatIf>(&counted)) {
    return what_if_text(*what_if, campaign, call.language(), colour);
  }
  return reach_text(std::get<Reach>(counted), campaign, call.language(), colour);
}

}  // namespace

Result<ExitStatus> count_reach(Invocation& call, const ReachOptions& options, const ReachSource& source) {
  TRY(check_options(options));
  TRY(check_files(call, options, source));
  auto request = TRY(request_of(call, options, source));
  TRY(call.catalogue());
  TRY(call.packs());
  const auto count = TRY(ReachCount::plan(std::move(request), call.rules(), call.world().zones));
  call.count_days();
  for (const ReachNotice& each : count->notices()) say(call, each);

  const auto base = TRY(source.open(count->scope()));
  std::optional<CustomerFile> customers;
  if (base.ledger != nullptr) customers.emplace(*base.ledger, call.world().zones);
  std::chrono::microseconds counting{};
  const WholeBase whole{&base.index, customers ? &*customers : nullptr, index_threads()};
  const auto counted = TRY(count_with_progress(call, *count, whole, counting));
  auto object = json_of(call, *count, counted);
  auto text = text_of(call, *count, counted);
  if (source.mark) source.mark(object, text, counting);
  if (call.json()) call.terminal().print(object);
  else call.terminal().print(text);
  const bool trouble = customers && call.warn_of_trouble(*customers);
  return trouble ? ExitStatus::failed : ExitStatus::done;
}

void add_reach_options(Command command, ReachOptions& options) {
  command.option("CAMPAIGN", options.campaign, "The campaign (TOML)").required();
  command
      .option("--at", options.at,
              "When the customers are contacted (default: the campaign's instant, else the present)")
      .type_name("INSTANT");
  command.option("--regime", options.regime, "Another rule pack than the campaign's, by its id or its file")
      .type_name("PACK");
  command
      .option("--against", options.against,
              "Compare with this rule pack, by its id or its file: who is gained, who is lost, and why")
      .type_name("PACK");
  command.option("--examples", options.examples, "So many accounts of each change (default: 3)").type_name("N");
  command.option("--from", options.from, "Count at the beginning of each day from this one on").type_name("DAY");
  command.option("--to", options.to, "The last day").type_name("DAY");
  command.option("--every", options.every, "Days from one to the next (default: 1)").type_name("N");
}

}  // namespace assent
