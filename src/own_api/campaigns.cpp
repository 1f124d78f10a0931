// The campaigns that are set up, and whether they, or one that is sent, can be run under the rules in use.

#include "wire/campaigns.hpp"
#include "api/problem.hpp"
#include "own_api/asked.hpp"
#include "own_api/routes.hpp"
#include "wire/check.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include <utility>

namespace assent::own_api {
namespace {

namespace bj = boost::json;

bj::object told(const app::Engine& engine, const app::Rules& rules, const app::StoredCampaign& each) {
  return wire::campaign_json(each.id, each.campaign,
                             app::check_campaign(each.campaign, each.id, rules, engine.ports().zones, engine.now()));
}

http::Response list_campaigns(const app::Engine& engine) {
  const auto rules = engine.rules();
  bj::array campaigns;
  for (const app::StoredCampaign& each : rules->campaigns) campaigns.push_back(told(engine, *rules, each));
  return api::json_response(200, bj::serialize(bj::object{{"campaigns", std::move(campaigns)}}));
}

http::Response show_campaign(const app::Engine& engine, const api::Call& call) {
  const auto rules = engine.rules();
  const app::StoredCampaign* const found = app::campaign_of(rules->campaigns, call.parts.at(0));
  if (found == nullptr) return problem(404, "not_found", "there is no such campaign", "see the list of campaigns");
  return api::json_response(200, bj::serialize(told(engine, *rules, *found)));
}

http::Response check_sent(const app::Engine& engine, const api::Call& call) {
  const auto form = form_of(call);
  if (!form) return refused(form.error());
  const auto campaign = service::read_campaign(call.request.body, "campaign", *form);
  const auto rules = engine.rules();
  const Issues issues = campaign
                            ? app::check_campaign(*campaign, "campaign", *rules, engine.ports().zones, engine.now())
                            : campaign.error();
  return api::json_response(200, bj::serialize(wire::check_json("campaign", issues)));
}

}  // namespace

std::vector<api::Route> campaign_routes(const app::Engine& engine) {
  using access::Scope;
  using http::Method;
  std::vector<api::Route> routes;
  routes.push_back(
      {Method::get,
       "/v1/campaigns",
       Scope::campaigns_run,
       api::Face::own,
       {"campaigns", "The campaigns that are set up, and what speaks against running each", "", "campaigns"},
       api::kReads,
       [&engine](api::Call&) { return list_campaigns(engine); }});
  api::RouteText shown{"campaign", "One campaign", "", "campaign"};
  shown.also = {400, 404};
  routes.push_back({Method::get, "/v1/campaigns/{campaign}", Scope::campaigns_run, api::Face::own, std::move(shown),
                    api::kReads, [&engine](api::Call& call) { return show_campaign(engine, call); }});
  api::RouteText checked{"check_campaign", "Whether a campaign can be run, and everything that is against it",
                         "campaign-text", "check"};
  checked.takes_types = {"application/json", "application/toml"};
  checked.also = {400, 413, 415};
  routes.push_back({Method::post,
                    "/v1/campaigns/check",
                    Scope::campaigns_run,
                    api::Face::own,
                    std::move(checked),
                    {http::Where::aside, kSmallBody, false},
                    [&engine](api::Call& call) { return check_sent(engine, call); }});
  return routes;
}

}  // namespace assent::own_api
