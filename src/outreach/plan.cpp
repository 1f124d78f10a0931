#include "outreach/plan.hpp"

#include "csv/reader.hpp"
#include "csv/writer.hpp"
#include "outreach/addressee.hpp"
#include "outreach/chosen_text.hpp"
#include "outreach/sendings.hpp"
#include "service/hashing_stream.hpp"
#include "service/header.hpp"
#include "service/notices.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>
#include <variant>

namespace assent::outreach {
namespace {

constexpr std::array<std::string_view, 3> kPlanColumns = {"account", "channel", "language"};

Result<void> check_channels(const PlanRequest& request, const evidence::NoticePublished& notice,
                            const regime::Regime& regime) {
  if (request.channels.empty()) return fail(ErrorCode::invalid, "no way out is named", "name `email`, `sms` or `mail`");
  for (const std::string& channel : request.channels) {
    if (!is_way_out(channel)) {
      return fail(ErrorCode::invalid, fmt::format("`{}` is no way out", channel), "name `email`, `sms` or `mail`");
    }
    const Names missing = service::missing_disclosures(notice, regime, channel);
    if (!missing.empty()) {
      return fail(ErrorCode::invalid,
                  fmt::format("the notice lacks `{}`, which `{}` demands by `{}`", missing.front(), regime.id, channel),
                  "publish a version that has it, and send that version");
    }
  }
  return {};
}

class Planner {
 public:
  Planner(const app::Engine& engine, const PlanRequest& request, const evidence::NoticePublished& notice,
          const regime::Regime& regime, const ledger::CarrierFile& carrier)
      : engine_(engine), request_(request), notice_(notice), regime_(regime), carrier_(carrier), now_(engine.now()) {}

  // The row, or why the customer is left out.
  Result<std::variant<PlannedRow, LeftOut>> row_of(const std::string& account) {
    if (!seen_.insert(account).second) return LeftOut::listed_twice;
    const auto entries = TRY(engine_.ports().ledger.entries_of(account));
    const auto addressee = TRY(addressee_in(entries, carrier_, account, notice_, now_));
    if (!addressee) return LeftOut::unknown_account;
    if (addressee->is_former()) return LeftOut::former_customer;
    const auto* const text = chosen_text(notice_, addressee->profile.language, request_.otherwise_language, regime_);
    if (text == nullptr) return LeftOut::no_text_in_language;
    const Sendings sendings = sendings_in(entries, notice_.notice, notice_.version);
    if (sendings.given_since(request_.again_before)) return LeftOut::already_given;
    if (sendings.waits_elsewhere("", request_.again_before)) return LeftOut::waits_in_another_run;
    bool not_permitted = false;
    for (const std::string& channel : request_.channels) {
      if (!addressee->has_address(channel)) continue;
      if (sendings.failed_since(channel, addressee->recorded)) continue;
      const auto& permission = regime_.notice.permission_channels;
      if (std::ranges::find(permission, channel) != permission.end() && !addressee->email_permitted) {
        not_permitted = true;
        continue;
      }
      return PlannedRow{account, channel, text->language};
    }
    return not_permitted ? LeftOut::no_permission : LeftOut::no_address;
  }

