// A certificate made as a scrub makes it, then checked against everything that could have been changed.

#include "service/certify.hpp"

#include "scrubbing.hpp"
#include "service/hashing_stream.hpp"
#include "service/scrub.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <string>
#include <vector>

namespace assent::certify_test {

using namespace service;
namespace {

using service_test::at;
using service_test::internet_offer;
using service_test::on;
using service_test::Setting;
using service_test::Store;
using testing::HasSubstr;

evidence::SignerKey key_of(std::uint8_t seed, std::string name = "example.com/scrubs") {
  evidence::Ed25519Seed bytes{};
  bytes.front() = seed;
  return evidence::SignerKey::make(std::move(name), bytes).value();
}

std::vector<certificate::LogSpan> spans(const std::vector<ledger::LogHead>& begin,
                                        const std::vector<ledger::LogHead>& end) {
  std::vector<certificate::LogSpan> result;
  for (std::size_t i = 0; i < end.size(); ++i) {
    result.push_back({end[i].log, {begin[i].size, begin[i].root}, {end[i].size, end[i].root}});
  }
  return result;
}

// A ledger that cannot be read, or is damaged.
class BrokenLedger final : public ledger::Ledger {
 public:
  BrokenLedger(const ledger::Ledger& ledger, ErrorCode code) : ledger_(ledger), code_(code) {}

  std::vector<Result<ledger::Receipt>> append(std::span<const ledger::Draft> drafts, Instant) override {
    return std::vector<Result<ledger::Receipt>>(drafts.size(), broken());
  }
  Result<std::vector<ledger::Recorded>> entries_of(std::string_view) const override { return broken(); }
  Result<std::vector<ledger::Recorded>> closed_entries_of(std::string_view) const override { return broken(); }
  Result<std::string> pseudonym_of(std::string_view) const override { return broken(); }
  Result<void> open(std::span<ledger::Recorded>) const override { return broken(); }
  Result<bool> erase_identity(std::string_view) override { return broken(); }
  Result<std::optional<Position>> newest_of(std::string_view) const override { return broken(); }
  Result<std::vector<std::optional<ledger::Recorded>>> latest(std::span<const std::string_view>,
                                                              evidence::EntryKind) const override {
    return broken();
  }
  Result<std::vector<std::string>> accounts_of_telephone(std::string_view) const override { return broken(); }
  Result<void> scan(Position from, const std::function<bool(Position, evidence::ByteView)>& visit) const override {
    if (!with_gap) return broken();
    return ledger_.scan(from, [&](Position position, evidence::ByteView bytes) {
      return position.index == 2 || visit(position, bytes);
    });
  }
  Result<std::vector<ledger::LogHead>> heads() const override { return ledger_.heads(); }
  Result<std::optional<evidence::Hash>> root_at(std::uint32_t, std::uint64_t) const override { return broken(); }
  Result<ledger::Inspection> verify(const std::function<void(std::uint64_t, std::uint64_t)>&) const override {
    return broken();
  }
  bool with_gap = false;  // instead

 private:
  tl::unexpected<Error> broken() const { return fail(code_, "the ledger is broken", "mend it"); }

  const ledger::Ledger& ledger_;
  ErrorCode code_;
};

class BrokenSource final : public ByteSource {
 public:
  Result<std::size_t> read(std::span<char>) override {
    return fail(ErrorCode::unavailable, "cannot read", "try again");
  }
};

// A1 is permitted, A2 refused, and one row cannot be read.
class CertifyTest : public testing::TestWithParam<Store> {
 protected:
  void SetUp() override {
    s.customer("A1", "", {"internet"});
    s.customer("A2");
    scrub_list();
  }

