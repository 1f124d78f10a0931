#include "cli/reach_count.hpp"

#include "cli/file_use.hpp"
#include "cli/index_access.hpp"
#include "cli/progress_line.hpp"
#include "cli/question.hpp"
#include "cli/reach_text.hpp"
#include "regime/read.hpp"
#include "service/campaign.hpp"
#include "wire/reach.hpp"
#include "wording/words.hpp"
#include "world/files.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <initializer_list>
#include <memory>
#include <utility>

namespace assent {
namespace {

constexpr std::size_t kExamples = 3;

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

// A rule pack as it was named: by its id, or by its file.
struct NamedPack {
  const Regime* regime = nullptr;
  std::string text;
  std::unique_ptr<const Regime> own;  // read from a file
};

// By its file, or by its id as it is in effect then.
Result<NamedPack> pack_named(Invocation& call, const std::string& name, Instant at) {
  NamedPack pack;
  if (names_file(name)) {
    auto text = TRY(read_file(name));
    auto regime = read_regime(text, name);
    if (!regime) return tl::unexpected(call.issues_error(name, regime.error()));
    pack.text = std::move(text);
    pack.own = std::make_unique<const Regime>(std::move(*regime));
    pack.regime = pack.own.get();
    return pack;
  }
  const auto regime = TRY(call.regime(name, at));
  pack.regime = regime;
  return pack;
}

// All packs that can be read, and those named by their files where they need another footprint.
Result<IndexScope> scope_of(Invocation& call, std::initializer_list<const NamedPack*> named) {
  auto scope = index_scope(call);
  if (!scope) return scope;
  for (const NamedPack* each : named) {
    if (each->own == nullptr) continue;
    const auto& served = scope->footprints;
    if (std::find(served.begin(), served.end(), each->own->footprint_last_zone) != served.end()) continue;
    add_pack(*scope, *each->own, each->text);
  }
  return scope;
}

Result<Use> use_in(Invocation& call, const Campaign& campaign) {
  const auto catalogue = TRY(call.catalogue());
  return use_of(campaign, *catalogue);
}

// What is said of a result, and of whose customers it is.
class Told {
 public:
  Told(Invocation& call, const ReachSource& source)
      : call_(call), source_(source), started_(call.world().stopwatch()) {}

  // The counting is done.
  void stop() { counting_ = call_.world().stopwatch() - started_; }

  void give(boost::json::object object, std::string text) const {
    if (source_.mark) source_.mark(object, text, counting_);
    if (call_.json()) call_.terminal().print(object);
    else call_.terminal().print(text);
  }

