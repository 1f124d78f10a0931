// The routes of a server, over a random ledger in memory, without a network: what the fuzzers of requests ask.
#pragma once

#include "api/served.hpp"
#include "authzen/setting.hpp"
#include "camara/capture.hpp"
#include "camara/consent_id.hpp"
#include "camara/provider.hpp"
#include "own_api/routes.hpp"
#include "tmf644/routes.hpp"
#include "tmf_listener/routes.hpp"

#include <chrono>
#include <iterator>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace assent::fuzzed {

struct Target {
  http::Method method;
  std::string path;
  bool json = true;
  access::Role role = access::Role::service;
};

// The first role that has the scope.
inline access::Role role_for(access::Scope scope) {
  for (std::size_t i = 0; i < access::kRoles; ++i) {
    if (access::grants(static_cast<access::Role>(i), scope)) return static_cast<access::Role>(i);
  }
  return access::Role::service;
}

inline std::shared_ptr<const camara::Settings> camara_settings() {
  const std::string text = test::text_of("examples/camara.toml") +
                           "[[client]]\ncaller = \"service-1\"\nuses = [\"location_offers\", \"fraud_checks\"]\n";
  return std::make_shared<const camara::Settings>(camara::read_settings(text, "camara.toml").value());
}

struct Serving {
  authzen_test::Setting setting;
  camara::Provider provider{*setting.engine, camara_settings(), evidence::Hash{1}};
  app::Proofs proofs{setting.ledger};
  tmf644::Documents documents{*setting.engine, mapping(), evidence::Hash{1}};
  tmf644::Hub hub{documents};
  tmf_listener::Listener listener{*setting.engine, listener_mapping()};
  std::vector<Target> targets;  // those that take a body
  std::unique_ptr<api_test::Served> served;

  static std::shared_ptr<const tmf644::Mapping> mapping() {
    return std::make_shared<const tmf644::Mapping>(
        tmf644::Mapping::read(test::text_of("examples/tmf644.toml"), "tmf644.toml").value());
  }

  static std::shared_ptr<const tmf_listener::Mapping> listener_mapping() {
    return std::make_shared<const tmf_listener::Mapping>(
        tmf_listener::Mapping::read(test::text_of("examples/tmf-listener.toml"), "tmf-listener.toml").value());
  }

  // Without customers, none is on record, and none can come.
  Serving(std::shared_ptr<const authzen::EntityPolicy> policy, std::size_t customers)
      : setting(std::move(policy), customers) {
    auto routes = authzen::routes_of(*setting.pdp);
    const auto add = [&](std::vector<api::Route> more) {
      routes.insert(routes.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
    };
    add(own_api::choice_routes(*setting.engine));
    add(own_api::oral_routes(*setting.engine));
    add(camara::routes_of(provider));
    add(own_api::question_routes(*setting.engine));
    add(own_api::notice_routes(*setting.engine));
    add(own_api::notice_row_routes(*setting.engine));
    add(own_api::partner_routes(*setting.engine));
    add(own_api::campaign_routes(*setting.engine));
    routes.push_back(own_api::history_route(*setting.engine, proofs));
    add(own_api::ledger_routes(*setting.engine, proofs,
                               [] { return evidence::SignerKey::make("ledger.example", evidence::Ed25519Seed{7}); }));
    add(tmf644::routes_of({documents, hub, ""}));
    if (customers > 0) add(tmf_listener::routes_of(listener));
    for (const api::Route& route : routes) {
      const bool takes_body = route.terms().takes_json || !route.text().takes_types.empty();
      if (takes_body) targets.push_back({route.method(), path_of(route.path()), true, role_for(route.scope())});
    }
    if (customers > 0) targets.push_back({http::Method::post, page(), false});
    served = std::make_unique<api_test::Served>(std::move(routes));
  }

  // Where the first customer decides.
  std::string page() const {
    const camara::Capture capture{"id",
                                  "service-1",
                                  setting.accounts.front(),
                                  "",
                                  setting.clock.now() + std::chrono::minutes(10),
                                  {"location_offers"}};
    return std::string(camara::kCapturePath) + text_of(provider.seal(), capture);
  }

  // A consent that can be there, in place of braces.
  std::string path_of(std::string path) const {
    const std::size_t brace = path.find('{');
    if (brace == std::string::npos) return path;
    const std::string account = setting.accounts.empty() ? "nobody" : setting.accounts.front();
    const camara::ConsentId id{"service-1", account, "location_offers"};
    return path.replace(brace, std::string::npos, text_of(provider.seal(), id));
  }
};

}  // namespace assent::fuzzed
