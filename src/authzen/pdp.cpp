#include "authzen/pdp.hpp"

#include "api/problem.hpp"
#include "authzen/batch.hpp"
#include "authzen/decide_one.hpp"
#include "authzen/decided.hpp"

#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include <utility>

namespace assent::authzen {
namespace {

// Longer answers are sent while they are made.
constexpr std::size_t kAtOnce = 1'000;

http::Response refused(unsigned status, std::string message) {
  return api::response_to(api::Face::authzen, {status, "", std::move(message), ""});
}

http::Response evaluate_single(const Pdp& pdp, const Evaluation& evaluation, api::Call& call) {
  std::string body;
  const auto said = decide_one(pdp, evaluation, nullptr, call.caller, body);
  if (!said) {
    // What is misspelt inside a well-formed request is a request that was refused; what there is not is a deny.
    if (said.error().status == 400 || said.error().status == 403)
      return refused(said.error().status, said.error().message);
    append_fault(body, said.error());
  } else {
    call.reason = said->reason;
  }
  call.decisions = 1;
  return api::json_response(200, std::move(body));
}

// A long answer: it keeps what it reads from.
class LongAnswer final : public http::Chunks {
 public:
  static std::unique_ptr<LongAnswer> of(const Pdp& pdp, std::string_view body, const access::Caller& caller) {
    auto answer = std::make_unique<LongAnswer>();
    answer->body_ = body;
    if (!answer->document_.read(answer->body_, {Pdp::kMostBodyBytes, 32})) return nullptr;
    auto batch = Batch::read(pdp, answer->document_.root(), caller);
    if (!batch) return nullptr;
    answer->batch_ = std::make_unique<Batch>(*std::move(batch));
    return answer;
  }
  bool next(std::string& out) override { return batch_->next(out); }

 private:
  std::string body_;
  json::Document document_;
  std::unique_ptr<Batch> batch_;
};

}  // namespace

http::Response Pdp::evaluate(api::Call& call) const {
  if (!call.body->is(json::Kind::table)) return refused(400, "the body is not a JSON object");
  const auto evaluation = read_evaluation(*call.body, {}, Wanted::decision);
  if (!evaluation) return refused(400, evaluation.error());
  return evaluate_single(*this, *evaluation, call);
}

http::Response Pdp::evaluate_many(api::Call& call) const {
  auto batch = Batch::read(*this, *call.body, call.caller);
  if (!batch) return refused(400, batch.error());
  // Without evaluations it is a single request (1.0, "The Access Evaluations API Request").
  if (batch->size() == 0) return evaluate(call);
  if (batch->size() > kAtOnce) {
    auto answer = LongAnswer::of(*this, call.request.body, call.caller);
    if (answer == nullptr) return refused(500, "the request could not be read again");
    call.decisions = batch->size();
    http::Response response = api::json_response(200, {});
    response.body = std::move(answer);
    return response;
  }
  std::string body;
  body.reserve(batch->size() * 64);
  while (batch->next(body)) {
  }
  call.decisions = batch->decided();
  return api::json_response(200, std::move(body));
}

http::Response Pdp::metadata(api::Call& call) const {
  std::string address = settings_.address;
  if (address.empty()) {
    const auto host = call.request.head.header("Host");
    address = (call.request.head.peer->encrypted ? "https://" : "http://") + std::string(host.value_or("localhost"));
  }
  const boost::json::object body{{"policy_decision_point", address},
                                 {"access_evaluation_endpoint", address + "/access/v1/evaluation"},
                                 {"access_evaluations_endpoint", address + "/access/v1/evaluations"},
                                 {"search_subject_endpoint", address + "/access/v1/search/subject"},
                                 {"search_resource_endpoint", address + "/access/v1/search/resource"},
                                 {"search_action_endpoint", address + "/access/v1/search/action"}};
  return api::json_response(200, boost::json::serialize(body));
}

std::vector<api::Route> routes_of(const Pdp& pdp) {
  using access::Scope;
  using api::Face;
  using http::Method;
  const auto asks = [&](std::string path, Scope scope, api::RouteText text, http::Where where, std::size_t most,
                        http::Response (Pdp::*answer)(api::Call&) const) {
    return api::Route(Method::post, std::move(path), scope, Face::authzen, std::move(text), {where, most, true},
                      [&pdp, answer](api::Call& call) { return (pdp.*answer)(call); });
  };
  const auto tells = [&](std::string path, std::string id) {
    return api::Route(Method::get, std::move(path), Scope::anybody, Face::authzen,
                      {std::move(id), "Say where AuthZEN's endpoints are", "", "authzen-configuration"},
                      api::kAnswersAtOnce, [&pdp](api::Call& call) { return pdp.metadata(call); });
  };
  constexpr std::size_t kOne = std::size_t{64} << 10;
  std::vector<api::Route> routes;
  routes.push_back(asks("/access/v1/evaluation", Scope::decisions_ask,
                        {"authzen_evaluation", "May this use be made of this customer's information?",
                         "authzen-evaluation", "authzen-decision"},
                        http::Where::at_once, kOne, &Pdp::evaluate));
  routes.push_back(asks(
      "/access/v1/evaluations", Scope::decisions_ask,
      {"authzen_evaluations", "Up to 10,000 such questions in one request", "authzen-evaluations", "authzen-decisions"},
      http::Where::aside, Pdp::kMostBodyBytes, &Pdp::evaluate_many));
  routes.push_back(asks("/access/v1/search/subject", Scope::decisions_ask,
                        {"authzen_search_subject", "Who may make this use?", "authzen-search", "authzen-results"},
                        http::Where::aside, kOne, &Pdp::search_subject));
  routes.push_back(asks(
      "/access/v1/search/resource", Scope::campaigns_run,
      {"authzen_search_resource", "For which customers may this use be made?", "authzen-search", "authzen-results"},
      http::Where::aside, kOne, &Pdp::search_resource));
  routes.push_back(asks("/access/v1/search/action", Scope::decisions_ask,
                        {"authzen_search_action", "Which uses may be made of this customer's information?",
                         "authzen-search", "authzen-results"},
                        http::Where::aside, kOne, &Pdp::search_action));
  // Clients look for it at either place.
  routes.push_back(tells("/.well-known/authzen-configuration", "authzen_configuration"));
  routes.push_back(tells("/access/v1/.well-known/authzen-configuration", "authzen_configuration_after_base"));
  return routes;
}

}  // namespace assent::authzen
