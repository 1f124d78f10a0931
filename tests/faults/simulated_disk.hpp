// A disk that may lose the power. For each file it keeps what is safely there and what was written since, and it says
// what may be found when the power is back. Until data is forced to the disk, any part of it may be there or not:
// writes are lost, come in another order, or are torn between two sectors. The same is true of files' sizes, and of the
// making, renaming and removing of names.
#pragma once

#include "folder.hpp"

#include <cstdint>
#include <map>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace assent::faults {

using Random = std::mt19937_64;

class SimulatedDisk {
 public:
  using File = std::uint64_t;

  // Everything on it is safe.
  SimulatedDisk() = default;  // with nothing on it
  explicit SimulatedDisk(const Contents& contents);

  File file(const std::string& name) const;  // the file that has this name now; the name exists
  bool has(const std::string& name) const { return now_.contains(name); }

  File make(const std::string& name);  // empty
  void write(File file, std::uint64_t offset, std::string_view bytes);
  void resize(File file, std::uint64_t size);
  void sync(File file);

  void rename(const std::string& from, const std::string& to);
  void exchange(const std::string& one, const std::string& other);
  void link(const std::string& from, const std::string& to);
  void unlink(const std::string& name);
  void sync_folder();

  // What a running program sees.
  Contents seen() const;
  // What may be found after a loss of power, drawn by chance.
  Contents after_power_loss(Random& random) const;

  // Another kind of disk: one that reported that a page was written and did not write it. Puts back a page of 4096
  // bytes of that file as it safely was at some earlier time, chosen by chance; false: no page ever changed.
  bool lose_a_write(Contents& contents, const std::string& name, Random& random) const;

 private:
  struct Change {
    bool is_size;
    std::uint64_t offset;  // or the size
    std::string bytes;
  };
  struct Stored {
    std::string safe;
    std::vector<Change> since;
    std::vector<std::pair<std::uint64_t, std::string>> old_pages;  // number from 0, bytes
  };
  struct Naming {
    std::string gone;  // empty: none
    std::string name;  // empty: none
    File file;
    std::string other_name;  // after an exchange: the name of the other file now
    File other;
  };
  using Names = std::map<std::string, File>;

  static void apply(std::string& bytes, const Change& change);
  static void apply(Names& names, const Naming& naming);
  void name(Naming naming);
  static std::string drawn(const Stored& stored, Random& random);

  std::map<File, Stored> files_;
  Names safe_names_;
  std::vector<Naming> names_since_;
  Names now_;
  File next_ = 1;
};

}  // namespace assent::faults
