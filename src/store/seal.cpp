#include "store/seal.hpp"

#include <sqlite3.h>

#include <algorithm>
#include <map>

namespace assent::store {
namespace {

// A seal makes the file grow by a page now and then, which the next round seals; more rounds than that follow only on
// other processes' commits in between.
constexpr int kRoundsMax = 8;

int note_frames(void* frames, sqlite3*, const char*, int count) {
  *static_cast<std::uint32_t*>(frames) = static_cast<std::uint32_t>(count);
  return SQLITE_OK;
}

}  // namespace

Result<std::unique_ptr<Seal>> Seal::prepare(Connection& writer, Snapshots& snapshots) {
  std::unique_ptr<Seal> seal(new Seal(writer, snapshots));
  auto part =
      TRY(writer.prepare("INSERT INTO page_sums(part, seal, sums) VALUES(?,?,?) "
                         "ON CONFLICT(part) DO UPDATE SET seal=excluded.seal, sums=excluded.sums"));
  auto head = TRY(writer.prepare("UPDATE head SET seal=?, sums=? WHERE log=0"));
  seal->put_part_ = std::move(part);
  seal->put_head_ = std::move(head);
  sqlite3_wal_hook(writer.handle(), note_frames, &seal->frames_committed_);
  return seal;
}

Seal::~Seal() { sqlite3_wal_hook(writer_.handle(), nullptr, nullptr); }

Result<bool> Seal::copy_log(std::chrono::milliseconds busy_wait) {
  struct Flushing {  // of commits, as it was, however it ends
    ~Flushing() { static_cast<void>(file.execute("PRAGMA synchronous=FULL")); }
    Connection& file;
  };
  const Flushing at_the_end{writer_};
  // The log is flushed before its pages are copied, and the seal with it: it needs no flush of its own.
  TRY(writer_.execute("PRAGMA synchronous=NORMAL"));
  for (int i = 0; i < kRoundsMax; ++i) {
    const auto done = TRY(round(busy_wait));
    switch (done) {
      case Round::copied: return true;
      case Round::copied_in_part: return false;
      case Round::sealed_more: break;
    }
  }
  return false;
}

Result<Seal::Round> Seal::round(std::chrono::milliseconds busy_wait) {
  const RollBackOnExit at_the_end{writer_};
  TRY(snapshots_.begin_writing(busy_wait));
  TRY(snapshots_.confirm());
  WalState log;
  if (!wal_state(writer_.handle(), log)) return tl::unexpected(store_error(SQLITE_IOERR_SHMMAP, writer_.path()));
  if (log.salts != salts_) {
    salts_ = log.salts;
    read_to_ = own_from_ = own_to_ = 0;
  }
  if (log.copied == log.frames) return Round::copied;
  const auto sums = TRY(changed_sums(log));
  if (sums == nullptr) return copy(log);
  TRY(commit(*snapshots_.sums(), sums));
  own_from_ = log.frames + 1;
  own_to_ = frames_committed_;
  return Round::sealed_more;
}

// Nothing: the sums are right as they are. What was copied was sealed before.
Result<std::shared_ptr<PageSums>> Seal::changed_sums(const WalState& log) {
  const PageSums& before = *snapshots_.sums();
  std::map<std::uint64_t, std::uint64_t> changes;
  const auto note = [&](std::uint32_t frame, const WalPage& page) {
    // The seal's own pages but the first, which is others' as well.
    const bool own = frame >= own_from_ && frame <= own_to_ && page.number != 1;
    if (before.of_page(page.number) == PageSums::kOfTheSeal) return;
    changes[page.number] = own ? PageSums::kOfTheSeal : PageSums::kept(page.sum);
  };
  const std::uint32_t first = std::max(read_to_, log.copied) + 1;
  if (const int code = wal_pages(writer_.handle(), first, log.frames, note); code != SQLITE_OK) {
    return tl::unexpected(store_error(code, writer_.path()));
  }
  read_to_ = log.frames;
  std::erase_if(changes, [&](const auto& each) { return before.of_page(each.first) == each.second; });
  if (changes.empty()) return nullptr;

  auto after = std::make_shared<PageSums>(before);
  after->set_seal(before.seal() + 1);
  for (auto change = changes.begin(); change != changes.end();) {
    const std::uint64_t number = PageSums::part_of(change->first);
    while (after->parts() < number)
      after->put(after->parts(), std::make_shared<PageSums::Part>(PageSums::Part{after->seal(), {}}));
    const auto old = after->part(number);
    auto part = old != nullptr ? std::make_shared<PageSums::Part>(*old) : std::make_shared<PageSums::Part>();
    part->seal = after->seal();
    for (; change != changes.end() && PageSums::part_of(change->first) == number; ++change) {
      part->sums[PageSums::place_of(change->first)] = change->second;
    }
    after->put(number, std::move(part));
  }
  return after;
}

Result<void> Seal::commit(const PageSums& before, std::shared_ptr<PageSums> after) {
  for (std::uint64_t number = 0; number < after->parts(); ++number) {
    const auto part = after->part(number);
    if (part == before.part(number)) continue;
    const evidence::Bytes bytes = part->bytes();
    const auto put = put_part_.bind(1, number).bind(2, part->seal).bind(3, evidence::ByteView(bytes)).run();
    if (!put) return put;
  }
  const auto root = stored_form(after->root());
  TRY(put_head_.bind(1, after->seal()).bind(2, evidence::ByteView(root)).run());
  TRY(writer_.execute("COMMIT"));
  snapshots_.sealed(std::move(after));
  return {};
}

// In a transaction that holds the writers' lock and has written nothing; by another connection, as one in a
// transaction cannot.
Result<Seal::Round> Seal::copy(const WalState& log) {
  if (copier_ == nullptr) {
    auto opened = TRY(Connection::open(writer_.path(), Connection::Mode::read_write, Connection::Pages::checked, {}));
    // So that it finds the log.
    TRY(opened->execute("PRAGMA wal_autocheckpoint=0;PRAGMA synchronous=FULL;PRAGMA user_version"));
    if (!snapshots_.same_file(*opened)) return Round::copied_in_part;  // another was put in its place just now
    copier_ = std::move(opened);
  }
  sqlite3* copier = copier_->handle();
  await_page_sums(copier);
  if (!hold_against(copier, snapshots_.sums())) return tl::unexpected(store_error(SQLITE_IOERR_DATA, writer_.path()));
  let_in(copier, PagesLetIn::sealed);
  int frames = 0;
  int copied = 0;
  const int code = sqlite3_wal_checkpoint_v2(copier, "main", SQLITE_CHECKPOINT_PASSIVE, &frames, &copied);
  let_in(copier, PagesLetIn::none);
  if (code != SQLITE_OK && code != SQLITE_BUSY) return tl::unexpected(store_error(code, writer_.path()));
  return code == SQLITE_OK && std::cmp_equal(copied, log.frames) ? Round::copied : Round::copied_in_part;
}

}  // namespace assent::store
