#include "service/mended_refusal.hpp"

#include "explanation/row_words.hpp"
#include "intake/refusal_law.hpp"

#include <variant>

namespace assent::service {

std::string mend_refusal(Choice& refusal, const regime::Regime& regime) {
  std::string told;
  const auto mend_body = [&](auto& body) {
    if (body.by.empty()) {
      body.by = "unknown";
      intake::add_told(told, "recorded without the person who refused", "");
    }
    while (const auto fault = fault_under(refusal, regime)) {
      const auto widened = widen(refusal, fault->part);
      if (!widened) return;
      intake::add_told(told, explanation::say(reasons::mended(*widened, {fault->reason}), explanation::Language::en),
                       "");
    }
  };
  if (auto* opt_out = std::get_if<evidence::OptOutRecorded>(&refusal)) mend_body(*opt_out);
  if (auto* withdrawal = std::get_if<evidence::WithdrawalRecorded>(&refusal)) mend_body(*withdrawal);
  return told;
}

}  // namespace assent::service
