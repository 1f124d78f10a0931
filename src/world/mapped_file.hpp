// MappedFile: a whole file as bytes in memory, read from disk where and when they are touched.
//
// The bytes may be written to; what is written stays in this process and never reaches the file. Immutable itself;
// copies share the mapping, and any number of threads may touch the bytes as they would any memory.
//
// Files that are mapped are only ever replaced by another of the same name (FileSink does so): then the mapping goes on
// showing the old one. Writing into such a file changes bytes that were checked; cutting it makes the
// system end this process with SIGBUS at the next touch of what is gone, as it does when the disk cannot be read. It
// cannot be caught: no decision is possible from such bytes.
#pragma once

#include "base/result.hpp"

#include <cstddef>
#include <memory>
#include <span>
#include <string>

namespace assent::world {

class MappedFile {
 public:
  //   not_found    there is no such file
  //   invalid      it is a folder
  //   unavailable  it cannot be read, or is no plain file
  static Result<MappedFile> open(const std::string& path);

  // Begins at a page; of an empty file: nothing.
  std::span<std::byte> bytes() const { return bytes_; }
  // The bytes stay as long as this or a copy of it lives.
  const std::shared_ptr<std::byte>& owner() const { return owner_; }

  // Device, inode, size, and in nanoseconds the instants of the last change of its contents and of its state, when it
  // was opened: two files of one identity are the same file with the same bytes, as far as the system keeps account.
  const std::string& identity() const { return identity_; }

 private:
  MappedFile(std::span<std::byte> bytes, std::shared_ptr<std::byte> owner, std::string identity)
      : bytes_(bytes), owner_(std::move(owner)), identity_(std::move(identity)) {}

  std::span<std::byte> bytes_;
  std::shared_ptr<std::byte> owner_;
  std::string identity_;
};

}  // namespace assent::world
