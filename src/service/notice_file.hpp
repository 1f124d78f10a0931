// Reads notices as people write them (TOML; docs/notices.md gives the grammar), and checks them against a regime. Pure:
// the text is an argument; `file` is only the name in issues.
#pragma once

#include "base/issue.hpp"
#include "evidence/entry.hpp"
#include "regime/regime.hpp"
#include "written/written.hpp"

#include <tl/expected.hpp>

#include <map>
#include <string>
#include <string_view>

namespace assent::service {

struct NoticeFile {
  evidence::NoticePublished notice;

  // The place of each part, for issues: `recipients`, `waiting_days`, `text.ar`, …
  std::string file;
  std::map<std::string, written::Place, std::less<>> places;
};

// Every fault is an Issue with line and column; never empty on failure. If a language lacks a block that another has,
// that is a fault: every notice is translated in full.
tl::expected<NoticeFile, Issues> read_notice(std::string_view text, std::string_view file,
                                             written::WrittenForm form = written::WrittenForm::toml);

// Why the notice cannot be published under `regime`: an unknown recipient, a waiting period that is too short, a
// disclosure that the regime requires on every channel and that a language lacks. Empty: it can be published.
Issues check_notice(const NoticeFile& notice, const regime::Regime& regime);

// The disclosures that `regime` requires in a notice on this channel and that the notice lacks in some language.
Names missing_disclosures(const evidence::NoticePublished& notice, const regime::Regime& regime,
                          std::string_view channel);

}  // namespace assent::service
