#include "tmf644/routes.hpp"

#include "api/problem.hpp"
#include "app/reading.hpp"
#include "consent/kept_account.hpp"
#include "http/characters.hpp"
#include "intake/cell.hpp"
#include "tmf644/editing.hpp"
#include "tmf644/query.hpp"
#include "tmf644/rendering.hpp"

#include <algorithm>
#include <set>
#include <utility>

namespace assent::tmf644 {
namespace {

using json::Kind;
using json::Tree;

http::Response problem(unsigned status, std::string code, std::string detail, std::string mend) {
  return api::response_to(api::Face::tmf644, {status, std::move(code), std::move(detail), std::move(mend)});
}

http::Response json_of(unsigned status, const Tree& tree) { return api::json_response(status, json::to_json(tree)); }

// A refusal of a request, as an error on its way out of Documents. The status is in the code's place.
constexpr std::string_view kPrecondition = "the document is not as `If-Match` says";

tl::unexpected<Error> changed_meanwhile() {
  return fail(ErrorCode::conflict, std::string(kPrecondition), "get it again, and change what it says now");
}

http::Response fault_of(const Error& error) {
  if (error.code == ErrorCode::conflict && error.message == kPrecondition) {
    return problem(412, "precondition_failed", error.message, error.mend);
  }
  return fault_response(error);
}

// What an If-Match asks; nothing: it is met, or there is none.
Result<void> met(const api::Call& call, const Document& document) {
  const auto& head = call.request.head;
  if (head.count("If-Match") == 0) return {};
  const auto field = head.header("If-Match");
  if (!field || !names_tag(*field, entity_tag(document))) return changed_meanwhile();
  return {};
}

std::string media_type(const api::Call& call) {
  const std::string_view type = call.request.head.header("Content-Type").value_or("");
  return intake::lowered(http::trimmed(type.substr(0, type.find(';'))));
}

std::string_view short_name(Resource resource) {
  switch (resource) {
    case Resource::profile_specification: return "privacy_profile_specification";
    case Resource::profile: return "privacy_profile";
    case Resource::agreement: return "privacy_agreement";
  }
  return {};
}

// One resource of one version.
class Paths {
 public:
  Paths(const Face& face, Version version, Resource resource) : face_(face), version_(version), resource_(resource) {}

  http::Response list(api::Call& call) const {
    const auto query = Query::read(call.request.head.query);
    if (!query) return fault_of(query.error());
    const auto part = face_.documents.list(
        resource_, *query, [this](const Document& each) { return shown(each, version_, face_.address); },
        account_asked(*query));
    if (!part) return fault_of(part.error());
    if (const auto recorded = list_recorded(call, *query, part->documents); !recorded) {
      return fault_of(recorded.error());
    }
    Tree all = json::list_tree();
    for (const Document& each : part->documents) {
      all.items.push_back(selected(shown(each, version_, face_.address), query->fields));
    }
    const bool whole = part->documents.size() == part->total;
    http::Response response = json_of(whole ? 200 : 206, all);
    response.with("X-Total-Count", std::to_string(part->total));
    response.with("X-Result-Count", std::to_string(part->documents.size()));
    return response;
  }

  http::Response get(api::Call& call) const {
    const auto query = Query::read(call.request.head.query);
    if (!query) return fault_of(query.error());
    const auto document = face_.documents.find(resource_, call.parts.at(0));
    if (!document) return fault_of(document.error());
    const std::string tag = entity_tag(*document);
    const auto none_match = call.request.head.header("If-None-Match");
    if (none_match && names_tag(*none_match, tag)) {
      http::Response response;
      response.status = 304;
      response.with("ETag", tag);
      return response;
    }
    if (is_customers(*document)) {
      const auto recorded =
          app::record_reading(face_.documents.engine(), {document->account, {}}, reader_of(call, "get"));
      if (!recorded) return fault_of(recorded.error());
    }
    http::Response response = json_of(200, selected(shown(*document, version_, face_.address), query->fields));
    response.with("ETag", tag);
    return response;
  }

