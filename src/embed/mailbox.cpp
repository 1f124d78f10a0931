#include "embed/mailbox.hpp"

#include "embed/named_files.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <filesystem>
#include <string_view>
#include <system_error>
#include <vector>

namespace assent::embed {
namespace {

constexpr std::size_t kMostOfMessage = std::size_t{64} << 20U;

using Visit = std::function<Result<Afterwards>(const MailboxMessage&)>;

Result<void> each_of_maildir(const std::filesystem::path& folder, const Visit& visit) {
  std::error_code failed;
  const auto cannot = [&](std::string_view what) {
    return fail(ErrorCode::unavailable,
                "a message in the Maildir cannot be " + std::string(what) + ": " + failed.message(),
                "check who may read and write the folder");
  };
  if (!std::filesystem::is_directory(folder / "cur", failed)) {
    return fail(ErrorCode::invalid, "the folder is no Maildir", "name one with `new` and `cur`, or a file");
  }
  std::vector<std::filesystem::path> files;
  for (const auto& file : std::filesystem::directory_iterator(folder / "new", failed)) {
    if (!file.path().filename().string().starts_with('.') && file.is_regular_file(failed)) files.push_back(file.path());
  }
  if (failed) return cannot("listed");
  std::ranges::sort(files);
  for (const std::filesystem::path& file : files) {
    const std::string name = file.filename();
    MailboxMessage message{name, TRY(text_in(file, kMostOfMessage))};
    const Afterwards afterwards = TRY(visit(message));
    if (afterwards == Afterwards::stays) continue;
    const std::string marked = name.substr(0, name.find(':')) + (afterwards == Afterwards::is_read ? ":2,S" : ":2,F");
    std::filesystem::rename(file, folder / "cur" / marked, failed);
    if (failed) return cannot("moved");
  }
  return {};
}

// Where messages of an mbox begin: after each line that begins with `From `, at the beginning or after an empty line.
std::vector<std::string_view> messages_of_mbox(std::string_view text) {
  std::vector<std::string_view> messages;
  std::size_t begin = std::string_view::npos;
  bool after_empty = true;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::string_view line = text.substr(at, end - at);
    if (after_empty && line.starts_with("From ")) {
      if (begin != std::string_view::npos) messages.push_back(text.substr(begin, at - begin));
      begin = std::min(end + 1, text.size());
    }
    after_empty = line.empty() || line == "\r";
    at = end + 1;
  }
  if (begin != std::string_view::npos) messages.push_back(text.substr(begin));
  return messages;
}

}  // namespace

Result<void> each_message(const std::string& mailbox, const Visit& visit) {
  std::error_code failed;
  if (mailbox != "-" && std::filesystem::is_directory(mailbox, failed)) return each_of_maildir(mailbox, visit);
  const std::string text = TRY(text_in(mailbox, kMostOfMessage));
  if (mailbox == "-" || !text.starts_with("From ")) {
    TRY(visit({mailbox == "-" ? mailbox : std::filesystem::path(mailbox).filename().string(), text}));
    return {};
  }
  std::size_t number = 0;
  for (const std::string_view message : messages_of_mbox(text)) {
    TRY(visit({std::to_string(++number), std::string(message)}));
  }
  return {};
}

}  // namespace assent::embed
