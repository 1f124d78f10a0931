// What came back, read: real messages whose names say their verdict, and messages written for one property each.

#include "bounces/read.hpp"

#include "bounces/status_fields.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

namespace assent::read_test {
namespace {

using namespace bounces;
using testing::ElementsAre;
using testing::IsEmpty;

constexpr std::string_view kToken = "abcdefghijklmnopqrstuvwxyz234567abcdefg";
const std::string kBounceAddress = "b." + std::string(kToken) + "@returns.example.com";

std::string with_ends(const std::string& text, std::string_view end) {
  std::string out;
  for (const char c : text) {
    if (c == '\n') {
      out += end;
    } else if (c != '\r') {
      out += c;
    }
  }
  return out;
}

Verdict verdict_of(const std::string& message, std::string_view came_to = {}) {
  return read_returned(message, came_to).verdict;
}

std::vector<std::filesystem::path> real_messages() {
  std::vector<std::filesystem::path> files;
  for (const auto& file : std::filesystem::directory_iterator(ASSENT_SOURCE_DIR "/tests/bounces/returned")) {
    if (file.path().extension() == ".eml") files.push_back(file.path());
  }
  return files;
}

std::string content(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

TEST(Returned, RealMessagesHaveTheVerdictOfTheirNames) {
  const auto files = real_messages();
  EXPECT_GE(files.size(), 11U);
  for (const auto& file : files) {
    const std::string name = file.filename();
    const std::string text = content(file);
    const Returned plain = read_returned(text, {});
    EXPECT_EQ(name_of(plain.verdict), name.substr(0, name.find('.'))) << name << ": " << plain.diagnostic;
    for (const std::string_view end : {"\n", "\r\n", "\r"}) {
      const Returned variant = read_returned(with_ends(text, end), {});
      EXPECT_EQ(variant.verdict, plain.verdict) << name;
      EXPECT_EQ(variant.status, plain.status) << name;
      EXPECT_EQ(variant.diagnostic, plain.diagnostic) << name;
    }
  }
}

std::string report(const std::string& recipient_fields, const std::string& words = "It failed.") {
  return "From: MAILER-DAEMON@example.net\nTo: <" + kBounceAddress +
         ">\nSubject: Report\nMIME-Version: 1.0\n"
         "Content-Type: multipart/report; report-type=delivery-status; boundary=x\n\n--x\n\n" +
         words + "\n--x\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; a.example.net\n" +
         "Original-Envelope-Id: " + std::string(kToken) + "\n\n" + recipient_fields + "\n--x--\n";
}

TEST(Returned, ReadsTheFieldsOfRfc3464) {
  const Returned failed = read_returned(
      report("Original-Recipient: rfc822;a+2Bb@example.net\nFinal-Recipient: rfc822;c@example.net\nAction: failed\n"
             "Status: 5.0.0\nDiagnostic-Code: smtp; 550 5.1.1\n  User unknown\n"),
      kBounceAddress);
  EXPECT_EQ(failed.verdict, Verdict::hard);
  EXPECT_EQ(failed.status, "5.1.1");
  EXPECT_EQ(failed.diagnostic, "550 5.1.1 User unknown");
  EXPECT_EQ(failed.original_recipient, "a+b@example.net");
  EXPECT_THAT(failed.tokens, ElementsAre(std::string(kToken)));
}

TEST(Returned, OnlyDeliveredIsProofOfDelivery) {
  const std::string to = "Final-Recipient: rfc822;c@example.net\n";
  EXPECT_EQ(verdict_of(report(to + "Action: delivered\nStatus: 2.0.0\n")), Verdict::delivered);
  EXPECT_EQ(verdict_of(report(to + "Action: relayed\nStatus: 2.0.0\n")), Verdict::relayed);
  EXPECT_EQ(verdict_of(report(to + "Action: expanded\nStatus: 2.0.0\n")), Verdict::relayed);
  EXPECT_EQ(verdict_of(report(to + "Status: 2.0.0\n")), Verdict::relayed);
  EXPECT_EQ(verdict_of(report(to + "Action: delivered\nStatus: 2.0.0\n", "(relayed to non-DSN-aware mailer)")),
            Verdict::relayed);
  EXPECT_EQ(verdict_of(report(to + "Action: delayed\nStatus: 4.4.1\n")), Verdict::delayed);
  EXPECT_EQ(verdict_of(report(to + "Action: failed\nStatus: 4.4.7\n")), Verdict::soft);
}

TEST(Returned, TheWorstOfSeveralRecipientsCounts) {
  const std::string delivered = "Final-Recipient: rfc822;a@example.net\nAction: delivered\nStatus: 2.0.0\n\n";
  const std::string failed = "Final-Recipient: rfc822;b@example.net\nAction: failed\nStatus: 5.1.1\n\n";
  EXPECT_EQ(verdict_of(report(delivered + failed)), Verdict::hard);
  EXPECT_EQ(verdict_of(report(failed + delivered)), Verdict::hard);
}

TEST(Returned, AWidenedAddressKeepsItsLetters) {
  EXPECT_EQ(decode_xtext("\\x{0645}\\x{648}@example.net"), "مو@example.net");
  EXPECT_EQ(decode_xtext("a+2Bb+3Dc"), "a+b=c");
  EXPECT_EQ(decode_xtext("+2 \\x{} \\x{110000} \\x{D800} \\x{41"), "+2 \\x{} \\x{110000} \\x{D800} \\x{41");
}

TEST(Returned, AComplaintIsOneUnlessItSaysOtherwise) {
  const auto feedback = [](const std::string& type) {
    return "From: fbl@example.net\nContent-Type: multipart/report; report-type=feedback-report; "
           "boundary=x\n\n--x\n\nx\n"
           "--x\nContent-Type: message/feedback-report\n\nFeedback-Type: " +
           type + "\nVersion: 1\n\n--x\nContent-Type: message/rfc822\n\nMessage-ID: <" + std::string(kToken) +
           "@returns.example.com>\nSubject: s\n\nb\n--x--\n";
  };
  const Returned abuse = read_returned(feedback("abuse"), {});
  EXPECT_EQ(abuse.verdict, Verdict::complaint);
  EXPECT_THAT(abuse.tokens, ElementsAre(std::string(kToken)));
  EXPECT_EQ(verdict_of(feedback("opt-out")), Verdict::complaint);
  EXPECT_EQ(verdict_of(feedback("something-new")), Verdict::complaint);
  EXPECT_EQ(verdict_of(feedback("not-spam")), Verdict::nothing);
  EXPECT_EQ(verdict_of(feedback("auth-failure")), Verdict::nothing);
}

TEST(Returned, ADispositionIsNeverAnAnswerOfTheCustomer) {
  const auto disposition = [](const std::string& said) {
    return "From: a@example.net\nContent-Type: multipart/report; report-type=disposition-notification; "
           "boundary=x\n\n--x\n\n"
           "I read it and agree.\n--x\nContent-Type: message/disposition-notification\n\nFinal-Recipient: "
           "rfc822;a@example.net\n"
           "Disposition: " +
           said + "\n--x--\n";
  };
  EXPECT_EQ(verdict_of(disposition("manual-action/MDN-sent-manually; displayed")), Verdict::auto_reply);
  // Sieve's `reject`: the customer's own rule has sent it back.
  EXPECT_EQ(verdict_of(disposition("automatic-action/MDN-sent-automatically; deleted")), Verdict::soft);
}

std::string letter(const std::string& headers, const std::string& text) {
  return "From: A <a@example.net>\n" + headers + "\n" + text;
}

TEST(Returned, MachinesAnswer) {
  for (const char* headers :
       {"Subject: Re: x\nAuto-Submitted: auto-replied\n", "Subject: Re: x\nAuto-Submitted: auto-replied (vacation)\n",
        "Subject: Out of Office: x\n", "Subject: Réponse automatique : x\n", "Subject: رد تلقائي: x\n",
        "Subject: x\nX-Autoreply: yes\n", "Subject: Please confirm your message\n",
        // vacation 3.3.3: no Auto-Submitted, and in the owner's name
        "Subject: Re: x\nIn-Reply-To: <a@b>\nPrecedence: bulk\n"}) {
    EXPECT_EQ(verdict_of(letter(headers, "STOP\n"), kBounceAddress), Verdict::auto_reply) << headers;
  }
}

TEST(Returned, APersonAnswersInTheirOwnWords) {
  const Returned reply = read_returned(
      letter("Subject: Re: How we use information\nIn-Reply-To: <" + std::string(kToken) + "@returns.example.com>\n",
             "Please stop.\n\nOn Monday, Carrier wrote:\n> You agree if we hear nothing.\n-- \nA\n"),
      {});
  EXPECT_EQ(reply.verdict, Verdict::reply);
  EXPECT_EQ(reply.text, "Please stop.");
  EXPECT_THAT(reply.tokens, ElementsAre(std::string(kToken)));
  EXPECT_EQ(read_returned(letter("Subject: x\nContent-Type: text/html; charset=utf-8\n",
                                 "<p>لا أوافق &amp; stop</p><blockquote>old</blockquote>"),
                          {})
                .text,
            "لا أوافق & stop");
}

TEST(Returned, MailToTheAddressToRefuseIsARefusal) {
  const std::string address = "u." + std::string(kToken) + "@returns.example.com";
  // Apple's Mail marks what a person has asked for as automatic.
  EXPECT_EQ(verdict_of(letter("Subject: whatever\nAuto-Submitted: auto-replied\n", ""), address), Verdict::refusal);
  EXPECT_EQ(verdict_of(letter("Subject: unsubscribe\nAuto-Submitted: auto-replied\n", "")), Verdict::refusal);
  EXPECT_EQ(verdict_of(report("Final-Recipient: rfc822;c@d\nAction: failed\nStatus: 5.1.1\n"), address), Verdict::hard);
}

TEST(Returned, AMailSystemThatNobodyUnderstandsIsAFailure) {
  EXPECT_EQ(verdict_of("From: MAILER-DAEMON@example.net\nSubject: Hm\n\nQwertz.\n"), Verdict::soft);
}

TEST(Returned, WhateverCannotBeReadIsForAPerson) {
  for (const std::string& message :
       {std::string(), std::string("\n"), std::string("\0\xFF\r\r\n", 5), std::string(100000, '(')}) {
    EXPECT_EQ(verdict_of(message), Verdict::reply);
  }
  std::string nested = "Content-Type: multipart/mixed; boundary=a\n\n";
  for (int i = 0; i < 2000; ++i) nested += "--a\nContent-Type: multipart/mixed; boundary=a\n\n";
  EXPECT_EQ(verdict_of(nested), Verdict::reply);
}

TEST(Returned, ACodeIsOneOfThree) {
  EXPECT_EQ(enhanced_code_in("x 5.1.1 y"), "5.1.1");
  EXPECT_EQ(enhanced_code_in("#5.1.10)"), "5.1.10");
  EXPECT_EQ(enhanced_code_in("Postfix 3.7.11 at 192.5.1.1, 5.1.1.4, 15.1.1"), "");
  EXPECT_EQ(reply_code_in("host said: 550-5.1.1 no"), 550);
  EXPECT_EQ(reply_code_in("in 4500 lines"), 0);
}

}  // namespace
}  // namespace assent::read_test
