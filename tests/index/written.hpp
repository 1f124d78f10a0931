// A random ledger, an index that was built from it, the file of that index, and what two indexes say differently.
#pragma once

#include "index/agreement.hpp"
#include "service/kept_index.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace assent::index_test {

inline service::IndexScope scope_of(const std::vector<regime::Regime>& packs) {
  service::IndexScope scope;
  for (const regime::Regime& each : packs) service::add_pack(scope, each, each.id);
  return scope;
}

template <class Store>
struct SettingIn {
  explicit SettingIn(std::uint64_t seed, std::size_t count = 24) : draw(seed), accounts(fill(draw, ledger, count)) {}

  service::LiveIndex built() const {
    return service::LiveIndex::build(ledger, zones, memory, scope_of(test::packs())).value();
  }
  void grow() { add_more(draw, ledger, accounts); }

  twin::Draw draw;
  AwkwardZones zones;
  Store ledger;
  HeapMemory memory;
  std::vector<std::string> accounts;
};
using Setting = SettingIn<store::MemoryLedger>;

// The ledger has grown since the index was built: some rows come after those in order.
template <class Store>
service::LiveIndex with_some_behind(SettingIn<Store>& setting) {
  service::LiveIndex index = setting.built();
  for (int i = 0; i < 1000 && index.index().size() < index.index().in_order().rows() + 3; ++i) {
    setting.grow();
    if (!index.follow()) throw std::runtime_error("the index cannot follow");
  }
  return index;
}

inline std::string written(const service::LiveIndex& index) {
  std::string text;
  TextSink sink(text);
  if (!index.write(sink)) throw std::runtime_error("the index cannot be written");
  return text;
}

// The bytes in the form of a mapped file: aligned and writable.
struct File {
  explicit File(std::string_view text)
      : owner(HeapMemory().allocate(text.size() + 1)), bytes(owner.get(), text.size()) {
    std::copy_n(reinterpret_cast<const std::byte*>(text.data()), text.size(), bytes.data());
  }
  Result<index::Snapshot> open() const { return index::Snapshot::open(bytes, owner); }

  std::shared_ptr<std::byte> owner;
  std::span<std::byte> bytes;
};

inline std::string said(const service::LiveIndex& index, const index::CampaignTable& table, index::RowNumber row) {
  if (row == index::kContested) return "contested";
  if (row == index::kNoRow) return "unknown";
  const index::AnswerCode answer = table.answer(index.index().rows()[row], index.index());
  if (answer == table.ask_ledger()) return "ask the ledger";
  return std::string(to_string(table.verdict(answer).reason));
}

// What reports are told of a customer.
inline std::string told_to_reports(const index::Index& index, index::RowNumber row) {
  if (row >= index.size() || index.particulars()[row].since == index::kNoSecond) return "ask the ledger";
  const index::Particulars& each = index.particulars()[row];
  return std::to_string(each.since) + '/' + std::to_string(each.activated) + '/' + std::to_string(each.ways()) + '/' +
         index.shared().sources()[each.source()];
}

// What the two say differently, about all accounts and some telephone numbers, in this many random questions.
inline std::vector<std::string> differences(const service::LiveIndex& one, const service::LiveIndex& other,
                                            const std::vector<std::string>& accounts, twin::Draw& draw,
                                            std::size_t questions) {
  std::vector<std::string> found;
  const auto compare = [&](const std::string& who, const std::string& first, const std::string& second) {
    if (first != second) found.push_back(who + ": " + first + " and " + second);
  };
  for (const std::string& each : accounts) {
    compare(each, told_to_reports(one.index(), one.index().row_of_account(each)),
            told_to_reports(other.index(), other.index().row_of_account(each)));
  }
  for (std::size_t i = 0; i < questions; ++i) {
    const regime::Regime& regime = draw.of(test::open_packs());
    const Use use = random_use(draw, catalogue());
    const Instant at = random_instant(draw);
    const index::CampaignTable first = one.table(regime, use, at);
    const index::CampaignTable second = other.table(regime, use, at);
    for (const std::string& each : accounts) {
      compare(each, said(one, first, one.index().row_of_account(each)),
              said(other, second, other.index().row_of_account(each)));
    }
    const index::Key telephone = *index::packed_telephone(random_telephone(draw));
    // A customer was erased meanwhile: an index that follows keeps their number, and leaves it to the ledger.
    const index::RowNumber row = other.index().row_of_telephone(telephone);
    if (row == index::kContested && one.index().has_pseudonyms()) continue;
    compare("a telephone number", said(one, first, one.index().row_of_telephone(telephone)), said(other, second, row));
  }
  return found;
}

}  // namespace assent::index_test
