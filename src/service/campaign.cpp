#include "service/campaign.hpp"

#include "written/section.hpp"
#include "written/written.hpp"

#include <fmt/format.h>

namespace assent::service {
namespace {

std::optional<Instant> instant_in(written::Section& section) {
  if (section.find("instant") == nullptr) return std::nullopt;
  const written::Written* value = section.optional("instant", written::Written::Kind::text);
  if (value == nullptr) return std::nullopt;
  const auto instant = parse_instant(value->text);
  if (!instant) {
    section.add(value->place, instant.error().message, instant.error().mend);
    return std::nullopt;
  }
  return *instant;
}

bool approved_in(written::Section& section) {
  if (section.find("supervisor_review") == nullptr) return false;
  static constexpr std::pair<std::string_view, bool> kReviews[] = {{"approved", true}, {"none", false}};
  return section.choice<bool>("supervisor_review", kReviews).value_or(false);
}

}  // namespace

tl::expected<Campaign, Issues> read_campaign(std::string_view text, std::string_view file, written::WrittenForm form) {
  const auto written = written::read_written(text, file, form);
  if (!written) return tl::unexpected(Issues{written.error()});

  written::Findings findings(file);
  written::Section section(findings, *written, "",
                           {"name", "regime", "purpose", "offer", "recipient", "party", "information", "instant",
                            "soft_opt_in", "supervisor_review", "contact_channel"});
  Campaign campaign;
  campaign.name = section.text("name");
  campaign.regime = section.name("regime");
  campaign.use.purpose = section.name("purpose");
  campaign.offer = section.optional_name("offer");
  campaign.use.recipient = section.name("recipient");
  if (section.find("party") != nullptr) campaign.use.party = section.text("party");
  campaign.use.channel = section.optional_name("contact_channel");
  campaign.use.information = section.needed_names("information", false);
  campaign.instant = instant_in(section);
  campaign.use.soft_opt_in = section.optional_flag("soft_opt_in");
  campaign.use.supervisor_approved = approved_in(section);

  if (!findings.empty()) return tl::unexpected(std::move(findings).in_order());
  return campaign;
}

Result<Use> use_of(const Campaign& campaign, const Catalogue& catalogue) {
  Use use = campaign.use;
  if (campaign.offer.empty()) return use;
  const Offer* offer = catalogue.find(campaign.offer);
  if (offer == nullptr) {
    return fail(ErrorCode::not_found, fmt::format("the catalogue has no offer `{}`", campaign.offer),
                "name an offer of the catalogue, or add this one to it");
  }
  use.offer = *offer;
  return use;
}

}  // namespace assent::service
