// The certificate of a scrub that is done, and what that of an earlier one says of what has changed. Behind scrub.hpp.
#pragma once

#include "app/scrub_ports.hpp"
#include "app/scrub_request.hpp"
#include "certificate/certificate.hpp"
#include "service/scrub.hpp"
#include "service/scrub_judge.hpp"

#include <vector>

namespace assent {

// Of a scrub that has judged its rows.
struct ScrubDone {
  const AsOf& as_of;
  const std::vector<LogHead>& began;  // where the ledger stood before any row was judged
  bool simulation = false;            // the ledger is one
  const ListIdentifier& identifier;
  const ScrubSummary& summary;
};

// Its certificate, but for the lists.
//
//   unavailable, damaged  as the ledger
Result<Certificate> certificate_of(const ScrubRequest& request, const ScrubPorts& ports, const ScrubDone& done);

// An earlier scrub, and the list that it was of.
struct CertifiedScrub {
  EarlierScrub scrub;
  CertifiedFile list;
};

// What the request's earlier certificate says. Precondition: it has one.
//
//   invalid               it does not hold
//   conflict              it is of another use, other rules, another column or another ledger
//   unavailable, damaged  as the ledger and the keys
Result<CertifiedScrub> certified_scrub(const ScrubRequest& request, const ScrubPorts& ports,
                                       const ListIdentifier& identifier);

}  // namespace assent
