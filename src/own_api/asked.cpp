#include "own_api/asked.hpp"

#include "api/problem.hpp"
#include "base/ascii.hpp"
#include "base/number.hpp"
#include "consent/use.hpp"
#include "evidence/hash.hpp"

#include <algorithm>

namespace assent::own_api {

http::Response problem(unsigned status, std::string code, std::string detail, std::string mend) {
  return api::response_to(api::Face::own, {status, std::move(code), std::move(detail), std::move(mend)});
}

http::Response refused(const Error& error) { return api::response_to(api::Face::own, api::problem_of(error)); }

http::Response refused(const api::Problem& why) { return api::response_to(api::Face::own, why); }

std::optional<api::Problem> wrong_kind_in(const api::Members& members) {
  if (!members.trouble()) return std::nullopt;
  return api::Problem{400, "invalid", *members.trouble(), "mend that member, or leave it out; nothing was done"};
}

std::optional<api::Problem> fault_of(const api::Members& members) {
  if (auto wrong = wrong_kind_in(members)) return wrong;
  auto unknown = members.unknown();
  if (!unknown) return std::nullopt;
  return api::Problem{400, "unknown_member", *std::move(unknown),
                      "see how it is written, or leave it out (`/docs` has the members); nothing was done"};
}

OrProblem<service::CustomerName> customer_in(const api::Call& call, api::Members& members,
                                             const Telephones& telephones) {
  service::CustomerName who;
  std::string telephone;
  std::string country;
  members.text("account", who.account);
  members.text("telephone", telephone);
  members.text("country", country);
  if (call.caller.role == access::Role::customer && who.account.empty() && telephone.empty()) {
    who.account = call.caller.account;
    if (who.account.empty()) telephone = call.caller.telephone;
  }
  if (who.account.empty() == telephone.empty()) {
    return tl::unexpected(api::Problem{400, "customer_not_named",
                                       "the customer is not named by one of `account` and `telephone`",
                                       "send one of them, as a string"});
  }
  if (!telephone.empty()) {
    auto e164 = telephones.e164(telephone, country);
    if (!e164) {
      return tl::unexpected(api::Problem{400, "not_a_telephone_number", "`telephone` is not a telephone number",
                                         "write it with its country's code, or name the country in `country`"});
    }
    who.telephone = *std::move(e164);
  }
  // Customers act for themselves only.
  if (call.caller.role == access::Role::customer &&
      (who.account.empty() ? who.telephone != call.caller.telephone : who.account != call.caller.account)) {
    return tl::unexpected(api::Problem{403, "not_yourself", "a customer's token speaks for that customer only",
                                       "leave `account` and `telephone` out"});
  }
  return who;
}

OrProblem<app::Query> query_in(const api::Call& call, api::Members& members) {
  app::Query query;
  app::UseAsked& use = query.use;
  api::Members asked(members.table("use"), "use.");
  asked.text("purpose", use.purpose);
  asked.text("offer", use.offer);
  asked.text("recipient", use.recipient);
  asked.text("party", use.party);
  asked.texts("information", use.information);
  asked.text("contact_channel", use.contact_channel);
  asked.flag("supervisor_approved", use.supervisor_approved);
  asked.flag("soft_opt_in", use.soft_opt_in);
  members.take_unknown_of(asked);
  members.text("regime", query.regime);
  members.instant("at", query.at);
  members.instant("known_at", query.known_at);
  if (auto fault = wrong_kind_in(asked)) return tl::unexpected(*fault);
  if (auto fault = fault_of(members)) return tl::unexpected(*fault);
  if (call.caller.role == access::Role::partner && (use.recipient == kCarrier || use.party != call.caller.partner)) {
    return tl::unexpected(
        api::Problem{403, "not_yours", "a partner can ask about its own use only", "name yourself in `use.party`"});
  }
  return query;
}

OrProblem<explanation::Language> language_in(api::Members& members) {
  std::string name;
  members.text("language", name);
  if (name.empty()) return explanation::Language::en;
  const auto language = explanation::language_named(name);
  if (!language) {
    return tl::unexpected(api::Problem{400, "invalid", "`language` is not `en`, `ar` or `fr`", "name one of them"});
  }
  return *language;
}

OrProblem<std::string> key_of(const api::Call& call) {
  if (call.request.head.count("Idempotency-Key") > 1) {
    return tl::unexpected(
        api::Problem{400, "key_repeated", "`Idempotency-Key` is sent more than once", "send it once"});
  }
  const std::string_view key = call.request.head.header("Idempotency-Key").value_or("");
  if (key.size() > kLongestKey) {
    return tl::unexpected(
        api::Problem{400, "key_too_long", "`Idempotency-Key` has more than 255 characters", "send a shorter one"});
  }
  return std::string(key);
}

OrProblem<service::Circumstances> circumstances_in(const api::Call& call, api::Members& members) {
  service::Circumstances circumstances;
  circumstances.actor = call.caller.id;
  circumstances.channel = "api";
  members.text("channel", circumstances.channel);
  if (circumstances.channel.empty()) circumstances.channel = "api";
  members.instant("effective", circumstances.effective);
  auto key = key_of(call);
  if (!key) return tl::unexpected(std::move(key.error()));
  circumstances.key = *std::move(key);
  return circumstances;
}

OrProblem<app::Reader> reader_in(const api::Call& call, api::Members& members, std::string operation) {
  app::Reader reader{call.caller.id, std::string(to_string(call.caller.role)), call.caller.client, "own",
                     std::move(operation)};
  members.text("purpose", reader.purpose);
  if (!reader.purpose.empty() && !app::may_be_purpose(reader.purpose)) {
    return tl::unexpected(api::Problem{400, "invalid", "`purpose` is not a word of small letters and digits",
                                       "write a word such as `complaint`, of at most 64 characters"});
  }
  return reader;
}

OrProblem<written::WrittenForm> form_of(const api::Call& call) {
  const std::string_view type = call.request.head.header("Content-Type").value_or("");
  std::string media(type.substr(0, type.find(';')));
  std::ranges::transform(media, media.begin(), small);
  while (media.ends_with(' ')) media.pop_back();
  if (call.request.head.count("Content-Encoding") == 0) {
    if (media == "application/json") return written::WrittenForm::json;
    if (media == "application/toml") return written::WrittenForm::toml;
  }
  return tl::unexpected(api::Problem{415, "not_toml", "the body's type is neither TOML nor JSON, or it is encoded",
                                     "send `Content-Type: application/toml` or `application/json`"});
}

http::Response not_an_object() { return problem(400, "invalid", "the body is not a JSON object", "send an object"); }

api::RouteParameter idempotency_key() {
  return {"Idempotency-Key", "header",
          "A key of your own: a repetition with the same key records nothing again. At most 255 characters.",
          R"({"type":"string","maxLength":255})"};
}

Result<app::StatedEvidence> evidence_in(api::Members& members) {
  app::StatedEvidence stated;
  const auto table = members.table("evidence");
  if (!table) return stated;
  api::Members evidence(table, "evidence.");
  std::string sha256;
  evidence.text("reference", stated.reference);
  evidence.text("sha256", sha256);
  if (!sha256.empty()) {
    stated.sha256 = evidence::hash_from_hex(sha256);
    if (!stated.sha256) evidence.fail("sha256", "64 hexadecimal digits in small letters");
  }
  members.take_unknown_of(evidence);
  if (evidence.trouble()) return fail(ErrorCode::invalid, *evidence.trouble(), "mend that member, or leave it out");
  return stated;
}

OrProblem<Asked> Asked::of(const api::Call& call) {
  auto values = api::query_of(call.request.head.query);
  if (!values) {
    return tl::unexpected(
        api::Problem{400, "invalid", "the query is not well formed", "encode it as a form is encoded"});
  }
  for (auto each = values->begin(); each != values->end(); ++each) {
    const bool again =
        std::any_of(values->begin(), each, [&](const auto& other) { return other.first == each->first; });
    if (again) return tl::unexpected(api::Problem{400, "invalid", "the query has a name twice", "send each once"});
  }
  return Asked(*std::move(values));
}

const std::string* Asked::find(std::string_view name) const {
  const auto at = std::ranges::find(values_, name, &QueryValues::value_type::first);
  return at == values_.end() ? nullptr : &at->second;
}

std::string Asked::text(std::string_view name) const {
  const std::string* const text = find(name);
  return text == nullptr ? std::string() : *text;
}

OrProblem<std::optional<std::uint64_t>> Asked::number(std::string_view name) const {
  const std::string* const text = find(name);
  if (text == nullptr) return std::nullopt;
  const auto number = number_in<std::uint64_t>(*text);
  if (!number) {
    return tl::unexpected(api::Problem{400, "invalid", "`" + std::string(name) + "` is not a whole number from 0 on",
                                       "write it in digits, below 2^64, or leave it out"});
  }
  return number;
}

OrProblem<std::optional<Instant>> Asked::instant(std::string_view name) const {
  const std::string* const text = find(name);
  if (text == nullptr) return std::nullopt;
  const auto instant = parse_instant(*text);
  if (!instant) {
    return tl::unexpected(api::Problem{
        400, "invalid", "`" + std::string(name) + "` is not an instant with its zone (`2026-03-01T00:00:00Z`)",
        "write date, time and offset, or leave it out; in a query, `+` is written `%2B`"});
  }
  return *instant;
}

}  // namespace assent::own_api
