// A scrub as the tests run it: from text to texts, asking the ledger.
#pragma once

#include "service/scrub.hpp"
#include "setting.hpp"

#include <string>
#include <string_view>

namespace assent::service_test {

struct ScrubOrder {
  Use use = internet_offer();
  service::AsOf as_of;
  service::ListColumns columns;
  unsigned threads = 2;
  std::size_t piece_bytes = csv::CsvPieceReader::kPieceBytes;
  std::uint64_t mark_bytes = std::uint64_t{64} << 20;
  bool explain_each = false;
};

inline Result<service::ScrubSummary> scrub(Setting& s, const ScrubOrder& order, ByteSource& list, ByteSink& permitted,
                                           ByteSink& refused, const service::Scrub::OnMark& on_mark = {}) {
  auto begun = service::Scrub::begin(list, order.columns, {order.threads, order.piece_bytes, order.mark_bytes});
  if (!begun) return tl::unexpected(begun.error());
  const service::ScrubQuestion question{&s.regime,
                                        &order.use,
                                        order.as_of,
                                        (*begun)->identifier().telephone,
                                        order.columns.country,
                                        explanation::Language::en,
                                        order.explain_each};
  service::LedgerJudge judge(s.customers, s.telephones, question);
  service::HashingSink permitted_hashing(permitted);
  service::HashingSink refused_hashing(refused);
  return (*begun)->run(judge, explanation::Language::en, permitted_hashing, refused_hashing, {}, on_mark);
}

struct Scrubbed {
  Result<service::ScrubSummary> summary;
  std::string permitted;
  std::string refused;
};

inline Scrubbed run(Setting& s, const ScrubOrder& order, std::string_view list) {
  Scrubbed result;
  TextSource source(list);
  TextSink permitted(result.permitted);
  TextSink refused(result.refused);
  result.summary = scrub(s, order, source, permitted, refused);
  return result;
}

inline ScrubOrder order_for(std::string_view instant) {
  ScrubOrder order;
  order.as_of = {at(instant), std::nullopt};
  order.columns.country = "LB";
  return order;
}

}  // namespace assent::service_test
