// What a run over rows about notices came to, for people and as JSON.
#pragma once

#include "cli/invocation.hpp"
#include "cli/reject_file.hpp"
#include "service/notices.hpp"

namespace assent {

void print(Invocation& call, const NoticeCounts& counts, const RejectFile& rejects);

}  // namespace assent
