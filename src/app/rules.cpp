#include "app/rules.hpp"

#include <utility>

namespace assent {

Names services_of(const Rules& rules) {
  Names services = rules.catalogue.categories;
  for (std::string& service : rules.packs.services()) {
    if (!contains(services, service)) services.push_back(std::move(service));
  }
  return services;
}

}  // namespace assent