  http::Response create(api::Call& call) const {
    if (media_type(call) != "application/json") return wrong_type("application/json");
    Tree content = json::tree_of(*call.body);
    if (const auto fault = fault_in(resource_, version_, content)) {
      return problem(400, "invalid", *fault, "nothing was recorded; send it right");
    }
    const auto& head = call.request.head;
    const std::string key(head.header("Idempotency-Key").value_or(""));
    constexpr std::size_t kKeyMost = 255;
    if (head.count("Idempotency-Key") > 1 || key.size() > kKeyMost) {
      return problem(400, "key_unfit", "`Idempotency-Key` is there more than once, or longer than 255 characters",
                     "send it once");
    }
    const auto done = face_.documents.create(resource_, std::move(content), {call.caller.id, key});
    if (!done) return fault_of(done.error());
    http::Response response = changed(201, *done);
    response.with("Location", href_of(face_.address, version_, resource_, done->document.id));
    return response;
  }

  http::Response change(api::Call& call) const {
    const std::string type = media_type(call);
    const bool operations = type == "application/json-patch+json";
    if (!operations && type != "application/json" && type != "application/merge-patch+json") {
      return wrong_type("application/merge-patch+json, application/json-patch+json or application/json");
    }
    const Tree patch = json::tree_of(*call.body);
    const auto edit = [&](const Document& before) -> Result<Tree> {
      TRY(met(call, before));
      return edited(before, version_, face_.address, patch, operations);
    };
    const auto done = face_.documents.change(resource_, call.parts.at(0), edit, {call.caller.id, {}});
    if (!done) return fault_of(done.error());
    return changed(200, *done);
  }

  http::Response remove(api::Call& call) const {
    const auto done = face_.documents.remove(
        resource_, call.parts.at(0), [&](const Document& before) { return met(call, before); }, {call.caller.id, {}});
    if (!done) return fault_of(done.error());
    http::Response response;
    response.status = 204;
    return response;
  }

 private:
  bool is_customers(const Document& document) const {
    return resource_ != Resource::profile_specification && is_customers_account(document.account);
  }

  app::Reader reader_of(const api::Call& call, std::string_view verb) const {
    return {call.caller.id, std::string(to_string(call.caller.role)), call.caller.client, "tmf644",
            std::string(verb) + "_" + std::string(short_name(resource_))};
  }

  // Puts on record that customers' documents are listed: of one customer in their account, else how many they are.
  Result<void> list_recorded(const api::Call& call, const Query& query, const std::vector<Document>& given) const {
    if (resource_ == Resource::profile_specification) return {};
    const app::Engine& engine = face_.documents.engine();
    if (const auto account = account_asked(query)) {
      return app::record_reading(engine, {*account, {}}, reader_of(call, "list"));
    }
    std::set<std::string_view> customers;
    for (const Document& each : given) {
      if (is_customers(each)) customers.insert(each.account);
    }
    return app::record_reading_of_many(engine, call.request.head.query, customers.size(), reader_of(call, "list"));
  }

  // A filter that names one customer is answered from that account alone.
  std::optional<std::string> account_asked(const Query& query) const {
    if (resource_ != Resource::profile) return std::nullopt;
    for (const Filter& each : query.filters) {
      if (each.compare != Compare::equal || each.values.size() != 1) continue;
      const bool four = each.path == std::vector<std::string>{"applicableForParty", "id"};
      const bool five = each.path == std::vector<std::string>{"applicableForParty", "partyOrPartyRole", "id"};
      if (version_ == Version::v4 ? four : five) return each.values.front();
    }
    return std::nullopt;
  }

  static http::Response wrong_type(std::string_view wanted) {
    return problem(415, "type_not_taken", "the body's type is not taken here", "send " + std::string(wanted));
  }

  http::Response changed(unsigned status, const Changed& done) const {
    http::Response response = json_of(status, shown(done.document, version_, face_.address));
    response.with("ETag", entity_tag(done.document));
    if (!done.meanings.empty()) {
      response.with("Assent-Effects", list_of(done.meanings));
      response.with("Assent-Approvals",
                    "recorded=" + std::to_string(done.approvals) + ", left-out=" + std::to_string(done.left_out));
    }
    return response;
  }

