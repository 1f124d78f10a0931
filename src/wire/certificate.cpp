#include "wire/certificate.hpp"

#include "evidence/hash.hpp"
#include "wire/values.hpp"

#include <boost/json/array.hpp>
#include <boost/json/string.hpp>

#include <utility>

namespace assent::wire {
namespace {

namespace json = boost::json;

json::object use_json(const Use& use) {
  json::value offer = nullptr;
  if (use.offer) {
    offer = json::object{{"id", use.offer->id},
                         {"class", use.offer->offer_class},
                         {"category", text_or_null(use.offer->category)},
                         {"enhances", strings(use.offer->enhances)}};
  }
  return {{"purpose", use.purpose},
          {"offer", std::move(offer)},
          {"recipient", use.recipient},
          {"party", text_or_null(use.party)},
          {"information", strings(use.information)},
          {"contact_channel", text_or_null(use.channel)},
          {"soft_opt_in", use.soft_opt_in},
          {"supervisor_approved", use.supervisor_approved}};
}

json::object file_json(const certificate::CertifiedFile& file) {
  return {{"bytes", file.bytes}, {"sha256", evidence::to_hex(file.sha256)}};
}

json::object head_json(const certificate::TreeHead& head) {
  return {{"size", head.size}, {"root", evidence::to_hex(head.root)}};
}

}  // namespace

json::object json_of(const certificate::Certificate& c) {
  json::object by_reason;
  for (const auto& [reason, rows] : c.by_reason) by_reason[to_string(reason)] = rows;
  json::array logs;
  for (const certificate::LogSpan& span : c.logs) {
    logs.push_back(json::object{{"log", span.log}, {"begin", head_json(span.begin)}, {"end", head_json(span.end)}});
  }
  return {{"program", c.program},
          {"issued", assent::to_string(c.issued)},
          {"campaign", c.campaign},
          {"use", use_json(c.use)},
          {"regime", c.regime},
          {"regime_version", c.regime_version},
          {"regime_sha256", evidence::to_hex(c.regime_sha256)},
          {"catalogue_sha256", evidence::to_hex(c.catalogue_sha256)},
          {"zone_data", text_or_null(c.zone_data)},
          {"at", assent::to_string(c.at)},
          {"known_at", json_of(c.known_at)},
          {"valid_until", json_of(c.valid_until)},
          {"column", c.column},
          {"column_holds", c.column_telephone ? "telephones" : "accounts"},
          {"country", text_or_null(c.country)},
          {"list", file_json(c.list)},
          {"permitted_list", file_json(c.permitted_list)},
          {"refused_list", file_json(c.refused_list)},
          {"rows", c.rows},
          {"permitted", c.permitted},
          {"refused", c.refused},
          {"unreadable", c.unreadable},
          {"by_reason", std::move(by_reason)},
          {"logs", std::move(logs)}};
}

json::object unverified_json(const certificate::Certificate& certificate) {
  return {{"verified", false}, {"certificate", json_of(certificate)}};
}

json::object json_of(const service::CertificateReport& report) {
  json::array checks;
  for (const service::CertificateFinding& each : report.findings) {
    checks.push_back(
        json::object{{"check", each.check}, {"result", service::to_string(each.result)}, {"detail", each.detail}});
  }
  json::value since = nullptr;
  if (report.since) {
    since = json::object{{"of_accounts", report.since->of_accounts}, {"carrier_wide", report.since->carrier_wide}};
  }
  return {{"good", report.good()},
          {"checks", std::move(checks)},
          {"since", std::move(since)},
          {"certificate", report.certificate ? json::value(json_of(*report.certificate)) : json::value(nullptr)}};
}

}  // namespace assent::wire
