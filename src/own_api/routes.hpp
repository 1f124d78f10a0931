// The server's own interface: what the standards have no words for. Each function gives routes; what they are made from
// outlives them.
#pragma once

#include "api/metrics.hpp"
#include "api/route.hpp"
#include "app/engine.hpp"
#include "app/proofs.hpp"
#include "evidence/note.hpp"

#include <functional>
#include <string>
#include <vector>

namespace assent::own_api {

// POST /v1/opt-outs, /v1/withdrawals, /v1/opt-ins: what a customer decided (docs/schema/choice.schema.json). A refusal
// is turned away for nothing that it says but whom it is about.
std::vector<api::Route> choice_routes(app::Engine& engine);

// POST /v1/oral-scripts, /v1/oral-answers, /v1/call-ends: what an agent reads in a call, and what was answered.
std::vector<api::Route> oral_routes(app::Engine& engine);

// POST /v1/explanations, /v1/status.
std::vector<api::Route> question_routes(const app::Engine& engine);

// POST /v1/history. `proofs` are of the engine's ledger.
api::Route history_route(const app::Engine& engine, app::Proofs& proofs);

// POST /v1/notices, /v1/notices/check; GET /v1/notices, /v1/notices/{notice}/{version}.
std::vector<api::Route> notice_routes(app::Engine& engine);
// POST /v1/notice-givings, /v1/notice-deliveries.
std::vector<api::Route> notice_row_routes(app::Engine& engine);

// POST and GET /v1/partners, /v1/agreements.
std::vector<api::Route> partner_routes(app::Engine& engine);

// GET /v1/campaigns, /v1/campaigns/{campaign}; POST /v1/campaigns/check.
std::vector<api::Route> campaign_routes(const app::Engine& engine);

// The key that signs checkpoints. Empty: there is none.
using Signer = std::function<Result<evidence::SignerKey>()>;

// GET /v1/ledger/heads, /v1/ledger/checkpoint, /v1/ledger/inclusion, /v1/ledger/consistency.
std::vector<api::Route> ledger_routes(const app::Engine& engine, app::Proofs& proofs, Signer signer);

// How the server is. An empty text: all is well; else what is wrong, for a person.
struct Health {
  std::function<std::string()> not_ready;
  std::function<Result<void>()> reload;
};

// GET /livez, /readyz, /metrics; POST /v1/rules/reload. `metrics` is of the routes that these become part of: it may
// be made later, and is there when the first request comes.
std::vector<api::Route> operation_routes(const Health& health, std::function<const api::Metrics&()> metrics);

// GET /openapi.json: the description of `routes` as OpenAPI 3.1 (openapi_of()).
api::Route openapi_route(std::string document);

}  // namespace assent::own_api
