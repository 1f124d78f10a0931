// What the commands that read a list about a notice have in common: the engine and the result.
#pragma once

#include "app/notice.hpp"
#include "cli/invocation.hpp"
#include "cli/reject_file.hpp"

#include <string_view>

namespace assent::cli {

// The engine that records about a published notice. not_found: there is no such notice. invalid also: the rule pack
// that the notice is written for has issues, which go to standard error.
Result<app::Engine*> engine_for_notice(Invocation& call, std::string_view notice, std::string_view version,
                                       ClockAhead clock);

// For people or as JSON.
void print(Invocation& call, const service::NoticeCounts& counts, const RejectFile& rejects);

}  // namespace assent::cli
