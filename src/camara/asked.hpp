// Asked: what a request says and what it means: who asks, about whom, about which uses. Each step gives a problem in
// CAMARA's codes instead, which holds nothing that was sent.
#pragma once

#include "api/call.hpp"
#include "api/members.hpp"
#include "api/problem.hpp"
#include "app/engine.hpp"
#include "camara/settings.hpp"
#include "consent/use.hpp"
#include "service/customer_file.hpp"

#include <tl/expected.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace assent::camara {

template <class T>
using Or = tl::expected<T, api::Problem>;

tl::unexpected<api::Problem> problem(unsigned status, std::string code, std::string detail, std::string mend);
// 400 INVALID_ARGUMENT.
tl::unexpected<api::Problem> invalid(std::string detail);
http::Response response_of(const api::Problem& problem);

// Of a request, in bytes.
inline constexpr std::size_t kBodyMost = std::size_t{64} << 10;

// What every request says.
struct Asked {
  std::string telephone;  // as it is written, E.164; empty: none
  Names scopes;           // each once, in their order; never empty
  std::string purpose;
};
Or<Asked> read_asked(const json::Value& body);

// A required member that is true or false; a required text; either problem is a 400.
Or<bool> flag_in(const json::Value& body, std::string_view key);
Or<std::string> text_in(const json::Value& body, std::string_view key);

// The customer that the token names, or else the number in the request.
//
//   422 UNNECESSARY_IDENTIFIER  both are there
//   422 MISSING_IDENTIFIER      neither is
Or<service::CustomerName> subject_of(const access::Caller& caller, std::string_view telephone);

// Uses that the client may ask about, each with those of the scopes that mean it, in the order of the scopes.
struct Group {
  const MappedUse* use = nullptr;
  Names scopes;
};
// `code`: of the 403, if a scope with the purpose means no use that is the client's.
Or<std::vector<Group>> groups_of(const Settings& settings, const Client& client, const Asked& asked,
                                 std::string_view code);

// A customer and the rules, for one request or one page.
struct Found {
  app::RegimeInUse regime;
  service::OnFile on_file;
  Instant at;
};
// 404 IDENTIFIER_NOT_FOUND: no active account has the number, or there is no such account; 422 SERVICE_NOT_APPLICABLE:
// several accounts have it; 503: the ledger cannot be read.
Or<Found> find_customer(const app::Engine& engine, const service::CustomerName& who, Instant at);

// The use as the engine knows it, by that client. Nothing: the client is a partner, and the register does not have it
// now, or as ended, and so does not say what it is to the carrier.
Result<std::optional<Use>> use_by(const Found& found, const MappedUse& use, const Client& client);

}  // namespace assent::camara
