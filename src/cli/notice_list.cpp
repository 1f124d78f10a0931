#include "cli/notice_list.hpp"

#include "tables/table.hpp"
#include "wire/imports.hpp"
#include "wire/notices.hpp"
#include "wording/words.hpp"

namespace assent::cli {

Result<app::Engine*> engine_for_notice(Invocation& call, std::string_view notice, std::string_view version,
                                       ClockAhead clock) {
  const auto engine = TRY(call.recording_engine(clock));
  const auto regime = TRY(app::regime_of_notice(*engine, notice, version));
  TRY(call.pack(regime, call.now()));
  return engine;
}

void print(Invocation& call, const service::NoticeCounts& counts, const RejectFile& rejects) {
  if (call.json()) {
    call.terminal().print(wire::json_of(counts, rejects.named(counts.rejected + counts.mended)));
  } else {
    tables::Table table({{"rows"}, {"", tables::Align::right}});
    table.row({"recorded", wording::thousands(counts.recorded)});
    table.row({"recorded by an earlier run", wording::thousands(counts.already)});
    table.row({"rejected", wording::thousands(counts.rejected)});
    table.row({"all", wording::thousands(counts.rows)});
    if (counts.mended > 0) table.row({"recorded despite a fault", wording::thousands(counts.mended)});
    call.terminal().print(table);
  }
  rejects.tell(call.terminal(), counts.rejected);
  rejects.tell_mended(call.terminal(), counts.mended);
}

}  // namespace assent::cli
