// What happened to the files of a folder, in order, as failing_calls.cpp writes it down. Each head is followed by
// `name_size` bytes of a name and `size` bytes: the data written, or the second name.
#pragma once

#include <cstdint>

namespace assent::faults {

enum class TraceKind : std::uint32_t {
  known,        // the file of that name was opened: its number from now on
  made,         // a file of that name was made
  write,        // bytes at an offset
  size,         // cut or extended to `offset` bytes
  sync,         // everything written to the file is on the disk
  sync_folder,  // every change of names is on the disk
  rename,       // from the first name to the second
  exchange,     // the two names change places
  link,         // the second name is another name of the first one's file
  unlink,       // the name is gone
};

struct TraceHead {
  std::uint32_t kind;
  std::uint32_t name_size;
  std::uint64_t file;  // its inode
  std::uint64_t offset;
  std::uint64_t size;
};

}  // namespace assent::faults
