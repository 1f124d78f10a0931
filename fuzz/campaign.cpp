// Any bytes as a campaign: it is read, with a use that names what it needs, or refused with places inside the text.
#include "service/campaign.hpp"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace assent;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto campaign = service::read_campaign(text, "c");
  if (campaign) {
    if (campaign->name.empty() || campaign->use.information.empty() || campaign->use.recipient.empty()) std::abort();
    return 0;
  }
  const auto lines = 1 + std::count(text.begin(), text.end(), '\n');
  if (campaign.error().empty()) std::abort();
  for (const Issue& issue : campaign.error()) {
    if (issue.line < 0 || issue.line > lines || issue.problem.empty() || issue.mend.empty()) std::abort();
  }
  return 0;
}
