#include "scrub_jobs/routes.hpp"

#include "api/problem.hpp"
#include "own_api/asked.hpp"
#include "wire/values.hpp"
#include "world/files.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include <memory>
#include <utility>

namespace assent::scrub_jobs {
namespace {

namespace bj = boost::json;
using access::Scope;
using http::Method;
using own_api::problem;
using own_api::refused;

constexpr std::size_t kPartBytes = std::size_t{8} << 20;

bj::value parsed_or_null(const std::string& text) {
  boost::system::error_code error;
  bj::value value = bj::parse(text, error);
  return error ? bj::value(nullptr) : value;
}

bj::object json_of(const Jobs& jobs, const Job& job) {
  bj::value error = nullptr;
  if (job.error) error = bj::object{{"detail", job.error->message}, {"mend", job.error->mend}};
  const bool goes = has_ended(job.state) || job.state == State::receiving;
  return {
      {"id", job.id},
      {"campaign", job.order.campaign},
      {"state", to_string(job.state)},
      {"trial", job.order.trial},
      {"created", assent::to_string(job.created)},
      {"changed", assent::to_string(job.changed)},
      {"removed", goes ? assent::wire::json_of(std::optional(job.changed + jobs.settings().kept)) : bj::value(nullptr)},
      {"received", job.received},
      {"rows", job.rows},
      {"read", job.read},
      {"error", std::move(error)},
      {"run", job.run ? bj::value(bj::string(*job.run)) : bj::value(nullptr)},
      {"report", parsed_or_null(jobs.report(job))}};
}

http::Response told(const Jobs& jobs, const Result<Job>& job, unsigned status = 200) {
  if (!job) return refused(job.error());
  return api::json_response(status, bj::serialize(json_of(jobs, *job)));
}

http::Response make(Jobs& jobs, const api::Call& call) {
  if (!call.body->is(json::Kind::table)) return own_api::not_an_object();
  api::Members members(*call.body, "");
  Order order;
  std::optional<Instant> known_at;
  members.text("campaign", order.campaign);
  members.instant("at", order.at);
  members.text("account_column", order.account_column);
  members.text("telephone_column", order.telephone_column);
  members.text("country", order.country);
  members.instant("known_at", known_at);
  members.text("known_at", order.known_at);
  members.text("language", order.language);
  members.flag("explain_each", order.explain_each);
  members.flag("trial", order.trial);
  members.text("since", order.since);
  if (auto fault = own_api::fault_of(members)) return refused(*fault);
  if (order.campaign.empty()) {
    return problem(400, "invalid", "`campaign` is missing", "name one of the list of campaigns; nothing was done");
  }
  const auto key = own_api::key_of(call);
  if (!key) return refused(key.error());
  const auto made = jobs.make(call.caller.id, *key, order);
  if (!made) return refused(made.error());
  return told(jobs, made->job, made->repeated ? 200 : 201);
}

http::Response list(Jobs& jobs, const api::Call& call) {
  bj::array all;
  for (const Job& each : jobs.of(call.caller.id)) all.push_back(json_of(jobs, each));
  return api::json_response(200, bj::serialize(bj::object{{"scrubs", std::move(all)}}));
}

http::Response receive(Jobs& jobs, const api::Call& call) {
  const auto asked = own_api::Asked::of(call);
  if (!asked) return refused(asked.error());
  const auto offset = asked->number("offset");
  if (!offset) return refused(offset.error());
  if (call.request.head.count("Content-Encoding") > 0) {
    return problem(415, "encoded", "the body is encoded", "send the list as it is; it may be a packed file");
  }
  return told(jobs, jobs.receive(call.caller.id, call.parts.at(0), offset->value_or(0), call.request.body));
}

http::Response remove(Jobs& jobs, const api::Call& call) {
  if (const auto done = jobs.remove(call.caller.id, call.parts.at(0)); !done) return refused(done.error());
  return api::json_response(200, "{\"removed\":true}");
}

// A result, sent while it is read.
class FileChunks final : public http::Chunks {
 public:
  explicit FileChunks(world::FileSource source) : source_(std::move(source)) {}

  bool next(std::string& out) override {
    const std::size_t before = out.size();
    out.resize(before + kPiece);
    const auto count = source_.read({out.data() + before, kPiece});
    out.resize(before + count.value_or(0));
    broken = !count;
    return count && *count > 0;
  }

