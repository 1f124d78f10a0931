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

class Lain final : public SomeAccounts {
 public:
  Lain(ByteView arena, std::span<const Lying> lying, bool last_pass)
      : arena_(arena), lying_(lying), last_pass_(last_pass) {}

  // The next accounts, where there are any.
  bool take(std::size_t most) {
    begins_.assign(1, begins_.back());
    while (size() < most && begins_.back() < lying_.size()) {
      std::size_t end = begins_.back();
      while (end < lying_.size() && lying_[end].hash == lying_[begins_.back()].hash) ++end;
      begins_.push_back(end);
    }
    return size() > 0;
  }

  std::size_t size() const override { return begins_.size() - 1; }
  bool last() const override { return last_pass_ && begins_.back() == lying_.size(); }

  Result<void> each(std::size_t from, std::size_t until, const Visit& visit) const override {
    for (std::size_t i = from; i < until; ++i) {
      std::vector<Recorded> entries;
      for (const Lying& each : lying_.subspan(begins_[i], begins_[i + 1] - begins_[i])) {
        auto entry = decode(arena_.subspan(each.offset, each.size));
        if (!entry) return tl::unexpected(entry.error());
        entries.push_back({each.position, *std::move(entry)});
      }
      // Accounts whose hashes are equal, if ever there are some, are told apart by name.
      std::stable_sort(entries.begin(), entries.end(),
                       [](const Recorded& a, const Recorded& b) { return a.entry.account < b.entry.account; });
      for (std::size_t first = 0; first < entries.size();) {
        const std::string account = entries[first].entry.account;
        std::size_t last = first;
        while (last < entries.size() && entries[last].entry.account == account) ++last;
        visit(account, std::span(entries).subspan(first, last - first));
        first = last;
      }
    }
    return {};
  }

 private:
  ByteView arena_;
  std::span<const Lying> lying_;  // in order of hash, then of position
  bool last_pass_;
  std::vector<std::size_t> begins_{0};  // of each account, and where the last one ends
};

}  // namespace

std::uint64_t size_in(const std::vector<LogHead>& heads, std::uint32_t log) {
  const auto found = std::find_if(heads.begin(), heads.end(), [&](const LogHead& each) { return each.log == log; });
  return found == heads.end() ? 0 : found->size;
}

Result<void> each_entry(const Ledger& ledger, const std::vector<LogHead>& from, const std::vector<LogHead>& until,
                        const std::function<Result<void>(ByteView)>& visit) {
  for (const LogHead& head : until) {
    Result<void> visited;
    const auto scanned = ledger.scan({head.log, size_in(from, head.log)}, [&](Position position, ByteView bytes) {
      if (position.index >= head.size) return false;
      visited = visit(bytes);
      return visited.has_value();
    });
    if (!scanned) return scanned;
    if (!visited) return visited;
  }
  return {};
}

Result<void> each_account(const Ledger& ledger, const std::vector<LogHead>& heads, const AccountReading& reading,
                          const std::function<Result<void>(const SomeAccounts&)>& visit) {
  std::uint64_t all = 0;
  for (const LogHead& each : heads) all += each.size;
  const std::uint64_t passes = all * kBytesAnEntry / std::max<std::uint64_t>(reading.bytes_most, 1) + 1;
  std::uint64_t done = 0;
  for (std::uint64_t pass = 0; pass < passes; ++pass) {
    std::vector<Lying> lying;
    Bytes arena;
    for (const LogHead& head : heads) {
      Result<void> decoded;
      const auto scanned = ledger.scan({head.log, 0}, [&](Position position, ByteView bytes) {
        if (position.index >= head.size) return false;
        if (reading.progress && ++done % kToldEach == 0) reading.progress(done / passes, all);
        const auto account = decode_account(bytes);
        if (!account) {
          decoded = tl::unexpected(account.error());
          return false;
        }
        const std::uint64_t hash = spread(*account);
        if (account->empty() || hash % passes != pass || (reading.wanted && !reading.wanted(hash))) return true;
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
    Lain lain(arena, lying, pass + 1 == passes);
    while (lain.take(std::max<std::size_t>(reading.at_once, 1))) {
      if (const auto visited = visit(lain); !visited) return visited;
    }
  }
  if (reading.progress) reading.progress(all, all);
  return {};
}

}  // namespace assent
