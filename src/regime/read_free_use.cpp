#include "regime/pack.hpp"

#include <array>

namespace assent::regime {
namespace {

constexpr int kSubscribedMax = 100;

constexpr std::array<std::pair<std::string_view, Reason>, 5> kFreeUses = {{
    {"within_subscribed_category", Reason::within_subscribed_category},
    {"adjunct_to_basic_service", Reason::adjunct_to_basic_service},
    {"mobile_equipment_or_information_service", Reason::mobile_equipment_or_information_service},
    {"wireline_equipment_or_voice_mail", Reason::wireline_equipment_or_voice_mail},
    {"affiliate_serves_customer", Reason::affiliate_serves_customer},
}};

bool is_open(const FreeUseRule& rule) {
  return !rule.offer_category_subscribed && !rule.offer_enhances_subscribed && rule.classes.empty() &&
         rule.offers.empty() && rule.subscribed_any.empty() && rule.subscribed_min == 0;
}

}  // namespace

void read_free_use(Pack& pack, written::Section& root) {
  for (written::Section& section :
       tables_in(pack, root, "free_use",
                 {"reason", "recipients", "offer_category_subscribed", "offer_enhances_subscribed", "classes", "offers",
                  "subscribed_any", "subscribed_min", "source", "standing"})) {
    FreeUseRule rule;
    rule.reason = section.choice<Reason>("reason", kFreeUses).value_or(Reason::within_subscribed_category);
    rule.recipients = section.needed_names("recipients", false);
    pack.declared(section, "recipients", "relation", relation_names(pack));
    const std::size_t faults = pack.findings.size();
    rule.offer_category_subscribed = section.optional_flag("offer_category_subscribed");
    rule.offer_enhances_subscribed = section.optional_flag("offer_enhances_subscribed");
    rule.classes = section.optional_names("classes");
    rule.offers = section.optional_names("offers");
    rule.subscribed_any = section.optional_names("subscribed_any");
    rule.subscribed_min =
        section.find("subscribed_min") != nullptr ? section.number("subscribed_min", 1, kSubscribedMax) : 0;
    // A faulty condition has its own issue.
    if (section.is_table() && is_open(rule) && pack.findings.size() == faults)
      section.add(section.place(), written::quoted(section.path()) + " has no condition: it would free every use",
                  "add a condition, such as `offer_category_subscribed = true`");
    rule.source = pack.sourced(section);
    pack.regime.free_use.push_back(std::move(rule));
  }
}

}  // namespace assent::regime
