// A ledger's file whose bytes were changed, with all its sums computed again, as anyone who can write the file can do:
// the pages' own sums, those in page_sums, and the head's over these. For files of one part, up to 500 pages.
#pragma once

#include "store/page_sums.hpp"

#include <cstring>
#include <optional>
#include <string>
#include <vector>

namespace assent {

inline constexpr std::size_t kHeadPage = 6;  // root pages, as schema.cpp has them
inline constexpr std::size_t kSumsPage = 8;

// Where the last column of a table's only row ends in the file, and the number in the column before it. Nothing: there
// is no such row on the page.
struct OnlyRow {
  std::size_t end = 0;
  std::int64_t number = 0;
};

inline std::optional<OnlyRow> only_row(const std::vector<char>& file, std::size_t page) {
  const std::size_t begin = (page - 1) * store::kPageBytes;
  if (file.size() < begin + store::kPageBytes) return std::nullopt;
  const auto at = [&](std::size_t offset) -> std::size_t {
    return offset < static_cast<std::size_t>(store::kPageBytes) ? static_cast<unsigned char>(file[begin + offset]) : 0U;
  };
  if (at(0) != 0x0d || at(3) != 0 || at(4) != 1) return std::nullopt;
  std::size_t offset = at(8) << 8 | at(9);
  const auto varint = [&] {
    std::size_t value = 0;
    for (int i = 0; i < 8; ++i) {
      const std::size_t byte = at(offset++);
      value = value << 7 | (byte & 0x7f);
      if ((byte & 0x80) == 0) break;
    }
    return value;
  };
  const std::size_t payload = varint();
  varint();  // the row's number
  const std::size_t record = offset;
  const std::size_t header_end = record + varint();
  std::vector<std::size_t> types;
  while (offset < header_end && types.size() < 16) types.push_back(varint());
  if (types.size() < 2 || record + payload > static_cast<std::size_t>(store::kPageBytes)) return std::nullopt;
  constexpr std::size_t kBytes[] = {0, 1, 2, 3, 4, 6, 8, 8, 0, 0};
  const auto bytes_of = [&](std::size_t type) { return type >= 12 ? (type - 12) / 2 : kBytes[type % 10]; };
  if (bytes_of(types[types.size() - 2]) > 8) return std::nullopt;  // no number
  OnlyRow row{begin + record + payload, types[types.size() - 2] == 9 ? 1 : 0};
  std::size_t start = record + payload - bytes_of(types.back()) - bytes_of(types[types.size() - 2]);
  for (std::size_t i = 0; i < bytes_of(types[types.size() - 2]); ++i) {
    row.number = row.number << 8 | static_cast<std::int64_t>(at(start++));
  }
  return row;
}

// Only each page's own sum.
inline void put_own_sums(std::vector<char>& file) {
  for (std::size_t page = 1; page <= file.size() / store::kPageBytes; ++page) {
    auto* bytes = reinterpret_cast<std::uint8_t*>(&file[(page - 1) * store::kPageBytes]);
    const auto form = store::stored_form(store::page_sum(bytes, page));
    std::memcpy(bytes + store::kPageBytes - store::kReservedBytes, form.data(), form.size());
  }
}

// False: the file has no rows for sums; only its pages' own sums were computed again.
inline bool reseal(std::vector<char>& file) {
  const std::size_t pages = file.size() / store::kPageBytes;
  const auto bytes = [&](std::size_t page) {
    return reinterpret_cast<std::uint8_t*>(&file[(page - 1) * store::kPageBytes]);
  };
  const auto put = [&](std::size_t at, std::uint64_t number) {
    const auto form = store::stored_form(number);
    std::memcpy(&file[at], form.data(), form.size());
  };
  constexpr std::size_t kSumsBytes = store::PageSums::kPagesInPart * 8;
  const auto sums_row = only_row(file, kSumsPage);
  const auto head_row = only_row(file, kHeadPage);
  const bool can =
      sums_row && head_row && pages <= store::PageSums::kPagesInPart && sums_row->end % store::kPageBytes >= kSumsBytes;
  if (can) {
    const std::size_t begin = sums_row->end - kSumsBytes;
    const auto* stored = reinterpret_cast<const std::uint8_t*>(&file[begin]);
    auto part = store::PageSums::Part::from(sums_row->number, {stored, kSumsBytes}).value();
    for (std::size_t page = 1; page <= pages; ++page) {
      std::uint64_t& sum = part.sums[page - 1];
      if (page != kHeadPage && page != kSumsPage) sum = store::PageSums::kept(store::page_sum(bytes(page), page));
      put(begin + (page - 1) * 8, sum);
    }
    store::PageSums sums;
    sums.put(0, std::make_shared<store::PageSums::Part>(part));
    put(head_row->end - 8, sums.root());
  }
  put_own_sums(file);
  return can;
}

}  // namespace assent
