#include "index/ways.hpp"

#include "evidence/identity.hpp"
#include "index/particulars.hpp"

#include <algorithm>

namespace assent::index {

std::uint16_t ways_to_reach(const evidence::CustomerRecorded& profile, bool email_permitted) {
  // A pseudonym stands for a number that nobody knows any more.
  const bool has_number = std::any_of(profile.telephones.begin(), profile.telephones.end(),
                                      [](const std::string& each) { return !evidence::is_pseudonym(each); });
  unsigned ways = email_permitted ? Particulars::email_permitted : 0;
  if (!profile.email_addresses.empty()) ways |= Particulars::email;
  if (has_number) ways |= Particulars::sms;
  if (!profile.address.lines.empty()) ways |= Particulars::mail;
  return static_cast<std::uint16_t>(ways);
}

}  // namespace assent::index
