#include "cli/invocation.hpp"

#include "base/instant.hpp"
#include "base/zone_data.hpp"
#include "embed/named_files.hpp"
#include "embed/read_rule_packs.hpp"
#include "regime/read.hpp"
#include "service/ledger_clock.hpp"
#include "wording/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <utility>

namespace assent::cli {
namespace {

constexpr const char* kDefaultLedger = "assent.ledger";
constexpr const char* kUsualConfiguration = "assent.toml";

// Clocks that are set right differ by less.
constexpr std::chrono::minutes kClocksApartMost{5};

Result<std::vector<explanation::Language>> languages_in(std::string_view text) {
  std::vector<explanation::Language> languages;
  while (true) {
    const std::string_view tag = text.substr(0, text.find(','));
    const auto language = explanation::language_named(tag);
    if (!language) {
      return fail(ErrorCode::invalid, fmt::format("`--language` is {}", wording::shown(tag)),
                  "write `en`, `ar` or `fr`, or several, such as `en,ar`");
    }
    if (std::find(languages.begin(), languages.end(), *language) == languages.end()) languages.push_back(*language);
    if (tag.size() == text.size()) return languages;
    text.remove_prefix(tag.size() + 1);
  }
}

}  // namespace

ExitStatus Invocation::act() {
  if (options.quiet) terminal_.be_quiet();
  if (const auto settled = settle(); !settled) return terminal_.fail_with(settled.error());
  const Result<ExitStatus> result = action_();
  const ExitStatus status = result ? *result : terminal_.fail_with(result.error());
  if (days_counted_) warn_of_old_zones();
  return status;
}

Result<void> Invocation::settle() {
  TRY(read_configuration_file());
  const std::string& configured = configuration_.language;
  languages_ = TRY(languages_in(!options.language.empty() ? options.language : configured.empty() ? "en" : configured));
  auto now = TRY(optional_instant("--now", options.now));
  clock_.settle(now);
  started_ = clock_.now();
  return {};
}

// A folder that is named must be there; the usual one may be missing.
Result<void> Invocation::read_configuration_file() {
  const auto named = variable("ASSENT_CONFIG");
  const std::string file = named.value_or(kUsualConfiguration);
  const auto text = embed::text_in(file);
  if (!text && !named && text.error().code == ErrorCode::not_found) return {};
  if (!text) return tl::unexpected(text.error());
  auto configuration = app::read_configuration(*text, file);
  if (!configuration) return tl::unexpected(issues_error(file, configuration.error()));
  configuration_ = *std::move(configuration);
  return {};
}

// None where it is unset or empty.
std::optional<std::string> Invocation::variable(const char* name) const {
  auto value = world_->variable(name);
  if (value && value->empty()) value.reset();
  return value;
}

std::string Invocation::usual_regime() const {
  if (auto named = variable("ASSENT_REGIME")) return *std::move(named);
  return configuration_.regime.empty() ? std::string(app::kUsualRegime) : configuration_.regime;
}

std::filesystem::path Invocation::data() const {
  // If it is named, another one's rules are no substitute.
  if (const auto named = variable("ASSENT_DATA")) return *named;
  std::error_code error;
  for (const auto& directory : world_->data_directories) {
    if (std::filesystem::is_directory(directory / "regimes", error)) return directory;
  }
  return {};
}

std::filesystem::path Invocation::packs_directory() const {
  if (!options.regimes.empty()) return options.regimes;
  return configuration_.regimes.empty() ? data() / "regimes" : std::filesystem::path(configuration_.regimes);
}

Result<const app::RulePacks*> Invocation::packs() {
  if (!packs_read_) {
    rules_.packs = TRY(embed::read_rule_packs(packs_directory()));
    packs_read_ = true;
  }
  return &rules_.packs;
}

Result<const app::RulePack*> Invocation::pack(std::string_view id, Instant at) {
  const auto packs = TRY(this->packs());
  const auto pack = packs->find(id, at, world_->zones);
  if (pack && !(*pack)->regime) return tl::unexpected(issues_error((*pack)->file, (*pack)->regime.error()));
  return pack;
}

Result<const regime::Regime*> Invocation::regime(std::string_view id, Instant at) {
  return pack(id, at).map([](const app::RulePack* found) -> const regime::Regime* { return &*found->regime; });
}

void Invocation::warn_of_old_zones() {
  world_->out.flush();  // the result comes first
  const std::string version = world_->zones.version();
  const auto why = why_old(version, world_->clock.now());
  if (!why) return;
  terminal_.warn(
      fmt::format("the time zone data ({}) may be wrong about local days: {}; update the system's `tzdata` and run "
                  "`assent zones check`",
                  wording::shown(version), *why));
}

void Invocation::warn_unless_in_effect(const regime::Regime& regime, Instant at) {
  count_days();
  const Date today = regime::day_under(world_->zones.find(regime.footprint_last_zone), at);
  if (regime::begins_after(regime, today)) {
    terminal_.warn(fmt::format("regime `{}` is only in effect from {}, and the question is about {}", regime.id,
                               to_string(*regime.in_effect_from), to_string(today)));
  }
  if (regime::ended_before(regime, today)) {
    terminal_.warn(fmt::format("regime `{}` was only in effect until {}, and the question is about {}", regime.id,
                               to_string(*regime.in_effect_until), to_string(today)));
  }
}

bool Invocation::warn_of_trouble(const std::optional<service::CustomerFile::Trouble>& trouble) {
  if (!trouble) return false;
  terminal_.warn(fmt::format("denied because the ledger could not be read, for {}: {}",
                             wording::counted(trouble->times, "customer", "customers"), to_string(trouble->error)));
  return true;
}

std::string Invocation::catalogue_file() const {
  if (!options.catalogue.empty()) return options.catalogue;
  if (!configuration_.catalogue.empty()) return configuration_.catalogue;
  return (data() / "catalogues" / "default.toml").string();
}

Result<Catalogue> Invocation::catalogue_from(const std::string& file) {
  const auto text = TRY(embed::text_in(file));
  return catalogue_in(text, file);
}

Result<Catalogue> Invocation::catalogue_in(const std::string& text, const std::string& file) {
  auto catalogue = regime::read_catalogue(text, file);
  if (!catalogue) return tl::unexpected(issues_error(file, catalogue.error()));
  return std::move(*catalogue);
}

Result<const Catalogue*> Invocation::catalogue() {
  if (!catalogue_read_) {
    const std::string file = catalogue_file();
    auto text = TRY(embed::text_in(file));
    rules_.catalogue = TRY(catalogue_in(text, file));
    rules_.catalogue_text = std::move(text);
    catalogue_read_ = true;
  }
  return &rules_.catalogue;
}

Result<const app::Rules*> Invocation::all_rules() {
  TRY(packs());
  TRY(catalogue());
  return &rules_;
}

std::string Invocation::ledger_file() const {
  if (!options.ledger.empty()) return options.ledger;
  if (auto named = variable("ASSENT_LEDGER")) return *std::move(named);
  return configuration_.ledger.empty() ? kDefaultLedger : configuration_.ledger;
}

Result<void> Invocation::check_ledger_file() const {
  std::error_code error;
  const auto folder = std::filesystem::path(ledger_file()).parent_path();
  if (!folder.empty() && std::filesystem::status(folder, error).type() == std::filesystem::file_type::not_found) {
    return fail(ErrorCode::not_found,
                fmt::format("there is no folder {} for a ledger", wording::shown(folder.string())),
                "make it, or name the ledger's file with `--ledger`");
  }
  if (!std::filesystem::is_directory(ledger_file(), error)) return {};
  return fail(ErrorCode::invalid, fmt::format("{} is a folder, not a ledger", wording::shown(ledger_file())),
              "name the ledger's file with `--ledger`");
}

void Invocation::look_at_ledger() {
  // What cannot be read here cannot be read by the command either, and the command says so.
  const Instant last = service::last_recorded(*ledger_).value_or(kEarliest);
  if (last <= started_ + kClocksApartMost) return;
  terminal_.warn(fmt::format(
      "the ledger is ahead of the clock: its last entry was recorded at {}, and now it is {}; until the clock reaches "
      "that instant, an entry without a date counts from it, and a refusal counts at once; check the clock",
      wording::to_the_second(last), wording::to_the_second(started_)));
}

Result<void> Invocation::check_clock(ClockAhead clock) {
  const Instant machine = world_->clock.now();
  if (simulation_ || clock_.now() <= machine + kClocksApartMost) return {};
  switch (clock) {
    case ClockAhead::is_refused:
      return fail(ErrorCode::invalid,
                  fmt::format("`--now` is {}, well ahead of the machine's clock, which is at {}; nothing was recorded",
                              wording::to_the_second(clock_.now()), wording::to_the_second(machine)),
                  "mend it, or use a ledger made for trials with `assent init --simulation`");
    case ClockAhead::is_not_recorded:
      clock_ahead_ = true;
      terminal_.warn(
          fmt::format("`--now` is {}, well ahead of the machine's clock, which is at {}: this run is not "
                      "recorded",
                      wording::to_the_second(clock_.now()), wording::to_the_second(machine)));
      return {};
    case ClockAhead::is_put_right: break;
  }
  terminal_.warn(fmt::format(
      "`--now` is {}, well ahead of the machine's clock: the refusal is recorded with the machine's time, {}",
      wording::to_the_second(clock_.now()), wording::to_the_second(machine)));
  put_right_ = true;
  clock_.settle(std::nullopt);
  started_ = machine;
  return {};
}

Result<ledger::Ledger*> Invocation::ledger(LedgerOpening opening, ClockAhead clock) {
  if (!ledger_) {
    TRY(check_ledger_file());
    auto opened = world_->open_ledger(ledger_file(), opening);
    if (!opened && opened.error().code == ErrorCode::not_found) {
      return fail(ErrorCode::not_found, opened.error().message,
                  "name it with `--ledger`, or make one with `assent init`");
    }
    if (!opened) return tl::unexpected(opened.error());
    ledger_ = std::move(*opened);
    simulation_ = service::is_simulation(*ledger_).value_or(false);
    if (opening == LedgerOpening::write) {
      TRY(check_clock(clock));
    }
    if (opening != LedgerOpening::create) look_at_ledger();
  }
  return ledger_.get();
}

Result<const app::Engine*> Invocation::engine(const app::UseAsked& asked) {
  TRY(packs());
  if (!asked.offer.empty()) TRY(catalogue());
  const auto ledger = TRY(this->ledger(LedgerOpening::read));
  return engine_on(*ledger);
}

Result<app::Engine*> Invocation::recording_engine(ClockAhead clock) {
  const auto ledger = TRY(this->ledger(LedgerOpening::write, clock));
  TRY(packs());
  return engine_on(*ledger);
}

Result<app::Engine*> Invocation::engine_as_it_is(LedgerOpening opening, ClockAhead clock) {
  const auto ledger = TRY(this->ledger(opening, clock));
  return engine_on(*ledger);
}

app::Engine* Invocation::engine_on(ledger::Ledger& ledger) {
  if (!engine_) {
    engine_ = std::make_unique<app::Engine>(
        app::EnginePorts{ledger, world_->zones, world_->telephones, clock_, nullptr, world_->random_seed},
        std::make_shared<const app::Rules>(rules_), usual_regime());
  }
  return engine_.get();
}

Error Invocation::issues_error(const std::string& file, const Issues& issues) {
  terminal_.fail_with(issues);
  return {ErrorCode::invalid,
          fmt::format("{} has {}", wording::shown(file), wording::counted(issues.size(), "issue", "issues")),
          "mend it and try again"};
}

std::string Invocation::actor() const {
  if (!options.actor.empty()) return options.actor;
  if (auto named = variable("ASSENT_ACTOR")) return *std::move(named);
  if (!configuration_.actor.empty()) return configuration_.actor;
  return variable("USER").value_or("unnamed");
}

Result<Instant> instant_option(std::string_view option, std::string_view text) {
  const auto instant = parse_instant(text);
  if (instant) return *instant;
  return fail(ErrorCode::invalid, fmt::format("`{}` is {}, which is not an instant", option, wording::shown(text)),
              "write date, time and offset, such as `2026-03-01T09:00:00+02:00`");
}

Result<std::optional<Instant>> optional_instant(std::string_view option, std::string_view text) {
  if (text.empty()) return std::nullopt;
  const auto instant = TRY(instant_option(option, text));
  return instant;
}

Result<Date> date_option(std::string_view option, std::string_view text) {
  const auto date = parse_date(text);
  if (date) return *date;
  return fail(ErrorCode::invalid, fmt::format("`{}` is {}, which is not a date", option, wording::shown(text)),
              "write it like `2026-03-01`");
}

}  // namespace assent::cli
