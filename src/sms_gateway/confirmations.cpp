#include "sms_gateway/confirmations.hpp"

#include <algorithm>
#include <optional>
#include <span>
#include <utility>

namespace assent::sms_gateway {
namespace {

constexpr int kTriesMost = 5;
constexpr std::chrono::seconds kAgainAfter{30};

evidence::Hash hash_of(std::string_view e164, Confirming what) {
  constexpr std::string_view kMarks = "!?+";
  const std::string text = std::string(e164) + kMarks[static_cast<std::size_t>(what)];
  return evidence::sha256({reinterpret_cast<const std::uint8_t*>(text.data()), text.size()});
}

}  // namespace

void Confirmations::add(std::string e164, explanation::Language language, Confirming what) {
  const Instant now = clock_.now();
  const std::lock_guard lock(mutex_);
  std::erase_if(confirmed_, [&](const auto& each) { return each.second + kConfirmedAgainAfter <= now; });
  const evidence::Hash hash = hash_of(e164, what);
  if (waiting_.size() >= kConfirmationsWaitingMost || confirmed_.contains(hash)) {
    count_one(Confirmed::left_out);
    return;
  }
  confirmed_.emplace(hash, now);
  waiting_.push_back({std::move(e164), confirmation_text(language, what, reversals_), now, 0});
}

bool Confirmations::round() {
  std::optional<Waiting> next;
  {
    const Instant now = clock_.now();
    const std::lock_guard lock(mutex_);
    const auto due =
        std::find_if(waiting_.begin(), waiting_.end(), [&](const Waiting& each) { return each.due <= now; });
    if (due == waiting_.end()) return false;
    next = std::move(*due);
    waiting_.erase(due);
  }
  const auto handed = sender_.send({next->e164, next->text, {}});
  const bool again = handed ? *handed == sms::Handed::again : handed.error().code == ErrorCode::unavailable;
  if (again && ++next->tries < kTriesMost) {
    next->due = clock_.now() + kAgainAfter;
    const std::lock_guard lock(mutex_);
    waiting_.push_back(*std::move(next));
    return true;
  }
  const bool taken = handed && (*handed == sms::Handed::accepted || *handed == sms::Handed::queued);
  count_one(taken ? Confirmed::handed_over : Confirmed::given_up);
  return true;
}

std::size_t Confirmations::waiting() const {
  const std::lock_guard lock(mutex_);
  return waiting_.size();
}

}  // namespace assent::sms_gateway
