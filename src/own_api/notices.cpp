// The texts of notices: published, listed, and shown as they were published.

#include "wire/notices.hpp"
#include "api/problem.hpp"
#include "app/faulty_text.hpp"
#include "app/notice.hpp"
#include "evidence/base64.hpp"
#include "own_api/asked.hpp"
#include "own_api/routes.hpp"
#include "wire/check.hpp"
#include "wire/values.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include <utility>

namespace assent::own_api {
namespace {

using access::Scope;
namespace bj = boost::json;

constexpr std::size_t kNoticeBytes = std::size_t{4} << 20;

struct SentNotice {
  service::NoticeFile file;
  std::string regime;
  const regime::Regime* under = nullptr;
  Issues issues;  // empty: it can be published
};

// The notice in the body, in TOML or JSON, against the regime of the query, or its own.
OrProblem<SentNotice> notice_in(const app::RulePacks& packs, const app::Engine& engine, const api::Call& call,
                                const Asked& asked) {
  const auto form = form_of(call);
  if (!form) return tl::unexpected(form.error());
  SentNotice sent;
  sent.regime = asked.text("regime");
  auto file = service::read_notice(call.request.body, "notice", *form);
  if (!file) {
    sent.issues = std::move(file.error());
    return sent;
  }
  sent.file = *std::move(file);
  auto checked = app::check_notice_under(packs, engine.ports().zones, engine.now(), sent.file, sent.regime);
  if (!checked) return tl::unexpected(api::problem_of(checked.error()));
  sent.under = checked->regime;
  sent.issues = std::move(checked->issues);
  return sent;
}

http::Response check_text(const app::Engine& engine, const api::Call& call) {
  const auto asked = Asked::of(call);
  if (!asked) return refused(asked.error());
  const auto rules = engine.rules();
  const auto sent = notice_in(rules->packs, engine, call, *asked);
  if (!sent) return refused(sent.error());
  return api::json_response(200, bj::serialize(wire::check_json("notice", sent->issues)));
}

http::Response publish(app::Engine& engine, const api::Call& call) {
  const auto asked = Asked::of(call);
  if (!asked) return refused(asked.error());
  const auto effective = asked->instant("effective");
  if (!effective) return refused(effective.error());
  auto key = key_of(call);
  if (!key) return refused(key.error());
  const auto rules = engine.rules();
  const auto sent = notice_in(rules->packs, engine, call, *asked);
  if (!sent) return refused(sent.error());
  if (!sent->issues.empty()) return refused(app::faulty_text(sent->issues).value());
  const auto receipt =
      app::publish_notice(engine, sent->file, sent->regime, {*effective, call.caller.id, "api", *std::move(key)});
  if (!receipt) return refused(receipt.error());
  return api::json_response(receipt->repeated ? 200 : 201, bj::serialize(wire::json_of(*receipt, sent->file.notice)));
}

http::Response list_notices(const app::Engine& engine) {
  const auto published = app::notices_on_record(engine);
  if (!published) return refused(published.error());
  return api::json_response(200, bj::serialize(wire::notices_json(*published)));
}

bj::value coverage_json(const Coverage& coverage) {
  return coverage.any ? bj::array{"all"} : wire::strings(coverage.names);
}

// Exactly as published; and the entry's bytes, of which the ledger has the hash.
http::Response show_version(const app::Engine& engine, const api::Call& call) {
  const auto published = app::notices_on_record(engine);
  if (!published) return refused(published.error());
  const ledger::Recorded* found = nullptr;
  for (const ledger::Recorded& each : *published) {
    const auto& notice = std::get<evidence::NoticePublished>(each.entry.body);
    if (notice.notice == call.parts.at(0) && notice.version == call.parts.at(1)) {
      found = &each;
      break;
    }
  }
  if (found == nullptr) {
    return problem(404, "not_found", "no such notice or version is published", "see the list of notices");
  }
  const auto& notice = std::get<evidence::NoticePublished>(found->entry.body);
  bj::array texts;
  for (const evidence::NoticeText& text : notice.texts) {
    bj::array blocks;
    for (const evidence::NoticeBlock& block : text.blocks) {
      blocks.push_back(bj::object{{"disclosure", wire::text_or_null(block.disclosure)}, {"text", block.text}});
    }
    texts.push_back(bj::object{{"language", text.language}, {"subject", text.subject}, {"blocks", std::move(blocks)}});
  }
  return api::json_response(200,
                            bj::serialize(bj::object{{"entry", entry_name(found->position)},
                                                     {"recorded", to_string(found->entry.recorded)},
                                                     {"effective", to_string(found->entry.effective)},
                                                     {"notice", notice.notice},
                                                     {"version", notice.version},
                                                     {"regime", notice.regime},
                                                     {"waiting_days", notice.waiting_days},
                                                     {"recipients", coverage_json(notice.recipients)},
                                                     {"parties", coverage_json(notice.parties)},
                                                     {"information", coverage_json(notice.information)},
                                                     {"texts", std::move(texts)},
                                                     {"bytes", evidence::to_base64(evidence::encode(found->entry))}}));
}

}  // namespace

std::vector<api::Route> notice_routes(app::Engine& engine) {
  const api::RouteParameter regime{"regime", "query", "The rule pack. Left out: the one that the notice names."};
  const api::RouteParameter effective{"effective", "query", "From when the text is in use. Left out: now.",
                                      R"({"type":"string","format":"date-time"})"};
  const auto sends = [&](std::string path, api::RouteText text, auto answer) {
    text.takes_types = {"application/json", "application/toml"};
    return api::Route(http::Method::post, std::move(path), Scope::notices_publish, api::Face::own, std::move(text),
                      {http::Where::aside, kNoticeBytes, false},
                      [&engine, answer](api::Call& call) { return answer(engine, call); });
  };
  std::vector<api::Route> routes;
  api::RouteText checked{"check_notice", "Whether a notice can be published, and everything that is against it",
                         "notice-text", "check"};
  checked.parameters = {regime};
  checked.also = {400, 404, 413, 415};
  routes.push_back(sends("/v1/notices/check", std::move(checked), check_text));
  api::RouteText published{"publish_notice", "Publish a notice: its exact text in every language, checked before",
                           "notice-text", "notice-published"};
  published.parameters = {regime, effective, idempotency_key()};
  published.also = {201, 400, 404, 409, 413, 415};
  routes.push_back(sends("/v1/notices", std::move(published), publish));
  routes.push_back({http::Method::get,
                    "/v1/notices",
                    Scope::decisions_ask,
                    api::Face::own,
                    {"notices", "The notices that are published", "", "notices"},
                    api::kReads,
                    [&engine](api::Call&) { return list_notices(engine); }});
  api::RouteText shown{"notice", "One version of a notice, exactly as it was published", "", "notice-version"};
  shown.also = {400, 404};
  routes.push_back({http::Method::get, "/v1/notices/{notice}/{version}", Scope::decisions_ask, api::Face::own,
                    std::move(shown), api::kReads, [&engine](api::Call& call) { return show_version(engine, call); }});
  return routes;
}

}  // namespace assent::own_api
