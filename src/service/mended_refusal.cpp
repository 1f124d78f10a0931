#include "service/mended_refusal.hpp"

#include "explanation/row_words.hpp"
#include "intake/refusal_law.hpp"

#include <variant>

namespace assent {

std::string mend_refusal(Choice& refusal, const Regime& regime) {
  std::string told;
  const auto mend_body = [&](auto& body) {
    if (body.by.empty()) {
      body.by = "unknown";
      add_told(told, "recorded without the person who refused", "");
    }
    while (const auto fault = fault_under(refusal, regime)) {
      const auto widened = widen(refusal, fault->part);
      if (!widened) return;
      add_told(told, say(mended(*widened, {fault->reason}), Language::en), "");
    }
  };
  if (auto* opt_out = std::get_if<OptOutRecorded>(&refusal)) mend_body(*opt_out);
  if (auto* withdrawal = std::get_if<WithdrawalRecorded>(&refusal)) mend_body(*withdrawal);
  return told;
}

}  // namespace assent
