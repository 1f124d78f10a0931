// Engine: Assent in a program of your own: may this use be made of this customer's information?
//
// It has the rules, the ledger, and an index in memory that follows the ledger with its own thread. Thread-safe: any
// number of threads can call any function of one engine at the same time, except moving and destroying it. Do not use
// it in a child process after fork(). Nothing throws except std::bad_alloc. assent/c.h, on which this is built, lists
// each function's errors; docs/library.md begins with an example.
#pragma once

#include "assent/decision.hpp"
#include "assent/result.hpp"

#include <cstddef>

namespace assent {
inline namespace v0 {

struct Configuration {
  std::string ledger = {};      // its file; needed
  std::string rule_packs = {};  // the folder of the rule packs; needed
  std::string catalogue = {};   // the offer catalogue's file; empty: nothing can be offered
  std::string regime = {};      // the default rule pack; empty: `tra`
  std::string actor = {};       // the default actor
  // Empty: an index is made in memory. `none`: there is none, and the ledger is asked. Else its file; an index that
  // cannot be used is made again.
  std::string index = {};
  unsigned threads = 0;  // that make the index and scrub; 0: as many as the machine has
  bool read_only = false;
};

// What a customer decided. In lists of names the one name `all` is everything.
struct Choice {
  enum class Kind : std::int32_t { opt_out = ASSENT_OPT_OUT, opt_in = ASSENT_OPT_IN, withdrawal = ASSENT_WITHDRAWAL };
  Kind kind = Kind::opt_out;
  std::string by = {};               // the person on the account who decided; empty: `owner`
  std::string evidence = {};         // where it is kept, such as a recording's number; needed for an opt-in
  std::string evidence_sha256 = {};  // of the evidence itself, in 64 hexadecimal digits
  // Opt-out and withdrawal:
  std::vector<std::string> scope = {};  // the recipients refused, by relation; none: all
  std::string postmarked = {};          // opt-out by letter: the day of the postmark, `2026-03-01`
  // Opt-in:
  std::string form = {};                      // empty: `electronic`
  std::vector<std::string> recipients = {};   // none: `carrier`
  std::vector<std::string> parties = {};      // none: all
  std::vector<std::string> information = {};  // none: all
  std::vector<std::string> offers = {};       // none: all
  std::string notice = {};                    // the notice given before, by name and version
  std::string notice_version = {};
  std::vector<std::string> defects = {};
  // What each of the three is about; none: everything. A name is small letters, digits, `_` and `-`.
  std::vector<std::string> contact_channels = {};  // the channels of contact: `email`, `sms`, `call`, ...
  std::vector<std::string> classes = {};           // the classes of offers: `telecom`, `equipment`, ...
  std::vector<std::string> categories = {};        // the service categories: `mobile`, `internet`, ...
  std::string until = {};                          // opt-in: the last day on which it counts; empty: no end
  bool provisional = false;  // opt-out and withdrawal: a machine read it, and no person has yet; it counts all the same
};

struct Circumstances {
  std::optional<Instant> effective = {};  // from when it counts; none: the present
  std::string actor = {};                 // empty: the engine's
  std::string channel = {};               // how it came in: `shop`, `web`, ...; empty: `library`
  std::string key = {};                   // a name for this recording: a repeated one with it returns the first entry
  std::string regime = {};                // that checks it; empty: the engine's
};

struct Acknowledgement {
  std::vector<std::string> entries;   // their positions in the ledger
  std::vector<std::string> accounts;  // of the entries; empty: kept for the account that gets the number
  Instant recorded{};                 // when the ledger accepted the first one
  Instant effective{};                // from when it counts
  bool repeated = false;              // the key was known, and nothing was written
  bool account_unknown = false;       // a refusal was recorded for an account that is not on record
  std::uint64_t carried = 0;          // refusals that were recorded for accounts that continue this one
  std::string told;                   // of a refusal: how what could not be recorded as given was mended
};

struct CustomerImport {
  std::string file = {};
  std::string mapping = {};
  std::string rejects = {};  // for the rows that cannot be used as they stand; empty: none
  std::string run = {};      // the import's name; empty: a new name
  std::string actor = {};
  std::optional<Instant> effective = {};
  bool strict = false;
  bool complete = false;  // the file has the whole base: customers who are not in it have left
};

struct ImportCounts {
  std::uint64_t rows = 0;
  std::uint64_t added = 0;
  std::uint64_t changed = 0;
  std::uint64_t unchanged = 0;
  std::uint64_t faulty = 0;
  std::uint64_t incomplete = 0;
  bool imported = false;
  std::string run;
};

struct Scrub {
  std::string campaign = {};
  std::string list = {};
  std::string permitted = {};
  std::string refused = {};
  std::string report = {};       // empty: none
  std::string certificate = {};  // empty: none
  std::string key = {};          // the file of the key that signs it
  std::string account_column = {};
  std::string telephone_column = {};
  std::string country = {};
  std::string language = "en";
  bool explain_each = false;
  std::optional<Instant> at = {};
  std::string actor = {};  // who runs the campaign; empty: the engine's
  bool trial = false;      // the run is not recorded, and its lists are not for use
};

struct ScrubResult {
  std::uint64_t rows = 0;
  std::uint64_t permitted = 0;
  std::uint64_t refused = 0;
  std::vector<std::pair<Reason, std::uint64_t>> reasons;  // rows by reason, in order of precedence
  std::optional<Instant> valid_until;  // the first one at which a permitted row becomes refused; none: never
  Instant at{};
  std::string report;   // the summary as JSON
  std::string trouble;  // why the ledger could not be read, if rows were refused for that; empty: it could be read
  std::string run;      // the entry that records the run, by its position in the ledger: `0/12`; empty: a trial
};

enum class IndexState : std::int32_t {
  none = ASSENT_INDEX_NONE,
  up_to_date = ASSENT_INDEX_UP_TO_DATE,
  behind = ASSENT_INDEX_BEHIND  // it could not follow in time: the ledger is asked until it has
};

class Engine {
 public:
  // Takes over what assent_open() or assent_connect() gave.
  explicit Engine(assent_engine* opened) : engine_(opened, &assent_close) {}

  static Result<Engine> open(const Configuration& configuration) {
    auto given = detail::sized<assent_configuration>();
    given.ledger = configuration.ledger.c_str();
    given.rule_packs = configuration.rule_packs.c_str();
    given.catalogue = configuration.catalogue.c_str();
    given.regime = configuration.regime.c_str();
    given.actor = configuration.actor.c_str();
    given.index = configuration.index.c_str();
    given.threads = configuration.threads;
    given.read_only = configuration.read_only ? 1 : 0;
    assent_engine* opened = nullptr;
    assent_error* error = nullptr;
    const assent_status status = assent_open(&given, &opened, &error);
    if (status != ASSENT_OK) return detail::error_of(status, error);
    return Engine(opened);
  }

  // Reads rule packs and catalogue again and uses them from now on. If they cannot be read, the earlier ones stay in
  // use.
  Result<Done> reload() {
    assent_error* error = nullptr;
    const assent_status status = assent_reload(get(), &error);
    if (status != ASSENT_OK) return detail::error_of(status, error);
    return Done{};
  }

  IndexState index_state() const { return static_cast<IndexState>(assent_index_state(get())); }

  // One customer, from the ledger, with everything that explains the decision. If something about the customer cannot
  // be established, the decision is a deny, not an error.
  Result<Decision> decide(const Customer& customer, const Question& question) const {
    const detail::GivenQuestion asked(question);
    const assent_customer who = detail::given_customer(customer);
    assent_decision* given = nullptr;
    assent_error* error = nullptr;
    const assent_status status = assent_decide(get(), &who, asked.get(), &given, &error);
    if (status != ASSENT_OK) return detail::error_of(status, error);
    const std::unique_ptr<assent_decision, decltype(&assent_decision_free)> kept(given, &assent_decision_free);
    return detail::decision_of(*kept);
  }

  // Many customers by their accounts, from the index if possible: the same decisions, without the explanations.
  Result<ManyDecisions> decide_many(const std::vector<std::string_view>& accounts, const Question& question) const {
    std::vector<assent_text> texts;
    texts.reserve(accounts.size());
    for (const std::string_view each : accounts) texts.push_back({each.data(), each.size()});
    return decide_texts(texts, question);
  }
  Result<ManyDecisions> decide_many(const std::vector<std::string>& accounts, const Question& question) const {
    std::vector<assent_text> texts;
    texts.reserve(accounts.size());
    for (const std::string& each : accounts) texts.push_back({each.data(), each.size()});
    return decide_texts(texts, question);
  }
  Result<ManyDecisions> decide_texts(const std::vector<assent_text>& accounts, const Question& question) const {
    const detail::GivenQuestion asked(question);
    ManyDecisions made;
    made.permitted.assign(accounts.size(), 0);
    made.reasons.assign(accounts.size(), 0);
    assent_error* error = nullptr;
    const assent_status status = assent_decide_many(get(), asked.get(), accounts.data(), accounts.size(),
                                                    made.permitted.data(), made.reasons.data(), &error);
    if (status != ASSENT_OK) return detail::error_of(status, error);
    return made;
  }

  // Records a customer's choice. A refusal is never rejected because something else in it is wrong. When this returns,
  // the choice is on stable storage and in every later decision of this engine.
  Result<Acknowledgement> record(const Customer& customer, const Choice& choice,
                                 const Circumstances& circumstances = {}) {
    const detail::GivenNames scope(choice.scope), recipients(choice.recipients), parties(choice.parties),
        information(choice.information), offers(choice.offers), defects(choice.defects),
        contact_channels(choice.contact_channels), classes(choice.classes), categories(choice.categories);
    const detail::GivenInstant effective(circumstances.effective);
    auto chosen = detail::sized<assent_choice>();
    chosen.kind = static_cast<std::int32_t>(choice.kind);
    chosen.by = choice.by.c_str();
    chosen.evidence = choice.evidence.c_str();
    chosen.evidence_sha256 = choice.evidence_sha256.c_str();
    chosen.scope = scope.get();
    chosen.postmarked = choice.postmarked.c_str();
    chosen.form = choice.form.c_str();
    chosen.recipients = recipients.get();
    chosen.parties = parties.get();
    chosen.information = information.get();
    chosen.offers = offers.get();
    chosen.notice = choice.notice.c_str();
    chosen.notice_version = choice.notice_version.c_str();
    chosen.defects = defects.get();
    chosen.contact_channels = contact_channels.get();
    chosen.classes = classes.get();
    chosen.categories = categories.get();
    chosen.until = choice.until.c_str();
    chosen.provisional = choice.provisional ? 1 : 0;
    auto how = detail::sized<assent_circumstances>();
    how.effective = effective.get();
    how.actor = circumstances.actor.c_str();
    how.channel = circumstances.channel.c_str();
    how.key = circumstances.key.c_str();
    how.regime = circumstances.regime.c_str();
    const assent_customer who = detail::given_customer(customer);
    assent_acknowledgement* given = nullptr;
    assent_error* error = nullptr;
    const assent_status status = assent_record(get(), &who, &chosen, &how, &given, &error);
    if (status != ASSENT_OK) return detail::error_of(status, error);
    const std::unique_ptr<assent_acknowledgement, decltype(&assent_acknowledgement_free)> kept(
        given, &assent_acknowledgement_free);
    return Acknowledgement{detail::strings_of(kept->entries),
                           detail::strings_of(kept->accounts),
                           Instant(Instant::duration(kept->recorded)),
                           Instant(Instant::duration(kept->effective)),
                           kept->repeated != 0,
                           kept->account_unknown != 0,
                           kept->carried,
                           kept->told};
  }

  // Imports a carrier's file of customers through a mapping (docs/import.md). Safe to repeat.
  Result<ImportCounts> import_customers(const CustomerImport& import) {
    const detail::GivenInstant effective(import.effective);
    auto asked = detail::sized<assent_import>();
    asked.file = import.file.c_str();
    asked.mapping = import.mapping.c_str();
    asked.rejects = import.rejects.c_str();
    asked.run = import.run.c_str();
    asked.actor = import.actor.c_str();
    asked.effective = effective.get();
    asked.strict = import.strict ? 1 : 0;
    asked.complete = import.complete ? 1 : 0;
    assent_import_counts* given = nullptr;
    assent_error* error = nullptr;
    const assent_status status = assent_import_customers(get(), &asked, &given, &error);
    if (status != ASSENT_OK) return detail::error_of(status, error);
    const std::unique_ptr<assent_import_counts, decltype(&assent_import_counts_free)> kept(given,
                                                                                           &assent_import_counts_free);
    return ImportCounts{kept->rows,   kept->added,      kept->changed,       kept->unchanged,
                        kept->faulty, kept->incomplete, kept->imported != 0, kept->run};
  }

  // Splits a list into customers who may be contacted and customers who may not (docs/scrub.md). All results get their
  // names together, or none does. Before that, a run of the campaign is recorded in the ledger, unless it is a trial.
  Result<ScrubResult> scrub(const Scrub& scrub) {
    const detail::GivenInstant at(scrub.at);
    auto asked = detail::sized<assent_scrub>();
    asked.campaign = scrub.campaign.c_str();
    asked.list = scrub.list.c_str();
    asked.permitted = scrub.permitted.c_str();
    asked.refused = scrub.refused.c_str();
    asked.report = scrub.report.c_str();
    asked.certificate = scrub.certificate.c_str();
    asked.key = scrub.key.c_str();
    asked.account_column = scrub.account_column.c_str();
    asked.telephone_column = scrub.telephone_column.c_str();
    asked.country = scrub.country.c_str();
    asked.language = scrub.language.c_str();
    asked.explain_each = scrub.explain_each ? 1 : 0;
    asked.at = at.get();
    asked.actor = scrub.actor.c_str();
    asked.trial = scrub.trial ? 1 : 0;
    assent_scrub_result* given = nullptr;
    assent_error* error = nullptr;
    const assent_status status = assent_scrub_list(get(), &asked, &given, &error);
    if (status != ASSENT_OK) return detail::error_of(status, error);
    const std::unique_ptr<assent_scrub_result, decltype(&assent_scrub_result_free)> kept(given,
                                                                                         &assent_scrub_result_free);
    ScrubResult made;
    made.rows = kept->rows;
    made.permitted = kept->permitted;
    made.refused = kept->refused;
    for (std::size_t i = 0; i < kept->reason_count; ++i) {
      made.reasons.emplace_back(Reason(kept->reasons[i].reason), kept->reasons[i].rows);
    }
    made.valid_until = detail::instant_of(kept->valid_until);
    made.at = Instant(Instant::duration(kept->at));
    made.report = kept->report;
    made.trouble = kept->trouble;
    made.run = kept->run;
    return made;
  }

  // For calls of assent/c.h; this object keeps it.
  assent_engine* get() const { return engine_.get(); }

 private:
  std::unique_ptr<assent_engine, decltype(&assent_close)> engine_;
};

}  // namespace v0
}  // namespace assent
