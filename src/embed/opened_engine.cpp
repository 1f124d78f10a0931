#include "embed/opened_engine.hpp"

#include "app/configuration.hpp"
#include "embed/index_file.hpp"
#include "embed/read_rules.hpp"
#include "embed/same_file.hpp"
#include "store/sqlite_ledger.hpp"
#include "wording/words.hpp"
#include "world/randomness.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <thread>
#include <utility>

namespace assent::embed {
namespace {

tl::unexpected<Error> not_named(std::string_view what) {
  return fail(ErrorCode::invalid, std::string(what) + " is not named", "name it where the engine is opened");
}

}  // namespace

Result<std::unique_ptr<OpenedEngine>> OpenedEngine::open(EngineFiles files) {
  if (files.ledger.empty()) return not_named("the ledger");
  if (files.rule_packs.empty()) return not_named("the folder of the rule packs");
  if (files.regime.empty()) files.regime = app::kUsualRegime;
  if (files.threads == 0) files.threads = std::max(2U, std::thread::hardware_concurrency());

  std::unique_ptr<OpenedEngine> opened(new OpenedEngine(std::move(files)));
  auto rules = TRY(opened->sound_rules());
  // Many record single choices here, and wait while the log is copied into the file: so it is copied in parts of 1 MiB,
  // each within some 10 ms. Larger parts make no more of them, but the unlucky wait longer.
  store::SqliteLedger::Limits limits;
  limits.checkpoint_pages = 256;
  const auto access = opened->files_.read_only ? store::Access::read_only : store::Access::read_write;
  opened->ledger_ = TRY(store::SqliteLedger::open(opened->files_.ledger, access, limits));
  TRY(opened->open_index(rules));
  opened->engine_.emplace(app::EnginePorts{*opened->ledger_, opened->world_.zones, opened->world_.telephones,
                                           opened->world_.clock, opened->index_.get(), world::random_seed},
                          std::make_shared<const app::Rules>(std::move(rules)), opened->files_.regime);
  return opened;
}

Result<app::Rules> OpenedEngine::sound_rules() const {
  auto rules = TRY(read_rules(files_.rule_packs, files_.catalogue, files_.campaigns));
  TRY(rules.packs.find(files_.regime, world_.clock.now(), world_.zones));
  return rules;
}

Result<void> OpenedEngine::open_index(const app::Rules& rules) {
  const std::string& file = files_.index;
  if (file == kNoIndex) return {};
  const service::IndexScope scope = app::index_scope(rules.packs);
  const auto index = [&]() -> Result<service::LiveIndex> {
    if (!file.empty()) {
      auto taken = index_in(file, *ledger_, world_.zones, scope, files_.threads);
      if (taken || taken.error().code == ErrorCode::unavailable) return taken;
      TRY(check_is_index_or_free(file));
    }
    return service::LiveIndex::build(*ledger_, world_.zones, index_memory(), scope,
                                     {files_.threads, service::kBytesToRead, {}})
        .map([&](service::LiveIndex made) {
          // An index that cannot be saved is still used.
          if (!file.empty()) static_cast<void>(keep_index(made, file));
          return made;
        });
  };
  auto made = TRY(index());
  index_ = std::make_shared<service::LeasedIndex>(std::move(made));
  follower_.emplace(*index_);
  return {};
}

IndexState OpenedEngine::index_state() const {
  if (!index_) return IndexState::none;
  return index_->up_to_date() ? IndexState::up_to_date : IndexState::behind;
}

Result<void> OpenedEngine::reload() {
  auto rules = TRY(sound_rules());
  engine_->use(std::make_shared<const app::Rules>(std::move(rules)));
  return {};
}

Result<void> OpenedEngine::spare(const std::vector<std::string>& written, std::vector<std::string> read) const {
  read.push_back(files_.catalogue);
  for (const char* part : {"", "-wal", "-shm", "-journal", ".index", ".index.checked", ".key", ".key.pub"}) {
    read.push_back(files_.ledger + part);
  }
  if (!files_.index.empty() && files_.index != kNoIndex) {
    read.insert(read.end(), {files_.index, checked_path(files_.index)});
  }
  for (const app::RulePack& each : engine_->rules()->packs.all()) read.push_back(each.file);
  for (auto each = written.begin(); each != written.end(); ++each) {
    if (each->empty()) continue;
    const auto is_it = [&](const std::string& other) { return !other.empty() && same_file(*each, other); };
    if (std::any_of(read.begin(), read.end(), is_it)) {
      return fail(ErrorCode::invalid,
                  fmt::format("{} is read, or is the ledger's or the rules' own", wording::shown(*each)),
                  "name another file");
    }
    if (std::any_of(written.begin(), each, is_it)) {
      return fail(ErrorCode::invalid, fmt::format("{} is named for two results", wording::shown(*each)),
                  "name another file");
    }
  }
  return {};
}

void OpenedEngine::follow() {
  if (index_) static_cast<void>(index_->follow());
}

}  // namespace assent::embed
