// ServedPage: the customer's page of a server: its settings and keys, read from files, and the way by which codes go
// out.
#pragma once

#include "api/route.hpp"
#include "app/engine.hpp"
#include "app/proofs.hpp"
#include "base/clock.hpp"
#include "base/result.hpp"
#include "customer_page/page.hpp"
#include "customer_page/webhook_code_outlet.hpp"
#include "evidence/hash.hpp"
#include "webhook/curl_sender.hpp"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace assent::server {

struct PageFiles {
  std::shared_ptr<const customer_page::SetUp> set_up;
  std::optional<evidence::Hash> code_key;  // none: no codes are sent
};

// What the file and those that it names hold. No message repeats anything of a key.
//
//   invalid, not_found, unavailable  a file is missing or has faults
Result<PageFiles> page_files_in(const std::string& file);

class ServedPage {
 public:
  // All but `files` outlive it.
  ServedPage(app::Engine& engine, app::Proofs& proofs, const Clock& clock, PageFiles files);

  std::vector<api::Route> routes() { return customer_page::routes_of(*page_); }
  // To whom codes are handed, and the key that signs them, stay until the server starts again.
  void use(PageFiles files) { page_->use(std::move(files.set_up)); }

 private:
  webhook::CurlSender sender_;
  std::optional<customer_page::WebhookCodeOutlet> outlet_;
  std::optional<customer_page::Page> page_;  // there from the beginning
};

}  // namespace assent::server
