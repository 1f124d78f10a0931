#include "simulated_disk.hpp"

#include <algorithm>

namespace assent::faults {
namespace {

constexpr std::uint64_t kSector = 512;
constexpr std::uint64_t kPage = 4096;

// How much is found of data that was not forced to the disk.
enum class Found { nothing, all, the_first, any };

Found draw_found(Random& random) {
  switch (random() % 8) {
    case 0: return Found::nothing;
    case 1: return Found::all;
    case 2: return Found::the_first;
    default: return Found::any;
  }
}

}  // namespace

SimulatedDisk::SimulatedDisk(const Contents& contents) {
  for (const auto& [each, bytes] : contents) {
    files_[next_].safe = bytes;
    safe_names_[each] = next_++;
  }
  now_ = safe_names_;
}

SimulatedDisk::File SimulatedDisk::file(const std::string& name) const { return now_.at(name); }

SimulatedDisk::File SimulatedDisk::make(const std::string& made) {
  files_[next_];
  name({{}, made, next_, {}, 0});
  return next_++;
}

void SimulatedDisk::apply(std::string& bytes, const Change& change) {
  if (change.is_size) {
    bytes.resize(change.offset);
    return;
  }
  bytes.resize(std::max<std::size_t>(bytes.size(), change.offset + change.bytes.size()));
  bytes.replace(change.offset, change.bytes.size(), change.bytes);
}

void SimulatedDisk::write(File file, std::uint64_t offset, std::string_view bytes) {
  files_.at(file).since.push_back({false, offset, std::string(bytes)});
}

void SimulatedDisk::resize(File file, std::uint64_t size) { files_.at(file).since.push_back({true, size, {}}); }

void SimulatedDisk::sync(File file) {
  Stored& stored = files_.at(file);
  for (const Change& each : stored.since) {
    if (!each.is_size) {
      for (std::uint64_t page = each.offset / kPage; page * kPage < each.offset + each.bytes.size(); ++page) {
        if ((page + 1) * kPage > stored.safe.size()) continue;
        stored.old_pages.emplace_back(page, stored.safe.substr(page * kPage, kPage));
      }
    }
    apply(stored.safe, each);
  }
  stored.since.clear();
}

void SimulatedDisk::apply(Names& names, const Naming& naming) {
  if (!naming.gone.empty()) names.erase(naming.gone);
  if (!naming.name.empty()) names[naming.name] = naming.file;
  if (!naming.other_name.empty()) names[naming.other_name] = naming.other;
}

void SimulatedDisk::name(Naming naming) {
  apply(now_, naming);
  names_since_.push_back(std::move(naming));
}

void SimulatedDisk::rename(const std::string& from, const std::string& to) { name({from, to, file(from), {}, 0}); }

void SimulatedDisk::exchange(const std::string& one, const std::string& other) {
  name({{}, one, file(other), other, file(one)});
}

void SimulatedDisk::link(const std::string& from, const std::string& to) { name({{}, to, file(from), {}, 0}); }

void SimulatedDisk::unlink(const std::string& gone) { name({gone, {}, 0, {}, 0}); }

void SimulatedDisk::sync_folder() {
  safe_names_ = now_;
  names_since_.clear();
}

Contents SimulatedDisk::seen() const {
  Contents contents;
  for (const auto& [each, file] : now_) {
    const Stored& stored = files_.at(file);
    std::string bytes = stored.safe;
    for (const Change& change : stored.since) apply(bytes, change);
    contents[each] = std::move(bytes);
  }
  return contents;
}

std::string SimulatedDisk::drawn(const Stored& stored, Random& random) {
  std::string bytes = stored.safe;
  const Found found = draw_found(random);
  const std::size_t first = stored.since.empty() ? 0 : random() % (stored.since.size() + 1);
  const std::uint64_t share = 1 + random() % 99;
  std::size_t most = bytes.size();
  for (std::size_t i = 0; i < stored.since.size(); ++i) {
    const Change& each = stored.since[i];
    most = std::max<std::size_t>(most, each.offset + each.bytes.size());
    if (found == Found::nothing || (found == Found::the_first && i > first)) break;
    const bool torn = found == Found::any || (found == Found::the_first && i == first);
    if (!torn) {
      apply(bytes, each);
    } else if (each.is_size) {
      if (random() % 2 == 0) apply(bytes, each);
    } else {
      // Sector by sector.
      for (std::uint64_t at = 0; at < each.bytes.size();) {
        const std::uint64_t end =
            std::min<std::uint64_t>(each.bytes.size(), at + kSector - (each.offset + at) % kSector);
        if (random() % 100 < share) apply(bytes, {false, each.offset + at, each.bytes.substr(at, end - at)});
        at = end;
      }
    }
  }
  // The new size may be there without the data.
  if (found == Found::any && most > bytes.size() && random() % 4 == 0) bytes.resize(most);
  return bytes;
}

Contents SimulatedDisk::after_power_loss(Random& random) const {
  Names names = safe_names_;
  const Found found = draw_found(random);
  const std::size_t first = names_since_.empty() ? 0 : random() % (names_since_.size() + 1);
  for (std::size_t i = 0; i < names_since_.size(); ++i) {
    const bool is_found =
        found == Found::all || (found == Found::the_first && i < first) || (found == Found::any && random() % 2 == 0);
    if (is_found) apply(names, names_since_[i]);
  }
  std::map<File, std::string> bytes;  // one for all names of a file
  for (const auto& [each, file] : names) {
    if (!bytes.contains(file)) bytes[file] = drawn(files_.at(file), random);
  }
  Contents contents;
  for (const auto& [each, file] : names) contents[each] = bytes.at(file);
  return contents;
}

bool SimulatedDisk::lose_a_write(Contents& contents, const std::string& name, Random& random) const {
  const auto named = now_.find(name);
  const auto there = contents.find(name);
  if (named == now_.end() || there == contents.end()) return false;
  const auto& old = files_.at(named->second).old_pages;
  if (old.empty()) return false;
  for (int tries = 0; tries < 20; ++tries) {
    const auto& [page, bytes] = old[random() % old.size()];
    if ((page + 1) * kPage > there->second.size() || there->second.compare(page * kPage, kPage, bytes) == 0) continue;
    there->second.replace(page * kPage, kPage, bytes);
    return true;
  }
  return false;
}

}  // namespace assent::faults
