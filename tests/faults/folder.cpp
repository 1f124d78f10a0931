#include "folder.hpp"

#include <fstream>
#include <iterator>
#include <stdexcept>

namespace assent::faults {

namespace fs = std::filesystem;

std::string bytes_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

void write_bytes(const fs::path& file, const std::string& bytes) {
  std::ofstream out(file, std::ios::binary | std::ios::trunc);
  out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  if (!out.flush()) throw std::runtime_error(file.string() + " cannot be written");
  out.close();
  fs::permissions(file, fs::perms::owner_read | fs::perms::owner_write);
}

Contents contents_of(const fs::path& folder) {
  Contents contents;
  for (const auto& each : fs::directory_iterator(folder)) {
    if (each.is_regular_file()) contents[each.path().filename().string()] = bytes_of(each.path());
  }
  return contents;
}

void put_back(const fs::path& folder, const Contents& contents) {
  fs::create_directories(folder);
  for (const auto& each : fs::directory_iterator(folder)) fs::remove_all(each.path());
  for (const auto& [name, bytes] : contents) write_bytes(folder / name, bytes);
}

}  // namespace assent::faults
