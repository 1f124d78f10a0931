#include "regime/regime.hpp"

namespace assent::regime {

std::string_view to_string(Standing standing) {
  switch (standing) {
    case Standing::law: return "law";
    case Standing::secondary: return "secondary";
    case Standing::house: return "house";
  }
  return "house";
}

std::string_view to_string(Level level) {
  switch (level) {
    case Level::opt_out: return "opt_out";
    case Level::opt_in: return "opt_in";
    case Level::refused: return "refused";
  }
  return "refused";
}

const PurposeRule* Regime::purpose(std::string_view name) const {
  for (const PurposeRule& rule : purposes)
    if (rule.purpose == name) return &rule;
  return nullptr;
}

const RelationRule* Regime::relation(std::string_view name) const {
  for (const RelationRule& rule : relations)
    if (rule.relation == name) return &rule;
  return nullptr;
}

}  // namespace assent::regime
