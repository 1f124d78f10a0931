#include "scrub_jobs/job.hpp"

#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include <array>
#include <utility>

namespace assent::scrub_jobs {
namespace {

namespace bj = boost::json;

constexpr std::array<std::string_view, 7> kStates = {"receiving", "waiting",   "running",    "done",
                                                     "failed",    "cancelled", "interrupted"};
constexpr std::array<std::string_view, 5> kCodes = {"invalid", "not_found", "conflict", "unavailable", "damaged"};
constexpr std::array<ErrorCode, 5> kErrors = {ErrorCode::invalid, ErrorCode::not_found, ErrorCode::conflict,
                                              ErrorCode::unavailable, ErrorCode::damaged};

std::string_view code_name(ErrorCode code) {
  for (std::size_t i = 0; i < kErrors.size(); ++i) {
    if (kErrors.at(i) == code) return kCodes.at(i);
  }
  return kCodes.back();
}

std::string text_in(const bj::object& from, std::string_view key) { return std::string(from.at(key).as_string()); }

Instant instant_in(const bj::object& from, std::string_view key) {
  return instant_of(from.at(key).to_number<std::int64_t>());
}

Order order_in(const bj::object& from) {
  Order order;
  order.campaign = text_in(from, "campaign");
  if (!from.at("at").is_null()) order.at = instant_in(from, "at");
  order.account_column = text_in(from, "account_column");
  order.telephone_column = text_in(from, "telephone_column");
  order.country = text_in(from, "country");
  order.known_at = text_in(from, "known_at");
  order.language = text_in(from, "language");
  order.explain_each = from.at("explain_each").as_bool();
  order.trial = from.at("trial").as_bool();
  order.since = text_in(from, "since");
  return order;
}

bj::object object_of(const Order& order) {
  return {{"campaign", order.campaign},
          {"at", order.at ? bj::value(microseconds_of(*order.at)) : bj::value(nullptr)},
          {"account_column", order.account_column},
          {"telephone_column", order.telephone_column},
          {"country", order.country},
          {"known_at", order.known_at},
          {"language", order.language},
          {"explain_each", order.explain_each},
          {"trial", order.trial},
          {"since", order.since}};
}

Job job_in(const bj::object& from) {
  Job job;
  job.id = text_in(from, "id");
  job.owner = text_in(from, "owner");
  job.key = text_in(from, "key");
  job.order = order_in(from.at("order").as_object());
  const std::string state = text_in(from, "state");
  for (std::size_t i = 0; i < kStates.size(); ++i) {
    if (kStates.at(i) == state) job.state = static_cast<State>(i);
  }
  job.created = instant_in(from, "created");
  job.changed = instant_in(from, "changed");
  job.rows = from.at("rows").to_number<std::uint64_t>();
  job.read = from.at("read").to_number<std::uint64_t>();
  if (!from.at("error").is_null()) {
    const bj::object& error = from.at("error").as_object();
    ErrorCode code = ErrorCode::damaged;
    for (std::size_t i = 0; i < kCodes.size(); ++i) {
      if (kCodes.at(i) == text_in(error, "code")) code = kErrors.at(i);
    }
    job.error = Error{code, text_in(error, "message"), text_in(error, "mend")};
  }
  if (!from.at("run").is_null()) job.run = text_in(from, "run");
  return job;
}

}  // namespace

std::string_view to_string(State state) { return kStates.at(static_cast<std::size_t>(state)); }

bool has_ended(State state) { return state != State::receiving && state != State::waiting && state != State::running; }

std::string to_text(const Job& job) {
  bj::value error = nullptr;
  if (job.error) {
    error =
        bj::object{{"code", code_name(job.error->code)}, {"message", job.error->message}, {"mend", job.error->mend}};
  }
  return bj::serialize(bj::object{{"id", job.id},
                                  {"owner", job.owner},
                                  {"key", job.key},
                                  {"order", object_of(job.order)},
                                  {"state", to_string(job.state)},
                                  {"created", microseconds_of(job.created)},
                                  {"changed", microseconds_of(job.changed)},
                                  {"rows", job.rows},
                                  {"read", job.read},
                                  {"error", std::move(error)},
                                  {"run", job.run ? bj::value(bj::string(*job.run)) : bj::value(nullptr)}});
}

Result<Job> read_job(std::string_view text) {
  try {
    return job_in(bj::parse(text).as_object());
  } catch (const std::exception&) {
    return fail(ErrorCode::damaged, "the state of a scrub job cannot be read", "remove its folder");
  }
}

}  // namespace assent::scrub_jobs