  void scrub_list() {
    service_test::ScrubOrder order;
    order.as_of = {at("2026-03-01T00:00:00Z"), std::nullopt};
    const auto begin = s.ledger->heads().value();
    TextSource source(list, 3);
    HashingSource hashing(source);
    TextSink permitted_sink(permitted);
    TextSink refused_sink(refused);
    HashingSink permitted_hashing(permitted_sink);
    HashingSink refused_hashing(refused_sink);
    const auto summary = service_test::scrub(s, order, hashing, permitted_hashing, refused_hashing).value();
    certificate.program = "0.2.0";
    certificate.issued = at("2026-03-01T00:00:01Z");
    certificate.campaign = "Spring";
    certificate.use = order.use;
    certificate.regime = s.regime.id;
    certificate.regime_version = s.regime.version;
    certificate.at = order.as_of.at;
    certificate.valid_until = at("2026-06-01T00:00:00Z");
    certificate.column = "account";
    certificate.list = hashing.finish();
    certificate.permitted_list = permitted_hashing.finish();
    certificate.refused_list = refused_hashing.finish();
    certificate.rows = summary.rows;
    certificate.permitted = summary.permitted;
    certificate.refused = summary.refused;
    certificate.unreadable = summary.unreadable;
    certificate.by_reason = summary.by_reason;
    certificate.logs = spans(begin, s.ledger->heads().value());
  }

  std::string note() const { return sign_certificate(certificate, key).value(); }

  // Also certificates that sign_certificate() would refuse.
  std::string forced_note() const { return evidence::sign_note(certificate::to_text(certificate), key).value(); }

  Result<CertificateReport> verify(const std::string& text, const ledger::Ledger* ledger = nullptr) const {
    TextSource list_source(list, 5);
    TextSource permitted_source(permitted);
    TextSource refused_source(refused);
    return check_certificate(text, std::vector{key.verifier()},
                             {&list_source, &permitted_source, &refused_source, ledger}, now);
  }

  // The one finding that fails; no other fails.
  std::string failing(const Result<CertificateReport>& report) const {
    if (!report) return "error: " + report.error().message;
    std::string found;
    for (const CertificateFinding& each : report->findings) {
      if (each.result == CheckResult::fails) found += (found.empty() ? "" : " | ") + each.check + ": " + each.detail;
    }
    EXPECT_EQ(report->good(), found.empty());
    return found;
  }

