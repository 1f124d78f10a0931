#include "cli/recording.hpp"

#include "base/marks.hpp"
#include "consent/entry_named.hpp"
#include "embed/named_files.hpp"
#include "wording/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <limits>
#include <span>
#include <string_view>
#include <utility>

namespace assent::cli {
namespace {

template <class Meaning>
using Known = std::span<const std::pair<std::string_view, Meaning>>;

template <class Meaning>
Result<std::pair<std::string, Meaning>> word_in(std::string_view option, const std::string& text,
                                                Known<Meaning> known) {
  const std::size_t sign = text.rfind('=');
  std::string word = sign == std::string::npos ? std::string() : plain_word(text.substr(0, sign));
  const std::string meaning = sign == std::string::npos ? std::string() : text.substr(sign + 1);
  const auto found = std::find_if(known.begin(), known.end(), [&](const auto& each) { return each.first == meaning; });
  if (word.empty() || found == known.end()) {
    Names names;
    for (const auto& each : known) names.emplace_back(each.first);
    return fail(ErrorCode::invalid,
                fmt::format("`{}` is {}, which does not give a word a meaning", option, wording::shown(text)),
                fmt::format("write `WORD=MEANING` with one of {}", wording::listed(names)));
  }
  return std::pair(std::move(word), found->second);
}

tl::unexpected<Error> turned_round(std::string_view option, const std::string& text) {
  return fail(
      ErrorCode::invalid,
      fmt::format("`{}` is {}, but that word is known to speak against an approval", option, wording::shown(text)),
      "if it means something else in your list, use another word there");
}

}  // namespace

Result<intake::WordMeanings<intake::ChoiceWord>> choice_words(const std::vector<std::string>& options) {
  static constexpr std::array<std::pair<std::string_view, intake::ChoiceWord>, 4> kKnown = {
      {{"opt_out", intake::ChoiceWord::opt_out},
       {"opt_in", intake::ChoiceWord::opt_in},
       {"withdrawal", intake::ChoiceWord::withdrawal},
       {"email_permission", intake::ChoiceWord::email_permission}}};
  intake::WordMeanings<intake::ChoiceWord> words;
  for (const std::string& option : options) {
    auto word = TRY(word_in<intake::ChoiceWord>("--choice-word", option, kKnown));
    const auto said = intake::choice_said(word.first);
    if (said && refuses(*said) && !refuses(word.second)) {
      return turned_round("--choice-word", option);
    }
    words.push_back(std::move(word));
  }
  return words;
}

Result<intake::WordMeanings<intake::ResultWord>> result_words(const std::vector<std::string>& options) {
  static constexpr std::array<std::pair<std::string_view, intake::ResultWord>, 4> kKnown = {
      {{"delivered", intake::ResultWord::delivered},
       {"bounced", intake::ResultWord::bounced},
       {"returned", intake::ResultWord::returned},
       {"refused", intake::ResultWord::refused}}};
  intake::WordMeanings<intake::ResultWord> words;
  for (const std::string& option : options) {
    auto word = TRY(word_in<intake::ResultWord>("--result-word", option, kKnown));
    const auto said = intake::result_said(word.first);
    if (said && *said != intake::ResultWord::delivered && word.second == intake::ResultWord::delivered) {
      return turned_round("--result-word", option);
    }
    words.push_back(std::move(word));
  }
  return words;
}

void add_recording_options(Command command, Recording& recording) {
  command.option("--at", recording.at, "From when it counts (default: the present)").type_name("INSTANT");
  command.option("--channel", recording.channel, "How it came in: shop, call_centre, web, ... (default: cli)")
      .type_name("NAME");
  command.option("--key", recording.key, "A name for this recording: a repeated one with it returns the first entry")
      .type_name("KEY");
}

Result<service::Circumstances> circumstances_of(Invocation& call, const Recording& recording) {
  const auto at = TRY(optional_instant("--at", recording.at));
  return service::Circumstances{at, call.actor(), recording.channel, recording.key};
}

Result<Position> entry_option(std::string_view option, const std::string& name) {
  const auto position = entry_named(name);
  if (!position) {
    return fail(ErrorCode::invalid, fmt::format("`{}`: {} does not name an entry", option, wording::shown(name)),
                "write it as `assent ledger log` does, such as `0/12`");
  }
  return *position;
}

void add_evidence_options(Command command, EvidenceOptions& options) {
  command.option("--evidence", options.reference, "Where the evidence is kept, such as a recording's number")
      .type_name("REF");
  command
      .option("--evidence-file", options.file,
              "The evidence itself; its SHA-256 is recorded, and names it unless `--evidence` does")
      .type_name("FILE");
}

void add_confirmation_options(Command command, std::string& confirmed_by, EvidenceOptions& evidence) {
  command
      .option("--confirmed-by", confirmed_by,
              "The second person, who has seen the evidence: needed if more would be permitted than before")
      .type_name("PERSON");
  add_evidence_options(command, evidence);
}

Result<app::StatedEvidence> stated_evidence(const EvidenceOptions& options) {
  app::StatedEvidence stated{options.reference};
  if (!options.file.empty()) {
    const auto bytes = TRY(embed::text_in(options.file, std::numeric_limits<std::size_t>::max()));
    stated.sha256 = evidence::sha256(evidence::view_of(bytes));
  }
  return stated;
}

Result<evidence::Evidence> evidence_of(const EvidenceOptions& options) {
  const auto stated = TRY(stated_evidence(options));
  return app::evidence_of(stated);
}

void warn_of_unknown_accounts(Terminal& terminal, std::uint64_t refusals) {
  if (refusals == 0) return;
  terminal.warn(
      fmt::format("{} for accounts that are not on record; they are recorded all the same; check the accounts, which "
                  "the reject file names",
                  wording::counted(refusals, "refusal is", "refusals are")));
}

}  // namespace assent::cli
