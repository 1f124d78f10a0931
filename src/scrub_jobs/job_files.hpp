// The files of a scrub job, in the folder of its own.
#pragma once

#include "base/result.hpp"

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace assent::scrub_jobs {

inline constexpr std::string_view kState = "state.json";
inline constexpr std::string_view kCampaign = "campaign.toml";
inline constexpr std::string_view kList = "list";
inline constexpr std::string_view kPermitted = "permitted.csv";
inline constexpr std::string_view kRefused = "refused.csv";
inline constexpr std::string_view kCertificate = "certificate";
inline constexpr std::string_view kReport = "report.json";
inline constexpr std::string_view kMarks = "permitted.csv.resume";

// Makes the folder if there is none; only its owner can enter it.
//
//   unavailable  it cannot be made
//   invalid      it was there, and is open to others: it may be another's, and stays as it is
Result<void> make_private(const std::filesystem::path& folder);

// Whether it is the folder of a job that no caller was told of: it has the name of one, and says nothing yet.
bool is_made_halfway(const std::filesystem::path& folder);

// In bytes; 0: there is no such file.
std::uint64_t size_of(const std::string& path);

// Adds the bytes at the end of the file, which has `offset` bytes: all of them, or none. unavailable: it cannot be
// written.
Result<void> append_to(const std::string& path, std::uint64_t offset, std::string_view bytes);

}  // namespace assent::scrub_jobs
