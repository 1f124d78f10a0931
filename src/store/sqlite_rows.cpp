#include "store/sqlite_rows.hpp"

#include "store/page_sums.hpp"

#include <algorithm>

namespace assent::store {

tl::unexpected<Error> damaged_entry(Position position, std::string_view what) {
  return fail(ErrorCode::damaged, "entry " + entry_name(position) + " is damaged: " + std::string(what),
              "restore the ledger from a copy; `assent ledger verify` names what is damaged");
}

Result<evidence::Entry> checked_entry(Position position, evidence::ByteView leaf, evidence::ByteView bytes) {
  const auto stored = hash_of(leaf);
  if (!stored || evidence::leaf_hash(bytes) != *stored) return damaged_entry(position, "its bytes do not fit its hash");
  auto entry = evidence::decode(bytes);
  if (!entry) return damaged_entry(position, entry.error().message);
  return entry;
}

evidence::Bytes joined(std::span<const evidence::Hash> hashes) {
  evidence::Bytes bytes;
  for (const evidence::Hash& each : hashes) bytes.insert(bytes.end(), each.begin(), each.end());
  return bytes;
}

std::optional<std::vector<evidence::Hash>> split(evidence::ByteView bytes) {
  constexpr std::size_t kBytes = std::tuple_size_v<evidence::Hash>;
  if (bytes.size() % kBytes != 0) return std::nullopt;
  std::vector<evidence::Hash> hashes(bytes.size() / kBytes);
  for (std::size_t i = 0; i < hashes.size(); ++i) {
    std::copy_n(bytes.begin() + static_cast<std::ptrdiff_t>(i * kBytes), kBytes, hashes[i].begin());
  }
  return hashes;
}

std::optional<evidence::Hash> hash_of(evidence::ByteView bytes) {
  auto hashes = split(bytes);
  if (!hashes || hashes->size() != 1) return std::nullopt;
  return hashes->front();
}

Result<HeadRow> read_head(Statement& select) {
  const ResetOnExit reset(select);
  const auto row = TRY(select.step());
  auto peaks = row ? split(select.blob(2)) : std::nullopt;
  const evidence::ByteView sums = row ? select.blob(4) : evidence::ByteView{};
  if (!peaks || sums.size() != 8) {
    return fail(ErrorCode::damaged, "the ledger's head is damaged",
                "restore the ledger from a copy; `assent ledger verify` names what is damaged");
  }
  auto frontier = TRY(evidence::Frontier::restore(static_cast<std::uint64_t>(select.number(0)), std::move(*peaks)));
  return HeadRow{std::move(frontier), instant_of(select.number(1)), select.number(3), from_stored_form(sums.data())};
}

}  // namespace assent::store
