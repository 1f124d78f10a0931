// AppendedFile: a file that grows by whole pieces, each durable before the next, for what must survive the end of the
// program at any moment. Not thread-safe.
#pragma once

#include "base/result.hpp"
#include "world/files.hpp"

#include <string>
#include <string_view>

namespace assent::world {

class AppendedFile {
 public:
  // Makes a new file, readable and writable by its owner only, under a name that lasts.
  //
  //   conflict     there is something of that name already; it stays as it is
  //   not_found    there is no such folder
  //   unavailable  anything else
  static Result<AppendedFile> create(const std::string& path);

  // Durable when it returns. `unavailable`: a part of the piece may be at the end of the file; add nothing more.
  Result<void> append(std::string_view piece);

 private:
  AppendedFile(std::string path, FileHandle handle) : path_(std::move(path)), handle_(std::move(handle)) {}

  std::string path_;
  FileHandle handle_;
};

}  // namespace assent::world
