// Route: what the server does at one path with one method, who may ask for it, and how it is described. The table of
// them is what requests are matched against and what the OpenAPI document is made from, so the two cannot differ.
#pragma once

#include "access/scope.hpp"
#include "api/call.hpp"
#include "api/face.hpp"
#include "http/handler.hpp"
#include "http/message.hpp"

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace assent::api {

// What a route takes and gives, in words and by the names of published schemas (docs/schema).
// A value that a route takes beside its body.
struct RouteParameter {
  std::string name;
  std::string in;           // `query` or `header`
  std::string description;  // one sentence
  std::string schema = R"({"type":"string"})";
  bool required = false;
};

struct RouteText {
  std::string id;       // `evaluate`: for metrics, the log and the OpenAPI document; unique
  std::string summary;  // one sentence
  std::string takes;    // the schema of the request's body; empty: it has none, or not of JSON
  std::string gives;    // the schema of a 200's body; empty: not JSON
  std::vector<RouteParameter> parameters = {};
  std::vector<unsigned> also = {};            // further statuses that it answers with: those below 300 as a 200
  std::vector<std::string> takes_types = {};  // of a body that is not only JSON
  std::string gives_type = {};                // of a 200's body that is not JSON
  std::vector<std::string> also_gives = {};   // further types of a 200's body, where the request asks for them
};

struct RouteTerms {
  http::Where where = http::Where::aside;
  std::size_t most_body_bytes = 0;
  bool takes_json = false;
};
inline constexpr RouteTerms kReads{http::Where::aside, 0, false};
inline constexpr RouteTerms kAnswersAtOnce{http::Where::at_once, 0, false};

using Respond = std::function<http::Response(Call&)>;

class Route {
 public:
  // Every route names the scope that it needs: without one it does not compile. `path` is matched part by part; a part
  // in braces means any one part: "/v1/notices/{id}". No part is personal data, for paths are logged elsewhere.
  Route(http::Method method, std::string path, access::Scope scope, Face face, RouteText text, RouteTerms terms,
        Respond respond)
      : method_(method),
        path_(std::move(path)),
        scope_(scope),
        face_(face),
        text_(std::move(text)),
        terms_(terms),
        respond_(std::move(respond)) {}

  http::Method method() const { return method_; }
  const std::string& path() const { return path_; }
  access::Scope scope() const { return scope_; }
  Face face() const { return face_; }
  const RouteText& text() const { return text_; }
  const RouteTerms& terms() const { return terms_; }
  http::Response respond(Call& call) const { return respond_(call); }

 private:
  http::Method method_;
  std::string path_;
  access::Scope scope_;
  Face face_;
  RouteText text_;
  RouteTerms terms_;
  Respond respond_;
};

// Immutable after making; thread-safe.
class Routes {
 public:
  explicit Routes(std::vector<Route> routes);

  const std::vector<Route>& all() const { return routes_; }

  struct Match {
    const Route* route = nullptr;    // null: none at that path has the method
    std::size_t number = 0;          // of the route in all()
    std::vector<std::string> parts;  // in place of braces
    std::string allowed;             // the methods that the path has, as for `Allow`; empty: there is no such path
    Face face = Face::own;  // of the path's routes; of a path that there is not: of those with the same first part
  };
  Match find(http::Method method, std::string_view path) const;

 private:
  std::vector<Route> routes_;
  std::vector<std::size_t> with_parts_;                                   // those whose path has braces
  std::unordered_map<std::string_view, std::vector<std::size_t>> exact_;  // the others, by path
  std::unordered_map<std::string_view, Face> faces_;                      // by the first part of a path
};

}  // namespace assent::api
