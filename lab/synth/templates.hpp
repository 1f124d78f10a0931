// The templates of a synthetic base, and where each stands. Internal to synth.
#pragma once

#include "evidence/entry.hpp"
#include "synth/base.hpp"
#include "synth/frame.hpp"

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

namespace assent::synth {

inline constexpr std::array<std::string_view, 5> kServices = {"local", "long_distance", "mobile", "internet", "voip"};

inline constexpr std::size_t kServiceSets = 12;
inline constexpr std::size_t kZones = 4;

// How often each template is used, in parts of 10,000, in the order of the templates.
inline constexpr std::array<std::uint32_t, kServiceSets> kServiceSetShares = {2000, 1800, 700, 900, 1700, 500,
                                                                              500,  700,  500, 300, 200,  200};
inline constexpr std::array<std::uint32_t, SyntheticFrame::kLanguages> kLanguageShares = {5500, 2200, 1700, 600};
inline constexpr std::array<std::uint32_t, kZones> kZoneShares = {9200, 400, 200, 200};

enum LanguagePlace : std::uint32_t { ar, en, fr, unknown_language };

// What a customer is, apart from their services.
struct Person {
  std::uint32_t business = 0;  // 0 or 1
  std::uint32_t language = 0;
  std::uint32_t zone = 0;
};

inline constexpr std::uint32_t kPersons = 2 * SyntheticFrame::kLanguages * kZones;

constexpr std::uint32_t place_of(const Person& person) {
  return (person.business * static_cast<std::uint32_t>(SyntheticFrame::kLanguages) + person.language) *
             static_cast<std::uint32_t>(kZones) +
         person.zone;
}
constexpr std::uint16_t active_profile(const Person& person, std::uint32_t service_set) {
  return static_cast<std::uint16_t>(service_set * kPersons + place_of(person));
}
// The customer's last active profile says which services they had.
constexpr std::uint16_t former_profile(const Person& person) {
  return static_cast<std::uint16_t>(kServiceSets * kPersons + place_of(person));
}
// The profile itself still says which services they had.
constexpr std::uint16_t former_profile_with(const Person& person, std::uint32_t service_set) {
  return static_cast<std::uint16_t>((kServiceSets + 1 + service_set) * kPersons + place_of(person));
}

enum ChannelPlace : std::uint8_t { mail, sms, email };

enum ChoicePlace : std::uint16_t {
  opt_out_all,
  opt_out_ungraded,
  opt_out_partners,
  withdrawal_all,
  withdrawal_partners,
  opt_in_carrier,
  opt_in_partner_px,
  opt_in_partners,
  opt_in_agent,
  opt_in_unproved,
  opt_in_pre_ticked,
  opt_in_by_other,
  one_time_consent,
  one_time_consent_lacking,  // a disclosure
  verification,
  kChoicePlaces
};

std::vector<evidence::CustomerRecorded> make_profiles();
std::vector<std::string> make_channels();
std::vector<evidence::Body> make_choices();

// The notice after which silence approves, in its versions; each version's name is the month in which it was published.
std::vector<SyntheticBase::Text> make_texts(const SyntheticFrame& frame);
// The notices and the agreements as entries.
std::vector<ledger::Draft> make_carrier_drafts(const SyntheticFrame& frame);

inline constexpr std::string_view kNotice = "your-information";
inline constexpr std::string_view kOptInNotice = "your-approval";
inline constexpr std::string_view kOptInNoticeVersion = "1";
inline constexpr std::string_view kActor = "synth";  // of every entry
inline constexpr std::string_view kEntryChannel = "synthetic";

}  // namespace assent::synth
