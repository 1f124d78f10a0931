// Reading notices as people write them (TOML; docs/notices.md gives the grammar), and holding them against a regime.
// Pure: the text comes in as an argument; `file` is only the name under which issues are reported.
#pragma once

#include "base/issue.hpp"
#include "evidence/entry.hpp"
#include "regime/regime.hpp"
#include "written/written.hpp"

#include <tl/expected.hpp>

#include <map>
#include <string>
#include <string_view>

namespace assent {

struct NoticeFile {
  NoticePublished notice;

  // Where each part stands, for issues: `recipients`, `waiting_days`, `text.ar`, …
  std::string file;
  std::map<std::string, Place, std::less<>> places;
};

// Every fault is an Issue with line and column; never empty on failure. A language that lacks a block which another
// language has is a fault: no notice is translated in part.
tl::expected<NoticeFile, Issues> read_notice(std::string_view text, std::string_view file);

// What keeps the notice from being published under `regime`: an unknown recipient, a waiting period that is too
// short, a disclosure that the regime demands on every channel and that a language lacks. Empty: nothing.
Issues check_notice(const NoticeFile& notice, const Regime& regime);

// The disclosures that `regime` demands of a notice on this channel and that the notice lacks in some language.
Names missing_disclosures(const NoticePublished& notice, const Regime& regime, std::string_view channel);

}  // namespace assent
