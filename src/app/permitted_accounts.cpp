#include "app/permitted_accounts.hpp"

#include <algorithm>
#include <string_view>

namespace assent::app {
namespace {

// Decided together: enough for the index to be quick, few enough that a lease keeps no one waiting.
constexpr std::size_t kPiece = 4096;

}  // namespace

Result<PermittedAccounts> permitted_accounts(const Engine& engine, const Query& query, std::uint64_t from,
                                             std::size_t limit) {
  PermittedAccounts page;
  service::LeasedIndex* const index = engine.ports().index;
  if (index == nullptr || index->broken()) {
    return fail(ErrorCode::unavailable, "there is no index to search", "serve with an index");
  }
  const auto many = TRY(ManyDecisions::prepare(engine, query));
  std::uint64_t at = from;
  std::vector<std::string> accounts;
  std::vector<std::string_view> names;
  service::Judgements judged;
  for (;;) {
    accounts.clear();
    {
      const auto lease = index->read();
      const std::uint64_t end = std::min<std::uint64_t>(lease->index().size(), at + kPiece);
      for (std::uint64_t row = at; row < end; ++row) {
        accounts.push_back(lease->index().account(static_cast<index::RowNumber>(row)));
      }
    }
    if (accounts.empty()) return page;
    names.assign(accounts.begin(), accounts.end());
    many->decide(names, judged);
    for (std::size_t i = 0; i < accounts.size(); ++i, ++at) {
      if (judged.each[i].outcome != Outcome::permit) continue;
      if (page.accounts.size() == limit) {
        page.next = at;
        return page;
      }
      page.accounts.push_back(std::move(accounts[i]));
    }
    page.asked += names.size();
  }
}

}  // namespace assent::app