 private:
  Invocation& call_;
  const ReachSource& source_;
  std::chrono::microseconds started_;
  std::chrono::microseconds counting_{};
};

// What is asked, of everybody.
struct Asked {
  std::string campaign;
  Use use;
  NamedPack pack;
  NamedPack other;  // none: no comparison
  Instant at;
  std::vector<CurveDay> days;  // none: at that instant only
};

// Counts with a line of progress, and stops the answer's clock when that is done.
template <class Count>
auto with_progress(Invocation& call, const OpenBase& opened, Told& answer, const char* doing, Count count) {
  ProgressLine line(call.world(), call.terminal(), doing, 0, "customers");
  WholeBase base = opened.whole();
  base.progress = [&](std::uint64_t done, std::uint64_t all) { line.show_share(done, all); };
  auto result = count(base);
  answer.stop();
  line.clear();
  return result;
}

Result<void> tell_reach(Invocation& call, const ReachSource& source, const Asked& asked, const OpenBase& opened) {
  Told answer(call, source);
  const auto result = TRY(with_progress(call, opened, answer, "counting", [&](const WholeBase& base) {
    return reach(base, *asked.pack.regime, asked.use, asked.at);
  }));
  answer.give(json_of(result, asked.campaign, call.world().zones.version()),
              reach_text(result, asked.campaign, call.language(), call.terminal().colour()));
  return {};
}

Result<void> tell_difference(Invocation& call, const ReachOptions& options, const ReachSource& source,
                             const Asked& asked, const OpenBase& opened) {
  Told answer(call, source);
  const auto result = TRY(with_progress(call, opened, answer, "comparing", [&](const WholeBase& base) {
    return what_if(base, {asked.pack.regime, &asked.use}, {asked.other.regime, &asked.use}, asked.at,
                   options.examples.value_or(kExamples));
  }));
  answer.give(json_of(result, asked.campaign, call.world().zones.version()),
              what_if_text(result, asked.campaign, call.language(), call.terminal().colour()));
  return {};
}

Result<void> tell_curve(Invocation& call, const ReachSource& source, const Asked& asked, const OpenBase& opened) {
  const TimeZone* zone = call.world().zones.find(asked.pack.regime->footprint_last_zone);  // days_of() found it
  Told answer(call, source);
  const auto points = TRY(with_progress(call, opened, answer, "counting", [&](const WholeBase& base) {
    return reach_curve(base, asked.use, asked.days);
  }));
  std::string text = curve_text(points, *zone, asked.campaign, call.terminal().colour());
  answer.give(json_of(points, asked.campaign, *zone, call.world().zones.version()), std::move(text));
  return {};
}

// The days that were asked for, each with the rules of that day; none: no days were. `pack` is the first day's.
Result<std::vector<CurveDay>> days_of(Invocation& call, const ReachOptions& options, const NamedPack& pack) {
  std::vector<CurveDay> days;
  if (options.from.empty()) return days;
  const Regime& regime = *pack.regime;
  const auto from = TRY(date_option("--from", options.from));
  const auto to = TRY(date_option("--to", options.to));
  const TimeZone* zone = call.world().zones.find(regime.footprint_last_zone);
  if (zone == nullptr) {
    return fail(ErrorCode::invalid, fmt::format("the footprint of regime `{}` ends in no known time zone", regime.id),
                "name an IANA time zone in the pack");
  }
  constexpr std::uint64_t kDaysMost = 4'000'000;  // beyond the calendar
  const int every = static_cast<int>(std::min(options.every.value_or(1), kDaysMost));
  const auto beginnings = TRY(day_beginnings(*zone, from, to, every));
  for (const Instant begins : beginnings) {
    // One that was named by its file is what is asked about on every day.
    const auto of_day = TRY(pack.own ? Result<const Regime*>(&regime) : call.regime(regime.id, begins));
    days.push_back({begins, of_day});
  }
  call.warn_unless_in_effect(*days.front().regime, days.front().begins);
  if (days.size() > 1) call.warn_unless_in_effect(*days.back().regime, days.back().begins);
  return days;
}

// By which the pack is chosen: the days' first one, as far as it goes anywhere; else `at`.
Result<Instant> beginning_of(const ReachOptions& options, Instant at) {
  if (options.from.empty()) return at;
  const auto from = TRY(date_option("--from", options.from));
  return Instant{std::chrono::sys_days{from.time_since_epoch()}} + std::chrono::hours{24};
}

// What one regime does not know, another may: its answer is counted as it is.
void warn_of_names(Invocation& call, const Use& use, const Regime& regime) {
  if (const auto known = check_names(use, regime); !known) {
    call.terminal().warn(known.error().message + "; what it decides of an unknown one is counted");
  }
}

}  // namespace

WholeBase OpenBase::whole() const { return {&*index, customers ? &*customers : nullptr, index_threads(), {}}; }

Result<ExitStatus> count_reach(Invocation& call, const ReachOptions& options, const ReachSource& source) {
  TRY(check_options(options));
  TRY(check_files(call, options, source));
  const auto text = TRY(read_file(options.campaign));
  const auto campaign = read_campaign(text, options.campaign);
  if (!campaign) return tl::unexpected(call.issues_error(options.campaign, campaign.error()));

  Asked asked;
  asked.campaign = campaign->name;
  const auto at = TRY(optional_instant("--at", options.at));
  asked.at = at.value_or(campaign->instant.value_or(source.day.value_or(call.now())));
  const auto in_effect = TRY(beginning_of(options, asked.at));
  auto pack = TRY(pack_named(call, options.regime.empty() ? campaign->regime : options.regime, in_effect));
  asked.pack = std::move(pack);
  TRY(check_names(campaign->use, *asked.pack.regime));
  auto use = TRY(use_in(call, *campaign));
  asked.use = std::move(use);
  if (!options.against.empty()) {
    auto other = TRY(pack_named(call, options.against, asked.at));
    asked.other = std::move(other);
  }

  auto days = TRY(days_of(call, options, asked.pack));
  asked.days = std::move(days);
  for (const CurveDay& day : asked.days) {
    TRY(check_names(asked.use, *day.regime));
  }
  if (asked.days.empty()) call.warn_unless_in_effect(*asked.pack.regime, asked.at);
  if (asked.other.regime != nullptr) {
    call.warn_unless_in_effect(*asked.other.regime, asked.at);
    warn_of_names(call, asked.use, *asked.other.regime);
  }

  auto scope = TRY(scope_of(call, {&asked.pack, &asked.other}));
  OpenBase opened;
  TRY(source.open(std::move(scope), opened));
  Result<void> told;
  if (!asked.days.empty()) told = tell_curve(call, source, asked, opened);
  else if (asked.other.regime != nullptr) told = tell_difference(call, options, source, asked, opened);
  else told = tell_reach(call, source, asked, opened);
  if (!told) return tl::unexpected(told.error());
  const bool trouble = opened.customers && call.warn_of_trouble(*opened.customers);
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
