#include "boundary.hpp"
#include "remote.hpp"
#include "store/sqlite_ledger.hpp"

using namespace assent;
using namespace assent::boundary;

const char* assent_version() noexcept { return ASSENT_VERSION; }

assent_status assent_open(const assent_configuration* configuration, assent_engine** engine,
                          assent_error** error) noexcept {
  if (engine != nullptr) *engine = nullptr;
  return guarded(error, [&]() -> Result<void> {
    TRY(check_given(engine));
    const auto given = TRY(taken(configuration, "configuration"));
    embed::EngineFiles files;
    files.ledger = string_of(given.ledger);
    files.rule_packs = string_of(given.rule_packs);
    files.catalogue = string_of(given.catalogue);
    files.regime = string_of(given.regime);
    files.actor = string_of(given.actor);
    files.index = string_of(given.index);
    files.threads = given.threads;
    files.read_only = given.read_only != 0;
    auto made = std::make_unique<assent_engine>();
    made->opened = TRY(embed::OpenedEngine::open(std::move(files)));
    hand_out(made, engine);
    return {};
  });
}

assent_engine::assent_engine() = default;
assent_engine::~assent_engine() = default;

void assent_close(assent_engine* engine) noexcept { delete engine; }

assent_status assent_reload(assent_engine* engine, assent_error** error) noexcept {
  return guarded(error, [&]() -> Result<void> {
    TRY(check_here(engine));
    return engine->opened->reload();
  });
}

int32_t assent_index_state(const assent_engine* engine) noexcept {
  if (engine == nullptr || !engine->opened) return ASSENT_INDEX_NONE;
  switch (engine->opened->index_state()) {
    case embed::IndexState::none: return ASSENT_INDEX_NONE;
    case embed::IndexState::up_to_date: return ASSENT_INDEX_UP_TO_DATE;
    case embed::IndexState::behind: return ASSENT_INDEX_BEHIND;
  }
  return ASSENT_INDEX_NONE;
}

assent_status assent_create_ledger(const char* file, assent_error** error) noexcept {
  return guarded(error, [&]() -> Result<void> {
    TRY(check_said(file, "the ledger"));
    TRY(store::SqliteLedger::create(string_of(file)));
    return {};
  });
}
