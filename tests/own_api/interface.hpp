// The server's own interface over a random ledger in memory, without a network.
#pragma once

#include "authzen/setting.hpp"
#include "own_api/routes.hpp"

#include <boost/json.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace assent::own_api_test {

inline evidence::SignerKey signer() {
  return evidence::SignerKey::make("ledger.example", evidence::Ed25519Seed{7}).value();
}

struct Interface {
  authzen_test::Setting setting;
  app::Proofs proofs{setting.ledger};
  api_test::Served served{routes()};
  std::string account = setting.known_account();

  std::vector<api::Route> routes() {
    app::Engine& engine = *setting.engine;
    std::vector<api::Route> all = authzen::routes_of(*setting.pdp);
    const auto add = [&](std::vector<api::Route> more) {
      for (api::Route& each : more) all.push_back(std::move(each));
    };
    add(own_api::choice_routes(engine));
    add(own_api::oral_routes(engine));
    add(own_api::question_routes(engine));
    all.push_back(own_api::history_route(engine, proofs));
    add(own_api::notice_routes(engine));
    add(own_api::notice_row_routes(engine));
    add(own_api::partner_routes(engine));
    add(own_api::campaign_routes(engine));
    add(own_api::ledger_routes(engine, proofs, [] { return Result<evidence::SignerKey>(signer()); }));
    return all;
  }

  api_test::Got post(access::Role role, std::string_view path, std::string_view body, api_test::Fields fields = {}) {
    fields.emplace_back("Content-Type", "application/json");
    return served.ask(role, http::Method::post, path, body, fields);
  }
  api_test::Got get(access::Role role, std::string_view path) { return served.ask(role, http::Method::get, path); }
};

inline boost::json::object object_in(const api_test::Got& got) { return boost::json::parse(got.body).as_object(); }

}  // namespace assent::own_api_test
