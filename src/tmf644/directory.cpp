#include "tmf644/directory.hpp"

#include "base/ascii.hpp"

#include <algorithm>
#include <cstring>
#include <mutex>
#include <utility>

namespace assent::tmf644 {
namespace {

std::string text_of(const DocumentId& id) {
  constexpr std::string_view kHex = "0123456789abcdef";
  std::string text;
  for (const std::uint8_t byte : id) {
    text.push_back(kHex[byte >> 4]);
    text.push_back(kHex[byte & 0xF]);
  }
  return text;
}

}  // namespace

std::optional<DocumentId> id_of(std::string_view text) {
  DocumentId id{};
  if (text.size() != 2 * id.size() || !std::ranges::all_of(text, is_small_hexadecimal)) return std::nullopt;
  for (std::size_t i = 0; i < id.size(); ++i) {
    id.at(i) = static_cast<std::uint8_t>(hexadecimal(text[2 * i]) << 4 | hexadecimal(text[2 * i + 1]));
  }
  return id;
}

std::size_t Directory::HashOfId::operator()(const DocumentId& id) const {
  std::size_t hash = 0;
  std::memcpy(&hash, id.data(), sizeof hash);  // ids are drawn: any of their bytes are a hash
  return hash;
}

Result<void> Directory::follow() {
  const auto heads = TRY(ledger_.heads());
  const auto behind = [&] {
    return std::ranges::any_of(heads, [&](const ledger::LogHead& head) {
      const auto at = read_to_.find(head.log);
      return (at == read_to_.end() ? 0 : at->second) < head.size;
    });
  };
  {
    const std::shared_lock lock(mutex_);
    if (!behind()) return {};
  }
  const std::unique_lock lock(mutex_);
  for (const ledger::LogHead& head : heads) {
    std::uint64_t& next = read_to_[head.log];
    if (next >= head.size) continue;
    Result<void> done;
    TRY(ledger_.scan({head.log, next}, [&](Position at, evidence::ByteView bytes) {
      if (at.log != head.log) return false;
      done = read(at, bytes);
      if (done) next = at.index + 1;
      return done.has_value();
    }));
    TRY(std::move(done));
  }
  return {};
}

Result<void> Directory::read(Position at, evidence::ByteView bytes) {
  const evidence::EntryKind kind = TRY(evidence::decode_kind(bytes));
  if (kind == evidence::EntryKind::erasure) {
    const auto account = TRY(evidence::decode_account(bytes));
    erase_documents_of(account);
  } else if (kind == evidence::EntryKind::privacy_document) {
    const auto entry = TRY(evidence::decode(bytes));
    see(at, entry);
  }
  return {};
}

void Directory::see(Position at, const evidence::Entry& entry) {
  const auto& document = std::get<evidence::PrivacyDocumentRecorded>(entry.body);
  const auto resource = resource_named(document.type);
  const auto id = id_of(document.id);
  if (!resource || !id) return;  // another interface's
  OfResource& all = of(*resource);
  const auto [place, is_new] = all.by_id.try_emplace(*id, static_cast<std::uint32_t>(all.rows.size()));
  if (is_new) {
    all.rows.push_back({*id, at.index, std::hash<std::string_view>{}(entry.account), at.log, false});
  }
  Row& row = all.rows[place->second];
  if (document.state != evidence::PrivacyDocumentRecorded::State::deleted || row.gone) return;
  row.gone = true;
  ++all.gone;
}

// What they said cannot be read any more.
void Directory::erase_documents_of(std::string_view account) {
  const std::uint64_t hash = std::hash<std::string_view>{}(account);
  for (OfResource& all : of_) {
    for (Row& row : all.rows) {
      if (row.gone || row.account != hash) continue;
      const auto whose = account_at(row);
      if (!whose || *whose != account) continue;
      row.gone = true;
      ++all.gone;
    }
  }
}

Result<std::string> Directory::account_at(const Row& row) const {
  Result<std::string> account =
      fail(ErrorCode::damaged, "the entry of a document is missing", "verify the ledger (`assent ledger verify`)");
  const Position position{row.log, row.index};
  TRY(ledger_.scan(position, [&](Position at, evidence::ByteView bytes) {
    if (at == position) account = evidence::decode_account(bytes);
    return false;
  }));
  return account;
}

const Directory::Row* Directory::row_of(Resource resource, std::string_view id) const {
  const auto key = id_of(id);
  if (!key) return nullptr;
  const OfResource& all = of(resource);
  const auto at = all.by_id.find(*key);
  return at == all.by_id.end() ? nullptr : &all.rows[at->second];
}

Result<std::optional<std::string>> Directory::account_of(Resource resource, std::string_view id) const {
  const std::shared_lock lock(mutex_);
  const Row* const row = row_of(resource, id);
  if (row == nullptr || row->gone) return std::nullopt;
  return TRY(account_at(*row));
}

Result<std::optional<std::string>> Directory::account_that_had(Resource resource, std::string_view id) const {
  const std::shared_lock lock(mutex_);
  const Row* const row = row_of(resource, id);
  if (row == nullptr) return std::nullopt;
  return TRY(account_at(*row));
}

Result<std::vector<Directory::Found>> Directory::some(Resource resource, std::size_t offset, std::size_t count) const {
  std::vector<Row> rows;
  {
    const std::shared_lock lock(mutex_);
    for (const Row& row : of(resource).rows) {
      if (rows.size() == count) break;
      if (row.gone) continue;
      if (offset == 0) rows.push_back(row);
      else --offset;
    }
  }
  std::vector<Found> found;
  for (const Row& row : rows) {
    auto account = TRY(account_at(row));
    found.push_back({text_of(row.id), std::move(account)});
  }
  return found;
}

std::size_t Directory::count(Resource resource) const {
  const std::shared_lock lock(mutex_);
  return of(resource).rows.size() - of(resource).gone;
}

}  // namespace assent::tmf644
