#include "service/keyed_append.hpp"

#include "evidence/hash.hpp"

#include <iterator>

namespace assent {

std::string key_of_content(std::string_view kind, Entry content, const std::optional<Position>& grant) {
  if (grant) content.key = entry_name(*grant);
  const Hash hash = sha256(encode(content));
  return std::string(kind) + ":" + to_hex(hash).substr(0, 32);
}

Result<std::vector<std::optional<Receipt>>> append_keyed(Ledger& ledger, std::span<const Draft> drafts, Instant now) {
  std::vector<std::optional<Receipt>> receipts;
  if (drafts.empty()) return receipts;
  auto all = ledger.append(drafts, now);
  if (all) {
    receipts.assign(all->begin(), all->end());
    return receipts;
  }
  if (all.error().code != ErrorCode::conflict) return tl::unexpected(all.error());
  if (drafts.size() == 1) return std::vector<std::optional<Receipt>>{std::nullopt};

  // The batch stands or falls as one; halving it finds those that conflict.
  const std::size_t half = drafts.size() / 2;
  for (const auto part : {drafts.first(half), drafts.subspan(half)}) {
    auto some = append_keyed(ledger, part, now);
    if (!some) return some;
    receipts.insert(receipts.end(), some->begin(), some->end());
  }
  return receipts;
}

}  // namespace assent
