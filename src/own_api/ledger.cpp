// What proves that the ledger is what it was: heads, a signed checkpoint, and proofs.

#include "wire/ledger.hpp"
#include "api/problem.hpp"
#include "evidence/base64.hpp"
#include "own_api/asked.hpp"
#include "own_api/routes.hpp"
#include "service/ledger_clock.hpp"
#include "wire/proofs.hpp"

#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include <algorithm>
#include <limits>
#include <utility>

namespace assent::own_api {
namespace {

using access::Scope;

http::Response heads(const app::Engine& engine) {
  const ledger::Ledger& ledger = engine.ports().ledger;
  const auto heads = ledger.heads();
  if (!heads) return refused(heads.error());
  const auto simulation = service::is_simulation(ledger);
  if (!simulation) return refused(simulation.error());
  return api::json_response(200, boost::json::serialize(wire::heads_json(*heads, *simulation)));
}

OrProblem<std::uint32_t> log_in(const Asked& asked) {
  const auto log = asked.number("log");
  if (!log) return tl::unexpected(log.error());
  if (log->value_or(0) > std::numeric_limits<std::uint32_t>::max()) {
    return tl::unexpected(api::Problem{404, "not_found", "there is no such log", "see the ledger's heads"});
  }
  return static_cast<std::uint32_t>(log->value_or(0));
}

// C2SP tlog-checkpoint: origin, size and root, each on its line, signed as a note. The origin is the key's name; of
// another log than 0, with its number. A simulation says so on a line of its own.
http::Response checkpoint(const app::Engine& engine, const Signer& signer, const api::Call& call) {
  const auto asked = Asked::of(call);
  if (!asked) return refused(asked.error());
  const auto log = log_in(*asked);
  if (!log) return refused(log.error());
  const ledger::Ledger& ledger = engine.ports().ledger;
  const auto heads = ledger.heads();
  if (!heads) return refused(heads.error());
  const auto head = std::ranges::find_if(*heads, [&](const ledger::LogHead& each) { return each.log == *log; });
  if (head == heads->end()) return problem(404, "not_found", "there is no such log", "see the ledger's heads");
  const auto simulation = service::is_simulation(ledger);
  if (!simulation) return refused(simulation.error());
  if (!signer) {
    return problem(503, "no_key", "the server has no key that signs", "name `[signing] key` in its configuration");
  }
  const auto key = signer();
  if (!key) return refused(key.error());
  std::string text = key->verifier().name();
  if (*log > 0) text += "/" + std::to_string(*log);
  text += "\n" + std::to_string(head->size) + "\n" + evidence::to_base64(head->root) + "\n";
  if (*simulation) text += "simulation\n";
  const auto note = evidence::sign_note(text, *key);
  if (!note) return refused(note.error());
  return api::text_response(200, *note);
}

http::Response inclusion(app::Proofs& proofs, const api::Call& call) {
  const auto asked = Asked::of(call);
  if (!asked) return refused(asked.error());
  const auto log = log_in(*asked);
  if (!log) return refused(log.error());
  const auto index = asked->number("index");
  if (!index) return refused(index.error());
  const auto size = asked->number("size");
  if (!size) return refused(size.error());
  if (!*index) return problem(400, "invalid", "`index` is missing", "name the entry's index in its log");
  const auto proof = proofs.inclusion({*log, **index}, size->value_or(0));
  if (!proof) return refused(proof.error());
  // The scope to verify is not the scope to read: an entry's bytes are shown with the customer's history.
  boost::json::object body = wire::inclusion_json(proof->entry, proof->bytes, proof->head, proof->path);
  body.erase("bytes");
  return api::json_response(200, boost::json::serialize(body));
}

http::Response consistency(app::Proofs& proofs, const api::Call& call) {
  const auto asked = Asked::of(call);
  if (!asked) return refused(asked.error());
  const auto log = log_in(*asked);
  if (!log) return refused(log.error());
  const auto first = asked->number("first");
  if (!first) return refused(first.error());
  const auto second = asked->number("second");
  if (!second) return refused(second.error());
  const auto proof = proofs.consistency(*log, first->value_or(0), second->value_or(0));
  if (!proof) return refused(proof.error());
  return api::json_response(200,
                            boost::json::serialize(wire::consistency_json(proof->first, proof->second, proof->path)));
}

api::RouteParameter number(std::string name, std::string description, bool required = false) {
  return {std::move(name), "query", std::move(description), R"({"type":"integer","minimum":0})", required};
}

}  // namespace

std::vector<api::Route> ledger_routes(const app::Engine& engine, app::Proofs& proofs, Signer signer) {
  const auto route = [](std::string path, api::RouteText text, auto answer) {
    return api::Route(http::Method::get, std::move(path), Scope::ledger_verify, api::Face::own, std::move(text),
                      api::kReads, answer);
  };
  const api::RouteParameter log = number("log", "The log. Left out: 0.");
  std::vector<api::Route> routes;
  routes.push_back(
      route("/v1/ledger/heads",
            {"ledger_heads", "How many entries the ledger has, and the root over them", "", "ledger-heads"},
            [&engine](api::Call&) { return heads(engine); }));

  api::RouteText signed_head{"ledger_checkpoint", "The same of one log, as a signed note (C2SP tlog-checkpoint)", "",
                             ""};
  signed_head.parameters = {log};
  signed_head.also = {400, 404};
  signed_head.gives_type = "text/plain";
  routes.push_back(
      route("/v1/ledger/checkpoint", std::move(signed_head),
            [&engine, signer = std::move(signer)](api::Call& call) { return checkpoint(engine, signer, call); }));

  api::RouteText included{"ledger_inclusion", "That an entry is in the ledger", "", "inclusion"};
  included.parameters = {log, number("index", "The entry's index in its log.", true),
                         number("size", "Of the log's state that it is proved against. Left out: the present one.")};
  included.also = {400, 404};
  routes.push_back(route("/v1/ledger/inclusion", std::move(included),
                         [&proofs](api::Call& call) { return inclusion(proofs, call); }));

  api::RouteText consistent{"ledger_consistency", "That the ledger only grew between two states", "", "consistency"};
  consistent.parameters = {log, number("first", "The size of the earlier state, from 1 on.", true),
                           number("second", "The size of the later one. Left out: the present one.")};
  consistent.also = {400, 404};
  routes.push_back(route("/v1/ledger/consistency", std::move(consistent),
                         [&proofs](api::Call& call) { return consistency(proofs, call); }));
  return routes;
}

}  // namespace assent::own_api
