// The routes of scrub jobs. `jobs` outlives them.
#pragma once

#include "api/route.hpp"
#include "scrub_jobs/jobs.hpp"

#include <vector>

namespace assent::scrub_jobs {

// POST and GET /v1/scrubs; GET and DELETE /v1/scrubs/{job}; PUT …/list; POST …/run, …/cancel; GET …/permitted,
// …/refused, …/certificate.
std::vector<api::Route> routes_of(Jobs& jobs);

}  // namespace assent::scrub_jobs
