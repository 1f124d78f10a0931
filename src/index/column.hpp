// Column: a growable array of plain values in the port's memory, or over bytes that another owner keeps (a mapped
// file). Not thread-safe.
#pragma once

#include "base/memory.hpp"

#include <algorithm>
#include <cassert>
#include <cstddef>
#include <memory>
#include <span>
#include <type_traits>
#include <utility>

namespace assent::index {

template <class T>
class Column {
  static_assert(std::is_trivially_copyable_v<T>);

 public:
  explicit Column(const Memory& memory) : memory_(&memory) {}

  // Over what is there: `room` stays alive and writable as long as `owner` lives; the first `size` of it are in use. It
  // is copied when it has to grow.
  Column(const Memory& memory, std::shared_ptr<std::byte> owner, std::span<T> room, std::size_t size)
      : memory_(&memory), owner_(std::move(owner)), data_(room.data()), size_(size), capacity_(room.size()) {}

  std::size_t size() const { return size_; }
  std::size_t capacity() const { return capacity_; }
  bool empty() const { return size_ == 0; }
  const T* data() const { return data_; }
  T* data() { return data_; }
  std::span<const T> all() const { return {data_, size_}; }

  const T& operator[](std::size_t i) const {
    assert(i < size_);
    return data_[i];
  }
  T& operator[](std::size_t i) {
    assert(i < size_);
    return data_[i];
  }

  void push_back(const T& value) {
    if (size_ == capacity_) grow(std::max<std::size_t>(capacity_ + capacity_ / 2, 1024));
    data_[size_++] = value;
  }

  // New elements are zero.
  void resize(std::size_t size) {
    if (size > capacity_) grow(size);
    else if (size > size_) std::fill(data_ + size_, data_ + size, T{});  // who knows what a file has there
    size_ = size;
  }

  void reserve(std::size_t capacity) {
    if (capacity > capacity_) grow(capacity);
  }

 private:
  void grow(std::size_t capacity) {
    auto larger = memory_->allocate(capacity * sizeof(T));
    T* data = reinterpret_cast<T*>(larger.get());
    std::copy_n(data_, size_, data);
    owner_ = std::move(larger);
    data_ = data;
    capacity_ = capacity;
  }

  const Memory* memory_;
  std::shared_ptr<std::byte> owner_;
  T* data_ = nullptr;
  std::size_t size_ = 0;
  std::size_t capacity_ = 0;
};

}  // namespace assent::index
