// The certificate of a finished scrub, and what an earlier certificate says for finding changes. Behind scrub.hpp.
#pragma once

#include "app/scrub_ports.hpp"
#include "app/scrub_request.hpp"
#include "certificate/certificate.hpp"
#include "service/scrub.hpp"
#include "service/scrub_judge.hpp"

#include <vector>

namespace assent::app {

// About a scrub that has judged its rows.
struct ScrubDone {
  const service::AsOf& as_of;
  const std::vector<ledger::LogHead>& began;  // state of the ledger before any row was judged
  bool simulation = false;                    // the ledger is one
  const service::ListIdentifier& identifier;
  const service::ScrubSummary& summary;
};

// Its certificate, without the lists.
//
//   unavailable, damaged  as the ledger
Result<certificate::Certificate> certificate_of(const ScrubRequest& request, const ScrubPorts& ports,
                                                const ScrubDone& done);

// An earlier scrub and its list.
struct CertifiedScrub {
  service::EarlierScrub scrub;
  certificate::CertifiedFile list;
};

// What the request's earlier certificate says. Precondition: the request has one.
//
//   invalid               it is not valid
//   conflict              it is for another use, other rules, another column or another ledger
//   unavailable, damaged  as the ledger and the keys
Result<CertifiedScrub> certified_scrub(const ScrubRequest& request, const ScrubPorts& ports,
                                       const service::ListIdentifier& identifier);

}  // namespace assent::app
