#include "regime/pack.hpp"

#include <array>

namespace assent::regime {
namespace {

constexpr std::array<std::pair<std::string_view, Treatment>, 6> kTreatments = {{
    {"service_provision", Treatment::service_provision},
    {"banned", Treatment::banned},
    {"written_request", Treatment::written_request},
    {"request_approval", Treatment::request_approval},
    {"marketing", Treatment::marketing},
    {"winback", Treatment::winback},
}};

// The codes that say why a purpose is banned; a code is never used for something else.
constexpr std::array<std::pair<std::string_view, Reason>, 3> kBans = {{
    {"competitor_tracking_banned", Reason::competitor_tracking_banned},
    {"port_request_use_banned", Reason::port_request_use_banned},
    {"purpose_not_allowed", Reason::purpose_not_allowed},
}};

void only_with(written::Section& section, std::string_view key, bool allowed, std::string_view treatment) {
  const written::Written* written = section.find(key);
  if (written == nullptr || allowed) return;
  section.add(written->place, written::quoted(section.path() + '.' + std::string(key)) + " has no meaning here",
              "leave it out, or write `treatment = \"" + std::string(treatment) + "\"`");
}

}  // namespace

void read_purposes(Pack& pack, written::Section& root) {
  need_tables(root, "purpose");
  for (written::Section& section :
       tables_in(pack, root, "purpose", {"name", "treatment", "requires_service", "reason", "source", "standing"})) {
    PurposeRule rule;
    rule.purpose = section.name("name");
    pack.once(section, "purpose", rule.purpose);
    const auto treatment = section.choice<Treatment>("treatment", kTreatments);
    rule.treatment = treatment.value_or(Treatment::banned);
    rule.requires_service = section.optional_names("requires_service");
    if (treatment) {
      only_with(section, "requires_service", treatment == Treatment::service_provision, "service_provision");
      only_with(section, "reason", treatment == Treatment::banned, "banned");
    }
    if (treatment == Treatment::banned)
      rule.reason = section.choice<Reason>("reason", kBans).value_or(Reason::purpose_not_allowed);
    rule.source = pack.sourced(section);
    pack.regime.purposes.push_back(std::move(rule));
  }
}

}  // namespace assent::regime
