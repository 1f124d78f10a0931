#include "access/jws.hpp"

#include "base/ascii.hpp"
#include "evidence/base64.hpp"
#include "json/document.hpp"

#include <algorithm>
#include <utility>

namespace assent::access {
namespace {

std::string_view view_of_bytes(const evidence::Bytes& bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

// Whether the member is absent or a text, which `to` then is.
bool take_text(const json::Value& header, std::string_view member, std::optional<std::string>& to) {
  const auto value = header.find(member);
  if (!value) return true;
  if (!value->is(json::Kind::text)) return false;
  to = std::string(value->text());
  return true;
}

}  // namespace

std::optional<Jws> read_jws(std::string_view text) {
  if (text.size() > kMostTokenBytes) return std::nullopt;
  const std::size_t first = text.find('.');
  const std::size_t second = first == std::string_view::npos ? first : text.find('.', first + 1);
  if (second == std::string_view::npos) return std::nullopt;
  const auto header_text = evidence::from_base64url(text.substr(0, first));
  auto payload = evidence::from_base64url(text.substr(first + 1, second - first - 1));
  auto signature = evidence::from_base64url(text.substr(second + 1));
  if (!header_text || !payload || !signature) return std::nullopt;

  json::Document document;
  if (!document.read(view_of_bytes(*header_text), {.bytes = kMostTokenBytes, .depth = 16})) return std::nullopt;
  const json::Value header = document.root();
  std::optional<std::string> algorithm;
  std::optional<std::string> type;
  Jws jws;
  if (!header.is(json::Kind::table) || header.find("crit") || !take_text(header, "alg", algorithm) || !algorithm ||
      !take_text(header, "typ", type) || !take_text(header, "kid", jws.kid)) {
    return std::nullopt;
  }
  jws.algorithm = *std::move(algorithm);
  jws.type = std::move(type).value_or("");
  jws.payload = *std::move(payload);
  jws.signed_text = text.substr(0, second);
  jws.signature = *std::move(signature);
  return jws;
}

bool is_access_token(const Jws& jws) {
  std::string type = jws.type;  // RFC 9110, 8.3.1: letters of any case
  std::ranges::transform(type, type.begin(), small);
  return type == "at+jwt" || type == "application/at+jwt";
}

}  // namespace assent::access
