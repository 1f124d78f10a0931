#include "synth/carrier.hpp"

#include "regime/read.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

namespace assent::synth_test {

using namespace synth;

Instant at(std::string_view text) { return parse_instant(text).value(); }

regime::Regime pack(const std::string& id) {
  std::ifstream file(std::string(ASSENT_SOURCE_DIR) + "/regimes/" + id + ".toml");
  std::stringstream text;
  text << file.rdbuf();
  auto regime = regime::read_regime(text.str(), id);
  if (!regime) throw std::runtime_error(to_string(regime.error().front()));
  return std::move(*regime);
}

std::vector<Campaign> campaigns() {
  const auto use = [](std::string recipient, std::string party, Offer offer) {
    return Use{"marketing", std::move(offer), std::move(recipient), std::move(party), {"services", "usage"}, false,
               false};
  };
  const Offer long_distance{"long_distance", "telecom", "long_distance", {}};
  const Offer internet{"internet", "information_service", "internet", {}};
  const Offer voice_mail{"voice_mail", "information_service", "", {"local", "mobile"}};
  return {{"long distance", use("carrier", "", long_distance)},
          {"internet", use("carrier", "", internet)},
          {"voice mail", use("carrier", "", voice_mail)},
          {"long distance by PX", use("joint_venture_partner", "PX", long_distance)},
          {"internet by PY", use("joint_venture_partner", "PY", internet)},
          {"internet by PZ", use("joint_venture_partner", "PZ", internet)},
          {"internet by an agent", use("agent", "PX", internet)}};
}

const TimeZones& zones() {
  static const world::SystemTimeZones made;
  return made;
}

ledger::CarrierFile carrier_file(const SyntheticBase& base) {
  std::vector<ledger::Recorded> entries;
  for (const ledger::Draft& draft : base.carrier_drafts()) entries.push_back({{0, entries.size()}, draft.entry});
  return ledger::fold_carrier(entries, kNever);
}

namespace {

void set_zone(Facts& facts, const regime::Regime& regime) {
  const std::string& name = facts.customer.time_zone;
  facts.zone = zones().find(name.empty() ? regime.footprint_last_zone : name);
}

struct Adding {
  const SyntheticChoice& choice;
  History& history;

