#include "client/responses.hpp"

#include "json/document.hpp"

#include <algorithm>
#include <array>
#include <optional>

namespace assent::client {
namespace {

using json::Kind;
using json::Value;

constexpr json::Limits kLimits{std::size_t{64} << 20, 32};

std::optional<Value> member(const std::optional<Value>& table, std::string_view key, Kind kind) {
  if (!table) return std::nullopt;
  auto found = table->find(key);
  return found && found->is(kind) ? found : std::nullopt;
}

std::string text_of(const std::optional<Value>& table, std::string_view key) {
  const auto found = member(table, key, Kind::text);
  return found ? std::string(found->text()) : std::string();
}

std::vector<std::string> texts_of(const std::optional<Value>& table, std::string_view key) {
  std::vector<std::string> texts;
  if (const auto list = member(table, key, Kind::list)) {
    for (const auto& each : *list) {
      if (each.value.is(Kind::text)) texts.emplace_back(each.value.text());
    }
  }
  return texts;
}

std::optional<Instant> instant_of(const std::optional<Value>& table, std::string_view key) {
  const auto found = member(table, key, Kind::text);
  if (!found) return std::nullopt;
  const auto instant = parse_instant(found->text());
  return instant ? std::optional(*instant) : std::nullopt;
}

// With these no use is ever permitted: a response that says so contradicts itself.
constexpr std::array kNeverPermit{Reason::status_unknown, Reason::unknown_customer, Reason::ambiguous_telephone,
                                  Reason::opted_out, Reason::withdrawn};

// What stands in every item: nothing, unless it is whole.
struct Core {
  Brief brief;
  std::optional<Value> context;
  std::optional<Error> error;
};

std::variant<Core, Doubt> core_of(const Value& item) {
  const auto decision = member(item, "decision", Kind::boolean);
  if (!decision) return Doubt{"the server's response has no decision"};
  Core core;
  core.context = member(item, "context", Kind::table);
  if (const auto error = member(core.context, "error", Kind::table)) {
    const auto status = member(error, "status", Kind::number);
    const auto number = status ? status->integer().value_or(0) : 0;
    const std::string message = text_of(error, "message");
    if (number != 400 && number != 404) return Doubt{"the server does not answer this question: " + message};
    core.error = Error{number == 404 ? ErrorCode::not_found : ErrorCode::invalid, message, ""};
    return core;
  }
  const auto reason = reason_named(text_of(core.context, "reason"));
  if (!reason) return Doubt{"the server's response has a reason that is not known here"};
  const bool permits = decision->boolean();
  if (permits && std::ranges::find(kNeverPermit, *reason) != kNeverPermit.end()) {
    return Doubt{"the server's response contradicts itself"};
  }
  core.brief = {permits ? Outcome::permit : Outcome::deny, *reason};
  return core;
}

void add_words(Decided& decided, const std::optional<Value>& context) {
  const auto words = member(context, "explanation", Kind::table);
  decided.headline = text_of(words, "headline");
  decided.sentence = text_of(words, "sentence");
  decided.meaning = text_of(words, "meaning");
  decided.source = text_of(words, "source");
  decided.holds = text_of(words, "valid_until");
  decided.findings = texts_of(words, "findings");
  if (const auto evidence = member(words, "evidence", Kind::list)) {
    for (const auto& each : *evidence) {
      decided.evidence.push_back({text_of(each.value, "entry"), text_of(each.value, "text")});
    }
  }
  const auto told = texts_of(words, "remedies");
  if (const auto remedies = member(context, "remedies", Kind::list)) {
    for (const auto& each : *remedies) {
      const std::size_t at = decided.remedies.size();
      decided.remedies.push_back({texts_of(each.value, "steps"), instant_of(each.value, "instant"),
                                  text_of(each.value, "until_day"), at < told.size() ? told[at] : std::string()});
    }
  }
}

}  // namespace

std::variant<Decided, Error, Doubt> decided_of(std::string_view body) {
  json::Document document;
  if (!document.read(body, kLimits) || !document.root().is(Kind::table)) {
    return Doubt{"the server's response is not the JSON of a decision"};
  }
  auto read = core_of(document.root());
  if (auto* const doubt = std::get_if<Doubt>(&read)) return std::move(*doubt);
  Core& core = std::get<Core>(read);
  if (core.error) return *std::move(core.error);
  Decided decided;
  decided.outcome = core.brief.outcome;
  decided.reason = core.brief.reason;
  decided.at = instant_of(core.context, "at");
  if (!decided.at) return Doubt{"the server's response does not say the instant decided about"};
  // An end that cannot be read would make a permit last for ever.
  if (const auto end = core.context->find("valid_until"); end && !end->is(Kind::null)) {
    decided.valid_until = instant_of(core.context, "valid_until");
    if (!decided.valid_until) return Doubt{"the server's response does not say until when it is valid"};
  }
  decided.regime = text_of(core.context, "regime");
  decided.regime_version = text_of(core.context, "regime_version");
  const auto source = member(core.context, "source", Kind::table);
  decided.source_key = text_of(source, "key");
  decided.source_text = text_of(source, "text");
  decided.source_standing = text_of(source, "standing");
  add_words(decided, core.context);
  return decided;
}

std::variant<std::vector<Brief>, Error, Doubt> briefs_of(std::string_view body, std::size_t count) {
  json::Document document;
  if (!document.read(body, kLimits)) return Doubt{"the server's response is not the JSON of decisions"};
  const auto list = member(document.root(), "evaluations", Kind::list);
  if (!list || list->size() != count) return Doubt{"the server's response has not as many decisions as were asked for"};
  std::vector<Brief> briefs;
  briefs.reserve(count);
  std::optional<Error> error;
  std::size_t errors = 0;
  for (const auto& each : *list) {
    const auto read = core_of(each.value);
    const Core* const core = std::get_if<Core>(&read);
    briefs.push_back(core != nullptr && !core->error ? core->brief : Brief{});
    if (core != nullptr && core->error) {
      ++errors;
      if (!error) error = core->error;
    }
  }
  if (errors > 0 && errors == count) return *std::move(error);
  return briefs;
}

std::variant<Recorded, Doubt> recorded_of(std::string_view body, const std::string& account) {
  json::Document document;
  if (!document.read(body, kLimits)) return Doubt{"the server's response is not JSON"};
  std::vector<Value> all;
  const auto list = member(document.root(), "recorded", Kind::list);
  if (list) {
    for (const auto& each : *list) all.push_back(each.value);
  } else {
    all.push_back(document.root());
  }
  Recorded done;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const Value& each = all[i];
    const auto recorded = instant_of(each, "recorded");
    const auto effective = instant_of(each, "effective");
    const std::string entry = text_of(each, "entry");
    if (!recorded || !effective || entry.empty()) return Doubt{"the server's response names no entry of the ledger"};
    const auto kept = member(each, "kept_for_number", Kind::boolean);
    done.entries.push_back(entry);
    done.accounts.push_back(kept && kept->boolean() ? "" : list ? text_of(each, "account") : account);
    if (i > 0) continue;
    done.recorded = *recorded;
    done.effective = *effective;
    const auto repeated = member(each, "repeated", Kind::boolean);
    done.repeated = repeated && repeated->boolean();
    const auto unknown = member(each, "account_unknown", Kind::boolean);
    done.account_unknown = unknown && unknown->boolean();
    const auto carried = member(each, "carried", Kind::number);
    done.carried = carried ? static_cast<std::uint64_t>(std::max<std::int64_t>(carried->integer().value_or(0), 0)) : 0;
    done.told = text_of(each, "mended");
  }
  if (done.entries.empty()) return Doubt{"the server's response names no entry of the ledger"};
  return done;
}

Error error_of(unsigned status, std::string_view body) {
  constexpr std::size_t kSentenceMost = 500;
  const ErrorCode code = status == 404   ? ErrorCode::not_found
                         : status == 409 ? ErrorCode::conflict
                         : status < 500  ? ErrorCode::invalid
                                         : ErrorCode::unavailable;
  json::Document document;
  if (document.read(body, kLimits) && document.root().is(Kind::table)) {
    const std::string detail = text_of(document.root(), "detail");
    if (!detail.empty()) return {code, detail, text_of(document.root(), "mend")};
  }
  std::string sentence(body.substr(0, std::min(body.find('\n'), kSentenceMost)));
  if (sentence.empty() || sentence.front() == '<' || sentence.front() == '{') {
    sentence = "the server answers " + std::to_string(status);
  }
  return {code, sentence, ""};
}

}  // namespace assent::client
