// A count of the whole base, asked by name: of a campaign's file, and of rule packs by their ids or their files.
#pragma once

#include "app/faulty_text.hpp"
#include "app/reach.hpp"
#include "app/rule_packs.hpp"
#include "base/result.hpp"

#include <string>
#include <vector>

namespace assent::embed {

struct FilesToCount {
  std::string campaign;
  // Rule packs, each by its id or by its file, which has a `/` in its name or ends in `.toml`.
  std::string regime;   // to count under; empty: the campaign's
  std::string against;  // to compare with; empty: nothing is compared
};

// Those that are files.
std::vector<std::string> files_read(const FilesToCount& files);

// What the files and the manner ask; whether something is compared, the files say.
//
//   not_found, invalid, unavailable  a file cannot be read; a text has issues; as RulePacks::find(); or as
//                                    reach_request() of `app`
Result<app::ReachRequest> reach_request(const app::RulePacks& packs, const TimeZones& zones, const FilesToCount& files,
                                        app::ReachManner manner, const app::OnIssues& on_issues);

}  // namespace assent::embed