 private:
  static constexpr std::size_t kPiece = std::size_t{64} << 10;
  world::FileSource source_;
};

http::Response give(Jobs& jobs, const api::Call& call, File which) {
  const auto path = jobs.file(call.caller.id, call.parts.at(0), which);
  if (!path) return refused(path.error());
  auto source = world::FileSource::open(*path);
  if (!source) return problem(404, "not_found", "the result is gone", "make a new job");
  http::Response response = api::text_response(200, {});
  if (which != File::certificate) response.with("Content-Type", "text/csv; charset=utf-8");
  response.body = std::make_unique<FileChunks>(*std::move(source));
  return response;
}

}  // namespace

std::vector<api::Route> routes_of(Jobs& jobs) {
  std::vector<api::Route> routes;
  const auto add = [&](Method method, std::string path, api::RouteText text, std::vector<unsigned> also,
                       api::RouteTerms terms, auto answer) {
    text.also = std::move(also);
    routes.push_back({method, std::move(path), Scope::campaigns_run, api::Face::own, std::move(text), terms,
                      [&jobs, answer](api::Call& call) { return answer(jobs, call); }});
  };
  const auto result = [&](std::string path, std::string id, std::string summary, std::string type, File which) {
    api::RouteText text{std::move(id), std::move(summary), "", ""};
    text.gives_type = std::move(type);
    add(Method::get, std::move(path), std::move(text), {400, 404, 409}, api::kReads,
        [which](Jobs& all, const api::Call& call) { return give(all, call, which); });
  };
  api::RouteText made{"make_scrub", "Ask for a scrub: its campaign and options; the list follows", "scrub-order",
                      "scrub-job"};
  made.parameters = {own_api::idempotency_key()};
  add(Method::post, "/v1/scrubs", std::move(made), {201, 404, 409}, {http::Where::aside, own_api::kSmallBody, true},
      make);
  add(Method::get, "/v1/scrubs", {"scrubs", "Your scrubs", "", "scrub-jobs"}, {}, api::kReads, list);
  add(Method::get, "/v1/scrubs/{scrub}", {"scrub", "How far a scrub is, and what it found", "", "scrub-job"},
      {400, 404}, api::kReads,
      [](Jobs& all, const api::Call& call) { return told(all, all.find(call.caller.id, call.parts.at(0))); });
  add(Method::delete_, "/v1/scrubs/{scrub}", {"remove_scrub", "Remove a scrub with its files", "", "removed"},
      {400, 404, 409}, api::kReads, remove);
  api::RouteText received{"send_list", "Send the next part of the list: a CSV, or one packed with gzip or Zstandard",
                          "", "scrub-job"};
  received.parameters = {
      {"offset", "query", "How many bytes have come before. Left out: 0.", R"({"type":"integer","minimum":0})"}};
  received.takes_types = {"application/octet-stream"};
  add(Method::put, "/v1/scrubs/{scrub}/list", std::move(received), {400, 404, 409, 413, 415},
      {http::Where::aside, kPartBytes, false}, receive);
  add(Method::post, "/v1/scrubs/{scrub}/run",
      {"run_scrub", "Run it, or continue it where it was interrupted", "", "scrub-job"}, {202, 400, 404, 409},
      api::kReads,
      [](Jobs& all, const api::Call& call) { return told(all, all.run(call.caller.id, call.parts.at(0)), 202); });
  add(Method::post, "/v1/scrubs/{scrub}/cancel", {"cancel_scrub", "Stop it", "", "scrub-job"}, {400, 404, 409},
      api::kReads,
      [](Jobs& all, const api::Call& call) { return told(all, all.cancel(call.caller.id, call.parts.at(0))); });
  result("/v1/scrubs/{scrub}/permitted", "scrub_permitted", "The rows of customers who may be contacted", "text/csv",
         File::permitted);
  result("/v1/scrubs/{scrub}/refused", "scrub_refused", "The other rows, with the reason of each", "text/csv",
         File::refused);
  result("/v1/scrubs/{scrub}/certificate", "scrub_certificate", "What the scrub certifies, signed", "text/plain",
         File::certificate);
  return routes;
}

}  // namespace assent::scrub_jobs
