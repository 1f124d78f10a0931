#include "world/zones.hpp"

#include "world/files.hpp"
#include "world/tzif.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <mutex>
#include <optional>
#include <system_error>
#include <utility>

namespace assent::world {
namespace {

constexpr std::chrono::year kLastRuledYear{2200};
constexpr std::size_t kZoneBytesMax = std::size_t{1} << 20;
constexpr std::size_t kVersionBytesMax = std::size_t{4} << 20;

// As compilers of the database leave it.
std::string version_in(const std::string& directory) {
  constexpr std::string_view kMark = "# version ";
  const auto first_line = [](const std::string& text) { return text.substr(0, text.find('\n')); };
  if (const auto text = read_file(directory + "/tzdata.zi", kVersionBytesMax); text && text->starts_with(kMark)) {
    return first_line(text->substr(kMark.size()));
  }
  if (const auto text = read_file(directory + "/+VERSION", kVersionBytesMax); text && !text->empty()) {
    return first_line(*text);
  }
  return "unknown";
}

// Spelled as names of the database are, so that none leads out of it, and none of those that are no places' names.
bool is_zone_name(std::string_view name) {
  const auto is_part = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' ||
           c == '+';
  };
  constexpr std::size_t kNameBytesMax = 255;  // as a file's name may have
  if (name.empty() || name.size() > kNameBytesMax || name.front() == '/' || name.back() == '/' ||
      name.find("//") != std::string_view::npos)
    return false;
  if (!std::all_of(name.begin(), name.end(), [&](char c) { return is_part(c) || c == '/'; })) return false;
  const std::string_view first = name.substr(0, name.find('/'));
  constexpr std::string_view kOthers[] = {"posix", "posixrules", "right", "localtime", "Factory", "+VERSION"};
  return std::find(std::begin(kOthers), std::end(kOthers), first) == std::end(kOthers);
}

std::unique_ptr<const TimeZone> read_zone(const std::string& directory, std::string_view name) {
  if (!is_zone_name(name)) return nullptr;
  const std::string path = std::string(directory).append("/").append(name);
  std::error_code error;
  const auto found = std::filesystem::status(path, error).type();
  if (found == std::filesystem::file_type::none) {
    throw ZoneDataUnreadable({ErrorCode::unavailable, fmt::format("cannot read `{}`: {}", path, error.message()),
                              "check that this user may read the time zone data, and that the disk works"});
  }
  if (found != std::filesystem::file_type::regular) return nullptr;
  const auto text = read_file(path, kZoneBytesMax);
  if (!text) throw ZoneDataUnreadable(text.error());
  auto zone = parse_tzif(*text, std::string(name), kLastRuledYear);
  if (zone) return std::make_unique<const TimeZone>(*std::move(zone));
  if (!text->starts_with("TZif")) return nullptr;  // a list that lies among them
  throw ZoneDataUnreadable({ErrorCode::damaged,
                            fmt::format("time zone data `{}` are damaged, or count leap seconds", path),
                            "install the time zone data (tzdata) again"});
}

}  // namespace

SystemTimeZones::SystemTimeZones(std::string directory)
    : directory_(std::move(directory)), version_(version_in(directory_)) {}
SystemTimeZones::~SystemTimeZones() = default;

const TimeZone* SystemTimeZones::find(std::string_view name) const {
  {
    const std::shared_lock lock(mutex_);
    if (const auto known = zones_.find(name); known != zones_.end()) return known->second.get();
  }
  // Names that are unknown are not kept: they may come, without end, from a customer file.
  auto zone = read_zone(directory_, name);
  if (!zone) return nullptr;
  const std::unique_lock lock(mutex_);
  return zones_.emplace(name, std::move(zone)).first->second.get();
}

Result<std::vector<std::string>> SystemTimeZones::names() const {
  namespace fs = std::filesystem;
  std::vector<std::string> names;
  std::error_code error;
  for (auto at = fs::recursive_directory_iterator(directory_, fs::directory_options::skip_permission_denied, error);
       !error && at != fs::recursive_directory_iterator(); at.increment(error)) {
    std::string name = at->path().lexically_relative(directory_).string();
    try {
      if (find(name) != nullptr) names.push_back(std::move(name));
    } catch (const ZoneDataUnreadable& unreadable) {
      return tl::unexpected(unreadable.error());
    }
  }
  if (error) {
    return fail(ErrorCode::unavailable, fmt::format("`{}` cannot be read: {}", directory_, error.message()),
                "name a directory of compiled time zones");
  }
  std::sort(names.begin(), names.end());
  return names;
}

}  // namespace assent::world
