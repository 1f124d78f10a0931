// Invocation: one run of the program: the options of every command, and what they open.
//
// Nothing is opened before a command asks for it. Used by one thread.
#pragma once

#include "app/configuration.hpp"
#include "app/engine.hpp"
#include "app/faulty_text.hpp"
#include "app/rules.hpp"
#include "app/use_asked.hpp"
#include "base/clock.hpp"
#include "base/result.hpp"
#include "cli/exit_status.hpp"
#include "cli/terminal.hpp"
#include "cli/world.hpp"
#include "consent/offer.hpp"
#include "explanation/language.hpp"
#include "ledger/ledger.hpp"
#include "regime/regime.hpp"
#include "service/customer_file.hpp"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace assent::cli {

struct GlobalOptions {
  std::string ledger;
  std::string regimes;
  std::string catalogue;
  std::string language;
  std::string now;
  std::string actor;
  bool json = false;
  bool quiet = false;
};

// The world's clock, or the instant that replaces it.
class Present final : public Clock {
 public:
  explicit Present(const Clock& clock) : clock_(&clock) {}
  void settle(std::optional<Instant> instant) { instant_ = instant; }
  Instant now() const override { return instant_ ? *instant_ : clock_->now(); }

 private:
  const Clock* clock_;
  std::optional<Instant> instant_;
};

// What happens to a recording if `--now` is well ahead of the machine's clock and the ledger is not a simulation.
enum class ClockAhead {
  is_refused,
  is_put_right,    // recorded with the machine's time, with a warning: for refusals
  is_not_recorded  // nothing is recorded, with a warning: if the command's purpose is not recording
};

class Invocation {
 public:
  explicit Invocation(World& world)
      : world_(&world), terminal_(world), clock_(world.clock), started_(world.clock.now()) {}
  Invocation(const Invocation&) = delete;
  Invocation& operator=(const Invocation&) = delete;

  GlobalOptions options;

  // What to do after the command line is read. Only the last choice is run.
  void choose(std::function<Result<ExitStatus>()> action) { action_ = std::move(action); }
  ExitStatus act();

  World& world() { return *world_; }
  const World& world() const { return *world_; }
  Terminal& terminal() { return terminal_; }
  bool json() const { return options.json; }

  // From `--now`, else the world's. Precondition: act() is running.
  Instant now() const { return clock_.now(); }
  const Clock& clock() const { return clock_; }
  // When the call began, by that clock.
  Instant started() const { return started_; }
  const std::vector<explanation::Language>& languages() const { return languages_; }
  explanation::Language language() const { return languages_.front(); }

  // Where the data files are; empty: not found.
  std::filesystem::path data() const;

  // The id of the rule pack to use if none is named.
  std::string usual_regime() const;
  std::filesystem::path packs_directory() const;
  Result<const app::RulePacks*> packs();
  // The pack with that id that is in effect then, as RulePacks::find(). invalid also: it has issues, which go to
  // standard error.
  Result<const app::RulePack*> pack(std::string_view id, Instant at);
  Result<const regime::Regime*> regime(std::string_view id, Instant at);
  // Says on standard error what was wrong with the ledger, if it made a customer's status unknown. False: nothing was.
  bool warn_of_trouble(const std::optional<service::CustomerFile::Trouble>& trouble);
  bool warn_of_trouble(const service::CustomerFile& customers) { return warn_of_trouble(customers.trouble()); }
  // Warns on standard error if the regime is not in effect on that day. Warns after the command's result if the time
  // zone data by which days are counted are old.
  void warn_unless_in_effect(const regime::Regime& regime, Instant at);
  // The result depends on the time zone data. If they are old, a warning follows the result.
  void count_days() { days_counted_ = true; }

  // Of what has been read so far.
  const app::Rules& rules() const { return rules_; }
  // Packs and catalogue, both read. As packs() and catalogue().
  Result<const app::Rules*> all_rules();

  std::string catalogue_file() const;
  // Read once, and the hash is of the bytes that were read: the file may be a pipe, or be replaced meanwhile.
  Result<const Catalogue*> catalogue();
  // Its bytes. Precondition: catalogue() gave one.
  const std::string& catalogue_text() const { return rules_.catalogue_text; }
  Result<Catalogue> catalogue_from(const std::string& file);

  std::string ledger_file() const;
  // invalid: it is a folder; not_found: its folder is missing.
  Result<void> check_ledger_file() const;
  // Warns if the ledger is ahead of the clock. invalid also: it is opened for writing, `--now` is well ahead of the
  // machine's clock, and `ClockAhead` refuses that. If the instant is put right, now() is the machine's from then on.
  Result<ledger::Ledger*> ledger(LedgerOpening opening, ClockAhead clock = ClockAhead::is_refused);
  // About the open ledger: whether it is a simulation; whether `--now` was put right.
  bool simulation() const { return simulation_; }
  bool clock_was_put_right() const { return put_right_; }
  // Whether it is well ahead, so that nothing may be recorded.
  bool clock_is_ahead() const { return clock_ahead_; }

  // The engine on the ledger, with the catalogue if the use names an offer.
  Result<const app::Engine*> engine(const app::UseAsked& asked);  // for reading
  Result<app::Engine*> recording_engine(ClockAhead clock);        // for writing: see ledger()
  // With only the rules that have been read so far.
  Result<app::Engine*> engine_as_it_is(LedgerOpening opening, ClockAhead clock = ClockAhead::is_refused);

  // Prints the issues on standard error, and says in sum what to do.
  Error issues_error(const std::string& file, const Issues& issues);
  app::OnIssues on_issues() {
    return [this](const std::string& file, const Issues& issues) { return issues_error(file, issues); };
  }

  std::string actor() const;
  // Where the days of reports are the carrier's; empty: not configured.
  const std::string& reporting_zone() const { return configuration_.reporting_zone; }

 private:
  Result<void> settle();
  Result<void> read_configuration_file();
  std::optional<std::string> variable(const char* name) const;
  void warn_of_old_zones();
  Result<Catalogue> catalogue_in(const std::string& text, const std::string& file);
  Result<void> check_clock(ClockAhead clock);
  app::Engine* engine_on(ledger::Ledger& ledger);
  void look_at_ledger();

  World* world_;
  Terminal terminal_;
  std::function<Result<ExitStatus>()> action_;
  Present clock_;
  std::vector<explanation::Language> languages_ = {explanation::Language::en};
  app::Configuration configuration_;
  app::Rules rules_;
  bool packs_read_ = false;
  bool catalogue_read_ = false;
  std::unique_ptr<ledger::Ledger> ledger_;
  std::unique_ptr<app::Engine> engine_;
  bool days_counted_ = false;  // by the time zone data
  Instant started_;
  bool simulation_ = false;
  bool put_right_ = false;
  bool clock_ahead_ = false;
};

// invalid, if the condition is true: for options that cannot be used as they are.
inline Result<void> invalid_if(bool so, std::string_view what, std::string_view mend) {
  return so ? fail(ErrorCode::invalid, std::string(what), std::string(mend)) : Result<void>();
}

// The instant that `option` states; `text` as written.
Result<Instant> instant_option(std::string_view option, std::string_view text);
// The same; an empty text gives no instant.
Result<std::optional<Instant>> optional_instant(std::string_view option, std::string_view text);
Result<Date> date_option(std::string_view option, std::string_view text);

}  // namespace assent::cli
