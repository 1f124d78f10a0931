// What the rule packs in use say about the rules that a certificate names. Pure.
#pragma once

#include "app/rule_packs.hpp"
#include "base/instant.hpp"
#include "base/time_zone.hpp"
#include "certificate/certificate.hpp"
#include "service/certify.hpp"

#include <optional>

namespace assent::app {

// In the form that CertificateSubjects needs. Nothing: no rules of that name are known.
std::optional<service::RulesKnown> rules_known(const RulePacks& packs, const TimeZones& zones, Instant now,
                                               const certificate::Certificate& certificate);

}  // namespace assent::app
