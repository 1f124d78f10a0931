#include "app/email_return.hpp"

#include "app/notice.hpp"
#include "app/record.hpp"
#include "app/stated_choice.hpp"
#include "csv/writer.hpp"
#include "evidence/hash.hpp"
#include "replies/read_reply.hpp"
#include "service/sent_notice.hpp"

#include <optional>
#include <utility>
#include <variant>

namespace assent::app {
namespace {

Result<std::optional<service::SentNotice>> match(const ledger::Ledger& ledger,
                                                 std::span<const email::ReturnTokens> tokens,
                                                 const std::vector<std::string>& words) {
  for (const std::string& word : words) {
    for (const email::ReturnTokens& each : tokens) {
      const auto place = each.place_of(word);
      if (!place) continue;
      auto given = TRY(service::sent_notice_at(ledger, *place));
      if (given) return given;
    }
  }
  return std::nullopt;
}

std::string csv_field(std::string_view text) {
  std::string field;
  csv::append_csv_quoted(field, text);
  return field;
}

std::string instant_or_date(const std::variant<Instant, Date>& sent) {
  return std::visit([](const auto& each) { return to_string(each); }, sent);
}

// What the verdict, and of a reply its words, are to become.
ReturnDone meant(const email::Returned& returned) {
  switch (returned.verdict) {
    case email::Verdict::hard:
    case email::Verdict::soft: return ReturnDone::bounced;
    case email::Verdict::delivered: return ReturnDone::delivered;
    case email::Verdict::complaint:
    case email::Verdict::refusal: return ReturnDone::refused;
    case email::Verdict::reply:
      switch (replies::read_reply(returned.text, {replies::Origin::email, false}).meaning) {
        case replies::Meaning::refusal: return ReturnDone::refused;
        case replies::Meaning::nothing: return ReturnDone::nothing;
        // No question was asked, so a yes is none. A person reads it.
        case replies::Meaning::approval:
        case replies::Meaning::unclear: return ReturnDone::refused_provisionally;
      }
      return ReturnDone::refused_provisionally;
    case email::Verdict::delayed:
    case email::Verdict::relayed:
    case email::Verdict::auto_reply:
    case email::Verdict::nothing: return ReturnDone::nothing;
  }
  return ReturnDone::refused_provisionally;
}

Result<void> record_result(Engine& engine, const service::SentNotice& about, const std::string& actor,
                           EmailReturned& done) {
  if (!about.given) {
    done.why = "the sending is not on record as given yet; read the message again later";
    done.done = ReturnDone::not_recorded;
    return {};
  }
  const std::string list = "account,result,status,sent\n" + csv_field(about.account) + "," +
                           (done.done == ReturnDone::delivered ? "delivered" : "bounced") + "," +
                           csv_field(done.status) + "," + csv_field(instant_or_date(about.given->sent)) + "\n";
  service::NoticeDeliveries which;
  which.notice = about.notice;
  which.version = about.version;
  which.channel = about.channel;
  TextSource rows(list);
  std::string rejected;
  TextSink rejects(rejected);
  const auto run = record_deliveries(engine, which, {{}, actor, "email", {}}, {rows, rejects});
  if (!run) {
    if (run.error().code == ErrorCode::unavailable || run.error().code == ErrorCode::damaged) {
      return tl::unexpected(run.error());
    }
    done.why = run.error().message;
    done.done = ReturnDone::not_recorded;
    return {};
  }
  done.repeated = run->counts.recorded == 0 && run->counts.already > 0;
  if (run->counts.rejected > 0) {
    done.why = "the result is not accepted for this giving";
    done.done = ReturnDone::not_recorded;
  }
  return {};
}

Result<void> record_refusal(Engine& engine, const service::SentNotice& about, std::string_view bytes,
                            const std::string& actor, EmailReturned& done) {
  const evidence::Hash hash = evidence::sha256(evidence::view_of(bytes));
  StatedRefusal stated;
  stated.evidence = StatedEvidence{{}, hash};
  stated.provisional = done.done == ReturnDone::refused_provisionally;
  std::string told;
  RecordRequest request;
  request.who.account = about.account;
  request.choice = opt_out_of(stated, std::optional<Date>{}, told);
  request.circumstances = {{}, actor, "email", "email-" + evidence::to_hex(hash)};
  const auto recorded = record_choice(engine, request);
  if (!recorded) {
    if (recorded.error().code == ErrorCode::unavailable || recorded.error().code == ErrorCode::damaged) {
      return tl::unexpected(recorded.error());
    }
    done.why = recorded.error().message;
    done.done = ReturnDone::not_recorded;
    return {};
  }
  if (const auto* const by_account = std::get_if<service::Acknowledgement>(&recorded->done)) {
    done.repeated = by_account->repeated;
  }
  return {};
}

}  // namespace

std::string_view name_of(ReturnDone done) {
  switch (done) {
    case ReturnDone::nothing: return "nothing";
    case ReturnDone::bounced: return "bounced";
    case ReturnDone::delivered: return "delivered";
    case ReturnDone::refused: return "refused";
    case ReturnDone::refused_provisionally: return "refused_provisionally";
    case ReturnDone::unmatched: return "unmatched";
    case ReturnDone::not_recorded: return "not_recorded";
  }
  return "";
}

Result<EmailReturned> record_returned_email(Engine& engine, std::span<const email::ReturnTokens> tokens,
                                            const email::ReadReturned& read, const ReturnedMessage& message,
                                            const std::string& actor) {
  const email::Returned returned = read(message.bytes, message.came_to);
  EmailReturned done;
  done.verdict = returned.verdict;
  done.status = returned.status;
  done.done = meant(returned);
  const auto about = TRY(match(engine.ports().ledger, tokens, returned.tokens));
  if (about) {
    done.account = about->account;
    done.notice = about->notice;
    done.version = about->version;
  }
  if (done.done == ReturnDone::nothing) return done;
  if (!about) {
    done.done = ReturnDone::unmatched;
    done.why = "it has no token of an e-mail that was sent";
    return done;
  }
  const bool result = done.done == ReturnDone::bounced || done.done == ReturnDone::delivered;
  TRY(result ? record_result(engine, *about, actor, done) : record_refusal(engine, *about, message.bytes, actor, done));
  return done;
}

}  // namespace assent::app
