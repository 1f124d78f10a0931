// Certificates, and the result of checking one, as JSON: docs/schema/certificate.schema.json,
// docs/schema/certificate-check.schema.json.
#pragma once

#include "certificate/certificate.hpp"
#include "service/certify.hpp"

#include <boost/json/object.hpp>

namespace assent::wire {

boost::json::object json_of(const certificate::Certificate& certificate);
// Its content, with the remark that nothing was verified.
boost::json::object unverified_json(const certificate::Certificate& certificate);
boost::json::object json_of(const service::CertificateReport& report);

}  // namespace assent::wire