  Face face_;
  Version version_;
  Resource resource_;
};

std::string route_id(std::string_view verb, Version version, std::string_view what) {
  return std::string(verb) + "_" + std::string(what) + (version == Version::v4 ? "_v4" : "_v5");
}

std::string_view words_for(Resource resource) {
  switch (resource) {
    case Resource::profile_specification: return "specification of privacy profiles";
    case Resource::profile: return "privacy profile";
    case Resource::agreement: return "privacy agreement";
  }
  return {};
}

http::Response subscribe(const Face& face, Version version, const api::Call& call) {
  const Tree sent = json::tree_of(*call.body);
  const auto done = face.hub.subscribe(sent, version, call.caller.id);
  if (!done) return fault_of(done.error());
  Tree tree = json::table_tree();
  tree.set("id", json::text_tree(done->id));
  tree.set("callback", json::text_tree(done->callback));
  if (!done->query.empty()) tree.set("query", json::text_tree(done->query));
  if (version == Version::v5) tree.set("@type", json::text_tree("Hub"));
  http::Response response = json_of(201, tree);
  response.with("Location", face.address + std::string(base_of(version)) + "hub/" + done->id);
  return response;
}

http::Response unsubscribe(const Face& face, const api::Call& call) {
  const auto done = face.hub.unsubscribe(call.parts.at(0), call.caller.id);
  if (!done) return fault_of(done.error());
  http::Response response;
  response.status = 204;
  return response;
}

}  // namespace

std::vector<api::Route> routes_of(const Face& face) {
  using access::Scope;
  using http::Method;
  constexpr api::RouteTerms kTakes{http::Where::aside, kMostDocumentBytes, true};
  std::vector<api::Route> routes;
  for (const Version version : kVersions) {
    const std::string base(base_of(version));
    for (const Resource resource : kResources) {
      const Paths paths(face, version, resource);
      const std::string all = base + std::string(name_of(resource));
      const std::string one = all + "/{id}";
      const auto add = [&](Method method, const std::string& path, Scope scope, std::string_view verb,
                           std::string_view does, std::string_view gives, std::vector<unsigned> also,
                           api::RouteTerms terms, auto respond) {
        api::RouteText text{route_id(verb, version, short_name(resource)),
                            std::string(does) + " " + std::string(words_for(resource)) + " (TMF644)",
                            terms.takes_json ? "tmf644-document" : "", std::string(gives)};
        text.also = std::move(also);
        routes.emplace_back(method, path, scope, api::Face::tmf644, std::move(text), terms, respond);
      };
      add(Method::get, all, Scope::privacy_read, "list", "List each", "tmf644-documents", {206}, api::kReads,
          [paths](api::Call& call) { return paths.list(call); });
      add(Method::post, all, Scope::privacy_write, "create", "Keep a", "tmf644-document", {409}, kTakes,
          [paths](api::Call& call) { return paths.create(call); });
      add(Method::get, one, Scope::privacy_read, "get", "Get a", "tmf644-document", {304}, api::kReads,
          [paths](api::Call& call) { return paths.get(call); });
      add(Method::patch, one, Scope::privacy_write, "change", "Change a", "tmf644-document", {409, 412}, kTakes,
          [paths](api::Call& call) { return paths.change(call); });
      add(Method::delete_, one, Scope::privacy_write, "delete", "Delete a", "", {409, 412}, api::kReads,
          [paths](api::Call& call) { return paths.remove(call); });
    }
    routes.emplace_back(Method::post, base + "hub", Scope::events_read, api::Face::tmf644,
                        api::RouteText{route_id("subscribe", version, "privacy"),
                                       "Be told of changes to privacy documents (TMF644)", "tmf644-hub", "tmf644-hub"},
                        kTakes, [face, version](api::Call& call) { return subscribe(face, version, call); });
    routes.emplace_back(Method::delete_, base + "hub/{id}", Scope::events_read, api::Face::tmf644,
                        api::RouteText{route_id("unsubscribe", version, "privacy"), "Be told no more (TMF644)", "", ""},
                        api::kReads, [face](api::Call& call) { return unsubscribe(face, call); });
  }
  return routes;
}

}  // namespace assent::tmf644
