#include "server/served_page.hpp"

#include "app/configuration.hpp"
#include "embed/page_links.hpp"

#include <utility>

namespace assent::server {

Result<PageFiles> page_files_in(const std::string& file) {
  auto page = TRY(embed::page_links_in(file));
  PageFiles files;
  if (page.settings.codes) {
    files.code_key = TRY(embed::page_keys_in(app::meant_from(file, page.settings.codes->key))).front();
  }
  files.set_up = std::make_shared<const customer_page::SetUp>(
      customer_page::SetUp{std::move(page.settings), std::move(page.links)});
  return files;
}

ServedPage::ServedPage(app::Engine& engine, app::Proofs& proofs, const Clock& clock, PageFiles files) {
  if (files.code_key) {
    outlet_.emplace(sender_, clock, files.set_up->settings.codes->address, *files.code_key, engine.ports().draw_key);
  }
  page_.emplace(engine, proofs, outlet_ ? &*outlet_ : nullptr, std::move(files.set_up));
}

}  // namespace assent::server
