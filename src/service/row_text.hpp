// RowText: collects the rows of a result as fast as memory allows. It copies whole blocks, including bytes after a row,
// which the next row overwrites. Not thread-safe.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <memory>
#include <string_view>

namespace assent::service {

class RowText {
 public:
  static constexpr std::size_t kBlock = 32;

  std::string_view text() const { return {bytes_.get(), size_}; }
  void clear() { size_ = 0; }

  // Makes room for so many more bytes.
  void make_room(std::size_t more) {
    if (capacity_ - std::min(capacity_, size_ + kBlock) >= more) return;
    const std::size_t capacity = size_ + more + kBlock + capacity_ / 2;
    auto larger = std::make_unique_for_overwrite<char[]>(capacity);
    std::copy_n(bytes_.get(), size_, larger.get());
    bytes_ = std::move(larger);
    capacity_ = capacity;
  }

  // Preconditions: there is room for the bytes; after them kBlock more bytes can be read, whatever they are.
  void append_in_blocks(std::string_view bytes) {
    char* const to = bytes_.get() + size_;
    for (std::size_t done = 0; done < bytes.size(); done += kBlock) {
      std::memcpy(to + done, bytes.data() + done, kBlock);
    }
    size_ += bytes.size();
  }

  void append(std::string_view bytes) {
    make_room(bytes.size());
    std::copy(bytes.begin(), bytes.end(), bytes_.get() + size_);
    size_ += bytes.size();
  }

 private:
  std::unique_ptr<char[]> bytes_;
  std::size_t size_ = 0;
  std::size_t capacity_ = 0;
};

}  // namespace assent::service
