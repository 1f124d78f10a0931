// Provider: CAMARA's API Provider over an engine: what stands behind the paths of Consent Info and Consent Management,
// and behind the page on which a customer decides. Thread-safe.
#pragma once

#include "api/call.hpp"
#include "api/problem.hpp"
#include "api/route.hpp"
#include "app/engine.hpp"
#include "camara/capture.hpp"
#include "camara/settings.hpp"
#include "evidence/sealed_values.hpp"
#include "http/message.hpp"

#include <memory>
#include <mutex>
#include <string>
#include <variant>
#include <vector>

namespace assent::camara {

class Provider {
 public:
  // The engine outlives it. `key` seals URLs and ids: with another key, those given before count no more.
  Provider(app::Engine& engine, std::shared_ptr<const Settings> settings, const evidence::Hash& key)
      : engine_(engine), settings_(std::move(settings)), seal_(key, "camara") {}

  // From now on these count. The key stays.
  void use(std::shared_ptr<const Settings> settings);
  std::shared_ptr<const Settings> settings() const;

  app::Engine& engine() const { return engine_; }
  const evidence::Seal& seal() const { return seal_; }
  CaptureFrequency& frequency() const { return frequency_; }

 private:
  app::Engine& engine_;
  mutable std::mutex mutex_;  // guards settings_
  std::shared_ptr<const Settings> settings_;
  evidence::Seal seal_;
  mutable CaptureFrequency frequency_;
};

// Whether every use of the settings can be asked under the default regime: purpose, recipient, offer and information
// have their names there. invalid, not_found: which one has not.
Result<void> check(const Settings& settings, const app::Engine& engine);

// POST /consent-info/v0.2/retrieve.
std::vector<api::Route> consent_info_routes(const Provider& provider);
// POST /consent-management/v0.1/consents and /consents/retrieve-info, PATCH /consents/{consentId}.
std::vector<api::Route> consent_management_routes(const Provider& provider);
// GET and POST /consent-capture/{capture}: the page.
std::vector<api::Route> capture_routes(const Provider& provider);

// All of them. `provider` outlives them.
std::vector<api::Route> routes_of(const Provider& provider);

}  // namespace assent::camara
