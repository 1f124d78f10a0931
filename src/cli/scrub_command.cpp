#include "base/visible.hpp"
#include "cli/command.hpp"
#include "cli/commands.hpp"
#include "cli/file_use.hpp"
#include "cli/index_access.hpp"
#include "cli/key_file.hpp"
#include "cli/progress_line.hpp"
#include "cli/question.hpp"
#include "cli/scrub_results.hpp"
#include "cli/words.hpp"
#include "explanation/words.hpp"
#include "regime/effect.hpp"
#include "service/campaign.hpp"
#include "service/certify.hpp"
#include "service/follower.hpp"
#include "service/scrub.hpp"
#include "service/scrub_journal.hpp"
#include "world/compressed.hpp"
#include "world/files.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace assent {
namespace {

struct ScrubOptions {
  std::string campaign;
  std::string list;
  std::string permitted;
  std::string refused;
  std::string report;
  std::string at;
  std::string known_at;
  ListColumns columns;
  bool explain_each = false;
  std::string index;
  std::string key;
  std::string certificate;
  std::string since;
  bool resume = false;
};

// Where the certificate goes: beside the permitted list, unless that is no plain file. Empty: there is none, and none
// of what has changed.
std::string certificate_file(const ScrubOptions& options) {
  if (!options.since.empty()) return {};
  if (!options.certificate.empty()) return options.certificate;
  return may_be_plain_file(options.permitted) ? options.permitted + ".certificate" : std::string();
}

// The ledger's own key, where it is there; what verifies it is made where that is missing, as after an interruption.
Result<SignerKey> ledgers_key(Invocation& call, const std::string& path) {
  auto key = signer_key_in(path);
  if (!key) return key;
  if (const auto kept = keep_verifier(path, *key); !kept) {
    call.terminal().warn(fmt::format("the key signs, but what verifies it is not kept: {}", to_string(kept.error())));
  }
  return key;
}

// The key that signs: the one named, the one beside the ledger, or a new one there. None where nothing is signed.
Result<std::optional<SignerKey>> scrub_key(Invocation& call, const ScrubOptions& options) {
  if (certificate_file(options).empty()) return std::nullopt;
  const std::string path = key_path(call, options.key);
  auto key = TRY([&]() -> Result<SignerKey> {
    if (!options.key.empty()) return signer_key_in(path);
    const auto is_there = [](const Result<SignerKey>& own) { return own || own.error().code != ErrorCode::not_found; };
    if (auto own = ledgers_key(call, path); is_there(own)) return own;
    auto made = make_key_file(call, path, "assent");
    if (!made && made.error().code == ErrorCode::conflict) {
      // Another run was faster: its key is the ledger's.
      if (auto own = ledgers_key(call, path); is_there(own)) return own;
    }
    if (made) {
      call.terminal().note(fmt::format("made a key that signs certificates: {}; whoever checks them needs {}",
                                       shown(path), shown(verifier_path(path))));
    }
    return made;
  }());
  return key;
}

// No option is passed over in silence.
Result<void> check_options(Invocation& call, const ScrubOptions& options) {
  TRY(check_country(call.world().telephones, options.columns.country));
  if (!options.columns.account.empty() && !options.columns.telephone.empty()) {
    return fail(ErrorCode::invalid, "`--account-column` and `--telephone-column` cannot both be used",
                "name the one column by which the list names customers");
  }
  if (!options.since.empty()) {
    if (options.certificate.empty()) return {};
    return fail(ErrorCode::invalid,
                "`--certificate` and `--since` cannot both be used: what has changed is not certified",
                "leave `--certificate` out, or scrub in full");
  }
  if (!certificate_file(options).empty()) return {};
  if (!options.key.empty()) {
    return fail(ErrorCode::invalid, "`--key` signs nothing: the permitted list does not go to a file",
                "say with `--certificate` where the certificate goes, or leave `--key` out");
  }
  call.terminal().note(
      "no certificate is written, as the permitted list does not go to a file; `--certificate` says "
      "where to write one");
  return {};
}

Result<void> check_files(Invocation& call, const ScrubOptions& options) {
  const std::string key = key_path(call, options.key);
  FileUse use{.read = {options.campaign, options.list, options.since, key, verifier_path(key)},
              .written = {options.permitted, options.refused, options.report, certificate_file(options)},
              .kept = {}};
  // How far they have come.
  if (may_be_plain_file(options.permitted)) use.written.push_back(ScrubResults::journal_path(options.permitted));
  if (options.index != "none") {
    const std::string index = index_path(call, options.index);
    use.kept = {index, checked_path(index)};
  }
  return check_file_use(call, use);
}

std::string summary_text(const ScrubOccasion& occasion, const ScrubSummary& summary, Language language, bool colour) {
  std::vector<std::pair<Reason, std::uint64_t>> reasons(summary.by_reason.begin(), summary.by_reason.end());
  std::stable_sort(reasons.begin(), reasons.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
  Table table({{"reason"}, {"rows", Align::right}, {"share", Align::right}, {"in words"}});
  for (const auto& [reason, rows] : reasons) {
    table.row({std::string(to_string(reason)), thousands(rows), share(rows, summary.rows),
               std::string(meaning(reason, language))});
  }
  std::string text = fmt::format("{}, under {} version {}, at {}\n\n", visible(occasion.campaign), occasion.regime,
                                 occasion.regime_version, to_the_second(occasion.as_of.at));
  if (!table.empty()) text += table.text(colour) + "\n";
  Table totals({{"list"}, {"rows", Align::right}, {"share", Align::right}});
  totals.row({"permitted", thousands(summary.permitted), share(summary.permitted, summary.rows)});
  totals.row({"refused", thousands(summary.refused), share(summary.refused, summary.rows)});
  totals.row({"all", thousands(summary.rows), share(summary.rows, summary.rows)});
  text += totals.text(colour);
  if (summary.valid_until) {
    text += fmt::format("\nthe permitted list holds until {} if nothing new is recorded\n",
                        to_the_second(*summary.valid_until));
  }
  if (summary.unchanged > 0) {
    text += fmt::format("\n{} as the earlier scrub had them; the two lists hold the others\n",
                        counted(summary.unchanged, "row stays", "rows stay"));
  }
  if (summary.unreadable > 0) {
    text += fmt::format("\n{} of the refused could not be read\n", counted(summary.unreadable, "row", "rows"));
  }
  return text;
}

// Everything that a scrub needs, opened.
struct Prepared {
  Campaign campaign;
  std::string campaign_text;
  std::optional<Instant> asked_at;  // none: the present
  const Regime* regime = nullptr;
  std::string regime_text;
  std::string catalogue_text;
  std::string since_text;  // the certificate of the earlier scrub, where there is one
  Use use;
  ScrubQuestion question;
  Ledger* ledger = nullptr;
};

Result<void> read_campaign_of(Invocation& call, const ScrubOptions& options, Prepared& ready) {
  const auto text = TRY(read_file(options.campaign));
  const auto campaign = read_campaign(text, options.campaign);
  if (!campaign) return tl::unexpected(call.issues_error(options.campaign, campaign.error()));
  ready.campaign = *campaign;
  ready.campaign_text = text;
  const auto at = TRY(optional_instant("--at", options.at));
  ready.asked_at = at ? at : campaign->instant;
  const auto pack = TRY(call.pack(campaign->regime, ready.asked_at.value_or(call.now())));
  ready.regime = &*pack->regime;
  ready.regime_text = pack->text;
  TRY(check_names(campaign->use, *ready.regime));
  const auto catalogue = TRY(call.catalogue());
  ready.catalogue_text = call.catalogue_text();
  auto use = TRY(use_of(*campaign, *catalogue));
  ready.use = std::move(use);
  return {};
}

Result<void> prepare(Invocation& call, const ScrubOptions& options, Prepared& ready) {
  TRY(read_campaign_of(call, options, ready));
  const auto known_at = TRY(optional_instant("--known-at", options.known_at));
  ScrubQuestion& question = ready.question;
  question.regime = ready.regime;
  question.use = &ready.use;
  question.as_of = {ready.asked_at.value_or(call.now()), known_at};
  if (!ready.asked_at && !known_at) question.present = [&call] { return call.now(); };
  question.country = options.columns.country;
  question.language = call.language();
  question.explain_each = options.explain_each;
  if (!options.since.empty()) {
    ready.since_text = TRY(read_file(options.since));
  }
  const auto ledger = TRY(call.ledger(LedgerOpening::read));
  ready.ledger = ledger;
  return {};
}

// The index, where one is there or asked for, and can be asked this.
Result<std::unique_ptr<LiveIndex>> index_for(Invocation& call, const ScrubOptions& options, const Prepared& ready) {
  const AsOf& as_of = ready.question.as_of;
  const std::string path = index_path(call, options.index);
  const bool there = state_of_file(path).has_value();
  const bool can_be_asked = !as_of.known_at && kIndexFrom <= as_of.at && as_of.at < kIndexUntil;
  if (options.index == "none" || (options.index.empty() && !there) || !can_be_asked) return nullptr;
  // It has what is recorded where the ledger has it, and not where it counts from while the clock is behind.
  if (call.ledger_is_ahead()) return nullptr;
  auto opened = TRY(open_index(call, path, *ready.ledger, true));
  if (!opened.serves(*ready.regime)) return nullptr;
  return std::make_unique<LiveIndex>(std::move(opened));
}

// What was asked and by which program, for telling whether an interrupted scrub was the same.
std::string order_of(const Invocation& call, const ScrubOptions& options, const Prepared& ready,
                     const std::string& list_state) {
  std::string order = ASSENT_VERSION + std::string(1, '\0') + ready.campaign_text + '\0' + ready.regime_text + '\0' +
                      ready.catalogue_text + '\0' + list_state;
  for (const std::string* each : {&options.columns.account, &options.columns.telephone, &options.columns.country,
                                  &options.known_at, &ready.since_text}) {
    order.append(1, '\0').append(*each);
  }
  const auto last = last_day(*ready.regime);
  order.append(1, '\0').append(call.world().zones.version()).append(last ? to_string(*last) : "");
  order.append(options.explain_each ? "each" : "").append(ready.question.present ? "now" : "");
  order.append(std::to_string(static_cast<int>(ready.question.language)));
  return to_hex(sha256(view_of(order)));
}

// Whether the ledger once stood there.
Result<bool> passed(const Ledger& ledger, const LogHead& head) {
  return ledger.root_at(head.log, head.size).map([&](const std::optional<Hash>& root) { return root == head.root; });
}

// Where an interrupted scrub of this order had come to; nothing: the scrub begins anew, for whatever reason.
Result<std::optional<ScrubJournal>> journal_to_resume(Invocation& call, const ScrubOptions& options, Prepared& ready,
                                                      const std::string& order) {
  if (!options.resume) return std::nullopt;
  if (!may_be_plain_file(options.list)) {
    return fail(ErrorCode::invalid, "a scrub of a list that is no plain file cannot be gone on with",
                "name the list's file, or begin anew, without `--resume`");
  }
  if (!ScrubResults::can_be_resumed(options.permitted, options.refused)) {
    call.terminal().note("packed results and standard output cannot be gone on with; the scrub begins anew");
    return std::nullopt;
  }
  const std::string path = ScrubResults::journal_path(options.permitted);
  if (!state_of_file(path)) {
    call.terminal().note("no interrupted scrub has left these results; the scrub begins anew");
    return std::nullopt;
  }
  const auto text = TRY(read_file(path));
  auto journal = TRY(read_journal(text));
  const bool another_instant = !options.at.empty() && ready.question.as_of.at != journal.at;
  if (journal.order != order || another_instant) {
    return fail(ErrorCode::conflict, "the interrupted scrub was another: its campaign, rules, list or options differ",
                "begin anew, without `--resume`");
  }
  for (const LogHead& each : journal.began) {
    const auto same = TRY(passed(*ready.ledger, each));
    if (!same) {
      return fail(ErrorCode::conflict, "the interrupted scrub was of another ledger", "begin anew, without `--resume`");
    }
  }
  ready.question.as_of.at = journal.at;
  return journal;
}

// The earlier scrub, and the list that it was of.
struct Certified {
  EarlierScrub scrub;
  CertifiedFile list;
};

Result<Certified> earlier_scrub(Invocation& call, const ScrubOptions& options, const Prepared& ready,
                                const ListIdentifier& identifier) {
  const auto keys = TRY(verifier_keys_in({verifier_path(key_path(call, options.key))}));
  const auto report = TRY(check_certificate(ready.since_text, keys, {}, kEarliest));
  if (!report.good()) {
    return fail(ErrorCode::invalid, fmt::format("{} does not hold", shown(options.since)),
                "see why with `assent certificate verify`, or scrub in full");
  }
  const Certificate& certificate = *report.certificate;
  const bool same = certificate.use == ready.use && certificate.regime_sha256 == sha256(view_of(ready.regime_text)) &&
                    certificate.column == identifier.column && certificate.column_telephone == identifier.telephone &&
                    certificate.country == options.columns.country && !certificate.known_at;
  if (!same) {
    return fail(ErrorCode::conflict, "the certificate is of another use, other rules or another column",
                "scrub in full, without `--since`");
  }
  Certified earlier{{certificate.at, {}, {}}, certificate.list};
  for (const LogSpan& each : certificate.logs) {
    const LogHead began{each.log, each.begin.size, each.begin.root};
    const auto its_ledger = TRY(passed(*ready.ledger, began));
    if (!its_ledger) {
      return fail(ErrorCode::conflict, "the certificate is of another ledger", "scrub in full, without `--since`");
    }
    earlier.scrub.began.push_back(began);
    earlier.scrub.ended.push_back({each.log, each.end.size, each.end.root});
  }
  return earlier;
}

Result<Certificate> certificate_of(Invocation& call, const ScrubOptions& options, const Prepared& ready,
                                   const ListIdentifier& identifier, const ScrubSummary& summary,
                                   const std::vector<LogHead>& began) {
  Certificate certificate;
  certificate.program = call.simulation() ? ASSENT_VERSION " (simulation)" : ASSENT_VERSION;
  certificate.issued = call.now();
  certificate.campaign = ready.campaign.name;
  certificate.use = ready.use;
  certificate.regime = ready.regime->id;
  certificate.regime_version = ready.regime->version;
  certificate.regime_sha256 = sha256(view_of(ready.regime_text));
  certificate.catalogue_sha256 = sha256(view_of(ready.catalogue_text));
  certificate.zone_data = call.world().zones.version();
  certificate.at = ready.question.as_of.at;
  certificate.known_at = ready.question.as_of.known_at;
  certificate.valid_until = summary.valid_until;
  certificate.column = identifier.column;
  certificate.column_telephone = identifier.telephone;
  certificate.country = options.columns.country;
  certificate.rows = summary.rows;
  certificate.permitted = summary.permitted;
  certificate.refused = summary.refused;
  certificate.unreadable = summary.unreadable;
  certificate.by_reason = summary.by_reason;
  const auto ended = TRY(ready.ledger->heads());
  for (const LogHead& each : ended) {
    LogSpan span{each.log, {0, Frontier{}.root()}, {each.size, each.root}};
    for (const LogHead& before : began) {
      if (before.log == each.log) span.begin = {before.size, before.root};
    }
    certificate.logs.push_back(span);
  }
  return certificate;
}

// Most of a list of telephone numbers being nobody's has one cause more often than any other.
void warn_of_numbers(Invocation& call, const ScrubOptions& options, const ScrubQuestion& question,
                     const ScrubSummary& summary) {
  if (!question.by_telephone || !options.columns.country.empty()) return;
  const auto nobody = summary.by_reason.find(Reason::unknown_customer);
  if (nobody == summary.by_reason.end() || 2 * nobody->second <= summary.rows) return;
  call.terminal().warn(fmt::format("{} of {} are of nobody on record: numbers without `+` need `--country`",
                                   thousands(nobody->second), counted(summary.rows, "row", "rows")));
}

Result<ExitStatus> scrub_list(Invocation& call, ScrubOptions options) {
  for (std::string* each : {&options.permitted, &options.refused, &options.report, &options.certificate}) {
    *each = written_name(*each);
  }
  TRY(check_options(call, options));
  TRY(check_files(call, options));
  Prepared ready;
  TRY(prepare(call, options, ready));
  const auto list_state = state_of_file(options.list);
  const std::string order = order_of(call, options, ready, list_state.value_or(""));
  const auto journal = TRY(journal_to_resume(call, options, ready, order));
  call.warn_unless_in_effect(*ready.regime, ready.question.as_of.at);
  if (!ready.question.present && ready.question.as_of.at < call.now()) {
    call.terminal().note(
        "an instant of the past is asked about: what counts from a later one on is not in the answers; leave the "
        "instant out for a list that is to be used now");
  }

  // Before anything is judged: whatever happens later is in the certificate's span.
  auto began = ready.ledger->heads();
  if (!began) return tl::unexpected(began.error());
  if (journal) *began = (*journal).began;
  const auto key = TRY(scrub_key(call, options));
  auto live = TRY(index_for(call, options, ready));
  const auto list = TRY(open_list(options.list));
  const std::size_t piece_bytes = live ? IndexJudge::kPieceBytes : CsvPieceReader::kPieceBytes;
  const Scrub::Options how{index_threads(), piece_bytes};
  auto scrub = TRY(journal ? Scrub::resume(*list, options.columns, how, (*journal).mark)
                           : Scrub::begin(*list, options.columns, how));
  ready.question.by_telephone = scrub->identifier().telephone;

  const CustomerFile customers(*ready.ledger, call.world().zones, call.started());
  const Telephones& telephones = call.world().telephones;
  LedgerJudge by_ledger(customers, telephones, ready.question);
  std::optional<IndexJudge> by_index;
  if (live) by_index.emplace(*live, customers, telephones, ready.question, index_threads());
  std::optional<CertifiedFile> certified_list;
  if (!options.since.empty()) {
    if (!by_index && call.ledger_is_ahead()) {
      return fail(ErrorCode::invalid, "what has changed cannot be found while the ledger is ahead of the clock",
                  "scrub in full, without `--since`");
    }
    if (!by_index) {
      return fail(ErrorCode::invalid, "what has changed is found with an index",
                  "make one with `assent index build`, or scrub in full");
    }
    const auto earlier = TRY(earlier_scrub(call, options, ready, scrub->identifier()));
    certified_list = earlier.list;
    TRY(by_index->compare_with(earlier.scrub, *ready.ledger));
  }
  const std::string certificate_path = key ? certificate_file(options) : std::string();
  auto results =
      TRY(ScrubResults::open({options.permitted, options.refused, certificate_path, options.report}, journal));

  ProgressLine line(call.world(), call.terminal(), "scrubbing", list->size().value_or(0));
  // By what was read of the file, which may be packed.
  const auto progress = [&](const Progress& each) { line.show({each.rows, list->bytes_read()}); };
  Scrub::OnMark on_mark;
  if (list_state && ScrubResults::can_be_resumed(options.permitted, options.refused)) {
    on_mark = [&](const ScrubMark& mark) {
      return results->mark({order, ready.question.as_of.at, *began, mark, {}, {}});
    };
  }
  std::optional<Follower> follower;
  if (by_index) follower.emplace(*by_index);
  ScrubJudge& judge = by_index ? static_cast<ScrubJudge&>(*by_index) : by_ledger;
  const auto summary = scrub->run(judge, call.language(), results->permitted(), results->refused(), progress, on_mark);
  const Result<void> followed = follower ? follower->stop() : Result<void>{};
  line.clear();
  if (!summary) {
    // There is nothing to go on with where the list must be mended first.
    if (summary.error().code == ErrorCode::invalid) results->discard();
    return tl::unexpected(summary.error());
  }
  if (!followed) return tl::unexpected(followed.error());
  if (state_of_file(options.list) != list_state) {
    results->discard();
    return fail(ErrorCode::unavailable, "the list was changed while it was read",
                "scrub it again when nothing writes to it any more");
  }
  const CertifiedFile list_file = scrub->list_file();
  if (certified_list && *certified_list != list_file) {
    results->discard();
    return fail(ErrorCode::conflict, "the certificate is of another list", "scrub in full, without `--since`");
  }
  TRY(results->finish_lists());
  if (!certificate_path.empty()) {
    auto certificate = TRY(certificate_of(call, options, ready, scrub->identifier(), *summary, *began));
    certificate.list = list_file;
    certificate.permitted_list = results->permitted_file();
    certificate.refused_list = results->refused_file();
    const auto note = TRY(sign_certificate(certificate, *key));
    TRY(results->write_certificate(note));
  }
  const ScrubOccasion occasion{ready.campaign.name, ready.regime->id, ready.regime->version, ready.question.as_of,
                               call.world().zones.version()};
  const std::string as_json = to_json(occasion, *summary);
  if (!options.report.empty()) {
    TRY(results->write_report(as_json));
  }
  TRY(results->commit());
  const std::string text = summary_text(occasion, *summary, call.language(), call.terminal().colour());
  if (ready.question.present && summary->valid_until.value_or(kNever) <= call.now()) {
    call.terminal().note("permits in this list have lapsed while it was made: scrub again before it is used");
  }
  warn_of_numbers(call, options, ready.question, *summary);
  if (call.json()) call.terminal().print(as_json);
  else call.terminal().print(text);
  return call.warn_of_trouble(customers) ? ExitStatus::failed : ExitStatus::done;
}

}  // namespace

void add_scrub_command(Command app, Invocation& call) {
  Command command = app.command(
      "scrub", "Split a list into who may be contacted and who not, with the reason, in the order of the list",
      "  assent scrub internet.toml list.csv --permitted yes.csv --refused no.csv\n"
      "  assent scrub internet.toml list.csv --permitted yes.csv --refused no.csv --report summary.json\n"
      "  assent scrub internet.toml list.csv.zst --permitted yes.csv.gz --refused no.csv.gz\n"
      "  assent scrub internet.toml list.csv.zst --permitted yes.csv.zst --refused no.csv.zst\n"
      "  assent scrub internet.toml list.csv --permitted added.csv --refused removed.csv --since yes.csv.certificate\n"
      "  assent scrub internet.toml dialler.csv --permitted yes.csv --refused no.csv \\\n"
      "    --telephone-column msisdn --country LB\n");
  auto options = std::make_shared<ScrubOptions>();
  command.option("CAMPAIGN", options->campaign, "The campaign (TOML)").required();
  command.option("LIST", options->list, "The list (CSV, also packed as .gz or .zst); `-` is standard input").required();
  command.option("--permitted", options->permitted, "Where the rows go that may be contacted")
      .type_name("FILE")
      .required();
  command.option("--refused", options->refused, "Where the others go, with reason and explanation")
      .type_name("FILE")
      .required();
  command.option("--report", options->report, "The summary as JSON").type_name("FILE");
  command
      .option("--at", options->at,
              "When the customers are contacted (default: the campaign's instant, else the present)")
      .type_name("INSTANT");
  command.option("--known-at", options->known_at, "Use only what had been recorded by then").type_name("INSTANT");
  command.option("--account-column", options->columns.account, "The column with the account (default: found by name)")
      .type_name("NAME");
  command.option("--telephone-column", options->columns.telephone, "The column with the telephone number instead")
      .type_name("NAME");
  command.option("--country", options->columns.country, "Where numbers without `+` are meant, such as LB")
      .type_name("CC");
  command.flag("--explain-each", options->explain_each,
               "A sentence about each refused customer, instead of what the reason means; takes longer");
  command
      .option("--index", options->index,
              "The index to ask (default: the ledger's, where there is one); none: ask the ledger")
      .type_name("FILE");
  command
      .option("--certificate", options->certificate,
              "Where the certificate goes (default: beside the permitted list, `.certificate` after its name)")
      .type_name("FILE");
  command
      .option("--key", options->key,
              "The key that signs it (default: the ledger's, `.key` after its name; made when there is none)")
      .type_name("FILE");
  command
      .option("--since", options->since,
              "The certificate of an earlier scrub of the list: write only the rows that have changed since")
      .type_name("FILE");
  command.flag("--resume", options->resume, "Go on with this scrub where it was interrupted");
  command.callback([&call, options] { call.choose([&call, options] { return scrub_list(call, *options); }); });
}

}  // namespace assent
