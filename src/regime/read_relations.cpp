#include "regime/pack.hpp"

#include <array>

namespace assent::regime {
namespace {

constexpr std::array<std::pair<std::string_view, Level>, 3> kLevels = {
    {{"opt_out", Level::opt_out}, {"opt_in", Level::opt_in}, {"refused", Level::refused}}};

enum class Agreement { not_needed, advised, required };

constexpr std::array<std::pair<std::string_view, Agreement>, 3> kAgreements = {{
    {"not_needed", Agreement::not_needed},
    {"advised", Agreement::advised},
    {"required", Agreement::required},
}};

}  // namespace

void read_relations(Pack& pack, written::Section& root) {
  need_tables(root, "relation");
  for (written::Section& section : tables_in(pack, root, "relation", {"name", "level", "agreement"})) {
    RelationRule rule;
    rule.relation = section.name("name");
    pack.once(section, "relation", rule.relation);

    SourcedValue level(pack, section, "level");
    rule.level_source = level.source();
    if (written::Section* value = level.section())
      rule.level = value->choice<Level>("value", kLevels).value_or(Level::refused);

    rule.agreement_source = rule.level_source;
    if (section.find("agreement") != nullptr) {
      SourcedValue agreement(pack, section, "agreement");
      rule.agreement_source = agreement.source();
      if (written::Section* value = agreement.section()) {
        const auto need = value->choice<Agreement>("value", kAgreements).value_or(Agreement::required);
        rule.agreement_required = need == Agreement::required;
        rule.agreement_advised = need == Agreement::advised;
      }
    }
    pack.regime.relations.push_back(std::move(rule));
  }
}

}  // namespace assent::regime
