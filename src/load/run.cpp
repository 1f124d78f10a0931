#include "load/run.hpp"

#include "client/bodies.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace assent::load {
namespace {

using std::chrono::nanoseconds;

constexpr double kSecond = 1e9;

std::string kind_of(http::Missed missed) {
  switch (missed) {
    case http::Missed::no_connection: return "no_connection";
    case http::Missed::not_trusted: return "not_trusted";
    case http::Missed::timed_out: return "timed_out";
    case http::Missed::broken_off: return "broken_off";
    case http::Missed::malformed: return "malformed";
    case http::Missed::too_large: return "too_large";
  }
  return "";
}

// SplitMix64: a sequence that is the same each time.
std::uint64_t next_random(std::uint64_t& state) {
  std::uint64_t z = (state += 0x9E3779B97F4A7C15U);
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9U;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBU;
  return z ^ (z >> 31);
}

void shuffle(std::vector<std::string>& accounts) {
  std::uint64_t state = 1;
  for (std::size_t i = accounts.size(); i > 1; --i) std::swap(accounts[i - 1], accounts[next_random(state) % i]);
}

std::uint64_t count_of(std::string_view text, std::string_view what) {
  std::uint64_t count = 0;
  for (std::size_t at = text.find(what); at != std::string_view::npos; at = text.find(what, at + what.size())) ++count;
  return count;
}

}  // namespace

std::uint64_t Results::errors_of_all_kinds() const {
  std::uint64_t sum = 0;
  for (const auto& [kind, count] : errors) sum += count;
  return sum;
}

Run::Run(Plan plan, std::vector<std::string> accounts, http::Address address, std::string key,
         std::function<bool(const Results&, nanoseconds)> look)
    : plan_(std::move(plan)),
      accounts_(std::move(accounts)),
      address_(std::move(address)),
      key_(std::move(key)),
      look_(std::move(look)) {
  shuffle(accounts_);
}

// With a rate, the number of requests is known; else the end is an instant.
std::uint64_t Run::planned() const {
  if (plan_.requests) return *plan_.requests;
  if (plan_.rate <= 0) return UINT64_MAX;
  return static_cast<std::uint64_t>(std::ceil(static_cast<double>(plan_.duration.count()) / kSecond * plan_.rate));
}

std::optional<nanoseconds> Run::due(nanoseconds now) {
  if (stopped_ || sent_ >= planned()) return std::nullopt;
  if (plan_.rate > 0) {
    return nanoseconds(static_cast<std::int64_t>(static_cast<double>(sent_) / plan_.rate * kSecond));
  }
  if (!plan_.requests && now >= plan_.duration) return std::nullopt;
  return now;
}

void Run::next(std::string& request) {
  ++sent_;
  const auto account = [&]() -> const std::string& {
    const std::string& next = accounts_[account_];
    account_ = (account_ + 1) % accounts_.size();
    return next;
  };
  http::Ask asked{http::Method::post, "/access/v1/evaluation", {{"Content-Type", "application/json"}}, {}};
  if (!key_.empty()) asked.headers.emplace_back("Authorization", "Bearer " + key_);
  if (plan_.batch == 1) {
    asked.body = client::evaluation_body({account(), ""}, plan_.question, plan_.brief);
  } else {
    asked.path = "/access/v1/evaluations";
    batch_.clear();
    for (std::size_t i = 0; i < plan_.batch; ++i) batch_.push_back(account());
    asked.body = client::evaluations_body(batch_, plan_.question, plan_.brief);
  }
  request = http::bytes_of(asked, address_);
}

void Run::came(nanoseconds due, nanoseconds now, const tl::expected<http::Received, http::Missed>& outcome) {
  if (stopped_ && !outcome) return;  // given up by whoever ended it
  ++results_.requests;
  results_.took = std::max(results_.took, now);
  if (!outcome) return add_error(kind_of(outcome.error()));
  if (outcome->status != 200) return add_error("status_" + std::to_string(outcome->status));
  const std::uint64_t permits = count_of(outcome->body, R"("decision":true)");
  const std::uint64_t denies = count_of(outcome->body, R"("decision":false)");
  if (permits + denies != plan_.batch) return add_error("not_whole");
  if (count_of(outcome->body, R"("error":{)") > 0) return add_error("not_asked");
  results_.decisions += plan_.batch;
  results_.permits += permits;
  results_.latency.add(now - due);
}

bool Run::ended(nanoseconds now) {
  if (!stopped_ && look_ && look_(results_, now)) stopped_ = true;
  // What could not be sent in time would have waited for ever.
  if (!stopped_ && plan_.rate > 0 && sent_ < planned()) {
    const auto last = nanoseconds(static_cast<std::int64_t>(static_cast<double>(planned()) / plan_.rate * kSecond));
    if (now > last + plan_.patience) {
      add_error("not_sent", planned() - sent_);
      stopped_ = true;
    }
  }
  return stopped_;
}

}  // namespace assent::load
