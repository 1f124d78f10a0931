// The three searches (1.0, "Search APIs"). Each result, asked about as an evaluation, is a permit.

#include "api/problem.hpp"
#include "app/partners.hpp"
#include "app/permitted_accounts.hpp"
#include "app/reading.hpp"
#include "authzen/asked.hpp"
#include "authzen/pdp.hpp"
#include "base/number.hpp"
#include "evidence/hash.hpp"
#include "json/write.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace assent::authzen {
namespace {

http::Response wrong(std::string message) {
  return api::response_to(api::Face::authzen, {400, "", std::move(message), ""});
}

http::Response refused(const AskedFault& fault) {
  return api::response_to(api::Face::authzen, {fault.status, "", fault.message, ""});
}

http::Response failed(const Error& error) {
  const api::Problem problem = api::problem_of(error);
  return api::response_to(api::Face::authzen, problem);
}

// A value as text in which blanks and the way that characters are escaped make no difference.
void append_canonical(std::string& out, const json::Value& value) {
  const auto each = [&](char first, char last) {
    out += first;
    for (const auto& member : value) {
      json::append_text(out, member.key);
      append_canonical(out, member.value);
    }
    out += last;
  };
  if (value.is(json::Kind::table)) each('{', '}');
  else if (value.is(json::Kind::list)) each('[', ']');
  else if (value.is(json::Kind::text)) json::append_text(out, value.text());
  else out += value.raw();
}

// All that was asked, but for the page.
std::string query_of(const json::Value& sent, std::string_view search) {
  std::string all(search);
  for (const std::string_view member : {"subject", "action", "resource", "context"}) {
    all += '\n';
    if (const auto value = sent.find(member)) append_canonical(all, *value);
  }
  return all;
}

struct Page {
  std::uint64_t from = 0;
  std::size_t limit = Pdp::kPage;
  bool asked = false;       // the request has a `page`
  std::string fingerprint;  // of the request without it, and of this run
};

std::string fingerprint_of(const json::Value& sent, std::string_view search, std::uint64_t run) {
  const std::string all = fmt::format("{}:{}", run, query_of(sent, search));
  const evidence::Hash hash = evidence::sha256(evidence::view_of(all));
  return evidence::to_hex(evidence::ByteView(hash).first(12));
}

// A token is opaque to its bearer: where to go on, how many results a page has, and of which request.
std::string token_of(const Page& page, std::uint64_t next) {
  return fmt::format("{:016x}{:08x}{}", next, page.limit, page.fingerprint);
}

tl::expected<Page, std::string> page_of(const json::Value& sent, std::string_view search, std::uint64_t run) {
  Page page;
  page.fingerprint = fingerprint_of(sent, search, run);
  const auto asked = sent.find("page");
  if (!asked) return page;
  if (!asked->is(json::Kind::table)) return tl::unexpected(std::string("`page` is not an object"));
  page.asked = true;
  const auto token = asked->find("token");
  if (token && !token->is(json::Kind::text)) return tl::unexpected(std::string("`page.token` is not a string"));
  if (token && !token->text().empty()) {
    const std::string_view text = token->text();
    const bool whole = text.size() == 48 && text.substr(24) == page.fingerprint;
    const auto from = whole ? hexadecimal_number_in<decltype(page.from)>(text.substr(0, 16)) : std::nullopt;
    const auto limit = whole ? hexadecimal_number_in<decltype(page.limit)>(text.substr(16, 8)) : std::nullopt;
    if (!from || !limit || *limit > Pdp::kMostPage) {
      return tl::unexpected(std::string("`page.token` is not of this request; begin again without it"));
    }
    page.from = *from;
    page.limit = *limit;
  }
  if (const auto limit = asked->find("limit")) {
    const auto number = limit->integer();
    if (!number || *number < 0) return tl::unexpected(std::string("`page.limit` is not a number of results"));
    const auto most = static_cast<std::size_t>(std::min<std::int64_t>(*number, Pdp::kMostPage));
    if (token && !token->text().empty() && most != page.limit) {
      return tl::unexpected(std::string("`page.limit` is not that of the request that gave the token"));
    }
    page.limit = most;
  }
  return page;
}

// `results` are JSON objects, of this page; `next`: where the next one begins; nothing: this was the last.
http::Response answer(const Page& page, const std::vector<std::string>& results, std::optional<std::uint64_t> next) {
  std::string body = "{";
  if (page.asked || next) {
    body += fmt::format("\"page\":{{\"next_token\":\"{}\",\"count\":{}}},", next ? token_of(page, *next) : "",
                        results.size());
  }
  body += "\"results\":[";
  for (std::size_t i = 0; i < results.size(); ++i) {
    if (i > 0) body += ',';
    body += results[i];
  }
  body += "]}";
  return api::json_response(200, std::move(body));
}

// The page of a list that is all there.
http::Response answer_from(const Page& page, const std::vector<std::string>& all) {
  const std::size_t from = std::min<std::size_t>(page.from, all.size());
  const std::size_t to = std::min(all.size(), from + page.limit);
  const std::vector<std::string> results(all.begin() + static_cast<std::ptrdiff_t>(from),
                                         all.begin() + static_cast<std::ptrdiff_t>(to));
  return answer(page, results, to < all.size() ? std::optional<std::uint64_t>(to) : std::nullopt);
}

std::string entity(std::string_view type, std::string_view id) {
  std::string out = "{\"type\":";
  json::append_text(out, type);
  out += ",\"id\":";
  json::append_text(out, id);
  out += '}';
  return out;
}

// A request that was read, or the response that it gets.
struct Read {
  Evaluation evaluation;
  Page page;
};
tl::expected<Read, std::string> read_search(const json::Value& sent, Wanted wanted, std::string_view search,
                                            std::uint64_t run) {
  if (!sent.is(json::Kind::table)) return tl::unexpected(std::string("the body is not a JSON object"));
  auto evaluation = read_evaluation(sent, {}, wanted);
  if (!evaluation) return tl::unexpected(std::move(evaluation.error()));
  auto page = page_of(sent, search, run);
  if (!page) return tl::unexpected(std::move(page.error()));
  return Read{*std::move(evaluation), *std::move(page)};
}

// What a search tells of customers is recorded before it is told.
app::Reader reader_of(const api::Call& call, std::string operation, const std::optional<Action>& action) {
  app::Reader reader{call.caller.id, std::string(to_string(call.caller.role)), call.caller.client, "authzen",
                     std::move(operation)};
  if (action) reader.purpose = action->name;
  return reader;
}

bool permitted(const app::Engine& engine, const service::CustomerName& who, const app::Query& query) {
  const auto answered = app::decide(engine, who, query);
  return answered && answered->decision.outcome == Outcome::permit;
}

}  // namespace

