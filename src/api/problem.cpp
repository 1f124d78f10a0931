#include "api/problem.hpp"

#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include <utility>

namespace assent::api {
namespace {

std::string_view title_of(unsigned status) {
  switch (status) {
    case 400: return "Bad Request";
    case 401: return "Unauthorized";
    case 403: return "Forbidden";
    case 404: return "Not Found";
    case 405: return "Method Not Allowed";
    case 406: return "Not Acceptable";
    case 408: return "Request Timeout";
    case 409: return "Conflict";
    case 412: return "Precondition Failed";
    case 413: return "Content Too Large";
    case 415: return "Unsupported Media Type";
    case 422: return "Unprocessable Content";
    case 429: return "Too Many Requests";
    case 431: return "Request Header Fields Too Large";
    case 503: return "Service Unavailable";
    default: return status < 500 ? "Bad Request" : "Internal Server Error";
  }
}

// The codes that CAMARA's Commonalities has for a status; a code of our own that is one of theirs stays.
std::string camara_code(const Problem& problem) {
  if (!problem.code.empty() && problem.code.front() >= 'A' && problem.code.front() <= 'Z') return problem.code;
  switch (problem.status) {
    case 400: return "INVALID_ARGUMENT";
    case 401: return "UNAUTHENTICATED";
    case 403: return "PERMISSION_DENIED";
    case 404: return "NOT_FOUND";
    case 405: return "METHOD_NOT_ALLOWED";
    case 409: return "CONFLICT";
    case 415: return "UNSUPPORTED_MEDIA_TYPE";
    case 429: return "TOO_MANY_REQUESTS";
    case 503: return "UNAVAILABLE";
    default: return problem.status < 500 ? "INVALID_ARGUMENT" : "INTERNAL";
  }
}

std::string sentence_of(const Problem& problem) {
  return problem.mend.empty() ? problem.detail : problem.detail + "; " + problem.mend;
}

boost::json::object body_of(Face face, const Problem& problem) {
  switch (face) {
    case Face::camara:
      return {{"status", problem.status}, {"code", camara_code(problem)}, {"message", sentence_of(problem)}};
    case Face::tmf644:
      return {{"code", problem.code},
              {"reason", title_of(problem.status)},
              {"message", sentence_of(problem)},
              {"status", std::to_string(problem.status)}};
    case Face::own:
    case Face::authzen: break;
  }
  boost::json::object body{{"type", "/problems/" + problem.code},
                           {"title", title_of(problem.status)},
                           {"status", problem.status},
                           {"code", problem.code},
                           {"detail", problem.detail}};
  if (!problem.mend.empty()) body["mend"] = problem.mend;
  return body;
}

}  // namespace

http::Response json_response(unsigned status, std::string body) {
  http::Response response;
  response.status = status;
  response.headers.emplace_back("Content-Type", "application/json");
  response.headers.emplace_back("Cache-Control", "no-store");
  response.body = std::move(body);
  return response;
}

http::Response text_response(unsigned status, std::string body) {
  http::Response response = json_response(status, std::move(body));
  response.with("Content-Type", "text/plain; charset=utf-8");
  return response;
}

http::Response response_to(Face face, const Problem& problem) {
  if (face == Face::authzen) return text_response(problem.status, sentence_of(problem));
  http::Response response = json_response(problem.status, boost::json::serialize(body_of(face, problem)));
  if (face == Face::own) response.with("Content-Type", "application/problem+json");
  return response;
}

Problem problem_of(const Error& error) {
  Problem problem{500, "", error.message, error.mend};
  switch (error.code) {
    case ErrorCode::invalid:
      problem.status = 400;
      problem.code = "invalid";
      break;
    case ErrorCode::not_found:
      problem.status = 404;
      problem.code = "not_found";
      break;
    case ErrorCode::conflict:
      problem.status = 409;
      problem.code = "conflict";
      break;
    case ErrorCode::unavailable:
      problem.status = 503;
      problem.code = "unavailable";
      break;
    case ErrorCode::damaged:
      problem.status = 500;
      problem.code = "damaged";
      break;
  }
  return problem;
}

}  // namespace assent::api
