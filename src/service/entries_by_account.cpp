#include "service/entries_by_account.hpp"

#include "index/key.hpp"

#include <algorithm>
#include <utility>

namespace assent {
namespace {

// One entry as it lies in the arena; of one account when hash and account are the same.
struct Lying {
  std::uint64_t hash = 0;
  Position position;
  std::size_t offset = 0;
  std::uint32_t size = 0;
};

constexpr std::uint64_t kBytesAnEntry = 256;  // its bytes and what is kept beside them, on average
constexpr std::uint64_t kToldEach = 65'536;

}  // namespace

Result<void> each_account(const Ledger& ledger, const std::vector<LogHead>& heads,
                          const std::function<bool(const std::string&, std::span<const Recorded>)>& visit,
                          const std::function<void(std::uint64_t, std::uint64_t)>& progress,
                          const AccountsWanted& wanted, std::uint64_t bytes_most) {
  std::uint64_t all = 0;
  for (const LogHead& each : heads) all += each.size;
  const std::uint64_t passes = all * kBytesAnEntry / std::max<std::uint64_t>(bytes_most, 1) + 1;
  std::uint64_t done = 0;
  for (std::uint64_t pass = 0; pass < passes; ++pass) {
    std::vector<Lying> lying;
    Bytes arena;
    for (const LogHead& head : heads) {
      Result<void> decoded;
      const auto scanned = ledger.scan({head.log, 0}, [&](Position position, ByteView bytes) {
        if (position.index >= head.size) return false;
        if (progress && ++done % kToldEach == 0) progress(done / passes, all);
        const auto account = decode_account(bytes);
        if (!account) {
          decoded = tl::unexpected(account.error());
          return false;
        }
        const std::uint64_t hash = spread(*account);
        if (account->empty() || hash % passes != pass || (wanted && !wanted(hash))) return true;
        lying.push_back({hash, position, arena.size(), static_cast<std::uint32_t>(bytes.size())});
        arena.insert(arena.end(), bytes.begin(), bytes.end());
        return true;
      });
      if (!scanned) return scanned;
      if (!decoded) return decoded;
    }
    std::sort(lying.begin(), lying.end(), [](const Lying& a, const Lying& b) {
      return std::pair(a.hash, a.position) < std::pair(b.hash, b.position);
    });
    for (std::size_t i = 0; i < lying.size();) {
      std::vector<Recorded> entries;
      std::size_t end = i;
      for (; end < lying.size() && lying[end].hash == lying[i].hash; ++end) {
        auto entry = decode(ByteView(arena).subspan(lying[end].offset, lying[end].size));
        if (!entry) return tl::unexpected(entry.error());
        entries.push_back({lying[end].position, *std::move(entry)});
      }
      // Accounts whose hashes are equal, if ever there are some, are told apart by name.
      std::stable_sort(entries.begin(), entries.end(),
                       [](const Recorded& a, const Recorded& b) { return a.entry.account < b.entry.account; });
      for (std::size_t first = 0; first < entries.size();) {
        const std::string account = entries[first].entry.account;
        std::size_t last = first;
        while (last < entries.size() && entries[last].entry.account == account) ++last;
        if (!visit(account, std::span(entries).subspan(first, last - first))) return {};
        first = last;
      }
      i = end;
    }
  }
  if (progress) progress(all, all);
  return {};
}

}  // namespace assent
