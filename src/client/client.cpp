#include "client/client.hpp"

#include "base/number.hpp"
#include "base/utf8.hpp"
#include "client/bodies.hpp"
#include "client/responses.hpp"
#include "http/characters.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace assent::client {
namespace {

using std::chrono::milliseconds;
using std::chrono::nanoseconds;

constexpr milliseconds kFirstPause{100};
constexpr std::string_view kAuthorization = "Authorization";

bool may_help_to_ask_again(http::Missed missed) {
  return missed == http::Missed::no_connection || missed == http::Missed::timed_out ||
         missed == http::Missed::broken_off;
}

nanoseconds seconds_in(std::string_view text) { return std::chrono::seconds(number_in<unsigned>(text).value_or(0)); }

http::Ask post(std::string_view path, std::string body) {
  return {http::Method::post, std::string(path), {{"Content-Type", "application/json"}}, std::move(body)};
}

Decided denied(const Customer& customer, std::string trouble) {
  Decided decided;
  decided.account = customer.account;
  decided.trouble = std::move(trouble);
  return decided;
}

}  // namespace

Client::Client(Ports ports, Settings settings) : ports_(std::move(ports)), settings_(settings) {
  settings_.tries = std::max(settings_.tries, 1U);
  settings_.batch = std::clamp<std::size_t>(settings_.batch, 1, 10'000);
}

Client::Came Client::ask_once(const http::Ask& asked, nanoseconds most) {
  auto received = ports_.http.ask(asked, most);
  Came came;
  if (!received) {
    came.trouble = to_string(received.error());
    came.again = may_help_to_ask_again(received.error());
    came.may_be_done = received.error() != http::Missed::no_connection && received.error() != http::Missed::not_trusted;
    return came;
  }
  const unsigned status = received->status;
  if (status == 401 || status == 403) {
    came.trouble = fmt::format("the server does not let this caller in ({})", status);
    came.unknown_caller = status == 401;
  } else if (status >= 500 || status == 408 || status == 429) {
    came.trouble = fmt::format("the server answers {}", status);
    came.again = status != 500 && status != 501;
    came.may_be_done = status >= 500;
    came.after = seconds_in(received->retry_after);
  } else {
    came.received = *std::move(received);
  }
  return came;
}

Client::Came Client::ask(http::Ask asked, nanoseconds most) {
  const nanoseconds end = ports_.pause.ticks() + most;
  nanoseconds pause = kFirstPause;
  bool key_read_anew = false;
  bool may_be_done = false;
  for (unsigned left = settings_.tries;; --left) {
    const auto shown = ports_.secret(key_read_anew);
    if (!shown) return {{}, "the key cannot be read: " + to_string(shown.error()), false, false, may_be_done, {}};
    std::erase_if(asked.headers, [](const auto& each) { return each.first == kAuthorization; });
    if (!shown->empty()) asked.headers.emplace_back(kAuthorization, "Bearer " + *shown);
    // Each try gets its part, so that one that hears nothing leaves time for the next.
    Came came = ask_once(asked, std::max((end - ports_.pause.ticks()) / left, nanoseconds(1)));
    came.may_be_done = may_be_done = may_be_done || came.may_be_done;
    if (came.trouble.empty() || left == 1) return came;
    if (came.unknown_caller && !key_read_anew) {
      // The key may have been replaced meanwhile.
      key_read_anew = true;
      continue;
    }
    if (!came.again) return came;
    // Not all at the same time: between half of the pause and the whole of it.
    const auto half = static_cast<std::uint64_t>(pause.count() / 2);
    const nanoseconds wait =
        std::max(came.after, nanoseconds(static_cast<std::int64_t>(half + ports_.pause.random() % (half + 1))));
    if (ports_.pause.ticks() + wait >= end) return came;
    ports_.pause.wait(wait);
    pause *= 2;
  }
}

Result<Decided> Client::decide(const Customer& customer, const Question& question) {
  const Came came = ask(post("/access/v1/evaluation", evaluation_body(customer, question)), settings_.timeout);
  if (!came.trouble.empty()) return denied(customer, came.trouble);
  if (came.received.status == 400) return tl::unexpected(error_of(400, came.received.body));
  if (came.received.status != 200) {
    return denied(customer, fmt::format("the server answers {}", came.received.status));
  }
  auto read = decided_of(came.received.body);
  if (auto* const error = std::get_if<Error>(&read)) return tl::unexpected(std::move(*error));
  if (auto* const doubt = std::get_if<Doubt>(&read)) return denied(customer, std::move(doubt->why));
  Decided decided = std::get<Decided>(std::move(read));
  if (decided.reason != Reason::unknown_customer) decided.account = customer.account;
  return decided;
}

Result<Client::Many> Client::decide_many(std::span<const std::string_view> accounts, const Question& question) {
  Many many;
  many.each.resize(accounts.size());
  std::vector<std::string_view> asked;
  std::vector<std::size_t> places;
  for (std::size_t from = 0; from < accounts.size(); from += settings_.batch) {
    asked.clear();
    places.clear();
    for (std::size_t i = from; i < std::min(from + settings_.batch, accounts.size()); ++i) {
      const std::string_view account = accounts[i];
      if (account.empty() || !is_utf8(account)) {
        many.each[i].reason = Reason::unknown_customer;  // nobody is on record under such a name
      } else {
        asked.push_back(account);
        places.push_back(i);
      }
    }
    if (asked.empty()) continue;
    const Came came = ask(post("/access/v1/evaluations", evaluations_body(asked, question)), settings_.batch_timeout);
    many.trouble = came.trouble;
    if (many.trouble.empty() && came.received.status == 400) return tl::unexpected(error_of(400, came.received.body));
    if (many.trouble.empty() && came.received.status != 200) {
      many.trouble = fmt::format("the server answers {}", came.received.status);
    }
    if (!many.trouble.empty()) return many;
    auto read = briefs_of(came.received.body, asked.size());
    if (auto* const error = std::get_if<Error>(&read)) return tl::unexpected(std::move(*error));
    if (auto* const doubt = std::get_if<Doubt>(&read)) {
      many.trouble = std::move(doubt->why);
      return many;
    }
    const auto& briefs = std::get<std::vector<Brief>>(read);
    for (std::size_t i = 0; i < places.size(); ++i) many.each[places[i]] = briefs[i];
  }
  return many;
}

Result<Recorded> Client::record(const Customer& customer, const Choice& choice, const Circumstances& circumstances) {
  const bool own_key = circumstances.key.empty();
  const std::string key =
      own_key ? fmt::format("client-{:016x}{:016x}", ports_.pause.random(), ports_.pause.random()) : circumstances.key;
  if (!std::ranges::all_of(key, http::is_of_value) || key.size() > 255 || http::trimmed(key).size() != key.size()) {
    return fail(ErrorCode::invalid, "the key of the recording cannot be sent",
                "use at most 255 characters of ASCII, without blanks at its ends");
  }
  if (choice.provisional && choice.kind == ChoiceKind::opt_in) {
    return fail(ErrorCode::invalid, "an opt-in cannot be provisional; only a refusal can",
                "record it when a person has read it");
  }
  http::Ask asked = post(path_of(choice.kind), choice_body(customer, choice, circumstances));
  asked.headers.emplace_back("Idempotency-Key", key);
  const Came came = ask(std::move(asked), settings_.timeout);
  const auto unknown = [&](const std::string& why) {
    return fail(ErrorCode::unavailable, why + "; it is not known whether the choice was recorded",
                own_key ? "record it again" : "record it again, with the same key");
  };
  if (!came.trouble.empty()) {
    if (came.may_be_done) return unknown(came.trouble);
    return fail(ErrorCode::unavailable, came.trouble + "; nothing was recorded", "record it again when that is mended");
  }
  if (came.received.status != 200 && came.received.status != 201) {
    return tl::unexpected(error_of(came.received.status, came.received.body));
  }
  auto read = recorded_of(came.received.body, customer.account);
  if (auto* const doubt = std::get_if<Doubt>(&read)) return unknown(doubt->why);
  Recorded done = std::get<Recorded>(std::move(read));
  if (own_key) done.repeated = false;  // only this call knows the key
  return done;
}

}  // namespace assent::client
