#include "index/notice_shares.hpp"

#include "index/key.hpp"

#include <algorithm>
#include <limits>
#include <span>
#include <utility>

namespace assent::index {
namespace {

constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();

std::uint64_t hash_of(const NoticeItem& item) {
  const std::uint64_t small =
      std::uint64_t{item.text} << 32 | std::uint64_t{item.place} << 16 | std::uint64_t{item.channel} << 8 | item.flags;
  return spread(spread(static_cast<std::uint64_t>(item.sent)) ^ small);
}

std::uint64_t hash_of(std::uint16_t place, std::uint8_t verified, std::span<const std::uint32_t> members) {
  std::uint64_t sum = spread(std::uint64_t{place} << 8 | verified);
  for (const std::uint32_t each : members) sum = spread(sum ^ each);
  return sum;
}

}  // namespace

template <class Same>
std::uint32_t NoticeShares::Numbers::find(std::uint64_t hash, Same same) const {
  if (slots_.empty()) return kNone;
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t at = hash & mask; slots_[at] != 0; at = (at + 1) & mask) {
    if (same(slots_[at] - 1)) return slots_[at] - 1;
  }
  return kNone;
}

template <class HashOf>
void NoticeShares::Numbers::add(std::uint64_t hash, std::uint32_t number, HashOf hash_of) {
  if ((size_ + 1) * 2 > slots_.size()) {
    const std::vector<std::uint32_t> before =
        std::exchange(slots_, std::vector<std::uint32_t>(std::max<std::size_t>(slots_.size() * 2, 1024)));
    size_ = 0;
    for (const std::uint32_t each : before) {
      if (each != 0) add(hash_of(each - 1), each - 1, hash_of);
    }
  }
  const std::size_t mask = slots_.size() - 1;
  std::size_t at = hash & mask;
  while (slots_[at] != 0) at = (at + 1) & mask;
  slots_[at] = number + 1;
  ++size_;
}

NoticeShares::NoticeShares(Parts parts)
    : items_(std::move(parts.items)),
      members_(std::move(parts.members)),
      lists_(std::move(parts.lists)),
      texts_(std::move(parts.texts)),
      channels_(std::move(parts.channels)),
      places_(std::move(parts.places)) {
  for (std::size_t i = 0; i < texts_.size(); ++i) {
    text_numbers_.emplace(std::tuple(texts_[i].notice, texts_[i].version, texts_[i].language),
                          static_cast<std::uint16_t>(i));
  }
  for (std::size_t i = 0; i < places_.size(); ++i) {
    place_numbers_.emplace(std::tuple(places_[i].language, places_[i].zone_name), static_cast<std::uint16_t>(i));
  }
}

std::uint64_t NoticeShares::hash_of_item(std::uint32_t number) const { return hash_of(items_[number]); }

std::uint64_t NoticeShares::hash_of_list(std::uint32_t number) const {
  const NoticeList& list = lists_[number];
  return hash_of(list.place, list.verified, members_.all().subspan(list.first, list.count));
}

void NoticeShares::know_all() {
  for (auto i = static_cast<std::uint32_t>(item_numbers_.size()); i < items_.size(); ++i) {
    item_numbers_.add(hash_of_item(i), i, [this](std::uint32_t each) { return hash_of_item(each); });
  }
  for (auto i = static_cast<std::uint32_t>(list_numbers_.size()); i < lists_.size(); ++i) {
    list_numbers_.add(hash_of_list(i), i, [this](std::uint32_t each) { return hash_of_list(each); });
  }
}

std::optional<std::uint32_t> NoticeShares::number_of(const NoticeShare& share, const Surroundings& surroundings) {
  know_all();
  if (share.given.size() > std::numeric_limits<std::uint8_t>::max()) return std::nullopt;
  const auto place = place_number(share, surroundings);
  if (!place) return std::nullopt;
  std::vector<NoticeItem> items;
  for (const NoticeShare::Given& each : share.given) {
    const auto text = text_number(each, surroundings);
    const auto channel = channel_number(each.channel);
    if (!text || !channel) return std::nullopt;
    NoticeItem& item = items.emplace_back();
    item.text = *text;
    item.place = *place;
    item.channel = *channel;
    if (const auto* date = std::get_if<Date>(&each.sent)) {
      item.sent = date->time_since_epoch().count();
      item.flags |= NoticeItem::by_date;
    } else {
      item.sent = microseconds_of(std::get<Instant>(each.sent));
    }
    if (each.email_permission) item.flags |= NoticeItem::email_permitted;
    if (each.undelivered) item.flags |= NoticeItem::undelivered;
  }
  // A history that cannot be kept whole is not kept at all.
  const bool numbers_left =
      items_.size() + items.size() < kNone && members_.size() + items.size() < kNone && lists_.size() + 1 < kNone;
  if (!numbers_left) return std::nullopt;
  std::vector<std::uint32_t> members;
  for (const NoticeItem& each : items) members.push_back(item_number(each));
  const std::uint8_t verified = share.verified ? 1 : 0;
  const std::uint64_t hash = hash_of(*place, verified, members);
  const std::uint32_t known = list_numbers_.find(hash, [&](std::uint32_t number) {
    const NoticeList& list = lists_[number];
    const auto own = members_.all().subspan(list.first, list.count);
    return list.place == *place && list.verified == verified &&
           std::equal(own.begin(), own.end(), members.begin(), members.end());
  });
  if (known != kNone) return known;
  const auto number = static_cast<std::uint32_t>(lists_.size());
  lists_.push_back(
      {static_cast<std::uint32_t>(members_.size()), *place, static_cast<std::uint8_t>(members.size()), verified});
  for (const std::uint32_t each : members) members_.push_back(each);
  list_numbers_.add(hash, number, [this](std::uint32_t each) { return hash_of_list(each); });
  return number;
}

