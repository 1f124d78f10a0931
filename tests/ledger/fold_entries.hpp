// A ledger in memory, written line by line, for tests of what entries mean.
#pragma once

#include "ledger/fold.hpp"

#include <string>
#include <utility>
#include <vector>

namespace assent::fold_test {

inline Instant day(int number) { return Instant{std::chrono::days{20'000 + number}}; }
inline Date date(int number) { return Date{std::chrono::days{20'000 + number}}; }

struct Writer {
  std::vector<ledger::Recorded> entries;

  // Effective and recorded on the given days.
  Position add(std::string account, int effective, int recorded, evidence::Body body) {
    const Position position{0, entries.size()};
    entries.push_back(
        {position, {std::move(account), day(effective), day(recorded), "clerk", "shop", "", std::move(body)}});
    return position;
  }
  Position add(int effective, int recorded, evidence::Body body) {
    return add("A", effective, recorded, std::move(body));
  }
  Position add(int both, evidence::Body body) { return add(both, both, std::move(body)); }

  // Notice "n" version "1", in Arabic and English.
  Position publish(int when) {
    evidence::NoticePublished notice;
    notice.notice = "n";
    notice.version = "1";
    notice.recipients = Coverage::only({"carrier", "agent"});
    notice.parties = Coverage::everything();
    notice.information = Coverage::everything();
    notice.waiting_days = 45;
    notice.translation = Translation::complete;
    notice.texts = {
        {"ar", "", {{"purposes", "x"}}},
        {"en", "", {{"", "Dear customer"}, {"purposes", "x"}, {"right_to_refuse", "y"}, {"purposes", "z"}}}};
    return add("", when, when, std::move(notice));
  }
  Position give(int when, std::string channel = "mail") {
    return add(when, evidence::NoticeGivenRecorded{"n", "1", "en", std::move(channel), day(when)});
  }
  Position fail_delivery(Position given, int effective, int recorded,
                         evidence::NoticeDelivery::Result result = evidence::NoticeDelivery::Result::bounced) {
    return add(effective, recorded, evidence::NoticeDelivery{given, result, "5.1.1"});
  }

  ledger::CarrierFile carrier(int known_at = 1'000) const { return ledger::fold_carrier(entries, day(known_at)); }
  Result<ledger::AccountFile> fold(int at = 1'000, int known_at = 1'000) const {
    return ledger::fold_account(entries, carrier(known_at), "A", day(at), day(known_at));
  }
  History history(int at = 1'000, int known_at = 1'000) const { return fold(at, known_at).value().history; }
};

inline evidence::CustomerRecorded profile(Names services, CustomerState state = CustomerState::active) {
  evidence::CustomerRecorded customer;
  customer.state = state;
  customer.services = std::move(services);
  return customer;
}

}  // namespace assent::fold_test
