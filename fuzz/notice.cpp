// Any bytes as a notice: it is refused with places inside the text, or what was read can be recorded.
#include "service/notice_file.hpp"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace assent;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto notice = service::read_notice(text, "n");
  if (!notice) {
    const auto lines = 1 + std::count(text.begin(), text.end(), '\n');
    if (notice.error().empty()) std::abort();
    for (const Issue& issue : notice.error()) {
      if (issue.line < 0 || issue.line > lines || issue.problem.empty() || issue.mend.empty()) std::abort();
    }
    return 0;
  }
  evidence::Entry entry;
  entry.body = notice->notice;
  if (evidence::check(entry) && evidence::decode(evidence::encode(entry)) != entry) std::abort();
  return 0;
}
