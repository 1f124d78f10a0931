#include "access/rotating_keys.hpp"

#include "base/ascii.hpp"

#include <algorithm>
#include <utility>

namespace assent::access {
namespace {

// Whether so much time is over. A clock that was set back does not make it wait.
bool is_over(std::chrono::seconds time, Instant since, Instant now) { return now < since || now - since >= time; }

bool is_host_letter(char c) { return is_letter(c) || is_digit(c) || c == '.' || c == '-'; }

}  // namespace

bool may_have_keys(std::string_view address) {
  const bool secure = address.starts_with("https://");
  if (!secure && !address.starts_with("http://")) return false;
  if (!std::ranges::all_of(address, [](char c) { return c > ' ' && c < 0x7f && c != '#' && c != '\\'; })) return false;
  address.remove_prefix(secure ? 8 : 7);
  const std::string_view authority = address.substr(0, address.find_first_of("/?"));
  const std::size_t bracket = authority.find(']');
  const std::size_t end = authority.starts_with('[') ? (bracket == authority.npos ? 0 : bracket + 1)
                                                     : std::min(authority.find(':'), authority.size());
  const std::string_view host = authority.substr(0, end);
  const std::string_view port = authority.substr(end);
  if (!port.empty() && (port.size() < 2 || port.size() > 6 || !std::ranges::all_of(port.substr(1), is_digit)))
    return false;
  if (!port.empty() && port[0] != ':') return false;
  if (!secure) return host == "localhost" || host == "127.0.0.1" || host == "[::1]";
  if (!host.starts_with('[')) return !host.empty() && std::ranges::all_of(host, is_host_letter);
  return std::ranges::all_of(host.substr(1, host.size() - 2),
                             [](char c) { return is_small_hexadecimal(c) || c == ':' || c == '.'; });
}

RotatingKeys::RotatingKeys(KeySet given) {
  state_.put(std::make_shared<const State>(State{.keys = std::make_shared<const KeySet>(std::move(given))}));
}

RotatingKeys::RotatingKeys(std::string address, Algorithm algorithm, KeyTimes times)
    : address_(std::move(address)), algorithm_(algorithm), times_(times) {}

std::shared_ptr<const RotatingKeys::State> RotatingKeys::now(Instant now) const {
  auto state = state_.get();
  if (!address_.empty() && state && now - state->fetched >= times_.stale) return nullptr;
  return state;
}

void RotatingKeys::keep_keys_of(const RotatingKeys& former) {
  if (address_.empty() || address_ != former.address_ || algorithm_ != former.algorithm_) return;
  if (auto state = former.state_.get()) state_.put(std::move(state));
}

bool RotatingKeys::due(Instant now) const {
  if (address_.empty()) return false;
  const Instant::rep tried = tried_.load(std::memory_order_relaxed);
  if (tried != Instant::min().time_since_epoch().count() && !is_over(times_.retry, instant_of(tried), now))
    return false;
  const auto state = state_.get();
  return !state || missed_.load(std::memory_order_relaxed) || is_over(times_.refresh, state->fetched, now);
}

Result<void> RotatingKeys::refresh(Instant now, KeySetSource& source) {
  if (!due(now)) return {};
  tried_.store(microseconds_of(now), std::memory_order_relaxed);
  missed_.store(false, std::memory_order_relaxed);
  const std::string text = TRY(source.fetch(address_));
  const evidence::Hash hash = evidence::sha256(evidence::view_of(text));
  const auto before = state_.get();
  if (before && before->text == hash) {
    state_.put(std::make_shared<const State>(State{before->keys, now, before->number, hash}));
    return {};
  }
  auto keys = std::make_shared<const KeySet>(TRY(KeySet::read(text, algorithm_)));
  state_.put(std::make_shared<const State>(State{std::move(keys), now, before ? before->number + 1 : 0, hash}));
  return {};
}

}  // namespace assent::access
