// The paths of TMF644 over documents and registrations.
#pragma once

#include "api/route.hpp"
#include "tmf644/documents.hpp"
#include "tmf644/hub.hpp"

#include <string>
#include <vector>

namespace assent::tmf644 {

struct Face {
  Documents& documents;
  Hub& hub;
  std::string address;  // under which clients reach the server: `https://privacy.example.com`; empty: `href`s are paths
};

// Of both versions: three resources with list, create, get, change and delete; and the hub. What `face` names outlives
// the routes.
std::vector<api::Route> routes_of(const Face& face);

}  // namespace assent::tmf644
