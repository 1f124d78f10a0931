#include "tmf_listener/profile.hpp"

#include <algorithm>

namespace assent::tmf_listener {
namespace {

const std::string& only(const Names& words) {
  static const std::string none;
  return words.empty() ? none : words.front();
}

void set_member(evidence::CustomerRecorded& profile, Member member, const Names& words) {
  switch (member) {
    case Member::kind:
      profile.kind = only(words) == kBusiness ? CustomerKind::business : CustomerKind::residential;
      break;
    case Member::life: profile.state = only(words) == kActive ? CustomerState::active : CustomerState::former; break;
    case Member::language: profile.language = only(words); break;
    case Member::time_zone: profile.time_zone = only(words); break;
    case Member::activated: {
      const auto day = parse_date(only(words));
      if (day) profile.activated = *day;
      break;
    }
    case Member::telephones: profile.telephones = words; break;
    case Member::email_addresses: profile.email_addresses = words; break;
    case Member::address:
      profile.address = {};
      if (words.empty()) break;
      profile.address.country = words.front();
      profile.address.lines.assign(words.begin() + 1, words.end());
      break;
  }
}

}  // namespace

std::optional<evidence::CustomerRecorded> profile_of(const Known& known, const Change& change,
                                                     const evidence::CustomerRecorded* on_record,
                                                     const Mapping& mapping) {
  evidence::CustomerRecorded profile;
  if (on_record == nullptr) {
    if (known.word(Member::kind).empty() || known.word(Member::life).empty()) return std::nullopt;
    profile.language = mapping.language;
    profile.time_zone = mapping.time_zone;
    for (const auto& [member, saying] : known.members) set_member(profile, member, saying.words);
    profile.services = known.services();
  } else {
    profile = *on_record;
    for (const Member each : change.members) set_member(profile, each, known.members.at(each).words);
    const Names given = known.services();
    std::erase_if(profile.services, [&](const std::string& each) { return change.services.contains(each); });
    for (const std::string& each : given) {
      if (change.services.contains(each)) profile.services.push_back(each);
    }
    std::ranges::sort(profile.services);
  }
  if (!mapping.source_system.empty()) profile.source_system = mapping.source_system;
  return profile;
}

}  // namespace assent::tmf_listener
