#include "store/snapshots.hpp"

#include "store/schema.hpp"

#include <sqlite3.h>

#include <algorithm>
#include <thread>

namespace assent::store {
namespace {

tl::unexpected<Error> moved(const std::string& path) {
  return fail(ErrorCode::unavailable,
              "ledger `" + path + "` or its log was moved, removed or replaced while it was open",
              "put the file and its log (`-wal`) back together under one name, then try again with the same key");
}

}  // namespace

std::shared_ptr<const PageSums> SharedSums::last() const {
  const std::lock_guard lock(mutex_);
  return last_;
}

bool SharedSums::is_file(const FileIdentity& file) {
  const std::lock_guard lock(mutex_);
  if (!file_) file_ = file;
  return *file_ == file;
}

void SharedSums::put(std::shared_ptr<const PageSums> sums) {
  const std::lock_guard lock(mutex_);
  last_ = std::move(sums);
}

Result<std::unique_ptr<Snapshots>> Snapshots::open(Connection& file, SharedSums& shared) {
  std::unique_ptr<Snapshots> made(new Snapshots(file, shared));
  const auto looked = [&]() -> Result<void> {
    TRY(made->before(LookUp::now));
    if (!shared.is_file(identity(file.handle()))) return moved(file.path());
    TRY(file.execute("BEGIN"));
    TRY(check_schema(file));
    auto head = TRY(file.prepare(kSelectHead));
    auto parts = TRY(file.prepare("SELECT part, seal, sums FROM page_sums ORDER BY part"));
    made->head_ = std::move(head);
    made->parts_ = std::move(parts);
    TRY(made->confirm());
    return file.execute("COMMIT");
  }();
  file.roll_back();
  if (!looked) return tl::unexpected(looked.error());
  return made;
}

Result<void> Snapshots::in_place(LookUp look_up) const {
  const std::string ledger = "ledger `" + file_.path() + "`";
  switch (standing(file_.handle(), look_up)) {
    case PageStanding::in_place: return {};
    case PageStanding::moved: return moved(file_.path());
    case PageStanding::two_names:
      return fail(ErrorCode::unavailable, ledger + " or its log got a second name (hard link) while it was open",
                  "remove the other name, then try again with the same key");
    case PageStanding::unreadable: break;
  }
  return fail(ErrorCode::unavailable, ledger + " cannot be read any more",
              "check that this user may search its folder, then try again with the same key");
}

bool Snapshots::same_file(const Connection& other) const {
  return identity(other.handle()) == identity(file_.handle());
}

Result<void> Snapshots::before(LookUp look_up) {
  await_page_sums(file_.handle());
  return in_place(look_up);
}

// Not with SQLite's own waiting, in which it looks at page 1 of one snapshot, waits, and goes on with another.
Result<void> Snapshots::begin_writing(std::chrono::milliseconds wait) {
  using Clock = std::chrono::steady_clock;
  constexpr std::chrono::milliseconds kPauseMax{25};
  struct OwnWaiting {
    explicit OwnWaiting(const Connection& file) : file_(file) { sqlite3_busy_timeout(file.handle(), 0); }
    ~OwnWaiting() { sqlite3_busy_timeout(file_.handle(), static_cast<int>(file_.busy_wait().count())); }
    const Connection& file_;
  };
  const OwnWaiting own(file_);
  const auto end = Clock::now() + wait;
  for (std::chrono::milliseconds pause{1};; pause = std::min(pause * 2, kPauseMax)) {
    TRY(before(LookUp::now));
    const int code = sqlite3_exec(file_.handle(), "BEGIN IMMEDIATE", nullptr, nullptr, nullptr);
    if (code == SQLITE_OK) return {};
    if ((code & 0xff) != SQLITE_BUSY || Clock::now() + pause > end)
      return tl::unexpected(store_error(code, file_.path()));
    std::this_thread::sleep_for(pause);
  }
}

Result<HeadRow> Snapshots::confirm() {
  auto head = read_head(head_);
  if (!head) return head;
  if (head_.schema_changed()) {
    TRY(check_schema(file_));
  }
  TRY(look_up(*head));
  if (!hold_against(file_.handle(), sums_)) return tl::unexpected(store_error(SQLITE_IOERR_DATA, file_.path()));
  return head;
}

void Snapshots::sealed(std::shared_ptr<const PageSums> sums) {
  sums_ = sums;
  hold_against(file_.handle(), sums);
  shared_.put(std::move(sums));
}

// Sets sums_ to those of the snapshot.
Result<void> Snapshots::look_up(const HeadRow& head) {
  const auto is_it = [&](const PageSums& sums) { return sums.seal() == head.seal && sums.root() == head.sums; };
  if (sums_ != nullptr && is_it(*sums_)) return {};
  auto known = shared_.last();
  if (known == nullptr || !is_it(*known)) {
    known = TRY(read(head));
    if (!is_it(*known) || (sums_ != nullptr && known->seal() < sums_->seal())) {
      return fail(ErrorCode::damaged,
                  "ledger `" + file_.path() + "` is damaged: the sums of its pages are not those of its last commit",
                  "restore it from a copy, and let `assent ledger verify` name what is damaged");
    }
    TRY(check_ends(head));
    shared_.put(known);
  }
  sums_ = std::move(known);
  return {};
}

// The last entry and the last checkpoint are the head's. A head that the disk lost, and the sums with it, do not go
// with them.
Result<void> Snapshots::check_ends(const HeadRow& head) {
  auto ends =
      TRY(file_.prepare("SELECT (SELECT max(idx)+1 FROM entry), (SELECT max(size) FROM checkpoint), "
                        "(SELECT root FROM checkpoint ORDER BY size DESC LIMIT 1)"));
  TRY(ends.step());
  const auto size = static_cast<std::int64_t>(head.frontier.size());
  const auto root = hash_of(ends.blob(2));
  if (ends.number(0) == size && ends.number(1) == size && (size == 0 || (root && *root == head.frontier.root()))) {
    return {};
  }
  return fail(ErrorCode::damaged, "ledger `" + file_.path() + "` is damaged: its head has another end than its log",
              "restore it from a copy, and let `assent ledger verify` name what is damaged");
}

// Parts that were not written since they were last read are not read again.
Result<std::shared_ptr<const PageSums>> Snapshots::read(const HeadRow& head) {
  const auto known = shared_.last();
  auto sums = std::make_shared<PageSums>();
  sums->set_seal(head.seal);
  const ResetOnExit reset(parts_);
  for (;;) {
    const auto row = TRY(parts_.step());
    if (!row) return sums;
    const std::uint64_t number = sums->parts();
    if (parts_.number(0) != static_cast<std::int64_t>(number)) return sums;  // a gap: it will not be the head's sum
    const std::int64_t seal = parts_.number(1);
    auto part = known != nullptr ? known->part(number) : nullptr;
    if (part == nullptr || part->seal != seal) {
      const auto read_now = PageSums::Part::from(seal, parts_.blob(2));
      if (!read_now) return sums;
      part = std::make_shared<PageSums::Part>(*read_now);
    }
    sums->put(number, std::move(part));
  }
}

}  // namespace assent::store
