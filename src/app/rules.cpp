#include "app/rules.hpp"

#include <utility>

namespace assent::app {

Names services_of(const Rules& rules) {
  Names services = rules.catalogue.categories;
  for (std::string& service : rules.packs.services()) {
    if (!contains(services, service)) services.push_back(std::move(service));
  }
  return services;
}

service::IndexScope index_scope(const RulePacks& packs) {
  service::IndexScope scope;
  for (const RulePack& each : packs.all()) {
    if (each.regime) service::add_pack(scope, *each.regime, each.text);
  }
  return scope;
}

}  // namespace assent::app
