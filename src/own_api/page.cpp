#include "own_api/page.hpp"

#include "api/html.hpp"
#include "api/problem.hpp"
#include "base/ascii.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include <algorithm>
#include <utility>

namespace assent::own_api {
namespace {

namespace bj = boost::json;

constexpr std::string_view kStyle =
    "body{font:1rem/1.5 system-ui,sans-serif;max-width:60rem;margin:0 auto;padding:1rem;color:#1a1a1a;background:#fff}"
    "code{font-family:ui-monospace,monospace;overflow-wrap:anywhere}"
    "section{border-top:1px solid #767676;padding-top:.5rem}"
    "table{border-collapse:collapse;width:100%}th,td{text-align:start;vertical-align:top;padding:.25rem .5rem;"
    "border-bottom:1px solid #c4c4c4}a{color:#0b57a4}";

std::string code(std::string_view text) { return "<code>" + api::escaped(text) + "</code>"; }

// What stands between backticks is code.
std::string prose(std::string_view text) {
  std::string out;
  bool within = false;
  for (;;) {
    const std::size_t tick = text.find('`');
    out += api::escaped(text.substr(0, tick));
    if (tick == std::string_view::npos) return out + (within ? "</code>" : "");
    out += within ? "</code>" : "<code>";
    within = !within;
    text.remove_prefix(tick + 1);
  }
}

std::string name_after_slash(std::string_view reference) {
  constexpr std::string_view kComponents = "#/components/schemas/";
  if (!reference.starts_with(kComponents)) return {};
  reference.remove_prefix(kComponents.size());
  return std::string(reference.substr(0, reference.find('/')));
}

std::string link_to(std::string_view schema) {
  return "<a href=\"#schema-" + api::escaped(schema) + "\">" + api::escaped(schema) + "</a>";
}

// The kind of a value, in a word or two.
std::string kind_of(const bj::value& schema) {
  const auto* const table = schema.if_object();
  if (table == nullptr) return {};
  if (const auto* const reference = table->if_contains("$ref")) {
    const std::string name = name_after_slash(reference->as_string());
    return name.empty() ? std::string("value") : link_to(name);
  }
  if (const auto* const either = table->if_contains("anyOf")) {
    std::string kinds;
    for (const bj::value& each : either->as_array()) kinds += (kinds.empty() ? "" : " or ") + kind_of(each);
    return kinds;
  }
  const auto* const type = table->if_contains("type");
  if (type == nullptr || !type->is_string()) return {};
  if (type->as_string() == "array" && table->contains("items")) return "list of " + kind_of(table->at("items"));
  return api::escaped(type->as_string());
}

std::string text_of(const bj::object& table, std::string_view key) {
  const auto* const value = table.if_contains(key);
  return value != nullptr && value->is_string() ? std::string(value->as_string()) : std::string();
}

std::string row(std::string_view name, const std::string& kind, bool required, std::string_view description) {
  return "<tr><th scope=\"row\">" + code(name) + "</th><td>" + kind + "</td><td>" + (required ? "yes" : "no") +
         "</td><td>" + prose(description) + "</td></tr>\n";
}

constexpr std::string_view kHead =
    "<table><thead><tr><th scope=\"col\">name</th><th scope=\"col\">kind</th><th scope=\"col\">required</th>"
    "<th scope=\"col\">meaning</th></tr></thead><tbody>\n";

std::string schema_section(std::string_view name, const bj::object& schema) {
  std::string out = "<section id=\"schema-" + api::escaped(name) + "\"><h3>" + api::escaped(name) + "</h3><p>" +
                    prose(text_of(schema, "description")) + "</p>\n";
  const auto* const properties = schema.if_contains("properties");
  if (properties == nullptr) return out + "</section>\n";
  out += kHead;
  const auto* const required = schema.if_contains("required");
  for (const auto& member : properties->as_object()) {
    const bool needed = required != nullptr && std::ranges::any_of(required->as_array(), [&](const bj::value& each) {
                          return each.as_string() == member.key();
                        });
    out += row(member.key(), kind_of(member.value()), needed,
               member.value().is_object() ? text_of(member.value().as_object(), "description") : std::string());
  }
  return out + "</tbody></table></section>\n";
}

// The schema or the type of a body, where there is one.
std::string content_told(const bj::object& holder) {
  const auto* const content = holder.if_contains("content");
  if (content == nullptr) return {};
  std::string out;
  for (const auto& type : content->as_object()) {
    const std::string kind = kind_of(type.value().at("schema"));
    out += (out.empty() ? "" : ", or ") + code(type.key()) + (kind == "string" ? "" : " " + kind);
  }
  return out;
}

std::string operation_section(std::string_view path, std::string_view method, const bj::object& operation,
                              std::string_view scope) {
  std::string upper(method);
  std::ranges::transform(upper, upper.begin(),
                         [](char c) { return is_small_letter(c) ? static_cast<char>(c - 'a' + 'A') : c; });
  const std::string id = text_of(operation, "operationId");
  std::string out = "<section id=\"" + api::escaped(id) + "\"><h3>" + code(upper + " " + std::string(path)) +
                    "</h3><p>" + prose(text_of(operation, "summary")) +
                    ".</p>\n<p>Scope: " + (scope.empty() ? std::string("none") : code(scope)) + "</p>\n";
  if (const auto* const parameters = operation.if_contains("parameters")) {
    out += kHead;
    for (const bj::value& each : parameters->as_array()) {
      const bj::object& parameter = each.as_object();
      out += row(text_of(parameter, "name"), kind_of(parameter.at("schema")), parameter.at("required").as_bool(),
                 "In the " + text_of(parameter, "in") + ". " + text_of(parameter, "description"));
    }
    out += "</tbody></table>\n";
  }
  if (const auto* const body = operation.if_contains("requestBody")) {
    out += "<p>Takes: " + content_told(body->as_object()) + "</p>\n";
  }
  out += "<ul>\n";
  for (const auto& response : operation.at("responses").as_object()) {
    const bj::object& told = response.value().as_object();
    const std::string content = content_told(told);
    out += "<li>" + code(response.key()) + ": " + prose(text_of(told, "description")) +
           (content.empty() ? "" : " – " + content) + "</li>\n";
  }
  return out + "</ul></section>\n";
}

}  // namespace

std::string page_of(const std::vector<api::Route>& routes, const Schemas& schemas, std::string_view version) {
  const bj::value document = bj::parse(openapi_of(routes, schemas, version));
  std::string out =
      "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
      "<meta name=\"viewport\" content=\"width=device-width\"><title>Assent " +
      api::escaped(version) + "</title><style>" + std::string(kStyle) + "</style></head><body><main>\n<h1>Assent " +
      api::escaped(version) +
      "</h1>\n<p>What this server can be asked. The same for programs: "
      "<a href=\"/openapi.json\">OpenAPI 3.1</a>.</p>\n<nav aria-label=\"Contents\"><ul>\n";
  for (const api::Route& route : routes) {
    out += "<li><a href=\"#" + api::escaped(route.text().id) + "\">" +
           code(std::string(to_string(route.method())) + " " + route.path()) + "</a> " + prose(route.text().summary) +
           "</li>\n";
  }
  out += "</ul></nav>\n<h2>Requests</h2>\n";
  for (const api::Route& route : routes) {
    std::string method(to_string(route.method()));
    std::ranges::transform(method, method.begin(), small);
    const bj::object& operation = document.at("paths").at(route.path()).at(method).as_object();
    out += operation_section(route.path(), method, operation, to_string(route.scope()));
  }
  out += "<h2>Shapes</h2>\n";
  for (const auto& schema : document.at("components").at("schemas").as_object()) {
    out += schema_section(schema.key(), schema.value().as_object());
  }
  return out + "</main></body></html>\n";
}

api::Route page_route(std::string page) {
  api::RouteText text{"docs", "This interface, described for people", "", ""};
  text.gives_type = "text/html";
  return {http::Method::get,
          "/docs",
          access::Scope::anybody,
          api::Face::own,
          std::move(text),
          api::kAnswersAtOnce,
          [page = std::move(page)](api::Call&) {
            http::Response response = api::text_response(200, page);
            response.with("Content-Type", "text/html; charset=utf-8");
            response.with("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'");
            response.with("Referrer-Policy", "no-referrer");
            return response;
          }};
}

}  // namespace assent::own_api
