// PageSums: what every page of a ledger's file was when it was last sealed. Pure values; immutable once shared.
//
// A page carries a sum of its own, which finds damage but not a page that is as it was some time ago: a write that the
// disk lost. So the sums of all pages are kept in the table page_sums as well, and a sum over that table in the head,
// which every commit writes again (seal.hpp). docs/store.md has the whole argument.
#pragma once

#include "evidence/hash.hpp"

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace assent::store {

inline constexpr int kPageBytes = 4096;
inline constexpr int kReservedBytes = 8;

// Over the page's first kPageBytes - kReservedBytes bytes and its number, from 1.
std::uint64_t page_sum(const std::uint8_t* page, std::uint64_t number);

class PageSums {
 public:
  static constexpr std::uint64_t kPagesInPart = 500;  // 4,000 bytes: one row of page_sums fills a page
  static constexpr std::uint64_t kNeverSealed = 0;
  // A page of head or page_sums: a seal writes these itself, so it cannot hold their sums. The head's sum over all
  // parts covers their content.
  static constexpr std::uint64_t kOfTheSeal = 1;

  struct Part {
    std::int64_t seal = 0;  // the one that wrote it last
    std::array<std::uint64_t, kPagesInPart> sums{};

    evidence::Bytes bytes() const;
    static std::optional<Part> from(std::int64_t seal, evidence::ByteView bytes);  // nothing: not so many bytes
  };

  // The value for a page whose page_sum() is `sum`: neither of the two above.
  static std::uint64_t kept(std::uint64_t sum) { return sum <= kOfTheSeal ? sum + 2 : sum; }

  std::int64_t seal() const { return seal_; }
  void set_seal(std::int64_t seal) { seal_ = seal; }

  // Over all parts; the order in which they were put does not matter.
  std::uint64_t root() const { return root_; }

  std::uint64_t of_page(std::uint64_t number) const;
  std::size_t parts() const { return parts_.size(); }
  // Nothing where there is none.
  std::shared_ptr<const Part> part(std::uint64_t number) const;
  // Replaces the part of that number, or comes after the last: parts have no gaps.
  void put(std::uint64_t number, std::shared_ptr<const Part> part);

  static std::uint64_t part_of(std::uint64_t page) { return (page - 1) / kPagesInPart; }
  static std::uint64_t place_of(std::uint64_t page) { return (page - 1) % kPagesInPart; }

 private:
  std::int64_t seal_ = 0;
  std::uint64_t root_ = 0;
  std::vector<std::shared_ptr<const Part>> parts_;
};

// Eight bytes, least first, as they stand in the file.
std::array<std::uint8_t, 8> stored_form(std::uint64_t number);
std::uint64_t from_stored_form(const std::uint8_t* bytes);

}  // namespace assent::store
