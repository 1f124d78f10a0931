#include "app/use_asked.hpp"

#include "explanation/row_words.hpp"
#include "service/choice.hpp"
#include "wording/words.hpp"
#include "written/nearest.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <optional>
#include <string_view>

namespace assent::app {
namespace {

constexpr const char* kUsualInformation[] = {"contact", "services"};

bool is_information_name(std::string_view name) {
  return !name.empty() &&
         std::all_of(name.begin(), name.end(), [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; });
}

// Types are an open list: each carrier has its own. But some types need a stricter approval, and a misspelt one would
// get a weaker rule.
std::optional<std::string> special_type_meant(std::string_view type, const regime::Regime& regime) {
  std::vector<std::string_view> special(regime.never_free_information.begin(), regime.never_free_information.end());
  special.insert(special.end(), regime.opt_in_information.begin(), regime.opt_in_information.end());
  if (std::find(special.begin(), special.end(), type) != special.end()) return {};
  for (const std::string_view each : special) {
    if (type.find(each) != std::string_view::npos) return std::string(each);
  }
  const auto near = written::nearest(type, special);
  return near ? std::optional<std::string>(*near) : std::nullopt;
}

}  // namespace

Result<void> check_names(const Use& use, const regime::Regime& regime) {
  if (regime.purpose(use.purpose) == nullptr) {
    Names known;
    for (const regime::PurposeRule& rule : regime.purposes) known.push_back(rule.purpose);
    return fail(ErrorCode::invalid,
                fmt::format("regime `{}` knows no purpose {}", regime.id, wording::shown(use.purpose)),
                fmt::format("write one of {}", wording::listed(known)));
  }
  if (regime.relation(use.recipient) == nullptr) {
    Names known;
    for (const regime::RelationRule& rule : regime.relations) known.push_back(rule.relation);
    return fail(ErrorCode::invalid,
                fmt::format("regime `{}` knows no recipient {}", regime.id, wording::shown(use.recipient)),
                fmt::format("write one of {}", wording::listed(known)));
  }
  if (!use.channel.empty() && !service::is_kind_name(use.channel)) {
    return fail(
        ErrorCode::invalid, fmt::format("{} is not a name of a channel of contact", wording::shown(use.channel)),
        std::string(explanation::row_words(reasons::UnfitChoice::no_name_of_channel, explanation::Language::en).mend));
  }
  for (const std::string& type : use.information) {
    if (!is_information_name(type)) {
      return fail(ErrorCode::invalid, fmt::format("{} is not a type of information", wording::shown(type)),
                  "write only small letters and `_`, such as `call_detail`");
    }
    if (const auto meant = special_type_meant(type, regime)) {
      return fail(ErrorCode::invalid,
                  fmt::format("{} has no rule in regime `{}`, but looks like a type of information that has one",
                              wording::shown(type), regime.id),
                  fmt::format("write `{}`, or use another name", *meant));
    }
  }
  return {};
}

Result<Use> use_of(const UseAsked& asked, const regime::Regime& regime, const Catalogue& catalogue) {
  Use use;
  use.purpose = asked.purpose;
  use.recipient = asked.recipient;
  use.party = asked.party;
  use.information = asked.information;
  if (use.information.empty()) use.information.assign(std::begin(kUsualInformation), std::end(kUsualInformation));
  use.channel = asked.contact_channel;
  use.supervisor_approved = asked.supervisor_approved;
  use.soft_opt_in = asked.soft_opt_in;
  TRY(check_names(use, regime));
  if (asked.offer.empty()) return use;
  const Offer* offer = catalogue.find(asked.offer);
  if (offer == nullptr) {
    Names known;
    for (const Offer& each : catalogue.offers) known.push_back(each.id);
    return fail(ErrorCode::not_found, fmt::format("the catalogue has no offer {}", wording::shown(asked.offer)),
                fmt::format("write one of {}", wording::listed(known)));
  }
  use.offer = *offer;
  return use;
}

}  // namespace assent::app
