// Page: the customer's page over an engine: what stands behind its paths. Thread-safe.
#pragma once

#include "api/route.hpp"
#include "app/engine.hpp"
#include "app/proofs.hpp"
#include "customer_page/code_outlet.hpp"
#include "customer_page/codes.hpp"
#include "customer_page/kept_refusal_pages.hpp"
#include "customer_page/recipients.hpp"
#include "page_link/link.hpp"
#include "page_link/settings.hpp"

#include <memory>
#include <mutex>
#include <vector>

namespace assent::customer_page {

// What can be exchanged while the server runs.
struct SetUp {
  page_link::Settings settings;
  page_link::Links links;
};

class Page {
 public:
  // All outlive the page. `outlet` is null where no codes are sent.
  Page(app::Engine& engine, app::Proofs& proofs, CodeOutlet* outlet, std::shared_ptr<const SetUp> set_up)
      : engine_(engine),
        proofs_(proofs),
        outlet_(outlet),
        codes_(engine.ports().draw_key),
        recipients_(engine),
        refusal_pages_(recipients_),
        set_up_(std::move(set_up)) {}

  // From now on these count; to whom codes are handed stays.
  void use(std::shared_ptr<const SetUp> set_up);
  std::shared_ptr<const SetUp> set_up() const;

  app::Engine& engine() const { return engine_; }
  app::Proofs& proofs() const { return proofs_; }
  CodeOutlet* outlet() const { return outlet_; }
  Codes& codes() const { return codes_; }
  const RecipientList& recipients() const { return recipients_; }
  KeptRefusalPages& refusal_pages() const { return refusal_pages_; }

 private:
  app::Engine& engine_;
  app::Proofs& proofs_;
  CodeOutlet* outlet_;
  mutable Codes codes_;
  RecipientList recipients_;
  mutable KeptRefusalPages refusal_pages_;
  mutable std::mutex mutex_;  // guards set_up_
  std::shared_ptr<const SetUp> set_up_;
};

// GET and POST /choices/refuse/{link}.
std::vector<api::Route> refusal_routes(Page& page);
// GET and POST /choices/view/{link}; GET /choices/view/{link}/receipts/{log}/{index}.
std::vector<api::Route> view_routes(Page& page);
// All of them. `page` outlives them.
std::vector<api::Route> routes_of(Page& page);

}  // namespace assent::customer_page