  Setting s{GetParam()};
  std::string list = "account,n\nA1,1\nA2,2\nA1\n";
  std::string permitted;
  std::string refused;
  certificate::Certificate certificate;
  evidence::SignerKey key = key_of(1);
  Instant now = at("2026-03-02T00:00:00Z");
};
INSTANTIATE_TEST_SUITE_P(Stores, CertifyTest, testing::Values(Store::memory, Store::sqlite));

TEST_P(CertifyTest, HoldsWhereNothingWasChanged) {
  const auto report = verify(note(), &*s.ledger);
  ASSERT_EQ(failing(report), "");
  EXPECT_EQ(report->certificate, certificate);
  EXPECT_EQ(report->since, EntriesSince{});
  std::vector<std::string> checks;
  for (const CertificateFinding& each : report->findings) checks.push_back(each.check);
  EXPECT_EQ(checks, (std::vector<std::string>{"signature", "text", "counts", "valid_until", "list", "permitted_list",
                                              "refused_list", "ledger", "since"}));
}

TEST_P(CertifyTest, ChecksOnlyWhatItIsAsked) {
  const auto report = check_certificate(note(), std::vector{key.verifier()}, {}, now);
  ASSERT_TRUE(report.has_value());
  EXPECT_TRUE(report->good());
  EXPECT_EQ(report->findings.size(), 4U);
  EXPECT_FALSE(report->since.has_value());
}

TEST_P(CertifyTest, CountsWhatWasRecordedSince) {
  const std::string text = note();
  s.customer("A3");
  s.notice("A2", on("2026-01-02"));  // published for all, given to one customer
  const auto report = verify(text, &*s.ledger);
  EXPECT_EQ(failing(report), "");
  EXPECT_EQ(report->since, (EntriesSince{2, 1}));
}

// Rows that were decided before an entry came may lack it, although it stands before the end.
TEST_P(CertifyTest, WhatCameDuringTheScrubCountsAsSince) {
  s.customer("A3");
  const auto heads = s.ledger->heads().value();
  certificate.logs = {{heads[0].log, certificate.logs[0].begin, {heads[0].size, heads[0].root}}};
  const auto report = verify(note(), &*s.ledger);
  EXPECT_EQ(failing(report), "");
  EXPECT_EQ(report->since, (EntriesSince{1, 0}));
}

TEST_P(CertifyTest, AttackChangedText) {
  std::string text = note();
  text.replace(text.find("permitted: 1"), 12, "permitted: 2");
  const auto report = verify(text, &*s.ledger);
  EXPECT_THAT(failing(report), HasSubstr("signature: the signature of `example.com/scrubs`"));
  EXPECT_EQ(report->findings.size(), 1U);
  EXPECT_FALSE(report->certificate.has_value());
}

TEST_P(CertifyTest, AttackUnknownKey) {
  const auto report = verify(sign_certificate(certificate, key_of(2)).value());
  EXPECT_EQ(failing(report), "signature: no trusted key signed it; its text is not checked");
  EXPECT_FALSE(report->certificate.has_value());
}

TEST_P(CertifyTest, AttackSignatureOfAnotherCertificate) {
  certificate::Certificate other = certificate;
  other.campaign = "Autumn";
  const std::string theirs = sign_certificate(other, key).value();
  EXPECT_THAT(failing(verify(certificate::to_text(certificate) + theirs.substr(theirs.rfind("\n\n") + 1))),
              HasSubstr("signature: the signature of"));
}

TEST_P(CertifyTest, SignaturesByOthersDoNotCount) {
  const std::string theirs = sign_certificate(certificate, key_of(2, "other")).value();
  const auto report = verify(note() + theirs.substr(theirs.rfind("\n\n") + 2));
  EXPECT_EQ(failing(report), "");
  EXPECT_THAT(report->findings[0].detail, HasSubstr("do not count: 1"));
}

TEST_P(CertifyTest, AttackSignedButNoCertificate) {
  const auto report = verify(evidence::sign_note("assent checkpoint\n1\n", key).value());
  EXPECT_EQ(
      failing(report),
      "text: it is signed, but is not a certificate: line 1 is not the first line of a certificate that this program "
      "knows");
}

TEST_P(CertifyTest, NoNoteIsInvalid) {
  EXPECT_EQ(verify("assent scrub certificate v2\n").error().code, ErrorCode::invalid);
  EXPECT_EQ(verify(note() + "\n").error().code, ErrorCode::invalid);
  EXPECT_EQ(check_certificate(note(), {}, {}, now).error().code, ErrorCode::invalid);
}

TEST_P(CertifyTest, AttackWrongSums) {
  certificate.rows += 1;
  EXPECT_EQ(sign_certificate(certificate, key).error().message,
            "the certificate contradicts itself: the permitted and the refused rows do not add up to all rows");
  EXPECT_THAT(failing(verify(forced_note())),
              HasSubstr("counts: the permitted and the refused rows do not add up to all rows"));
}

TEST_P(CertifyTest, AttackCountsThatSumButAreNotTheLists) {
  certificate.permitted = 0;
  certificate.refused = 3;
  EXPECT_EQ(failing(verify(note())),
            "permitted_list: rows in it: 1; certified: 0 | refused_list: rows in it: 2; certified: 3");
}

TEST_P(CertifyTest, AttackUnreadableRowsHidden) {
  certificate.unreadable = 0;
  EXPECT_EQ(failing(verify(note())), "list: unreadable rows in it: 1; certified: 0");
}

TEST_P(CertifyTest, AttackRowAddedToThePermittedList) {
  const std::string text = note();
  permitted += "A2,2\n";
  EXPECT_THAT(failing(verify(text)), HasSubstr("permitted_list: it is another file: 20 bytes instead of 15"));
}

TEST_P(CertifyTest, AttackRowSwappedInThePermittedList) {
  const std::string text = note();
  permitted.replace(permitted.find("A1"), 2, "A2");
  EXPECT_EQ(failing(verify(text)), "permitted_list: it is another file: it has the certified length, but other bytes");
}

TEST_P(CertifyTest, AttackRowTakenFromTheRefusedList) {
  const std::string text = note();
  refused.clear();
  EXPECT_THAT(failing(verify(text)), HasSubstr("refused_list: it is another file: 0 bytes"));
}

TEST_P(CertifyTest, AttackAnotherList) {
  const std::string text = note();
  list.replace(list.find("A1,1"), 4, "A3,1");
  EXPECT_EQ(failing(verify(text)), "list: it is another file: it has the certified length, but other bytes");
}

TEST_P(CertifyTest, AttackListsExchanged) {
  const std::string text = note();
  std::swap(permitted, refused);
  EXPECT_THAT(failing(verify(text)), HasSubstr("permitted_list: it is another file"));
}

TEST_P(CertifyTest, AttackAnotherLedger) {
  Setting other(GetParam());
  other.customer("A1", "", {"internet"});
  other.customer("A9");
  EXPECT_EQ(failing(verify(note(), &*other.ledger)),
            "ledger: log 0 has another root at 2 entries: it is another ledger, or it was changed");
}

TEST_P(CertifyTest, AttackLedgerCutShort) {
  Setting other(GetParam());
  other.customer("A1", "", {"internet"});
  EXPECT_EQ(failing(verify(note(), &*other.ledger)), "ledger: entries in log 0: 1; certified: 2");
}

TEST_P(CertifyTest, AttackRootAtTheEndOnly) {
  s.customer("A3");
  const auto heads = s.ledger->heads().value();
  certificate.logs[0].end = {heads[0].size, evidence::sha256({})};
  EXPECT_EQ(failing(verify(note(), &*s.ledger)),
            "ledger: log 0 has another root at 3 entries: it is another ledger, or it was changed");
}

TEST_P(CertifyTest, AttackLogThatThereIsNot) {
  certificate.logs.push_back({7, {3, evidence::sha256({})}, {4, evidence::sha256({})}});
  EXPECT_EQ(failing(verify(note(), &*s.ledger)), "ledger: entries in log 7: 0; certified: 4");
}

TEST_P(CertifyTest, AttackEntryLeftOut) {
  BrokenLedger ledger(*s.ledger, ErrorCode::damaged);
  ledger.with_gap = true;
  const std::string text = note();
  s.customer("A3");
  s.customer("A4");
  EXPECT_EQ(failing(verify(text, &ledger)), "ledger: log 0 has no entry 2");
}

TEST_P(CertifyTest, ADamagedLedgerIsAFindingAndOneThatCannotBeReadAnError) {
  EXPECT_EQ(failing(verify(note(), std::make_unique<BrokenLedger>(*s.ledger, ErrorCode::damaged).get())),
            "ledger: the ledger is broken");
  const BrokenLedger unavailable(*s.ledger, ErrorCode::unavailable);
  EXPECT_EQ(verify(note(), &unavailable).error().code, ErrorCode::unavailable);
  BrokenSource source;
  EXPECT_EQ(
      check_certificate(note(), std::vector{key.verifier()}, {nullptr, &source, nullptr, nullptr}, now).error().code,
      ErrorCode::unavailable);
}

TEST_P(CertifyTest, ItEndsAtTheInstantUntilWhichItIsValid) {
  now = at("2026-05-31T23:59:59.999999Z");
  EXPECT_EQ(failing(verify(note())), "");
  now = at("2026-06-01T00:00:00Z");
  EXPECT_EQ(failing(verify(note())), "valid_until: it was valid until 2026-06-01T00:00:00Z; scrub again");
  certificate.valid_until = std::nullopt;
  EXPECT_EQ(failing(verify(note())), "");
}

TEST_P(CertifyTest, BeforeTheInstantDecidedAboutItSaysSo) {
  now = at("2026-02-28T00:00:00Z");
  const auto report = verify(note());
  EXPECT_EQ(failing(report), "");
  EXPECT_THAT(report->findings[3].detail, HasSubstr("it is valid from 2026-03-01T00:00:00Z on, and not before"));
}

TEST_P(CertifyTest, WhatCannotBeWrittenIsNotSigned) {
  certificate.logs.clear();
  EXPECT_EQ(sign_certificate(certificate, key).error().code, ErrorCode::invalid);
}

}  // namespace
}  // namespace assent::certify_test
