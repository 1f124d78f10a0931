// Facts: everything about the customer that a decision rests on.
#pragma once

#include "base/time_zone.hpp"
#include "consent/customer.hpp"
#include "consent/history.hpp"

namespace assent {

struct Facts {
  bool available = true;  // false: the store could not be read, or what it returned is unreadable
  Customer customer;
  const TimeZone* zone = nullptr;  // the customer's zone, or the footprint's last one; nullptr counts as unavailable
  History history;
};

}  // namespace assent
