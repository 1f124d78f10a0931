#include "evidence/entry.hpp"

namespace assent::evidence {

std::string_view to_string(EntryKind kind) {
  switch (kind) {
    case EntryKind::customer: return "customer";
    case EntryKind::notice_published: return "notice_published";
    case EntryKind::notice_given: return "notice_given";
    case EntryKind::notice_delivery: return "notice_delivery";
    case EntryKind::opt_out: return "opt_out";
    case EntryKind::opt_in: return "opt_in";
    case EntryKind::withdrawal: return "withdrawal";
    case EntryKind::one_time_consent: return "one_time_consent";
    case EntryKind::verification: return "verification";
    case EntryKind::email_permission: return "email_permission";
    case EntryKind::agreement: return "agreement";
    case EntryKind::correction: return "correction";
    case EntryKind::link: return "link";
    case EntryKind::simulation: return "simulation";
    case EntryKind::number_key: return "number_key";
    case EntryKind::notice_sending: return "notice_sending";
    case EntryKind::contact: return "contact";
    case EntryKind::campaign_run: return "campaign_run";
    case EntryKind::review: return "review";
    case EntryKind::partner: return "partner";
    case EntryKind::erasure: return "erasure";
    case EntryKind::privacy_document: return "privacy_document";
    case EntryKind::reading: return "reading";
  }
  return {};
}

}  // namespace assent::evidence
