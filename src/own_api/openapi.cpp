#include "own_api/openapi.hpp"

#include "base/ascii.hpp"
#include "base/require.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include <algorithm>
#include <set>
#include <utility>

namespace assent::own_api {
namespace {

namespace bj = boost::json;

constexpr std::string_view kFile = ".schema.json";

// "values.schema.json#/$defs/entry" is "#/components/schemas/values/$defs/entry" here. Notes the schema's name.
void refer_here(bj::value& value, std::string_view within, std::set<std::string>& named) {
  if (auto* const list = value.if_array()) {
    for (bj::value& each : *list) refer_here(each, within, named);
  }
  auto* const table = value.if_object();
  if (table == nullptr) return;
  for (auto& member : *table) {
    if (member.key() != "$ref" || !member.value().is_string()) {
      refer_here(member.value(), within, named);
      continue;
    }
    const std::string reference(member.value().as_string());
    const std::size_t hash = reference.find('#');
    const std::string path = reference.substr(0, hash);
    const std::string file = path.substr(path.rfind('/') + 1);
    std::string name(within);
    if (!file.empty()) name = file.substr(0, file.size() - std::min(file.size(), kFile.size()));
    named.insert(name);
    member.value() = "#/components/schemas/" + name + (hash == std::string::npos ? "" : reference.substr(hash + 1));
  }
}

bj::object components_for(std::set<std::string> named, const Schemas& schemas) {
  bj::object made;
  while (!named.empty()) {
    const std::string name = *named.begin();
    named.erase(named.begin());
    if (made.contains(name)) continue;
    const auto at = schemas.find(name);
    require(at != schemas.end(), "a route's schema is published");
    bj::value schema = bj::parse(at->second);
    refer_here(schema, name, named);
    schema.as_object().erase("$schema");
    schema.as_object().erase("$id");
    made[name] = std::move(schema);
  }
  return made;
}

bj::object content_of(std::string_view type, const std::string& schema, std::set<std::string>& named) {
  named.insert(schema);
  return {{type, {{"schema", {{"$ref", "#/components/schemas/" + schema}}}}}};
}

std::string lower_method(http::Method method) {
  std::string name(to_string(method));
  std::ranges::transform(name, name.begin(), small);
  return name;
}

bj::object problem_response(std::string_view description) {
  return {{"description", description},
          {"content", {{"application/problem+json", {{"schema", {{"$ref", "#/components/schemas/problem"}}}}}}}};
}

bj::object camara_response(std::string_view description) {
  return {{"description", description},
          {"content", {{"application/json", {{"schema", {{"$ref", "#/components/schemas/camara-error"}}}}}}}};
}

bj::object tmf644_response(std::string_view description) {
  return {{"description", description},
          {"content", {{"application/json", {{"schema", {{"$ref", "#/components/schemas/tmf644-error"}}}}}}}};
}

bj::object text_response(std::string_view description) {
  return {{"description", description}, {"content", {{"text/plain", {{"schema", {{"type", "string"}}}}}}}};
}

std::string_view description_of(unsigned status) {
  switch (status) {
    case 400: return "The request is not well formed: it says what and where";
    case 404: return "It names something that there is not";
    case 403: return "It is not for the one who asks";
    case 409: return "It does not go together with what is there";
    case 410: return "It was there, and counts no more";
    case 412: return "It is not as `If-Match` says";
    case 413: return "The body is too large";
    case 415: return "The body is of another type";
    default: return "It could not be done: it says why";
  }
}

// TMF644 answers what was made with 201, and what was deleted with 204.
std::string_view usual_status(const api::Route& route) {
  if (route.face() != api::Face::tmf644) return "200";
  if (route.method() == http::Method::post) return "201";
  return route.method() == http::Method::delete_ ? "204" : "200";
}

bj::object operation_of(const api::Route& route, std::set<std::string>& named) {
  bj::object operation{{"operationId", route.text().id}, {"summary", route.text().summary}};
  bj::array parameters;
  const std::string& path = route.path();
  for (std::size_t from = path.find('{'); from != std::string::npos; from = path.find('{', from + 1)) {
    const std::string name = path.substr(from + 1, path.find('}', from) - from - 1);
    parameters.push_back(
        bj::object{{"name", name}, {"in", "path"}, {"required", true}, {"schema", {{"type", "string"}}}});
  }
  for (const api::RouteParameter& each : route.text().parameters) {
    parameters.push_back(bj::object{{"name", each.name},
                                    {"in", each.in},
                                    {"required", each.required},
                                    {"description", each.description},
                                    {"schema", bj::parse(each.schema)}});
  }
  if (!parameters.empty()) operation["parameters"] = std::move(parameters);
  if (route.terms().takes_json) {
    operation["requestBody"] =
        bj::object{{"required", true}, {"content", content_of("application/json", route.text().takes, named)}};
  } else if (!route.text().takes_types.empty()) {
    bj::object content;
    for (const std::string& type : route.text().takes_types) {
      const bool json = type == "application/json" && !route.text().takes.empty();
      if (json) content[type] = content_of(type, route.text().takes, named).at(type);
      else content[type] = bj::object{{"schema", {{"type", "string"}}}};
    }
    operation["requestBody"] = bj::object{{"required", true}, {"content", std::move(content)}};
  }
  const auto problem = [&](std::string_view description) {
    // Of a page for people, so is what it says when it cannot be shown, unless the request did not come so far.
    if (route.text().gives_type == "text/html") {
      return bj::object{{"description", description},
                        {"content",
                         {{"text/html", {{"schema", {{"type", "string"}}}}},
                          {"application/problem+json", {{"schema", {{"$ref", "#/components/schemas/problem"}}}}}}}};
    }
    switch (route.face()) {
      case api::Face::authzen: return text_response(description);
      case api::Face::camara: return camara_response(description);
      case api::Face::tmf644: return tmf644_response(description);
      case api::Face::own: break;
    }
    return problem_response(description);
  };
  if (route.face() == api::Face::camara) named.insert("camara-error");
  if (route.face() == api::Face::tmf644) named.insert("tmf644-error");
  bj::object responses;
  bj::object good{{"description", "Done"}};
  if (!route.text().gives.empty()) {
    const std::string& type = route.text().gives_type;
    good["content"] = content_of(type.empty() ? "application/json" : type, route.text().gives, named);
  } else if (!route.text().gives_type.empty()) {
    good["content"] = bj::object{{route.text().gives_type, {{"schema", {{"type", "string"}}}}}};
  }
  for (const std::string& type : route.text().also_gives) {
    good["content"].as_object()[type] = bj::object{{"schema", {{"type", "string"}}}};
  }
  const bool creates = route.scope() == access::Scope::consent_management_create;
  if (!creates) responses[usual_status(route)] = good;
  for (const unsigned status : route.text().also) {
    responses[std::to_string(status)] = status < 300    ? good
                                        : status == 304 ? bj::object{{"description", "It has not changed"}}
                                                        : problem(description_of(status));
  }
  if (creates || route.scope() == access::Scope::choices_record) responses["201"] = std::move(good);
  if (route.terms().takes_json) {
    responses["400"] = problem("The request is not well formed: the response says what and where");
    responses["413"] = problem("The body is too large");
    responses["415"] = problem("The body is not JSON, or is encoded");
  }
  if (route.scope() == access::Scope::choices_record) {
    responses["404"] = problem("It names something that does not exist");
    responses["409"] = problem("The idempotency key was used before for something else");
  }
  if (route.face() == api::Face::camara) {
    responses["404"] = problem("No customer has the number, or there is no such consent");
    responses["422"] = problem("The customer is named by token and number, by neither, or by a number of several");
    if (creates) responses["409"] = problem("The customer has decided about it before");
  }
  const bool has_parts = route.path().find('{') != std::string::npos;
  if (has_parts && !responses.contains("404")) responses["404"] = problem(description_of(404));
  // What stands in its path or its query is not well formed, or is not known.
  if (!responses.contains("400")) responses["400"] = problem(description_of(400));
  if (route.scope() != access::Scope::anybody) {
    responses["401"] = problem("The request shows no caller who may ask");
    responses["403"] = problem("The caller does not have the scope");
    responses["429"] = problem("The caller asks too often: `Retry-After` says when to ask again");
    operation["security"] = bj::array{bj::object{{"bearer", bj::array{to_string(route.scope())}}},
                                      bj::object{{"certificate", bj::array{}}}};
  }
  responses["503"] = problem("The ledger cannot be reached, or too many requests are waiting");
  operation["responses"] = std::move(responses);
  return operation;
}

}  // namespace

std::string openapi_of(const std::vector<api::Route>& routes, const Schemas& schemas, std::string_view version) {
  std::set<std::string> named{"problem"};
  bj::object paths;
  for (const api::Route& route : routes) {
    auto* const item = paths.emplace(route.path(), bj::object{}).first->value().if_object();
    (*item)[lower_method(route.method())] = operation_of(route, named);
  }
  bj::object document{
      {"openapi", "3.1.0"},
      {"info",
       {{"title", "Assent"},
        {"version", version},
        {"summary", "May this use be made of this customer's information? With reasons, and with the evidence kept."},
        {"license", {{"name", "Apache-2.0"}, {"identifier", "Apache-2.0"}}}}},
      {"paths", std::move(paths)},
      {"components",
       {{"schemas", components_for(std::move(named), schemas)},
        {"securitySchemes",
         {{"bearer",
           {{"type", "http"}, {"scheme", "bearer"}, {"description", "An access token (RFC 9068), or an API key"}}},
          {"certificate", {{"type", "mutualTLS"}}}}}}}};
  return bj::serialize(document);
}

}  // namespace assent::own_api
