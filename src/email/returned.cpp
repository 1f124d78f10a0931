#include "email/returned.hpp"

namespace assent::email {

std::string_view name_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::hard: return "hard";
    case Verdict::soft: return "soft";
    case Verdict::delayed: return "delayed";
    case Verdict::relayed: return "relayed";
    case Verdict::delivered: return "delivered";
    case Verdict::auto_reply: return "auto-reply";
    case Verdict::complaint: return "complaint";
    case Verdict::refusal: return "refusal";
    case Verdict::reply: return "reply";
    case Verdict::nothing: return "nothing";
  }
  return "";
}

}  // namespace assent::email
