// Allowing: an express approval by the page, after the text of a published notice, and exactly what that text is about.
#pragma once

#include "app/engine.hpp"
#include "app/shown_text.hpp"
#include "base/result.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace assent::customer_page {

// The notices in use then, each in its version of then, ordered by name. Those that speak of no recipient to whom the
// regime lets an approval permit anything are left out.
//
//   not_found, invalid    as Engine::regime()
//   unavailable, damaged  as the ledger
Result<std::vector<app::ShownNotice>> notices_in_use(const app::Engine& engine, Instant now);

// Records the approval, with the hash of the text as evidence. False: the notice has no text of that id now, so it is
// not known what the customer read; nothing is recorded.
//
//   as Recorder::record()
Result<bool> allow(app::Engine& engine, const std::string& account, std::string_view notice, std::string_view text_id,
                   Instant now);

}  // namespace assent::customer_page
