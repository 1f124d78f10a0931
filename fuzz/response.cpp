// Any bytes as a server's response: it is a decision, an error or a doubt, and never a permit without
// `"decision":true`.
#include "client/responses.hpp"

#include <cstdint>
#include <cstdlib>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace assent;
  const std::string_view body(reinterpret_cast<const char*>(data), size);
  const auto may_permit = [&] { return body.find("decision") != body.npos && body.find("true") != body.npos; };
  const auto decided = client::decided_of(body);
  if (const auto* const one = std::get_if<client::Decided>(&decided)) {
    if (!one->at || (one->outcome == Outcome::permit && !may_permit())) std::abort();
  }
  for (const std::size_t count : {std::size_t{1}, std::size_t{3}}) {
    const auto briefs = client::briefs_of(body, count);
    if (const auto* const many = std::get_if<std::vector<client::Brief>>(&briefs); many && many->size() != count)
      std::abort();
  }
  const auto recorded = client::recorded_of(body, "A-1");
  if (const auto* const done = std::get_if<client::Recorded>(&recorded)) {
    if (done->entries.empty() || done->entries.size() != done->accounts.size()) std::abort();
  }
  if (client::error_of(400, body).message.empty()) std::abort();
  return 0;
}
