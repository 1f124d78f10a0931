// Any bytes as an index's file, and an index's file with any lies in it whose checksums hold: it is refused, or it can
// be asked every question, it can be brought up to date, and what it then writes is accepted.
//
// The first byte chooses. 0: the rest is the file. Otherwise the rest are lies about a sound file. Each has five bytes
// or more: the section (15 and above: the frame); an offset in it, two bytes, lowest first; how many bytes follow;
// these bytes.
#include "index/frame.hpp"
#include "index/written.hpp"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

namespace {

using namespace assent;
using namespace assent::index_test;

struct Made {
  Made() : file(written(with_some_behind(setting))), frame(Frame::of(file).value()) {
    for (int i = 0; i < 20; ++i) setting.grow();
  }
  Setting setting{5, 30};  // its ledger is ahead of the file
  std::string file;
  Frame frame;
};

// The numbers of the frame about which a lie may be, one after the other.
void lie_in_frame(Frame& frame, std::size_t place, std::uint64_t value) {
  const std::size_t of_places = frame.places.size() * 3;
  const std::size_t of_pieces = frame.pieces.size() * 3;
  place %= frame.counts.size() + of_places + of_pieces;
  if (place < frame.counts.size()) {
    frame.counts[place] = value;
    return;
  }
  place -= frame.counts.size();
  if (place < of_places) {
    Frame::Place& each = frame.places[place / 3];
    (place % 3 == 0 ? each.offset : place % 3 == 1 ? each.size : each.room) = value;
    return;
  }
  place -= of_places;
  Frame::Piece& each = frame.pieces[place / 3];
  (place % 3 == 0 ? each.section : place % 3 == 1 ? each.offset : each.size) = value;
}

std::string with_lies(const Made& made, std::string_view lies) {
  std::string file = made.file;
  Frame frame = made.frame;
  const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(lies[at]); };
  while (lies.size() > 4) {
    const std::size_t section = byte(0);
    const std::size_t place = byte(1) | std::size_t{byte(2)} << 8;
    const std::string_view bytes = lies.substr(4, byte(3) % 17);
    if (section < Frame::sections) {
      const auto which = static_cast<Frame::Section>(section);
      const std::size_t size = static_cast<std::size_t>(made.frame.places[which].room);
      const std::size_t from = place % size;
      std::copy_n(bytes.begin(), std::min(bytes.size(), size - from),
                  file.begin() + static_cast<std::ptrdiff_t>(made.frame.place(which, from)));
    } else {
      std::uint64_t value = 0;
      for (std::size_t i = 0; i < std::min<std::size_t>(bytes.size(), 8); ++i)
        value |= std::uint64_t{byte(4 + i)} << (8 * i);
      lie_in_frame(frame, place, value);
    }
    lies.remove_prefix(4 + bytes.size());
  }
  frame.seal(file);  // where it cannot be, the checksums find it
  return file;
}

void ask(const service::LiveIndex& index, const Setting& setting) {
  static const std::vector<Use> uses = [] {
    twin::Draw draw(1);
    std::vector<Use> random;
    for (int i = 0; i < 3; ++i) random.push_back(random_use(draw, catalogue()));
    return random;
  }();
  const Instant at = parse_instant("2026-03-01T06:00:00.5Z").value();
  for (std::size_t i = 0; i < uses.size(); ++i) {
    const index::CampaignTable table = index.table(test::packs()[i], uses[i], at);
    std::vector<std::uint64_t> counts(table.answers());
    const auto size = static_cast<index::RowNumber>(index.index().size());
    table.count(index.index(), 0, size, counts);
    std::uint64_t all = 0;
    for (const std::uint64_t each : counts) all += each;
    if (all != size) std::abort();
    for (index::RowNumber row = 0; row < size; ++row) {
      if (said(index, table, row).empty()) std::abort();
      const index::AnswerCode answer = table.answer(index.index().rows()[row], index.index());
      if (answer == table.ask_ledger()) continue;
      const decision::Verdict verdict = table.verdict(answer);
      if (verdict.outcome == Outcome::deny) continue;
      const auto [version, until] = table.holding(index.index().rows()[row], index.index());
      if (table.permit_ends(index.index().shared(), verdict.reason, version->notices) <= at) std::abort();
    }
    for (const std::string& each : setting.accounts) said(index, table, index.index().row_of_account(each));
    for (index::Key key = 96131230'10; key <= 96131230'40; ++key)
      said(index, table, index.index().row_of_telephone(key));
  }
  for (index::RowNumber row = 0; row < index.index().size(); ++row) {
    if (index.index().account(row).size() > 0xFFFF) std::abort();
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const Made made;
  if (size == 0) return 0;
  const std::string_view rest(reinterpret_cast<const char*>(data) + 1, size - 1);
  const File file(data[0] == 0 ? std::string(rest) : with_lies(made, rest));
  const auto snapshot = file.open();
  if (!snapshot || !service::validate_all(*snapshot, 1)) return 0;
  const Setting& setting = made.setting;
  auto index =
      service::LiveIndex::take(*snapshot, setting.ledger, setting.zones, setting.memory, scope_of(test::packs()));
  if (!index) {
    if (index.error().message.empty() || index.error().mend.empty()) std::abort();
    return 0;
  }
  ask(*index, setting);
  if (const auto followed = index->follow(); !followed) std::abort();
  ask(*index, setting);
  const File again(written(*index));
  const auto reopened = again.open();
  if (!reopened || !service::validate_all(*reopened, 1)) std::abort();
  return 0;
}
