// A ledger file of some entries of every kind, and where in the file their bytes are.
#pragma once

#include "ledger/contract_drafts.hpp"
#include "store/sqlite_ledger.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>
#include <vector>

namespace assent {

struct Place {
  std::uint64_t index;   // of the entry
  std::uint64_t offset;  // of its bytes in the file
  std::uint64_t size;
};

inline std::vector<char> file_bytes(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

inline void write_file(const std::string& path, const std::vector<char>& bytes) {
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  if (!file.flush()) throw std::runtime_error("the file cannot be written");
}

// Makes a ledger of `entries` entries in commits of 1 to 7, and closes it, so that all of it is in one file.
inline void write_ledger(const std::string& path, std::uint64_t entries) {
  using namespace testing_drafts;
  auto ledger = store::SqliteLedger::create(path);
  if (!ledger) throw std::runtime_error(to_string(ledger.error()));
  for (std::uint64_t written = 0; written < entries;) {
    std::vector<ledger::Draft> drafts;
    for (std::uint64_t size = 1 + written % 7; size > 0 && written < entries; --size, ++written) {
      const std::string number = std::to_string(written);
      const std::string account = "A" + std::to_string(written % 331);
      const std::string key = written % 2 == 0 ? "k" + number : "";
      switch (written % 5) {
        case 0: drafts.push_back(opt_out(account, key)); break;
        case 1: drafts.push_back(agreement("Partner " + number, key)); break;
        default: drafts.push_back(customer(account, "+96170" + std::to_string(100'000 + written % 400), key)); break;
      }
    }
    const auto receipts = ledger::append_all(*(*ledger), drafts, noon_plus(static_cast<std::int64_t>(written)));
    if (!receipts) throw std::runtime_error(to_string(receipts.error()));
  }
}

// The offset of every entry. An entry's bytes are in the file once, because no two entries are alike.
inline std::vector<Place> places(const std::string& path) {
  const std::vector<char> file = file_bytes(path);
  const auto ledger = store::SqliteLedger::open(path, store::Access::read_only);
  if (!ledger) throw std::runtime_error(to_string(ledger.error()));
  std::vector<Place> found;
  const auto scanned = (*ledger)->scan({}, [&](Position position, evidence::ByteView bytes) {
    const std::boyer_moore_horspool_searcher searcher(bytes.begin(), bytes.end());
    const auto at = std::search(reinterpret_cast<const std::uint8_t*>(file.data()),
                                reinterpret_cast<const std::uint8_t*>(file.data()) + file.size(), searcher);
    const auto offset = static_cast<std::uint64_t>(at - reinterpret_cast<const std::uint8_t*>(file.data()));
    if (offset == file.size()) throw std::runtime_error("an entry's bytes are not in one piece");
    found.push_back({position.index, offset, bytes.size()});
    return true;
  });
  if (!scanned) throw std::runtime_error(to_string(scanned.error()));
  return found;
}

// A file, open to have single bits flipped.
class BitFlipper {
 public:
  explicit BitFlipper(const std::string& path) : file_(path, std::ios::binary | std::ios::in | std::ios::out) {}

  void flip(std::uint64_t offset, unsigned bit) {
    char byte = 0;
    file_.seekg(static_cast<std::streamoff>(offset));
    file_.read(&byte, 1);
    byte = static_cast<char>(static_cast<unsigned char>(byte) ^ (1U << bit));
    file_.seekp(static_cast<std::streamoff>(offset));
    file_.write(&byte, 1);
    if (!file_.flush()) throw std::runtime_error("the file cannot be changed");
  }

 private:
  std::fstream file_;
};

}  // namespace assent
