#include "app/import.hpp"

#include "app/rules.hpp"
#include "app/stoppable_text.hpp"
#include "service/rehearsal_ledger.hpp"
#include "service/run_name.hpp"

#include <utility>

namespace assent::app {
namespace {

// What both have in common. `import` gets the circumstances and the ledger (for a dry run, another ledger).
template <class Imported, class Import>
Result<Imported> imported(Engine& engine, const ImportRequest& request, Import import) {
  const EnginePorts& ports = engine.ports();
  auto run = TRY(service::run_name(request.run, ports.draw_key));
  const service::Circumstances circumstances{request.effective, request.actor, "import", {}, run};
  std::optional<service::RehearsalLedger> rehearsal;
  if (request.dry_run) rehearsal.emplace(ports.ledger);
  const auto counts = import(rehearsal ? static_cast<ledger::Ledger&>(*rehearsal) : ports.ledger, circumstances);
  engine.follow();
  if (!counts) return tl::unexpected(counts.error());
  return Imported{*counts, std::move(run)};
}

}  // namespace

Result<CustomersImported> import_customers(Engine& engine, const intake::CustomerMapping& mapping,
                                           const ImportRequest& request, const ImportPorts& ports,
                                           const service::OnProgress& on_progress, const std::stop_token& stop) {
  const EnginePorts& world = engine.ports();
  const Names services = services_of(*engine.rules());
  return imported<CustomersImported>(
      engine, request, [&](ledger::Ledger& ledger, const service::Circumstances& circumstances) {
        return service::import_customers(stoppable(ports.text, stop), mapping, world.zones, world.telephones, services,
                                         ledger, circumstances, ports.rejects, world.clock, request.options,
                                         on_progress);
      });
}

Result<ApprovalsImported> import_approvals(Engine& engine, const intake::ApprovalMapping& mapping,
                                           const ImportRequest& request, const ImportPorts& ports,
                                           const service::OnProgress& on_progress, const std::stop_token& stop) {
  const EnginePorts& world = engine.ports();
  const Names relations = mapping.refused_recipients ? engine.rules()->packs.relations() : Names{};
  return imported<ApprovalsImported>(
      engine, request, [&](ledger::Ledger& ledger, const service::Circumstances& circumstances) {
        return service::import_approvals(stoppable(ports.text, stop), mapping, world.zones, relations, ledger,
                                         circumstances, ports.rejects, world.clock, request.options, on_progress);
      });
}

}  // namespace assent::app