std::optional<std::uint16_t> NoticeShares::text_number(const NoticeShare::Given& given,
                                                       const Surroundings& surroundings) {
  const auto found = text_numbers_.find(std::tie(given.notice, given.version, given.language));
  if (found != text_numbers_.end()) return found->second;
  auto terms = surroundings.carrier->terms(given.notice, given.version, given.language);
  if (terms == nullptr || texts_.size() > std::numeric_limits<std::uint16_t>::max()) return std::nullopt;
  const auto number = static_cast<std::uint16_t>(texts_.size());
  texts_.push_back({given.notice, given.version, given.language, std::move(terms)});
  text_numbers_.emplace(std::tuple(given.notice, given.version, given.language), number);
  return number;
}

std::optional<std::uint8_t> NoticeShares::channel_number(const std::string& channel) {
  const auto found = std::find(channels_.begin(), channels_.end(), channel);
  if (found != channels_.end()) return static_cast<std::uint8_t>(found - channels_.begin());
  if (channels_.size() > std::numeric_limits<std::uint8_t>::max()) return std::nullopt;
  channels_.push_back(channel);
  return static_cast<std::uint8_t>(channels_.size() - 1);
}

std::optional<std::uint16_t> NoticeShares::place_number(const NoticeShare& share, const Surroundings& surroundings) {
  const auto found = place_numbers_.find(std::tie(share.language, share.zone));
  if (found != place_numbers_.end()) return found->second;
  if (places_.size() > std::numeric_limits<std::uint16_t>::max()) return std::nullopt;
  const TimeZone* zone = share.zone.empty() ? nullptr : surroundings.zones->find(share.zone);
  if (zone == nullptr && !share.zone.empty()) return std::nullopt;
  const auto number = static_cast<std::uint16_t>(places_.size());
  places_.push_back({share.language, share.zone, zone});
  place_numbers_.emplace(std::tuple(share.language, share.zone), number);
  return number;
}

std::uint32_t NoticeShares::item_number(const NoticeItem& item) {
  const std::uint64_t hash = hash_of(item);
  const std::uint32_t known = item_numbers_.find(hash, [&](std::uint32_t number) { return items_[number] == item; });
  if (known != kNone) return known;
  const auto number = static_cast<std::uint32_t>(items_.size());
  items_.push_back(item);
  item_numbers_.add(hash, number, [this](std::uint32_t each) { return hash_of_item(each); });
  return number;
}

NoticeGiven NoticeShares::given(const NoticeItem& item) const {
  NoticeGiven given;
  given.terms = texts_[item.text].terms;
  given.channel = channels_[item.channel];
  if ((item.flags & NoticeItem::by_date) != 0) given.sent = Date{std::chrono::days{item.sent}};
  else given.sent = instant_of(item.sent);
  given.email_permission = (item.flags & NoticeItem::email_permitted) != 0;
  if ((item.flags & NoticeItem::undelivered) != 0) given.delivery = Delivery::bounced;
  return given;
}

NoticeShare NoticeShares::share(std::uint32_t number) const {
  const NoticeList& list = lists_[number];
  NoticeShare share;
  share.language = places_[list.place].language;
  share.zone = places_[list.place].zone_name;
  share.verified = list.verified != 0;
  for (const std::uint32_t member : members_.all().subspan(list.first, list.count)) {
    const NoticeGiven given = this->given(items_[member]);
    const Text& text = texts_[items_[member].text];
    share.given.push_back({text.notice, text.version, text.language, given.channel, given.sent, given.email_permission,
                           given.delivery != Delivery::sent});
  }
  return share;
}

Facts NoticeShares::facts(std::uint32_t number, const TimeZone* footprint) const {
  const NoticeList& list = lists_[number];
  const Place& place = places_[list.place];
  Facts facts;
  facts.customer.language = place.language;
  facts.zone = place.zone_name.empty() ? footprint : place.zone;
  for (const std::uint32_t member : members_.all().subspan(list.first, list.count)) {
    facts.history.notices.push_back(given(items_[member]));
  }
  if (list.verified != 0) facts.history.verifications.push_back({{}, {}, kEarliest, "written", true});
  return facts;
}

std::uint64_t NoticeShares::bytes() const {
  return items_.size() * sizeof(NoticeItem) + members_.size() * sizeof(std::uint32_t) +
         lists_.size() * sizeof(NoticeList) + item_numbers_.bytes() + list_numbers_.bytes();
}

}  // namespace assent::index
