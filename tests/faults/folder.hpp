// A folder's plain files as values: what was there before, what is there now.
#pragma once

#include <filesystem>
#include <map>
#include <string>

namespace assent::faults {

using Contents = std::map<std::string, std::string>;  // name, bytes

Contents contents_of(const std::filesystem::path& folder);

// Afterwards the folder has exactly this.
void put_back(const std::filesystem::path& folder, const Contents& contents);

void write_bytes(const std::filesystem::path& file, const std::string& bytes);
std::string bytes_of(const std::filesystem::path& file);

}  // namespace assent::faults
