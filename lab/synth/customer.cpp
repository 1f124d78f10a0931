// Making a customer: arithmetic on draws, no allocation. Each part of a customer's life takes its draws in a fixed
// order.

#include "synth/customer.hpp"

#include "synth/frame.hpp"
#include "synth/templates.hpp"

#include <algorithm>

namespace assent::synth {
namespace {

constexpr std::int64_t kDay = 86'400;
constexpr std::uint32_t kNeverLeaves = SyntheticFrame::kMonths;

Instant seconds(std::int64_t count) { return instant_of(count * 1'000'000); }
std::int64_t day_of(Instant instant) {
  return std::chrono::floor<std::chrono::days>(instant).time_since_epoch().count();
}

class Making {
 public:
  Making(const SyntheticFrame& frame, SyntheticCustomer& made)
      : frame_(frame), shares_(frame.shares), draws_(frame.customer_seed, made.number), made_(made) {}

  void make() {
    meet();
    live();
    if (left_before_) return;
    be_given_notices();
    permit_email();
    choose();
    call();
  }

 private:
  // Numbers come in pairs: in some pairs the second customer has the telephone number that the first one had.
  enum class Tie { none, recycled, doubled };

  void meet() {
    Draws pair(frame_.pair_seed, made_.number / 2);
    const std::uint32_t drawn = pair.below(10'000);
    if (drawn < shares_.telephone_recycled) tie_ = Tie::recycled;
    else if (drawn < shares_.telephone_recycled + shares_.telephone_doubled) tie_ = Tie::doubled;
    second_ = made_.number % 2 == 1;
    if (tie_ == Tie::recycled) {
      freed_ = 3 + pair.below(36);
      taken_ = freed_ + 3 + pair.below(SyntheticFrame::kMonths - freed_ - 3);
    }

    person_.business = draws_.happens(shares_.business) ? 1 : 0;
    person_.language = frame_.languages.draw(draws_);
    person_.zone = frame_.zones.draw(draws_);
    service_set_ = frame_.service_sets.draw(draws_);
    cycle_ = draws_.below(28);
    const std::uint32_t reached_by = draws_.below(10'000);
    if (reached_by < shares_.by_sms) channel_ = sms;
    else if (reached_by < shares_.by_sms + shares_.by_email) channel_ = email;

    const bool has_telephone = !draws_.happens(shares_.without_telephone) || tie_ != Tie::none;
    if (has_telephone) {
      const std::uint64_t holder = tie_ != Tie::none ? made_.number & ~std::uint64_t{1} : made_.number;
      made_.telephone = kSyntheticTelephones + frame_.scrambled(holder, SyntheticFrame::kForTelephones);
    }
  }

  void live() {
    const bool opened_before = draws_.happens(shares_.opened_before);
    if (tie_ == Tie::none && draws_.happens(shares_.former_before)) {
      left_before_ = true;
      made_.profiles.push_back({beginning(), former_profile_with(person_, service_set_)});
      return;
    }
    joined_ = beginning();
    if (tie_ == Tie::recycled) {
      if (second_) join(taken_);
      else leaves_ = freed_;
    } else {
      if (!opened_before) join(draws_.below(SyntheticFrame::kMonths));
      const std::uint32_t months_left = SyntheticFrame::kMonths - 1 - join_month_;
      if (tie_ == Tie::none && draws_.happens(shares_.leave) && months_left > 0) {
        leaves_ = join_month_ + 1 + draws_.below(months_left);
      }
    }
    made_.profiles.push_back({joined_, active_profile(person_, service_set_)});
    change_services();
    if (leaves_ != kNeverLeaves) {
      end_ = some_time_in(leaves_);
      made_.profiles.push_back({end_, former_profile(person_)});
    } else {
      end_ = frame_.as_of;
      look_ahead();
    }
  }

  void join(std::uint32_t month) {
    join_month_ = month;
    join_day_ = draws_.below(28);
    joined_ = seconds(frame_.day(month, join_day_) * kDay + daytime());
  }

  void change_services() {
    const std::uint32_t last = std::min(leaves_, SyntheticFrame::kMonths);  // before it
    if (!draws_.happens(shares_.change_services) || join_month_ + 1 >= last) return;
    const Instant at = some_time_in(join_month_ + 1 + draws_.below(last - join_month_ - 1));
    service_set_ = frame_.service_sets.draw(draws_);
    made_.profiles.push_back({at, active_profile(person_, service_set_)});
  }

  void look_ahead() {
    if (!draws_.happens(shares_.changes_ahead)) return;
    const Instant at = seconds((day_of(frame_.as_of) + 1 + draws_.below(90)) * kDay + daytime());
    const bool leaves = draws_.below(2) == 0 && tie_ == Tie::none;
    const std::uint32_t set = frame_.service_sets.draw(draws_);
    made_.profiles.push_back({at, leaves ? former_profile(person_) : active_profile(person_, set)});
  }

  void be_given_notices() {
    if (draws_.happens(shares_.never_given)) return;
    std::uint32_t first = SyntheticFrame::kFirstWave;
    if (join_month_ >= first) first = join_month_ + (cycle_ > join_day_ + 3 ? 0 : 1);  // with the first bill
    give(first);
    if (draws_.happens(shares_.not_renewed)) return;
    const bool late = draws_.happens(shares_.renewed_late);
    give(first + SyntheticFrame::kRenewAfter + (late ? 3 + draws_.below(4) : 0));
  }

  void give(std::uint32_t month) {
    if (month >= SyntheticFrame::kMonths) return;
    const std::int64_t day = frame_.day(month, cycle_);
    std::uint32_t language = person_.language;
    if (draws_.happens(shares_.wrong_language) && language != unknown_language) language = (language + 1) % 3;
    const std::uint16_t text = frame_.text[frame_.version[month]][language];
    const Instant failed = send(day, text, channel_);
    if (failed == kNever || !draws_.happens(shares_.sent_again)) return;
    send(day_of(failed) + 5 + draws_.below(15), text, mail);
  }

  // When it failed; kNever: it did not, or not yet, or it was not sent at all.
  Instant send(std::int64_t day, std::uint16_t text, ChannelPlace channel) {
    if (seconds((day + 1) * kDay) >= end_) return kNever;
    SyntheticNotice notice;
    notice.text = text;
    notice.channel = channel;
    notice.failed_known = kNever;
    Instant failed;
    std::uint32_t failing = 0;
    if (channel == mail) {
      notice.sent = Date{std::chrono::days{day}};
      failing = shares_.mail_returned;
      failed = seconds((day + 7 + draws_.below(19)) * kDay + 30'000 + draws_.below(30'000));
    } else {
      const std::int64_t second = day * kDay + 18'000 + draws_.below(57'600);
      notice.sent = seconds(second);
      failing = channel == email ? shares_.email_bounced : 0;
      failed = seconds(second + 60 + draws_.below(3'600));
    }
    if (failing != 0 && draws_.happens(failing) && failed < frame_.as_of) {
      notice.delivery = channel == mail ? Delivery::returned : Delivery::bounced;
      notice.failed_known = failed;
    }
    made_.notices.push_back(notice);
    if (made_.notices.size() == 1) first_given_ = seconds(day * kDay + kDay);
    return notice.failed_known;
  }

  // In the contract; for some customers a year later.
  void permit_email() {
    const std::uint32_t drawn = draws_.below(10'000);
    const std::uint32_t granting = channel_ == email ? shares_.email_permitted : shares_.email_permitted_unused;
    const std::uint32_t refusing = channel_ == email ? shares_.email_refused : 0;
    if (drawn >= granting + refusing) return;
    const bool late = drawn % 20 == 0;
    const Instant at = joined_ + std::chrono::minutes{10} + std::chrono::days{late ? 365 : 0};
    if (at < end_) made_.email_permission = SyntheticPermission{at, drawn < granting};
  }

  void choose() {
    std::uint32_t drawn = draws_.below(10'000);
    const auto is = [&](std::uint32_t of_10_000) {
      const bool it_is = drawn < of_10_000;
      if (!it_is) drawn -= of_10_000;
      return it_is;
    };
    if (is(shares_.opt_out)) {
      return choose_first(draws_.happens(shares_.refusal_ungraded) ? opt_out_ungraded : opt_out_all, opt_in_carrier);
    }
    if (is(shares_.opt_out_partners)) return choose_first(opt_out_partners, opt_in_partner_px);
    if (is(shares_.opt_in_carrier)) return choose_first(opt_in_carrier, withdrawal_all);
    if (is(shares_.opt_in_partner)) return choose_first(opt_in_partner_px, withdrawal_partners);
    if (is(shares_.opt_in_both)) return choose_first(opt_in_carrier, withdrawal_all, true);
    if (is(shares_.opt_in_agent)) return choose_first(opt_in_agent, withdrawal_all);
    if (is(shares_.opt_in_unproved)) return choose_first(opt_in_unproved, withdrawal_all);
    if (is(shares_.opt_in_pre_ticked)) return choose_first(opt_in_pre_ticked, opt_out_all);
    if (is(shares_.opt_in_by_other)) return choose_first(opt_in_by_other, opt_out_partners);
  }

  void choose_first(ChoicePlace first, ChoicePlace taken_back, bool and_the_partners = false) {
    const Instant begin = std::max(joined_, first_given_);
    if (begin >= last_second()) return;
    const bool in_the_wait = draws_.happens(shares_.in_the_wait);
    const auto span = (end_ - begin) / std::chrono::seconds{1};
    const auto within = static_cast<std::uint32_t>(in_the_wait ? std::min(span, 30 * kDay) : span);
    Instant at = begin + std::chrono::seconds{draws_.below(within)};
    if (!add(first, at)) return;
    if (and_the_partners && !add(opt_in_partners, at = later(at))) return;
    if (!draws_.happens(shares_.change_of_mind) || !add(taken_back, at = later(at))) return;
    const bool approved_first = first != opt_out_all && first != opt_out_ungraded && first != opt_out_partners;
    if (approved_first && draws_.happens(shares_.change_again)) add(first, later(at));
  }

  Instant later(Instant than) { return than + std::chrono::seconds{kDay + draws_.below(400 * kDay)}; }

  bool add(ChoicePlace choice, Instant at) {
    if (at >= end_) return false;
    made_.choices.push_back({at, at, choice});
    return true;
  }

  // A consent for one call, for some customers the call that goes on at the base's day; or a call to verify the
  // approval.
  void call() {
    const std::uint32_t drawn = draws_.below(10'000);
    if (drawn >= shares_.one_time + shares_.verified) return;
    const bool verifies = drawn >= shares_.one_time;
    const Instant begin = std::max(joined_, first_given_);
    if (begin >= last_second() || made_.choices.size() == SyntheticCustomer::kChoicesMax) return;
    const auto span = static_cast<std::uint32_t>((end_ - begin) / std::chrono::seconds{1});
    SyntheticChoice made;
    made.at = begin + std::chrono::seconds{draws_.below(span)};
    const bool goes_on = !verifies && draws_.below(4) == 0 && end_ == frame_.as_of;
    if (goes_on) made.at = frame_.as_of - std::chrono::seconds{1 + draws_.below(600)};
    if (made.at < begin) return;
    made.to = verifies ? made.at : made.at + std::chrono::seconds{700 + draws_.below(900)};
    made.choice = verifies ? verification : draws_.below(8) == 0 ? one_time_consent_lacking : one_time_consent;
    const auto place = std::find_if(made_.choices.begin(), made_.choices.end(),
                                    [&](const SyntheticChoice& each) { return each.at > made.at; });
    made_.choices.insert(place, made);
  }

  std::int64_t daytime() { return 21'600 + draws_.below(43'200); }
  Instant some_time_in(std::uint32_t month) { return seconds(frame_.day(month, draws_.below(28)) * kDay + daytime()); }
  Instant last_second() const { return end_ - std::chrono::seconds{1}; }
  Instant beginning() const { return seconds(frame_.day(0, 0) * kDay); }

  const SyntheticFrame& frame_;
  const SyntheticShares& shares_;
  Draws draws_;
  SyntheticCustomer& made_;
  Tie tie_ = Tie::none;
  bool second_ = false;
  bool left_before_ = false;
  std::uint32_t freed_ = 0;  // the month in which the first of a pair gave up the number
  std::uint32_t taken_ = 0;  // and that in which the second got it
  Person person_;
  std::uint32_t service_set_ = 0;
  std::uint32_t cycle_ = 0;  // the day of the month of the bill, from 0
  ChannelPlace channel_ = mail;
  std::uint32_t join_month_ = 0;
  std::uint32_t join_day_ = 0;
  std::uint32_t leaves_ = kNeverLeaves;
  Instant joined_;
  Instant first_given_ = kEarliest;
  Instant end_;  // when events end: the customer left, or the base's day
};

}  // namespace

SyntheticCustomer make_customer(const SyntheticFrame& frame, std::uint64_t number) {
  SyntheticCustomer made;
  made.number = number;
  Making(frame, made).make();
  return made;
}

}  // namespace assent::synth