http::Response Pdp::search_subject(api::Call& call) const {
  auto read = read_search(*call.body, Wanted::subject, "subject", settings_.run);
  if (!read) return wrong(read.error());
  Evaluation& asked = read->evaluation;
  std::vector<std::string> results;
  if (policy() != nullptr && policy()->is_about(asked)) {
    for (const auto& each : policy()->subjects_for(asked)) results.push_back(entity(each.type, each.id));
    return answer_from(read->page, results);
  }
  const auto who = customer_of(*asked.resource, engine_.ports().telephones);
  if (!who) return answer_from(read->page, results);
  const auto ask_for = [&](std::string_view id) {
    asked.subject->id = id;
    const auto use = use_question_of(*asked.subject, *asked.action, asked.context, call.caller);
    if (use && permitted(engine_, *who, use->query)) results.push_back(entity(asked.subject->type, id));
    ++call.decisions;
  };
  const std::string_view type = asked.subject->type;
  if (type == kCarrier) {
    ask_for(kCarrier);
  } else {
    const auto partners = app::partners_on_record(engine_, call.now);
    if (!partners) return failed(partners.error());
    for (const Partner& partner : *partners) {
      if (!partner.ended && partner.recipient == type) ask_for(partner.party);
    }
  }
  const auto recorded = app::record_reading(engine_, *who, reader_of(call, "search_subject", asked.action));
  if (!recorded) return failed(recorded.error());
  return answer_from(read->page, results);
}

http::Response Pdp::search_action(api::Call& call) const {
  const auto read = read_search(*call.body, Wanted::action, "action", settings_.run);
  if (!read) return wrong(read.error());
  const Evaluation& asked = read->evaluation;
  std::vector<std::string> results;
  if (policy() != nullptr && policy()->is_about(asked)) {
    for (const std::string& each : policy()->actions_for(asked)) {
      results.push_back("{\"name\":");
      json::append_text(results.back(), each);
      results.back() += '}';
    }
    return answer_from(read->page, results);
  }
  const auto who = customer_of(*asked.resource, engine_.ports().telephones);
  if (!who) return answer_from(read->page, results);
  auto use = use_question_of(*asked.subject, Action{}, asked.context, call.caller);
  if (!use) return refused(use.error());
  const auto regime = engine_.regime(use->query.regime, use->query.at.value_or(call.now));
  if (!regime) return failed(regime.error());
  std::vector<std::string> offers{""};
  for (const Offer& offer : regime->rules->catalogue.offers) offers.push_back(offer.id);
  for (const regime::PurposeRule& rule : (*regime)->purposes) {
    for (const std::string& offer : offers) {
      use->query.use.purpose = rule.purpose;
      use->query.use.offer = offer;
      ++call.decisions;
      if (!permitted(engine_, *who, use->query)) continue;
      std::string result = "{\"name\":";
      json::append_text(result, rule.purpose);
      if (!offer.empty()) {
        result += ",\"properties\":{\"offer\":";
        json::append_text(result, offer);
        result += '}';
      }
      results.push_back(result + "}");
    }
  }
  const auto recorded = app::record_reading(engine_, *who, reader_of(call, "search_action", std::nullopt));
  if (!recorded) return failed(recorded.error());
  return answer_from(read->page, results);
}

http::Response Pdp::search_resource(api::Call& call) const {
  const auto read = read_search(*call.body, Wanted::resource, "resource", settings_.run);
  if (!read) return wrong(read.error());
  const Evaluation& asked = read->evaluation;
  std::vector<std::string> results;
  if (policy() != nullptr && policy()->is_about(asked)) {
    for (const auto& each : policy()->resources_for(asked)) results.push_back(entity(each.type, each.id));
    return answer_from(read->page, results);
  }
  if (asked.resource->type != "account") return answer_from(read->page, results);
  const auto use = use_question_of(*asked.subject, *asked.action, asked.context, call.caller);
  if (!use) return refused(use.error());
  const auto page = app::permitted_accounts(engine_, use->query, read->page.from, read->page.limit);
  if (!page) return failed(page.error());
  call.decisions = page->asked;
  const auto recorded = app::record_reading_of_many(engine_, query_of(*call.body, "resource"), page->accounts.size(),
                                                    reader_of(call, "search_resource", asked.action));
  if (!recorded) return failed(recorded.error());
  for (const std::string& account : page->accounts) results.push_back(entity("account", account));
  return answer(read->page, results, page->next);
}

}  // namespace assent::authzen
