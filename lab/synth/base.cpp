#include "synth/base.hpp"

#include "base/day_on_earth.hpp"
#include "synth/templates.hpp"

#include <algorithm>
#include <cassert>
#include <tuple>

namespace assent::synth {
namespace {

// A letter's date is a day in the customer's zone.
Instant effective_of(const SyntheticNotice& notice) {
  if (const auto* instant = std::get_if<Instant>(&notice.sent)) return *instant;
  return day_begins_on_earth(std::get<Date>(notice.sent));
}

Instant effective_of(const SyntheticCustomer& customer, SyntheticEvent::Kind kind, std::size_t index) {
  switch (kind) {
    case SyntheticEvent::Kind::profile: return customer.profiles[index].effective;
    case SyntheticEvent::Kind::email_permission:
      return customer.email_permission->at;  // NOLINT: there is such an event
    case SyntheticEvent::Kind::notice: return effective_of(customer.notices[index]);
    case SyntheticEvent::Kind::failure: return customer.notices[index].failed_known;
    case SyntheticEvent::Kind::choice: return customer.choices[index].at;
  }
  return kNever;
}

// Five digits, from the front: the number as a binary fraction of 100,000, times ten for each.
void write_five(std::uint32_t number, char* text) {
  constexpr std::uint64_t kOne = std::uint64_t{1} << 48;
  std::uint64_t rest = number * (kOne / 10'000 + 1);
  for (int i = 0; i < 5; ++i) {
    text[i] = static_cast<char>('0' + (rest >> 48));
    rest = (rest & (kOne - 1)) * 10;
  }
}

}  // namespace

SyntheticBase::SyntheticBase(std::uint64_t seed, std::uint64_t size, const SyntheticShares& shares, Instant as_of)
    : seed_(seed),
      size_(size),
      frame_(seed, shares, as_of),
      profiles_(synth::make_profiles()),
      texts_(synth::make_texts(frame_)),
      channels_(synth::make_channels()),
      choices_(synth::make_choices()) {
  assert(size <= kSizeMax);
}

SyntheticCustomer SyntheticBase::customer(std::uint64_t number) const { return make_customer(frame_, number); }

SyntheticBase::AccountText SyntheticBase::write_account(std::uint64_t number) const {
  AccountText text;
  text[0] = 'S';
  const std::uint64_t digits = frame_.scrambled(number, SyntheticFrame::kForAccounts);
  write_five(static_cast<std::uint32_t>(digits / 100'000), &text[1]);
  write_five(static_cast<std::uint32_t>(digits % 100'000), &text[6]);
  return text;
}

std::string SyntheticBase::account_of(std::uint64_t number) const {
  const AccountText text = write_account(number);
  return {text.begin(), text.end()};
}

std::optional<std::uint64_t> SyntheticBase::number_of(std::string_view account) const {
  if (account.size() != kAccountSize || account[0] != 'S') return std::nullopt;
  std::uint64_t digits = 0;
  for (const char each : account.substr(1)) {
    if (each < '0' || each > '9') return std::nullopt;
    digits = digits * 10 + static_cast<std::uint64_t>(each - '0');
  }
  return frame_.unscrambled(digits, SyntheticFrame::kForAccounts);
}

std::uint64_t SyntheticBase::telephone_of_nobody(std::uint64_t number) const {
  assert(number >= size_);
  return kSyntheticTelephones + frame_.scrambled(number, SyntheticFrame::kForTelephones);
}

std::vector<ledger::Draft> SyntheticBase::carrier_drafts() const { return synth::make_carrier_drafts(frame_); }

SyntheticEvents SyntheticBase::events_of(const SyntheticCustomer& customer) const {
  SyntheticEvents events;
  const auto add = [&](SyntheticEvent::Kind kind, std::size_t index) {
    events.push_back(
        {std::min(effective_of(customer, kind, index), frame_.as_of), kind, static_cast<std::uint8_t>(index)});
  };
  using Kind = SyntheticEvent::Kind;
  for (std::size_t i = 0; i < customer.profiles.size(); ++i) add(Kind::profile, i);
  if (customer.email_permission) add(Kind::email_permission, 0);
  for (std::size_t i = 0; i < customer.notices.size(); ++i) {
    add(Kind::notice, i);
    if (customer.notices[i].delivery != Delivery::sent) add(Kind::failure, i);
  }
  for (std::size_t i = 0; i < customer.choices.size(); ++i) add(Kind::choice, i);
  const auto earlier = [](const SyntheticEvent& a, const SyntheticEvent& b) {
    return std::tie(a.recorded, a.kind, a.index) < std::tie(b.recorded, b.kind, b.index);
  };
  std::sort(events.begin(), events.end(), earlier);
  return events;
}

ledger::Draft SyntheticBase::draft_of(const SyntheticCustomer& customer, const SyntheticEvent& event,
                                      Position given) const {
  ledger::Draft draft;
  evidence::Entry& entry = draft.entry;
  entry.account = account_of(customer.number);
  entry.effective = effective_of(customer, event.kind, event.index);
  entry.actor = synth::kActor;
  entry.channel = synth::kEntryChannel;
  switch (event.kind) {
    case SyntheticEvent::Kind::profile: {
      evidence::CustomerRecorded body = profiles_[customer.profiles[event.index].profile];
      if (customer.telephone != 0) body.telephones = {'+' + std::to_string(customer.telephone)};
      entry.body = std::move(body);
      break;
    }
    case SyntheticEvent::Kind::email_permission:
      entry.body = evidence::EmailPermissionRecorded{customer.email_permission->granted,
                                                     {"synthetic form", std::nullopt}};  // NOLINT
      break;
    case SyntheticEvent::Kind::notice: {
      const SyntheticNotice& notice = customer.notices[event.index];
      const Text& text = texts_[notice.text];
      entry.body = evidence::NoticeGivenRecorded{text.notice, text.version, text.language, channels_[notice.channel],
                                                 notice.sent};
      break;
    }
    case SyntheticEvent::Kind::failure: {
      const bool bounced = customer.notices[event.index].delivery == Delivery::bounced;
      entry.body = evidence::NoticeDelivery{
          given, bounced ? evidence::NoticeDelivery::Result::bounced : evidence::NoticeDelivery::Result::returned,
          bounced ? "5.1.1" : ""};
      break;
    }
    case SyntheticEvent::Kind::choice: {
      const SyntheticChoice& choice = customer.choices[event.index];
      entry.body = choices_[choice.choice];
      if (auto* consent = std::get_if<evidence::OneTimeConsentRecorded>(&entry.body)) consent->to = choice.to;
      break;
    }
  }
  return draft;
}

void SyntheticBase::append_drafts(const SyntheticCustomer& customer, std::vector<ledger::Draft>& drafts) const {
  for (const SyntheticEvent& event : events_of(customer)) {
    if (event.kind != SyntheticEvent::Kind::failure) drafts.push_back(draft_of(customer, event));
  }
}

void SyntheticBase::append_failure_drafts(const SyntheticCustomer& customer, std::span<const Position> given,
                                          std::vector<ledger::Draft>& drafts) const {
  for (const SyntheticEvent& event : events_of(customer)) {
    if (event.kind == SyntheticEvent::Kind::failure) drafts.push_back(draft_of(customer, event, given[event.index]));
  }
}

}  // namespace assent::synth
