#include "cli/question.hpp"

#include "cli/words.hpp"
#include "intake/marks.hpp"
#include "service/choice.hpp"
#include "written/nearest.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace assent {
namespace {

constexpr const char* kUsualInformation[] = {"contact", "services"};

bool is_information_name(std::string_view name) {
  return !name.empty() &&
         std::all_of(name.begin(), name.end(), [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; });
}

// Types are open, each carrier has its own; but a misspelt one of those that need more than others would need less.
std::optional<std::string> special_type_meant(std::string_view type, const Regime& regime) {
  std::vector<std::string_view> special(regime.never_free_information.begin(), regime.never_free_information.end());
  special.insert(special.end(), regime.opt_in_information.begin(), regime.opt_in_information.end());
  if (std::find(special.begin(), special.end(), type) != special.end()) return {};
  for (const std::string_view each : special) {
    if (type.find(each) != std::string_view::npos) return std::string(each);
  }
  const auto near = nearest(type, special);
  return near ? std::optional<std::string>(*near) : std::nullopt;
}

}  // namespace

void add_question_options(Command command, Question& question) {
  command.option("--account", question.account, "The customer's account").type_name("ACCOUNT");
  command.option("--telephone", question.telephone, "The customer by telephone number instead").type_name("NUMBER");
  command.option("--country", question.country, "Where a number without `+` is meant, such as LB").type_name("CC");
  command.option("--regime", question.regime, "The rule pack (default: tra)").type_name("ID");
  command.option("--purpose", question.purpose, "What for (default: marketing)").type_name("NAME");
  command.option("--offer", question.offer, "What is offered, as the catalogue names it").type_name("ID");
  command.option("--recipient", question.recipient, "The recipient's relation to the carrier (default: carrier)")
      .type_name("RELATION");
  command.option("--party", question.party, "The recipient by name, outside the carrier").type_name("NAME");
  command.list("--information", question.information,
               "Types of information used, separated by commas (default: contact,services)");
  command
      .option("--contact-channel", question.contact_channel,
              "By which channel the customer will be contacted, such as email, sms or call (default: not at all)")
      .type_name("NAME");
  command.flag("--supervisor-approved", question.supervisor_approved,
               "A supervisor reviewed and approved it (purpose request_approval)");
  command.flag("--soft-opt-in", question.soft_opt_in, "Made under the soft opt-in");
  command.option("--at", question.at, "The instant asked about (default: the present)").type_name("INSTANT");
}

Result<void> check_country(const Telephones& telephones, std::string_view country) {
  const bool code =
      country.size() == 2 && std::all_of(country.begin(), country.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
  if (country.empty() || (code && telephones.knows_country(country))) return {};
  return fail(ErrorCode::invalid, fmt::format("`--country` is {}, which is no country's code", shown(country)),
              "write two capitals as ISO 3166-1 has them, such as `LB`");
}

Result<CustomerName> customer_of(Invocation& call, const std::string& account, const std::string& telephone,
                                 const std::string& country) {
  TRY(check_country(call.world().telephones, country));
  if (account.empty() == telephone.empty()) {
    return fail(ErrorCode::invalid,
                account.empty() ? "no customer is named" : "the customer is named by account and by telephone",
                "write `--account` or `--telephone`");
  }
  if (!account.empty()) return CustomerName{bare_name(account), {}};
  auto e164 = call.world().telephones.e164(telephone, country);
  if (!e164) {
    return fail(e164.error().code, e164.error().message,
                "write it with `+` and its country, or name the country with `--country`");
  }
  return CustomerName{{}, std::move(*e164)};
}

Result<CustomerName> customer_of(Invocation& call, const Question& question) {
  return customer_of(call, question.account, question.telephone, question.country);
}

Result<void> check_names(const Use& use, const Regime& regime) {
  if (regime.purpose(use.purpose) == nullptr) {
    Names known;
    for (const PurposeRule& rule : regime.purposes) known.push_back(rule.purpose);
    return fail(ErrorCode::invalid, fmt::format("regime `{}` knows no purpose {}", regime.id, shown(use.purpose)),
                fmt::format("write one of {}", listed(known)));
  }
  if (regime.relation(use.recipient) == nullptr) {
    Names known;
    for (const RelationRule& rule : regime.relations) known.push_back(rule.relation);
    return fail(ErrorCode::invalid, fmt::format("regime `{}` knows no recipient {}", regime.id, shown(use.recipient)),
                fmt::format("write one of {}", listed(known)));
  }
  if (!use.channel.empty() && !is_kind_name(use.channel)) {
    return fail(ErrorCode::invalid, fmt::format("{} is no name of a channel of contact", shown(use.channel)),
                std::string(kWriteKindName));
  }
  for (const std::string& type : use.information) {
    if (!is_information_name(type)) {
      return fail(ErrorCode::invalid, fmt::format("{} is no type of information", shown(type)),
                  "write small letters and `_` only, such as `call_detail`");
    }
    if (const auto meant = special_type_meant(type, regime)) {
      return fail(
          ErrorCode::invalid,
          fmt::format("{} is no type of information with a rule of its own in regime `{}`, but much like one that "
                      "has",
                      shown(type), regime.id),
          fmt::format("write `{}`, or name it otherwise", *meant));
    }
  }
  return {};
}

Result<Use> use_of(Invocation& call, const Question& question, const Regime& regime) {
  Use use;
  use.purpose = question.purpose;
  use.recipient = question.recipient;
  use.party = question.party;
  use.information = question.information;
  if (use.information.empty()) use.information.assign(std::begin(kUsualInformation), std::end(kUsualInformation));
  use.supervisor_approved = question.supervisor_approved;
  use.soft_opt_in = question.soft_opt_in;
  use.channel = question.contact_channel;
  TRY(check_names(use, regime));
  if (question.offer.empty()) return use;

  const auto catalogue = TRY(call.catalogue());
  const Offer* offer = catalogue->find(question.offer);
  if (offer == nullptr) {
    Names known;
    for (const Offer& each : catalogue->offers) known.push_back(each.id);
    return fail(ErrorCode::not_found, fmt::format("the catalogue has no offer {}", shown(question.offer)),
                fmt::format("write one of {}", listed(known)));
  }
  use.offer = *offer;
  return use;
}

Result<Instant> at_of(Invocation& call, const Question& question) {
  if (question.at.empty()) return call.now();
  return instant_option("--at", question.at);
}

}  // namespace assent