 private:
  const app::Engine& engine_;
  const PlanRequest& request_;
  const evidence::NoticePublished& notice_;
  const regime::Regime& regime_;
  const ledger::CarrierFile& carrier_;
  Instant now_;
  std::set<std::string, std::less<>> seen_;
};

std::optional<std::uint64_t> cost_of(const Plan& plan, const PlanRequest& request) {
  std::uint64_t cost = 0;
  for (const auto& [way, count] : plan.by_way) {
    const auto price = request.price_thousandths.find(way.first);
    if (price == request.price_thousandths.end()) return std::nullopt;
    cost += price->second * count;
  }
  return cost;
}

}  // namespace

Result<Plan> plan_run(const app::Engine& engine, const PlanRequest& request, ByteSource& list, const PlanFiles& files,
                      const std::function<void(std::uint64_t rows)>& on_progress) {
  const auto notice = TRY(service::Notices(engine.ports().ledger).published(request.notice, request.version));
  const auto regime = TRY(engine.regime(notice.regime, engine.now()));
  TRY(check_channels(request, notice, *regime));
  const auto carrier_wide = TRY(engine.ports().ledger.entries_of(""));
  const ledger::CarrierFile carrier = ledger::fold_carrier(carrier_wide, kNever);

  csv::CsvReader reader(list);
  const auto header = TRY(service::read_header(reader));
  const std::size_t column = TRY(header.needed(request.account_column));
  service::HashingSink hashed(files.planned);
  csv::CsvWriter planned(hashed);
  csv::CsvWriter left_out(files.left_out);
  TRY(planned.row(kPlanColumns));
  TRY(left_out.row(std::array<std::string_view, 3>{"line", "account", "reason"}));

  Plan plan;
  plan.notice = request.notice;
  plan.version = request.version;
  Planner planner(engine, request, notice, *regime, carrier);
  for (;;) {
    const csv::CsvStep step = TRY(reader.next());
    if (step == csv::CsvStep::end) break;
    if (step == csv::CsvStep::fault) {
      return fail(ErrorCode::invalid, fmt::format("line {} of the list cannot be read", reader.line()),
                  "mend that line; a plan is made from a whole list");
    }
    ++plan.listed;
    const std::string account = bare_name(reader.fields()[column]);
    const auto row = TRY(planner.row_of(account));
    if (const auto* const why = std::get_if<LeftOut>(&row)) {
      ++plan.left_out[static_cast<std::size_t>(*why)];
      TRY(left_out.row(std::array<std::string_view, 3>{std::to_string(reader.line()), account, to_string(*why)}));
    } else {
      const auto& one = std::get<PlannedRow>(row);
      ++plan.planned;
      ++plan.by_way[{one.channel, one.language}];
      TRY(planned.row(std::array<std::string_view, 3>{one.account, one.channel, one.language}));
    }
    if (on_progress && plan.listed % 1000 == 0) on_progress(plan.listed);
  }
  TRY(planned.flush());
  TRY(left_out.flush());
  plan.rows = hashed.finish().sha256;
  plan.cost_thousandths = cost_of(plan, request);
  return plan;
}

class PlanReader::Reading {
 public:
  explicit Reading(ByteSource& source) : source_(source), reader_(source_) {}

  Result<std::vector<PlannedRow>> next(std::size_t most) {
    if (!begun_) {
      begun_ = true;
      const auto step = TRY(reader_.next());
      if (step != csv::CsvStep::row || !std::ranges::equal(reader_.fields(), kPlanColumns)) return no_plan();
    }
    std::vector<PlannedRow> rows;
    while (!ended_ && rows.size() < most) {
      const auto step = TRY(reader_.next());
      ended_ = step == csv::CsvStep::end;
      if (ended_) break;
      if (step == csv::CsvStep::fault) return no_plan();
      const auto fields = reader_.fields();
      rows.push_back({std::string(fields[0]), std::string(fields[1]), std::string(fields[2])});
    }
    return rows;
  }

  evidence::Hash hash() { return source_.finish().sha256; }

 private:
  static tl::unexpected<Error> no_plan() {
    return fail(ErrorCode::invalid, "the file is no plan of a notice run",
                "name the file that the plan was written to");
  }

  service::HashingSource source_;
  csv::CsvReader reader_;
  bool begun_ = false;
  bool ended_ = false;
};

PlanReader::PlanReader(ByteSource& source) : reading_(std::make_unique<Reading>(source)) {}
PlanReader::~PlanReader() = default;
Result<std::vector<PlannedRow>> PlanReader::next(std::size_t most) { return reading_->next(most); }
evidence::Hash PlanReader::hash() const { return reading_->hash(); }

}  // namespace assent::outreach
