#include "camara/capture.hpp"

#include "base/number.hpp"

#include <algorithm>
#include <utility>

namespace assent::camara {
namespace {

constexpr std::string_view kSealedFor = "capture";
constexpr std::size_t kFixed = 5;  // values before the uses

}  // namespace

Result<std::string> new_capture_id(const service::DrawKey& draw) {
  if (!draw) return fail(ErrorCode::unavailable, "no randomness can be had", "try again");
  const evidence::Hash random = TRY(draw());
  std::string id;
  for (std::size_t i = 0; i < 12; ++i) {
    id += static_cast<char>('a' + (random.at(i) >> 4));
    id += static_cast<char>('a' + (random.at(i) & 15));
  }
  return id;
}

std::string text_of(const evidence::Seal& seal, const Capture& capture) {
  std::vector<std::string> values{capture.id, capture.client, capture.account, capture.callback,
                                  std::to_string(microseconds_of(capture.ends))};
  values.insert(values.end(), capture.uses.begin(), capture.uses.end());
  return seal.close(kSealedFor, values);
}

std::optional<Capture> capture_of(const evidence::Seal& seal, std::string_view text) {
  auto values = seal.open(kSealedFor, text);
  if (!values || values->size() <= kFixed) return std::nullopt;
  const auto ends = number_in<std::int64_t>((*values)[4]);
  if (!ends) return std::nullopt;
  Capture capture{std::move((*values)[0]), std::move((*values)[1]), std::move((*values)[2]),
                  std::move((*values)[3]), instant_of(*ends),       {}};
  capture.uses.assign(std::make_move_iterator(values->begin() + kFixed), std::make_move_iterator(values->end()));
  return capture;
}

bool CaptureFrequency::take(std::string_view client, std::string_view account, int at_most, std::chrono::hours within,
                            Instant now) {
  const std::string both = std::to_string(client.size()) + ':' + std::string(client) + std::string(account);
  const std::string name = evidence::to_hex(evidence::sha256(evidence::view_of(both)));
  const auto over = [&](Instant each) { return each <= now - within; };
  const std::lock_guard lock(mutex_);
  if (times_.size() >= kMost) {
    std::erase_if(times_, [&](const auto& each) { return std::ranges::all_of(each.second, over); });
  }
  std::vector<Instant>& times = times_[name];
  std::erase_if(times, over);
  if (times.size() >= static_cast<std::size_t>(at_most)) return false;
  times.push_back(now);
  return true;
}

}  // namespace assent::camara