  void operator()(const evidence::OptOutRecorded& body) const {
    history.opt_outs.push_back({{}, {}, choice.at, body.scope, body.about});
  }
  void operator()(const evidence::WithdrawalRecorded& body) const {
    history.withdrawals.push_back({{}, {}, choice.at, body.scope, body.about});
  }
  void operator()(const evidence::OptInRecorded& body) const {
    history.opt_ins.push_back({{},
                               {},
                               choice.at,
                               body.recipients,
                               body.parties,
                               body.information,
                               body.offers,
                               body.by,
                               body.grade == evidence::Grade::proved,
                               true,
                               body.defects,
                               body.about,
                               body.until});
  }
  void operator()(const evidence::OneTimeConsentRecorded& body) const {
    history.one_time_consents.push_back({{}, {}, choice.at, choice.to, body.channel, true, true, body.missing});
  }
  void operator()(const evidence::VerificationRecorded& body) const {
    history.verifications.push_back({{}, {}, choice.at, body.form, body.recorded});
  }
  template <class Other>
  void operator()(const Other&) const {
    FAIL() << "no choice";
  }
};

}  // namespace

Known known_of(const SyntheticBase& base, const SyntheticCustomer& customer, const ledger::CarrierFile& carrier,
               const regime::Regime& regime, Instant at) {
  Known known;
  Facts& facts = known.facts;
  facts.customer.account = base.account_of(customer.number);
  const evidence::CustomerRecorded* last_active = nullptr;
  const evidence::CustomerRecorded* now = nullptr;
  for (const SyntheticProfile& each : customer.profiles) {
    if (each.effective > at) {
      known.profile_until = each.effective;
      break;
    }
    now = &base.profiles()[each.profile];
    if (now->state == CustomerState::active) last_active = now;
  }
  if (now == nullptr) {
    facts.available = false;
    return known;
  }
  facts.customer.state = now->state;
  facts.customer.kind = now->kind;
  facts.customer.language = now->language;
  facts.customer.time_zone = now->time_zone;
  if (now->state == CustomerState::active) facts.customer.services = now->services;
  else facts.customer.former_services = now->services.empty() ? last_active->services : now->services;
  set_zone(facts, regime);

  for (const SyntheticNotice& each : customer.notices) {
    const auto& text = base.texts()[each.text];
    NoticeGiven given;
    given.terms = carrier.terms(text.notice, text.version, text.language);
    given.channel = base.channels()[each.channel];
    given.sent = each.sent;
    const auto* instant = std::get_if<Instant>(&each.sent);
    given.email_permission = customer.email_permission && customer.email_permission->granted && instant != nullptr &&
                             customer.email_permission->at <= *instant;
    given.delivery = each.delivery;
    if (each.delivery != Delivery::sent) given.delivery_known = each.failed_known;
    facts.history.notices.push_back(std::move(given));
  }
  for (const SyntheticChoice& each : customer.choices) {
    std::visit(Adding{each, facts.history}, base.choices()[each.choice]);
  }
  facts.history.agreements = carrier.agreements();
  return known;
}

std::vector<Row> rows_of(std::string_view csv) {
  const auto cells = [](std::string_view line) {
    std::vector<std::string> result(1);
    for (const char c : line) {
      if (c == ',') result.emplace_back();
      else result.back() += c;
    }
    return result;
  };
  std::vector<Row> rows;
  std::vector<std::string> names;
  while (!csv.empty()) {
    const std::string_view line = csv.substr(0, csv.find('\n'));
    csv.remove_prefix(line.size() + 1);
    if (names.empty()) {
      names = cells(line);
      continue;
    }
    const auto values = cells(line);
    EXPECT_EQ(values.size(), names.size()) << line;
    Row& row = rows.emplace_back();
    for (std::size_t i = 0; i < names.size() && i < values.size(); ++i) row[names[i]] = values[i];
  }
  return rows;
}

namespace {

void add_notices(Facts& facts, const Row& row, const SyntheticBase& base, const ledger::CarrierFile& carrier) {
  for (int k = 1; k <= 4; ++k) {
    const auto cell = [&](const char* part) { return row.at("notice" + std::to_string(k) + "_" + part); };
    if (cell("version").empty()) continue;
    NoticeGiven given;
    given.terms = carrier.terms(base.texts()[0].notice, cell("version"), cell("language"));
    EXPECT_EQ(cell("waiting_days"), std::to_string(given.terms->waiting_days));
    given.channel = cell("channel");
    given.sent = parse_date(cell("sent_on")).value();
    given.email_permission = cell("permitted") == "1";
    if (!cell("failed_at").empty()) {
      given.delivery = Delivery::returned;
      given.delivery_known = at(cell("failed_at"));
    }
    facts.history.notices.push_back(std::move(given));
  }
}

void add_choices(Facts& facts, const Row& row) {
  History& history = facts.history;
  const auto when = [&](const char* column, auto add) {
    if (!row.at(column).empty()) add(at(row.at(column)));
  };
  const Coverage partner = Coverage::only({"joint_venture_partner"});
  when("opt_out_at", [&](Instant then) { history.opt_outs.push_back({{}, {}, then, Coverage::everything()}); });
  when("opt_out_partner_at", [&](Instant then) { history.opt_outs.push_back({{}, {}, then, partner}); });
  when("withdrawn_at", [&](Instant then) { history.withdrawals.push_back({{}, {}, then, Coverage::everything()}); });
  when("withdrawn_partner_at", [&](Instant then) { history.withdrawals.push_back({{}, {}, then, partner}); });
  const auto opt_in = [&](const char* column, const char* recipient, auto change) {
    when(column, [&](Instant then) {
      OptIn& made = history.opt_ins.emplace_back();
      made.at = then;
      made.recipients = Coverage::only({recipient});
      change(made);
    });
  };
  opt_in("opt_in_carrier_at", "carrier", [](OptIn&) {});
  opt_in("opt_in_px_at", "joint_venture_partner", [](OptIn& made) { made.parties = Coverage::only({"PX"}); });
  opt_in("opt_in_partners_at", "joint_venture_partner", [](OptIn&) {});
  opt_in("opt_in_agent_at", "agent", [](OptIn&) {});
  opt_in("opt_in_pre_ticked_at", "carrier", [](OptIn& made) { made.defects = {"pre_ticked"}; });
  opt_in("opt_in_unproved_at", "carrier", [](OptIn& made) { made.evidence = false; });
  opt_in("opt_in_by_other_at", "joint_venture_partner", [](OptIn& made) {
    made.parties = Coverage::only({"PX"});
    made.by = "household_member";
  });
  when("one_time_from", [&](Instant from) {
    history.one_time_consents.push_back({{}, {}, from, at(row.at("one_time_to")), "phone", true, true, {}});
    if (row.at("one_time_complete") == "0") history.one_time_consents.back().missing = {"right_to_deny"};
  });
  when("verified_at", [&](Instant then) { history.verifications.push_back({{}, {}, then, "oral", true}); });
}

}  // namespace

Facts facts_of(const Row& row, const SyntheticBase& base, const ledger::CarrierFile& carrier,
               const regime::Regime& regime) {
  Facts facts;
  facts.customer.account = row.at("account");
  facts.customer.state = row.at("state") == "active" ? CustomerState::active : CustomerState::former;
  facts.customer.kind = row.at("kind") == "business" ? CustomerKind::business : CustomerKind::residential;
  facts.customer.language = row.at("language");
  facts.customer.time_zone = row.at("time_zone");
  for (const char* service : {"local", "long_distance", "mobile", "internet", "voip"}) {
    if (row.at(std::string("has_") + service) == "1") facts.customer.services.emplace_back(service);
    if (row.at(std::string("had_") + service) == "1") facts.customer.former_services.emplace_back(service);
  }
  set_zone(facts, regime);
  add_notices(facts, row, base, carrier);
  add_choices(facts, row);
  facts.history.agreements = carrier.agreements();
  return facts;
}

}  // namespace assent::synth_test
