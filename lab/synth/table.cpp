#include "synth/table.hpp"

#include "synth/templates.hpp"
#include "synth/text.hpp"

#include <algorithm>

namespace assent::synth {
namespace {

constexpr std::string_view kNoServices = "0,0,0,0,0,";
constexpr std::string_view kNoNotice = ",,,,,,,";

std::string services_cells(const Names& services) {
  std::string cells;
  for (const std::string_view service : kServices) cells += contains(services, service) ? "1," : "0,";
  return cells;
}

void append_instant_cell(std::string& text, Instant instant, Instant none) {
  if (instant != none) append_instant(text, instant);
  text += ',';
}

// The latest choice of each kind; kEarliest: there is no such choice.
struct Latest {
  std::array<SyntheticChoice, kChoicePlaces> of;

  explicit Latest(const SyntheticCustomer& customer) {
    of.fill({kEarliest, kEarliest, 0});
    for (const SyntheticChoice& each : customer.choices) of[each.choice] = each;
  }
  Instant at(ChoicePlace choice) const { return of[choice].at; }
};

}  // namespace

Result<SyntheticTable> SyntheticTable::of(const SyntheticBase& base, const TimeZones& zones) {
  SyntheticTable table(base);
  for (const evidence::CustomerRecorded& profile : base.profiles()) {
    const std::string& name = profile.time_zone.empty() ? kHomeZone : profile.time_zone;
    const TimeZone* zone = zones.find(name);
    if (zone == nullptr) {
      return fail(ErrorCode::unavailable, "the time zone `" + name + "` is unknown",
                  "install the system's time zone database");
    }
    table.zones_.push_back(zone);
    table.who_.push_back(std::string(profile.state == CustomerState::active ? "active," : "former,") +
                         (profile.kind == CustomerKind::residential ? "residential," : "business,") + profile.language +
                         ',' + profile.time_zone + ',');
    table.services_.push_back(services_cells(profile.services));
  }
  for (const SyntheticBase::Text& text : base.texts()) table.texts_.push_back(text.version + ',' + text.language + ',');
  return table;
}

std::string SyntheticTable::header() const {
  std::string names = "account,telephone,state,kind,language,time_zone,since,profile_until";
  for (const char* prefix : {"has_", "had_"}) {
    for (const std::string_view service : kServices) names.append(",").append(prefix).append(service);
  }
  for (std::size_t k = 1; k <= SyntheticCustomer::kNoticesMax; ++k) {
    for (const char* part : {"version", "language", "channel", "sent_on", "waiting_days", "permitted", "failed_at"}) {
      names += ",notice" + std::to_string(k) + '_' + part;
    }
  }
  return names +
         ",opt_out_at,opt_out_partner_at,withdrawn_at,withdrawn_partner_at,opt_in_carrier_at,opt_in_px_at,opt_in_"
         "partners_at,"
         "opt_in_agent_at,opt_in_pre_ticked_at,opt_in_unproved_at,opt_in_by_other_at,one_time_from,one_time_to,one_"
         "time_complete,"
         "verified_at\n";
}

void SyntheticTable::append_row(const SyntheticCustomer& customer, std::string& text) const {
  const auto account = base_->write_account(customer.number);
  text.append(account.data(), account.size());
  text += ',';
  if (customer.telephone != 0) {
    text += '+';
    append_number(text, customer.telephone);
  }
  text += ',';

  const SyntheticProfile* now = nullptr;
  const SyntheticProfile* last_active = nullptr;
  Instant until = kNever;
  for (const SyntheticProfile& each : customer.profiles) {
    if (each.effective > base_->as_of()) {
      until = each.effective;
      break;
    }
    now = &each;
    if (base_->profiles()[each.profile].state == CustomerState::active) last_active = &each;
  }
  const evidence::CustomerRecorded& profile = base_->profiles()[now->profile];
  text += who_[now->profile];
  append_instant_cell(text, customer.profiles.front().effective, kNever);
  append_instant_cell(text, until, kNever);
  if (profile.state == CustomerState::active) {
    text.append(services_[now->profile]).append(kNoServices);
  } else {
    const SyntheticProfile* had = profile.services.empty() && last_active != nullptr ? last_active : now;
    text.append(kNoServices).append(services_[had->profile]);
  }

  for (const SyntheticNotice& notice : customer.notices) append_notice(customer, notice, *zones_[now->profile], text);
  for (std::size_t k = customer.notices.size(); k < SyntheticCustomer::kNoticesMax; ++k) text += kNoNotice;

  const Latest latest(customer);
  append_instant_cell(text, std::max(latest.at(opt_out_all), latest.at(opt_out_ungraded)), kEarliest);
  for (const ChoicePlace choice :
       {opt_out_partners, withdrawal_all, withdrawal_partners, opt_in_carrier, opt_in_partner_px, opt_in_partners,
        opt_in_agent, opt_in_pre_ticked, opt_in_unproved, opt_in_by_other}) {
    append_instant_cell(text, latest.at(choice), kEarliest);
  }
  const bool lacking = latest.at(one_time_consent_lacking) > latest.at(one_time_consent);
  const SyntheticChoice& call = latest.of[lacking ? one_time_consent_lacking : one_time_consent];
  append_instant_cell(text, call.at, kEarliest);
  append_instant_cell(text, call.to, kEarliest);
  text += call.at == kEarliest ? "," : lacking ? "0," : "1,";
  append_instant_cell(text, latest.at(verification), kEarliest);
  text.back() = '\n';
}

void SyntheticTable::append_notice(const SyntheticCustomer& customer, const SyntheticNotice& notice,
                                   const TimeZone& zone, std::string& text) const {
  text.append(texts_[notice.text]).append(base_->channels()[notice.channel]).push_back(',');
  const auto* instant = std::get_if<Instant>(&notice.sent);
  append_date(text, instant != nullptr ? zone.date_at(*instant) : std::get<Date>(notice.sent));
  text += ',';
  append_number(text, static_cast<std::uint64_t>(base_->texts()[notice.text].waiting_days));
  const auto& permission = customer.email_permission;
  const bool permitted = notice.channel != email || instant == nullptr ||
                         (permission && permission->granted && permission->at <= *instant);
  text += permitted ? ",1," : ",0,";
  append_instant_cell(text, notice.failed_known, kNever);
}

}  // namespace assent::synth
