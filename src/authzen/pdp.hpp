// Pdp: AuthZEN's policy decision point over an engine: what stands behind each path of the Authorization API 1.0.
// Thread-safe.
#pragma once

#include "api/call.hpp"
#include "api/route.hpp"
#include "app/engine.hpp"
#include "app/standing_queries.hpp"
#include "authzen/entity_policy.hpp"
#include "http/message.hpp"

#include <memory>
#include <string>
#include <vector>

namespace assent::authzen {

struct PdpSettings {
  std::string address;                         // under which clients reach the server: `https://pdp.example.com`
  std::shared_ptr<const EntityPolicy> policy;  // about entities that are no customers; null: there is none
  std::uint64_t run = 0;                       // random: pages of a search continue within one run of the server only
};

class Pdp {
 public:
  // The most evaluations of one request.
  static constexpr std::size_t kMostEvaluations = 10'000;
  static constexpr std::size_t kMostBodyBytes = std::size_t{8} << 20;
  static constexpr std::size_t kPage = 1'000;
  static constexpr std::size_t kMostPage = 10'000;

  // The engine outlives it.
  Pdp(const app::Engine& engine, PdpSettings settings)
      : engine_(engine), settings_(std::move(settings)), standing_(engine) {}

  http::Response evaluate(api::Call& call) const;
  http::Response evaluate_many(api::Call& call) const;
  http::Response search_subject(api::Call& call) const;
  http::Response search_resource(api::Call& call) const;
  http::Response search_action(api::Call& call) const;
  http::Response metadata(api::Call& call) const;

  const app::Engine& engine() const { return engine_; }
  const EntityPolicy* policy() const { return settings_.policy.get(); }
  const PdpSettings& settings() const { return settings_; }
  app::StandingQueries& standing() const { return standing_; }

 private:
  const app::Engine& engine_;
  PdpSettings settings_;
  mutable app::StandingQueries standing_;
};

// The routes of the interface. `pdp` outlives them.
std::vector<api::Route> routes_of(const Pdp& pdp);

}  // namespace assent::authzen
