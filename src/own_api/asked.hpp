// What the requests of this interface have in common: whom they are about, which use they ask about, and under which
// key they record. Each gives what was read, or why the request is turned away.
#pragma once

#include "api/call.hpp"
#include "api/members.hpp"
#include "api/problem.hpp"
#include "api/route.hpp"
#include "app/query.hpp"
#include "app/reading.hpp"
#include "app/stated_choice.hpp"
#include "base/result.hpp"
#include "base/telephones.hpp"
#include "explanation/language.hpp"
#include "http/message.hpp"
#include "service/circumstances.hpp"
#include "service/customer_file.hpp"
#include "written/written.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <utility>
#include <vector>

namespace assent::own_api {

template <class Value>
using OrProblem = tl::expected<Value, api::Problem>;

inline constexpr std::size_t kSmallBody = std::size_t{64} << 10;
inline constexpr std::size_t kLongestKey = 255;

http::Response problem(unsigned status, std::string code, std::string detail, std::string mend);
http::Response refused(const Error& error);
http::Response refused(const api::Problem& why);

// `account`, or `telephone` with `country`. A customer who names no one asks about themselves.
OrProblem<service::CustomerName> customer_in(const api::Call& call, api::Members& members,
                                             const Telephones& telephones);

// `use`, `regime`, `at`, `known_at`. A partner can ask about its own use only.
OrProblem<app::Query> query_in(const api::Call& call, api::Members& members);

// `language`; left out: English.
OrProblem<explanation::Language> language_in(api::Members& members);

// The `Idempotency-Key`; empty: there is none.
OrProblem<std::string> key_of(const api::Call& call);

// By the caller, with their key, and with `effective` and `channel`; without `channel`, by `api`.
OrProblem<service::Circumstances> circumstances_in(const api::Call& call, api::Members& members);

// `evidence`; invalid: it is not well formed. What it has besides is told as unknown of `members`.
Result<app::StatedEvidence> evidence_in(api::Members& members);

// TOML or JSON, as the body's type says.
OrProblem<written::WrittenForm> form_of(const api::Call& call);

http::Response not_an_object();

// That a route takes `Idempotency-Key`.
api::RouteParameter idempotency_key();

// Who is about to read, with the `purpose` that they state.
OrProblem<app::Reader> reader_in(const api::Call& call, api::Members& members, std::string operation);

// The values of the query by name, each once. The router has turned away names that the route does not take.
using QueryValues = std::vector<std::pair<std::string, std::string>>;
class Asked {
 public:
  static OrProblem<Asked> of(const api::Call& call);

  // Empty: it is not there, or is empty.
  std::string text(std::string_view name) const;
  // Nothing: it is not there.
  OrProblem<std::optional<std::uint64_t>> number(std::string_view name) const;
  OrProblem<std::optional<Instant>> instant(std::string_view name) const;

 private:
  explicit Asked(QueryValues values) : values_(std::move(values)) {}
  const std::string* find(std::string_view name) const;
  QueryValues values_;
};

// The first member that is of another kind; nothing: there is none.
std::optional<api::Problem> wrong_kind_in(const api::Members& members);
// That, or the first member that is not known: what was meant by it would not count. For when all are read.
std::optional<api::Problem> fault_of(const api::Members& members);

}  // namespace assent::own_api
