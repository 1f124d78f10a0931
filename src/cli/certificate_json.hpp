// Certificates, and what became of checking one, as JSON (docs/manual.md lists the members).
#pragma once

#include "certificate/certificate.hpp"
#include "service/certify.hpp"

#include <boost/json/object.hpp>

namespace assent {

boost::json::object json_of(const Certificate& certificate);
boost::json::object json_of(const CertificateReport& report);

}  // namespace assent
