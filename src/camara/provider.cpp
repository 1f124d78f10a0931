#include "camara/provider.hpp"

#include "written/section.hpp"

#include <iterator>
#include <utility>

namespace assent::camara {

void Provider::use(std::shared_ptr<const Settings> settings) {
  const std::lock_guard lock(mutex_);
  settings_ = std::move(settings);
}

std::shared_ptr<const Settings> Provider::settings() const {
  const std::lock_guard lock(mutex_);
  return settings_;
}

Result<void> check(const Settings& settings, const app::Engine& engine) {
  const auto regime = TRY(engine.regime("", engine.now()));
  for (const MappedUse& each : settings.uses) {
    app::UseAsked asked = each.asked;
    if (asked.recipient.empty()) asked.recipient = kCarrier;
    if (const auto use = app::use_of(asked, *regime, regime.rules->catalogue); !use) {
      Error error = use.error();
      error.message = "the use " + written::quoted(each.id) + ": " + error.message;
      return tl::unexpected(std::move(error));
    }
  }
  return {};
}

std::vector<api::Route> routes_of(const Provider& provider) {
  std::vector<api::Route> all = consent_info_routes(provider);
  const auto add = [&](std::vector<api::Route> routes) {
    all.insert(all.end(), std::make_move_iterator(routes.begin()), std::make_move_iterator(routes.end()));
  };
  add(consent_management_routes(provider));
  add(capture_routes(provider));
  return all;
}

}  // namespace assent::camara
