#include "embed/page_links.hpp"

#include "app/configuration.hpp"
#include "app/faulty_text.hpp"
#include "embed/named_files.hpp"
#include "written/section.hpp"

#include <utility>

namespace assent::embed {
namespace {

constexpr std::size_t kPageFileMost = std::size_t{1} << 20;

}  // namespace

Result<std::vector<evidence::Hash>> page_keys_in(const std::string& file) {
  const auto lines = TRY(text_in(file, kPageFileMost));
  auto keys = page_link::keys_in(lines);
  if (!keys) keys.error().message = written::quoted(file) + ": " + keys.error().message;
  return keys;
}

Result<PageLinks> page_links_in(const std::string& file) {
  const auto text = TRY(text_in(file, kPageFileMost));
  auto settings = page_link::read_settings(text, file);
  if (!settings) return app::faulty_text(settings.error());
  const auto keys = TRY(page_keys_in(app::meant_from(file, settings->keys)));
  return PageLinks{*std::move(settings), page_link::Links(keys)};
}

}  // namespace assent::embed
