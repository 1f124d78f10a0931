// Problem: why a request was not served, and the response that says so in the way of each face. Pure.
#pragma once

#include "api/face.hpp"
#include "base/result.hpp"
#include "http/message.hpp"

#include <string>
#include <string_view>

namespace assent::api {

// No part holds personal data or a secret: it may be logged.
struct Problem {
  unsigned status = 500;
  std::string code;    // for a program: `not_json`, `scope_missing`, …
  std::string detail;  // for a person: lower case, no full stop
  std::string mend;    // what to do about it; may be empty
};

// The response. Its body is JSON, but for AuthZEN (its 1.0, "Error Responses": an error message string).
http::Response response_to(Face face, const Problem& problem);

// What an error of the product is to a caller: invalid 400, not_found 404, conflict 409, unavailable 503, damaged 500.
Problem problem_of(const Error& error);

// A body of JSON, or of text: must not be kept on the way.
http::Response json_response(unsigned status, std::string body);
http::Response text_response(unsigned status, std::string body);

}  // namespace assent::api
