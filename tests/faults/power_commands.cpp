#include "power_commands.hpp"

#include <cstring>
#include <map>
#include <stdexcept>

namespace assent::faults {

std::vector<Event> read_trace(const std::filesystem::path& file) {
  const std::string bytes = bytes_of(file);
  std::vector<Event> events;
  for (std::size_t at = 0; at < bytes.size();) {
    TraceHead head{};
    std::memcpy(&head, bytes.data() + at, sizeof head);
    at += sizeof head;
    events.push_back({static_cast<TraceKind>(head.kind), head.file, head.offset, bytes.substr(at, head.name_size),
                      bytes.substr(at + head.name_size, head.size)});
    at += head.name_size + head.size;
  }
  return events;
}

SimulatedDisk disk_after(const Contents& before, const std::vector<Event>& events, std::size_t count) {
  SimulatedDisk disk(before);
  std::map<std::uint64_t, SimulatedDisk::File> files;
  for (std::size_t i = 0; i < count; ++i) {
    const Event& each = events[i];
    switch (each.kind) {
      case TraceKind::known:
        if (!disk.has(each.name)) throw std::runtime_error(each.name + " was opened and never made");
        files[each.file] = disk.file(each.name);
        break;
      case TraceKind::made: files[each.file] = disk.make(each.name); break;
      case TraceKind::write: disk.write(files.at(each.file), each.offset, each.bytes); break;
      case TraceKind::size: disk.resize(files.at(each.file), each.offset); break;
      case TraceKind::sync: disk.sync(files.at(each.file)); break;
      case TraceKind::sync_folder: disk.sync_folder(); break;
      case TraceKind::rename: disk.rename(each.name, each.bytes); break;
      case TraceKind::exchange: disk.exchange(each.name, each.bytes); break;
      case TraceKind::link: disk.link(each.name, each.bytes); break;
      case TraceKind::unlink: disk.unlink(each.name); break;
    }
  }
  return disk;
}

}  // namespace assent::faults
