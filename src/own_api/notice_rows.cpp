// Who was given a notice, and what became of it: a list of customers in, and for each that cannot be recorded the
// reason out.

#include "api/problem.hpp"
#include "app/notice.hpp"
#include "csv/reader.hpp"
#include "csv/writer.hpp"
#include "own_api/asked.hpp"
#include "own_api/routes.hpp"
#include "wire/imports.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include <array>
#include <span>
#include <utility>

namespace assent::own_api {
namespace {

namespace bj = boost::json;

constexpr std::size_t kRowsBytes = std::size_t{8} << 20;
constexpr std::string_view kUnwritable = "a text has a character that no list can hold";

// The members of each object of `members`' list `name`, as a CSV list with those columns.
OrProblem<std::string> list_of(api::Members& members, const json::Value& body, std::string_view name,
                               std::span<const std::string_view> columns) {
  members.read_elsewhere(name);
  if (auto fault = fault_of(members)) return tl::unexpected(*fault);
  const auto rows = body.find(name);
  const auto wrong = [&](std::string_view what) {
    return tl::unexpected(api::Problem{400, "invalid", "`" + std::string(name) + "` " + std::string(what),
                                       "send a list of objects with `account`; nothing was recorded"});
  };
  if (!rows || !rows->is(json::Kind::list)) return wrong("is not a list");
  std::string text;
  TextSink sink(text);
  csv::CsvWriter writer(sink);
  if (!writer.row(columns)) return wrong(kUnwritable);
  for (const auto& row : *rows) {
    if (!row.value.is(json::Kind::table)) return wrong("has something that is not an object");
    api::Members of_row(row.value, std::string_view());
    for (const std::string_view column : columns) {
      of_row.read_elsewhere(column);
      const auto value = row.value.find(column);
      if (value && !value->is(json::Kind::text) && !value->is(json::Kind::null)) {
        return wrong("has a member that is not a string");
      }
      if (value && value->is(json::Kind::text) && value->text().find_first_of("\r\n") != std::string_view::npos) {
        return wrong(kUnwritable);
      }
      writer.field(value && value->is(json::Kind::text) ? value->text() : std::string_view());
    }
    if (const auto unknown = of_row.unknown()) return wrong("has an object of which " + *unknown);
    if (!writer.end_row()) return wrong(kUnwritable);
  }
  if (!writer.flush()) return wrong(kUnwritable);
  return text;
}

// The rejected rows: which one of the list, from 1, and why. Each row of the list is a line, after the header's.
bj::array rejected_rows(std::string_view rejects) {
  bj::array rows;
  TextSource source(rejects);
  csv::CsvReader reader(source);
  bool header = true;
  for (auto step = reader.next(); step && *step == csv::CsvStep::row; step = reader.next()) {
    if (std::exchange(header, false)) continue;
    const auto fields = reader.fields();
    std::int64_t line = 0;
    for (const char c : std::string_view(fields[0])) line = line * 10 + (c - '0');
    rows.push_back(bj::object{{"row", line - 1}, {"reason", std::string(fields[2])}});
  }
  return rows;
}

http::Response told(const app::NoticeRun& run, service::TalliedReasons reasons, const std::string& rejects) {
  bj::object body = wire::json_of(run.counts, wire::RejectsNamed{std::nullopt, std::move(reasons)});
  body["rejected_rows"] = rejected_rows(rejects);
  return api::json_response(200, bj::serialize(body));
}

OrProblem<std::variant<Instant, Date>> sent_in(api::Members& members) {
  std::string text;
  members.text("sent", text);
  if (const auto date = parse_date(text)) return *date;
  if (const auto instant = parse_instant(text)) return *instant;
  return tl::unexpected(api::Problem{400, "invalid", "`sent` is neither a date nor an instant",
                                     "write the day of mailing, or the instant with its zone; nothing was recorded"});
}

http::Response give(app::Engine& engine, const api::Call& call) {
  if (!call.body->is(json::Kind::table)) return not_an_object();
  api::Members members(*call.body, "");
  service::NoticeGiving giving;
  members.text("notice", giving.notice);
  members.text("version", giving.version);
  members.text("channel", giving.channel);
  members.text("text_language", giving.language);
  members.text("otherwise_language", giving.otherwise_language);
  members.flag("even_in_another_language", giving.even_in_another_language);
  const auto language = language_in(members);
  if (!language) return refused(language.error());
  auto sent = sent_in(members);
  if (!sent) return refused(sent.error());
  giving.sent = *std::move(sent);
  auto key = key_of(call);
  if (!key) return refused(key.error());
  static constexpr std::array<std::string_view, 1> kColumns{"account"};
  const auto list = list_of(members, *call.body, "customers", kColumns);
  if (!list) return refused(list.error());
  const auto rules = engine.rules();
  if (const auto known = app::check_notice_channel(rules->packs, giving.channel, "`channel`"); !known) {
    return refused(known.error());
  }
  TextSource source(*list);
  std::string rejects;
  TextSink sink(rejects);
  service::TalliedReasons reasons;
  const auto run = app::give_notice(engine, giving, {{}, call.caller.id, "api", {}},
                                    {source, service::RejectsTo(sink, *language, &reasons)});
  return run ? told(*run, std::move(reasons), rejects) : refused(run.error());
}

http::Response deliver(app::Engine& engine, const api::Call& call) {
  if (!call.body->is(json::Kind::table)) return not_an_object();
  api::Members members(*call.body, "");
  service::NoticeDeliveries which;
  members.text("notice", which.notice);
  members.text("version", which.version);
  members.text("channel", which.channel);
  const auto language = language_in(members);
  if (!language) return refused(language.error());
  auto key = key_of(call);
  if (!key) return refused(key.error());
  static constexpr std::array<std::string_view, 5> kColumns{"account", "result", "known", "status", "sent"};
  const auto list = list_of(members, *call.body, "results", kColumns);
  if (!list) return refused(list.error());
  TextSource source(*list);
  std::string rejects;
  TextSink sink(rejects);
  service::TalliedReasons reasons;
  const auto run = app::record_deliveries(engine, which, {{}, call.caller.id, "api", {}},
                                          {source, service::RejectsTo(sink, *language, &reasons)});
  return run ? told(*run, std::move(reasons), rejects) : refused(run.error());
}

}  // namespace

std::vector<api::Route> notice_row_routes(app::Engine& engine) {
  const auto route = [&](std::string path, api::RouteText text, auto answer) {
    text.also = {404, 409};
    text.parameters = {idempotency_key()};
    return api::Route(http::Method::post, std::move(path), access::Scope::notices_give, api::Face::own, std::move(text),
                      {http::Where::aside, kRowsBytes, true},
                      [&engine, answer](api::Call& call) { return answer(engine, call); });
  };
  std::vector<api::Route> routes;
  routes.push_back(route("/v1/notice-givings",
                         {"give_notice", "Record which customers were given a notice; safe to repeat", "notice-giving",
                          "notice-rows-recorded"},
                         give));
  routes.push_back(route("/v1/notice-deliveries",
                         {"record_deliveries", "Record what became of a notice; safe to repeat", "notice-deliveries",
                          "notice-rows-recorded"},
                         deliver));
  return routes;
}

}  // namespace assent::own_api
