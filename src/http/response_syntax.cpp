#include "http/response_syntax.hpp"

#include "http/characters.hpp"

#include <array>
#include <charconv>

namespace assent::http {
namespace {

std::string_view reason_phrase(unsigned status) {
  switch (status) {
    case 200: return "OK";
    case 201: return "Created";
    case 202: return "Accepted";
    case 204: return "No Content";
    case 206: return "Partial Content";
    case 301: return "Moved Permanently";
    case 302: return "Found";
    case 303: return "See Other";
    case 304: return "Not Modified";
    case 307: return "Temporary Redirect";
    case 308: return "Permanent Redirect";
    case 400: return "Bad Request";
    case 401: return "Unauthorized";
    case 403: return "Forbidden";
    case 404: return "Not Found";
    case 405: return "Method Not Allowed";
    case 406: return "Not Acceptable";
    case 408: return "Request Timeout";
    case 409: return "Conflict";
    case 410: return "Gone";
    case 411: return "Length Required";
    case 412: return "Precondition Failed";
    case 413: return "Content Too Large";
    case 414: return "URI Too Long";
    case 415: return "Unsupported Media Type";
    case 422: return "Unprocessable Content";
    case 428: return "Precondition Required";
    case 429: return "Too Many Requests";
    case 431: return "Request Header Fields Too Large";
    case 500: return "Internal Server Error";
    case 501: return "Not Implemented";
    case 502: return "Bad Gateway";
    case 503: return "Service Unavailable";
    case 504: return "Gateway Timeout";
    default: return "";
  }
}

bool is_servers(std::string_view name) {
  return same_name(name, "content-length") || same_name(name, "transfer-encoding") || same_name(name, "connection") ||
         same_name(name, "date");
}

void add_number(std::size_t number, std::string& out) {
  std::array<char, 20> digits{};
  const auto [end, error] = std::to_chars(digits.data(), digits.data() + digits.size(), number);
  out.append(digits.data(), end);
}

void add_padded(unsigned number, unsigned digits, std::string& out) {
  const std::size_t end = out.size() + digits;
  out.resize(end);
  for (unsigned i = 1; i <= digits; ++i, number /= 10) out[end - i] = static_cast<char>('0' + number % 10);
}

void add_field(std::string_view name, std::string_view value, std::string& out) {
  out.append(name).append(": ").append(value).append("\r\n");
}

Follows what_follows(const Response& response, const Sending& sending) {
  if (response.status == 204 || response.status == 304) return Follows::nothing;
  if (std::holds_alternative<std::string>(response.body)) return Follows::bytes;
  return sending.http_1_0 ? Follows::rest : Follows::chunks;
}

}  // namespace

bool is_sendable(const Response& response) {
  if (response.status < 200 || response.status > 599) return false;
  for (const auto& [name, value] : response.headers) {
    if (!is_token(name) || !std::ranges::all_of(value, is_of_value)) return false;
  }
  const auto* chunks = std::get_if<std::unique_ptr<Chunks>>(&response.body);
  return !chunks || *chunks;
}

Follows write_head(const Response& response, const Sending& sending, std::string& out) {
  out += "HTTP/1.1 ";
  add_padded(response.status, 3, out);
  out += ' ';
  out += reason_phrase(response.status);
  out += "\r\n";
  if (!sending.date.empty()) add_field("Date", sending.date, out);
  for (const auto& [name, value] : response.headers) {
    if (!is_servers(name)) add_field(name, value, out);
  }
  const Follows follows = what_follows(response, sending);
  switch (follows) {
    case Follows::bytes:
      out += "Content-Length: ";
      add_number(std::get<std::string>(response.body).size(), out);
      out += "\r\n";
      break;
    case Follows::chunks: add_field("Transfer-Encoding", "chunked", out); break;
    case Follows::nothing:
    case Follows::rest: break;
  }
  if (!sending.persistent || (follows == Follows::rest && !sending.to_head)) {
    add_field("Connection", "close", out);
  } else if (sending.http_1_0) {
    add_field("Connection", "keep-alive", out);
  }
  out += "\r\n";
  return sending.to_head ? Follows::nothing : follows;
}

std::string http_date(std::chrono::sys_seconds time) {
  constexpr std::string_view kDays = "SunMonTueWedThuFriSat";
  constexpr std::string_view kMonths = "JanFebMarAprMayJunJulAugSepOctNovDec";
  const auto day = std::chrono::floor<std::chrono::days>(time);
  const std::chrono::year_month_day date{day};
  const std::chrono::hh_mm_ss clock{time - day};
  std::string out{kDays.substr(std::chrono::weekday{day}.c_encoding() * 3, 3)};
  out += ", ";
  add_padded(static_cast<unsigned>(date.day()), 2, out);
  out.append(" ").append(kMonths.substr((static_cast<unsigned>(date.month()) - 1) * 3, 3)).append(" ");
  add_padded(static_cast<unsigned>(static_cast<int>(date.year())), 4, out);
  out += ' ';
  add_padded(static_cast<unsigned>(clock.hours().count()), 2, out);
  out += ':';
  add_padded(static_cast<unsigned>(clock.minutes().count()), 2, out);
  out += ':';
  add_padded(static_cast<unsigned>(clock.seconds().count()), 2, out);
  out += " GMT";
  return out;
}

}  // namespace assent::http
