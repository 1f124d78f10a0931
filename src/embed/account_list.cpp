#include "embed/account_list.hpp"

#include "base/marks.hpp"
#include "base/utf8.hpp"
#include "embed/named_files.hpp"

namespace assent::embed {
namespace {

constexpr std::size_t kFileBytesMost = std::size_t{2} << 30;
constexpr std::size_t kAccountBytesMost = 1024;

}  // namespace

Result<std::vector<std::string>> accounts_in(const std::string& file) {
  const std::string text = TRY(text_in(file, kFileBytesMost));
  std::vector<std::string> accounts;
  std::size_t number = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::string_view line(text.data() + at, end - at);
    ++number;
    at = end + 1;
    if (!is_utf8(line) || line.size() > kAccountBytesMost) {
      return fail(ErrorCode::invalid, file + ":" + std::to_string(number) + ": the line is no account",
                  "write one account a line");
    }
    if (auto account = bare_name(line); !account.empty()) accounts.push_back(std::move(account));
  }
  if (accounts.empty()) return fail(ErrorCode::invalid, file + " has no account", "write one account a line");
  return accounts;
}

}  // namespace assent::embed
