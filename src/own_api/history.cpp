// What is on record about one customer: each entry in words, and if it is asked for, its bytes and the proof that they
// are in the ledger.

#include "api/problem.hpp"
#include "app/account.hpp"
#include "consent/kept_account.hpp"
#include "own_api/asked.hpp"
#include "own_api/routes.hpp"
#include "service/life.hpp"
#include "wire/ledger.hpp"
#include "wire/proofs.hpp"
#include "wire/values.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include <utility>
#include <vector>

namespace assent::own_api {
namespace {

constexpr std::size_t kMostProofs = 1'000;

http::Response history(const app::Engine& engine, app::Proofs& proofs, api::Call& call) {
  api::Members members(*call.body, "");
  std::string account;
  std::optional<Instant> known_at;
  bool prove = false;
  members.text("account", account);
  members.instant("known_at", known_at);
  members.flag("proofs", prove);
  const auto language = language_in(members);
  if (!language) return refused(language.error());
  const auto reader = reader_in(call, members, "account_history");
  if (!reader) return refused(reader.error());
  if (auto fault = fault_of(members)) return refused(*fault);
  if (account.empty()) {
    return problem(400, "customer_not_named", "`account` is missing", "name the customer's account");
  }
  // The carrier's own records, such as who read what, are for those who prove it.
  const bool may_see =
      is_customers_account(account) || (call.caller.role == access::Role::compliance && is_carrier_account(account));
  const auto life = may_see ? app::account_life(engine, account, known_at, *language)
                            : Result<std::vector<service::LifeRow>>(std::vector<service::LifeRow>());
  if (!life) return refused(life.error());
  std::vector<app::InclusionProof> proved;
  if (prove) {
    if (life->size() > kMostProofs) {
      return problem(400, "too_many_entries", "the account has more than 1,000 entries",
                     "ask without `proofs`, and then for the proof of each entry");
    }
    std::vector<Position> positions;
    for (const service::LifeRow& row : *life) positions.push_back(row.position);
    auto made = proofs.inclusions(positions);
    if (!made) return refused(made.error());
    proved = *std::move(made);
  }
  if (const auto recorded = app::record_reading(engine, {account, {}}, *reader); !recorded) {
    return refused(recorded.error());
  }
  if (life->empty()) {
    return problem(404, "unknown_customer", "nothing is on record about that account", "see how it is written");
  }
  boost::json::array entries;
  for (std::size_t i = 0; i < life->size(); ++i) {
    boost::json::object entry = wire::json_of((*life)[i]);
    if (prove) {
      const app::InclusionProof& proof = proved[i];
      entry["proof"] = wire::inclusion_json(proof.entry, proof.bytes, proof.head, proof.path);
    }
    entries.push_back(std::move(entry));
  }
  return api::json_response(
      200, boost::json::serialize(boost::json::object{
               {"account", account}, {"known_at", wire::json_of(known_at)}, {"entries", std::move(entries)}}));
}

}  // namespace

api::Route history_route(const app::Engine& engine, app::Proofs& proofs) {
  api::RouteText text{"account_history", "What is on record about one customer, with proofs if you ask for them",
                      "account", "history"};
  text.also = {404};
  return {http::Method::post,
          "/v1/history",
          access::Scope::history_read,
          api::Face::own,
          std::move(text),
          {http::Where::aside, kSmallBody, true},
          [&engine, &proofs](api::Call& call) { return history(engine, proofs, call); }};
}

}  // namespace assent::own_api
