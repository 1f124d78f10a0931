// What the commands about runs of notices have in common.
#pragma once

#include "cli/invocation.hpp"
#include "outreach/notice_run.hpp"

namespace assent::cli {

// For people or as JSON.
void print_run(Invocation& call, const outreach::NoticeRun& run);

}  // namespace assent::cli
