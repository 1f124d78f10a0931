#include "tmf_listener/routes.hpp"

#include "api/problem.hpp"
#include "json/tree.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

namespace assent::tmf_listener {
namespace {

constexpr std::size_t kPartyBytesMost = std::size_t{256} << 10;
constexpr std::size_t kBatchBytesMost = std::size_t{2} << 20;

// A version of one of the interfaces.
struct Interface {
  std::string_view base;
  std::string_view id;  // in the ids of routes
  bool parties = false;
  bool version_5 = false;
};
constexpr Interface kInterfaces[] = {{"/tmf-api/party/v4/listener/", "party_v4", true, false},
                                     {"/tmf-api/partyManagement/v4/listener/", "party_management_v4", true, false},
                                     {"/tmf-api/partyManagement/v5/listener/", "party_management_v5", true, true},
                                     {"/tmf-api/productInventory/v4/listener/", "product_inventory_v4", false, false},
                                     {"/tmf-api/productInventory/v5/listener/", "product_inventory_v5", false, true}};

std::string_view happening_in_words(Happened happened) {
  switch (happened) {
    case Happened::created: return "came";
    case Happened::attributes_changed: return "changed";
    case Happened::state_changed: return "has another status";
    case Happened::deleted: return "was deleted";
    case Happened::batch: return "came or changed, with others";
  }
  return {};
}

std::string_view subject_in_words(About about) {
  switch (about) {
    case About::individual: return "An individual";
    case About::organization: return "An organization";
    case About::product: return "A product";
  }
  return {};
}

std::string_view subject_in_ids(About about) {
  switch (about) {
    case About::individual: return "individual";
    case About::organization: return "organization";
    case About::product: return "product";
  }
  return {};
}

std::string_view happening_in_ids(Happened happened) {
  switch (happened) {
    case Happened::created: return "created";
    case Happened::attributes_changed: return "changed";
    case Happened::state_changed: return "state_changed";
    case Happened::deleted: return "deleted";
    case Happened::batch: return "batch";
  }
  return {};
}

http::Response hear(Listener& listener, EventKind kind, bool version_5, const api::Call& call) {
  const auto heard = listener.hear(kind, json::tree_of(*call.body), call.caller.id);
  if (!heard) return api::response_to(api::Face::tmf644, api::problem_of(heard.error()));
  http::Response response;
  if (version_5) {
    response.status = 204;
  } else {
    json::Tree tree = json::table_tree();
    tree.set("id", json::text_tree(heard->name));
    tree.set("callback", json::text_tree(call.request.head.path));
    response = api::json_response(201, json::to_json(tree));
  }
  response.with("Assent-Effects", heard->effects.list());
  return response;
}

}  // namespace

std::vector<api::Route> routes_of(Listener& listener) {
  std::vector<api::Route> routes;
  const auto add = [&](const Interface& interface, EventKind kind) {
    const std::size_t most = kind.happened == Happened::batch ? kBatchBytesMost : kPartyBytesMost;
    api::RouteText text;
    text.id = "hear_" + std::string(subject_in_ids(kind.about)) + "_" + std::string(happening_in_ids(kind.happened)) +
              "_" + std::string(interface.id);
    text.summary = std::string(subject_in_words(kind.about)) + " " + std::string(happening_in_words(kind.happened)) +
                   (interface.parties ? " (TMF632)" : " (TMF637)");
    text.takes = "tmf-notification";
    text.also = {409};
    if (interface.version_5) text.also.push_back(204);
    else text.gives = "tmf-notified";
    routes.emplace_back(http::Method::post, std::string(interface.base) + name_of(kind, interface.version_5),
                        access::Scope::customers_write, api::Face::tmf644, std::move(text),
                        api::RouteTerms{http::Where::aside, most, true},
                        [&listener, kind, version_5 = interface.version_5](api::Call& call) {
                          return hear(listener, kind, version_5, call);
                        });
  };
  for (const Interface& interface : kInterfaces) {
    for (const Happened happened :
         {Happened::created, Happened::attributes_changed, Happened::state_changed, Happened::deleted}) {
      if (!interface.parties) {
        add(interface, {About::product, happened});
        continue;
      }
      add(interface, {About::individual, happened});
      add(interface, {About::organization, happened});
    }
    if (!interface.parties) add(interface, {About::product, Happened::batch});
  }
  return routes;
}

}  // namespace assent::tmf_listener
