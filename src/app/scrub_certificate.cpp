#include "app/scrub_certificate.hpp"

#include "app/scrub_order.hpp"
#include "service/certify.hpp"

#include <fmt/format.h>

namespace assent::app {

Result<certificate::Certificate> certificate_of(const ScrubRequest& request, const ScrubPorts& ports,
                                                const ScrubDone& done) {
  const service::ScrubSummary& summary = done.summary;
  certificate::Certificate certificate;
  certificate.program = request.program + (done.simulation ? " (simulation)" : "");
  certificate.issued = ports.clock.now();
  certificate.campaign = request.campaign.name;
  certificate.use = request.use;
  certificate.regime = request.regime.id;
  certificate.regime_version = request.regime.version;
  certificate.regime_sha256 = evidence::sha256(evidence::view_of(request.regime_text));
  certificate.catalogue_sha256 = evidence::sha256(evidence::view_of(request.catalogue_text));
  certificate.zone_data = ports.zones.version();
  certificate.at = done.as_of.at;
  certificate.known_at = done.as_of.known_at;
  certificate.valid_until = summary.valid_until;
  certificate.column = done.identifier.column;
  certificate.column_telephone = done.identifier.telephone;
  certificate.country = request.columns.country;
  certificate.rows = summary.rows;
  certificate.permitted = summary.permitted;
  certificate.refused = summary.refused;
  certificate.unreadable = summary.unreadable;
  certificate.by_reason = summary.by_reason;
  const auto ended = TRY(ports.ledger.heads());
  for (const ledger::LogHead& each : ended) {
    certificate::LogSpan span{each.log, {0, evidence::Frontier{}.root()}, {each.size, each.root}};
    for (const ledger::LogHead& before : done.began) {
      if (before.log == each.log) span.begin = {before.size, before.root};
    }
    certificate.logs.push_back(span);
  }
  return certificate;
}

Result<CertifiedScrub> certified_scrub(const ScrubRequest& request, const ScrubPorts& ports,
                                       const service::ListIdentifier& identifier) {
  const auto keys = TRY(ports.keys.trusted());
  const auto report = TRY(service::check_certificate(request.since->note, keys, {}, kEarliest));
  if (!report.good()) {
    return fail(ErrorCode::invalid, fmt::format("{} is not valid", request.since->name),
                "see why with `assent certificate verify`, or scrub in full");
  }
  const certificate::Certificate& certificate = *report.certificate;
  const bool same = certificate.use == request.use &&
                    certificate.regime_sha256 == evidence::sha256(evidence::view_of(request.regime_text)) &&
                    certificate.column == identifier.column && certificate.column_telephone == identifier.telephone &&
                    certificate.country == request.columns.country && !certificate.known_at;
  if (!same) {
    return fail(ErrorCode::conflict, "the certificate is for another use, other rules or another column",
                "scrub in full, without `--since`");
  }
  CertifiedScrub earlier{{certificate.at, {}, {}}, certificate.list};
  for (const certificate::LogSpan& each : certificate.logs) {
    const ledger::LogHead began{each.log, each.begin.size, each.begin.root};
    const auto its_ledger = TRY(stood_at(ports.ledger, began));
    if (!its_ledger) {
      return fail(ErrorCode::conflict, "the certificate is for another ledger", "scrub in full, without `--since`");
    }
    earlier.scrub.began.push_back(began);
    earlier.scrub.ended.push_back({each.log, each.end.size, each.end.root});
  }
  return earlier;
}

}  // namespace assent::app
