#include "cli/command.hpp"
#include "cli/commands.hpp"
#include "cli/file_use.hpp"
#include "cli/index_access.hpp"
#include "cli/progress_line.hpp"
#include "cli/question.hpp"
#include "cli/reach_picture.hpp"
#include "cli/reach_text.hpp"
#include "cli/words.hpp"
#include "regime/read.hpp"
#include "service/campaign.hpp"
#include "service/reach_json.hpp"
#include "service/synthetic_index.hpp"
#include "world/files.hpp"
#include "world/large_memory.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <optional>

namespace assent {
namespace {

struct ReachOptions {
  std::string campaign;
  std::string at;
  std::string index;
  std::string regime;
  std::string against;
  std::optional<std::size_t> examples;
  std::string from;
  std::string to;
  std::optional<std::uint64_t> every;
  std::string picture;
  std::optional<std::uint64_t> synthetic;
  std::optional<std::uint64_t> seed;
};

constexpr std::size_t kExamples = 3;

Result<void> check_options(const Invocation& call, const ReachOptions& options) {
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
  if (options.seed && !options.synthetic) return together("--seed", "--synthetic");
  if (!options.index.empty() && options.synthetic) return apart("--index", "--synthetic");
  if (!options.from.empty() && options.to.empty()) return together("--from", "--to");
  if (!options.to.empty() && options.from.empty()) return together("--to", "--from");
  if (options.every && !days) return together("--every", "--from");
  if (!options.picture.empty() && !days) return together("--picture", "--from");
  if (written_name(options.picture) == "-" && call.json()) return apart("--picture -", "--json");
  if (days && !options.at.empty()) return apart("--at", "--from");
  if (days && !options.against.empty()) return apart("--against", "--from");
  return {};
}

// A rule pack may be named by its file.
bool names_file(const std::string& pack) { return pack.find('/') != std::string::npos || pack.ends_with(".toml"); }

Result<void> check_files(Invocation& call, const ReachOptions& options) {
  FileUse use{.read = {options.campaign}, .written = {}, .kept = {}};
  // On standard output it is the only result.
  if (written_name(options.picture) != "-") use.written.push_back(options.picture);
  for (const std::string& pack : {options.regime, options.against}) {
    if (names_file(pack)) use.read.push_back(pack);
  }
  if (options.index != "none" && !options.synthetic) {
    const std::string index = index_path(call, options.index);
    use.kept = {index, checked_path(index)};
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

// Whoever is counted, and what that stands on.
struct OpenBase {
  LargeMemory memory;
  std::optional<LiveIndex> index;
  std::optional<CustomerFile> customers;  // none: synthetic
  std::chrono::microseconds making{};

  WholeBase whole() const { return {&*index, customers ? &*customers : nullptr, index_threads(), {}}; }
};

// The ledger's index where one is kept, or is to be; else one in memory. One that was built for other customers than
// those of `scope` is passed over.
Result<LiveIndex> index_for(Invocation& call, const ReachOptions& options, Ledger& ledger, IndexScope scope) {
  const std::string path = index_path(call, options.index);
  if (options.index != "none" && (!options.index.empty() || state_of_file(path))) {
    auto index = open_index(call, path, ledger, true);
    if (!index) return index;
    const auto kept = index->binding().footprints;
    const auto has = [&](const std::string& zone) { return std::find(kept.begin(), kept.end(), zone) != kept.end(); };
    if (std::all_of(scope.footprints.begin(), scope.footprints.end(), has)) return index;
  }
  return build_index(call, ledger, std::move(scope));
}

Result<LiveIndex> synthetic_index(Invocation& call, const ReachOptions& options, const Memory& memory,
                                  IndexScope scope) {
  if (*options.synthetic == 0 || *options.synthetic > kRowsMost) {
    return fail(ErrorCode::invalid, fmt::format("`--synthetic` {} is out of range", thousands(*options.synthetic)),
                fmt::format("write a number from 1 to {}", thousands(kRowsMost)));
  }
  const TimeZones& zones = call.world().zones;
  Footprints footprints;
  for (const std::string& each : scope.footprints) {
    const TimeZone* zone = zones.find(each);
    if (zone == nullptr) {
      return fail(ErrorCode::invalid,
                  fmt::format("a rule pack's footprint ends in {}, which is no time zone", shown(each)),
                  "name an IANA time zone in the pack");
    }
    footprints.push_back(zone);
  }
  const SyntheticBase base(options.seed.value_or(1), *options.synthetic);
  CarrierFile carrier = synthetic_carrier(base);
  ProgressLine line(call.world(), call.terminal(), "inventing customers", 0, "customers");
  Index index = index_of(base, carrier, zones, footprints, memory, index_threads(),
                         [&](std::uint64_t done) { line.show_share(done, base.size()); });
  line.clear();
  return LiveIndex(std::move(index), std::move(carrier), zones, std::move(scope));
}

Result<void> open_base(Invocation& call, const ReachOptions& options, IndexScope scope, OpenBase& opened) {
  const auto started = call.world().stopwatch();
  if (options.synthetic) {
    auto index = TRY(synthetic_index(call, options, opened.memory, std::move(scope)));
    opened.index.emplace(std::move(index));
  } else {
    const auto ledger = TRY(call.ledger(LedgerOpening::read));
    auto index = TRY(index_for(call, options, *ledger, std::move(scope)));
    opened.index.emplace(std::move(index));
    opened.customers.emplace(*ledger, call.world().zones);
  }
  opened.making = call.world().stopwatch() - started;
  return {};
}

Result<Use> use_in(Invocation& call, const Campaign& campaign) {
  const auto catalogue = TRY(call.catalogue());
  return use_of(campaign, *catalogue);
}

std::string duration_text(std::chrono::microseconds duration) {
  const double seconds = std::chrono::duration<double>(duration).count();
  return seconds < 1 ? fmt::format("{:.1f} ms", 1000 * seconds) : fmt::format("{:.1f} s", seconds);
}

// What is said of a result, and of whose customers it is.
class Told {
 public:
  Told(Invocation& call, const ReachOptions& options, const OpenBase& base)
      : call_(call), options_(options), base_(base), started_(call.world().stopwatch()) {}

  // The counting is done.
  void stop() { counting_ = call_.world().stopwatch() - started_; }

  void give(boost::json::object object, const std::string& text) const {
    if (call_.json()) {
      if (const std::string zones = call_.world().zones.version(); !zones.empty()) object["zone_data"] = zones;
      if (options_.synthetic) add_synthetic(object);
      call_.terminal().print(object);
    } else {
      call_.terminal().print((options_.synthetic ? told() : std::string()) + text);
    }
  }

 private:
  void add_synthetic(boost::json::object& object) const {
    object["synthetic"] = true;
    object["seed"] = options_.seed.value_or(1);
    object["making_microseconds"] = base_.making.count();
    object["counting_microseconds"] = counting_.count();
  }
  std::string told() const {
    return fmt::format("synthetic base: {}, seed {}; invented, nobody's data\nmade in {}, counted in {}\n\n",
                       counted(*options_.synthetic, "customer", "customers"), options_.seed.value_or(1),
                       duration_text(base_.making), duration_text(counting_));
  }

  Invocation& call_;
  const ReachOptions& options_;
  const OpenBase& base_;
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

Result<void> tell_reach(Invocation& call, const ReachOptions& options, const Asked& asked, const OpenBase& opened) {
  Told answer(call, options, opened);
  const auto result = TRY(with_progress(call, opened, answer, "counting", [&](const WholeBase& base) {
    return reach(base, *asked.pack.regime, asked.use, asked.at);
  }));
  answer.give(json_of(result, asked.campaign),
              reach_text(result, asked.campaign, call.language(), call.terminal().colour()));
  return {};
}

Result<void> tell_difference(Invocation& call, const ReachOptions& options, const Asked& asked,
                             const OpenBase& opened) {
  Told answer(call, options, opened);
  const auto result = TRY(with_progress(call, opened, answer, "comparing", [&](const WholeBase& base) {
    return what_if(base, {asked.pack.regime, &asked.use}, {asked.other.regime, &asked.use}, asked.at,
                   options.examples.value_or(kExamples));
  }));
  answer.give(json_of(result, asked.campaign),
              what_if_text(result, asked.campaign, call.language(), call.terminal().colour()));
  return {};
}

Result<void> tell_curve(Invocation& call, const ReachOptions& options, const Asked& asked, const OpenBase& opened) {
  const TimeZone* zone = call.world().zones.find(asked.pack.regime->footprint_last_zone);  // days_of() found it
  Told answer(call, options, opened);
  const auto points = TRY(with_progress(call, opened, answer, "counting", [&](const WholeBase& base) {
    return reach_curve(base, asked.use, asked.days);
  }));
  if (!options.picture.empty()) {
    const std::string picture =
        line_chart(reach_chart(points, *zone, asked.campaign, options.synthetic.has_value(), call.language()));
    if (written_name(options.picture) == "-") {
      call.terminal().print(picture);
      return {};
    }
    TRY(write_file(options.picture, picture));
  }
  std::string text = curve_text(points, *zone, asked.campaign, call.terminal().colour());
  if (!options.picture.empty()) text += fmt::format("\nthe picture is in {}\n", shown(options.picture));
  answer.give(json_of(points, asked.campaign), text);
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

Result<ExitStatus> count_base(Invocation& call, const ReachOptions& options) {
  TRY(check_options(call, options));
  TRY(check_files(call, options));
  const auto text = TRY(read_file(options.campaign));
  const auto campaign = read_campaign(text, options.campaign);
  if (!campaign) return tl::unexpected(call.issues_error(options.campaign, campaign.error()));

  Asked asked;
  asked.campaign = campaign->name;
  const auto at = TRY(optional_instant("--at", options.at));
  asked.at = at.value_or(campaign->instant.value_or(options.synthetic ? kSyntheticDay : call.now()));
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
  TRY(open_base(call, options, std::move(scope), opened));
  Result<void> told;
  if (!asked.days.empty()) told = tell_curve(call, options, asked, opened);
  else if (asked.other.regime != nullptr) told = tell_difference(call, options, asked, opened);
  else told = tell_reach(call, options, asked, opened);
  if (!told) return tl::unexpected(told.error());
  const bool trouble = opened.customers && call.warn_of_trouble(*opened.customers);
  return trouble ? ExitStatus::failed : ExitStatus::done;
}

}  // namespace

void add_reach_command(Command app, Invocation& call) {
  Command command = app.command(
      "reach", "Count how many of all customers a campaign may contact, and why; compare regimes; look ahead",
      "  assent reach internet.toml                                     # today, or when the campaign says\n"
      "  assent reach internet.toml --at 2026-03-01T09:00:00+02:00\n"
      "  assent reach internet.toml --against strict-opt-in             # who is lost, who is gained\n"
      "  assent reach internet.toml --against drafts/tra-2.toml --examples 10\n"
      "  assent reach internet.toml --from 2026-01-01 --to 2026-06-30 --every 7 --picture reach.svg\n"
      "  assent reach internet.toml --synthetic 10000000                # no ledger needed: how fast is it?\n");
  auto options = std::make_shared<ReachOptions>();
  command.option("CAMPAIGN", options->campaign, "The campaign (TOML)").required();
  command
      .option("--at", options->at,
              "When the customers are contacted (default: the campaign's instant, else the present)")
      .type_name("INSTANT");
  command.option("--regime", options->regime, "Another rule pack than the campaign's, by its id or its file")
      .type_name("PACK");
  command
      .option("--against", options->against,
              "Compare with this rule pack, by its id or its file: who is gained, who is lost, and why")
      .type_name("PACK");
  command.option("--examples", options->examples, "So many accounts of each change (default: 3)").type_name("N");
  command.option("--from", options->from, "Count at the beginning of each day from this one on").type_name("DAY");
  command.option("--to", options->to, "The last day").type_name("DAY");
  command.option("--every", options->every, "Days from one to the next (default: 1)").type_name("N");
  command.option("--picture", options->picture, "The days as a picture (SVG); `-` is standard output")
      .type_name("FILE");
  command
      .option("--index", options->index,
              "The index to count with (default: the ledger's, where there is one); none: one made for this alone")
      .type_name("FILE");
  command
      .option("--synthetic", options->synthetic,
              "Count so many invented customers instead of the ledger's, for trials; says how long it took")
      .type_name("N");
  command.option("--seed", options->seed, "Which invented customers (default: 1)").type_name("N");
  command.callback([&call, options] { call.choose([&call, options] { return count_base(call, *options); }); });
}

}  // namespace assent
