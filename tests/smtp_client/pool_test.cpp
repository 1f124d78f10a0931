// E-mails to a server that does well, and to servers that do badly in every way that decides.

#include "smtp_client/pool.hpp"

#include "smtp_client/dialogue.hpp"
#include "smtp_client/scripted_server.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <thread>
#include <vector>

namespace assent::pool_test {
namespace {

using namespace smtp_client;
using email::Email;
using email::Handed;
using email::Handing;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

const std::vector<std::string> kAll = {"localhost", "PIPELINING", "SIZE 1000000", "DSN",
                                       "SMTPUTF8",  "8BITMIME",   "STARTTLS",     "AUTH PLAIN LOGIN"};

Email letter(std::string to = "a@example.net", std::string content = "Subject: x\r\n\r\n.dot\r\nend\r\n") {
  Email made;
  made.envelope_sender = "b.t@returns.example.com";
  made.envelope_recipient = std::move(to);
  made.envelope_id = "t+1=";
  made.needs_utf8 = made.envelope_recipient.find('\xD9') != std::string::npos;
  made.content = std::move(content);
  return made;
}

SmtpRelay relay(const ScriptedServer& server, Security security = Security::none) {
  SmtpRelay made;
  made.host = security == Security::none ? "127.0.0.1" : "localhost";
  made.port = server.port();
  made.security = security;
  made.authorities = server.authorities();
  made.patience = std::chrono::seconds(5);
  return made;
}

Handed sent(const SmtpRelay& to, const Email& what) { return (*SmtpPool::make(to))->send(what); }

TEST(SmtpPool, HandsOverWithAllThatIsNeededForReports) {
  ScriptedServer server(kAll);
  const Handed handed = sent(relay(server), letter());
  EXPECT_EQ(handed.handing, Handing::accepted) << handed.answer;
  EXPECT_EQ(handed.status, "2.0.0");
  EXPECT_TRUE(handed.reports);
  EXPECT_THAT(server.lines(), Contains("MAIL FROM:<b.t@returns.example.com> SIZE=25 RET=HDRS ENVID=t+2B1+3D"));
  EXPECT_THAT(server.lines(),
              Contains("RCPT TO:<a@example.net> NOTIFY=SUCCESS,FAILURE,DELAY ORCPT=rfc822;a@example.net"));
  EXPECT_THAT(server.contents(), ElementsAre("Subject: x\r\n\r\n..dot\r\nend\r\n"));
}

TEST(SmtpPool, WithoutReportsAsksForNone) {
  ScriptedServer server({"localhost"});
  const Handed handed = sent(relay(server), letter());
  EXPECT_EQ(handed.handing, Handing::accepted);
  EXPECT_FALSE(handed.reports);
  EXPECT_THAT(server.lines(), Contains("MAIL FROM:<b.t@returns.example.com>"));
  EXPECT_THAT(server.lines(), Contains("RCPT TO:<a@example.net>"));
}

TEST(SmtpPool, AnArabicMailboxGoesAsItIsOrNotAtAll) {
  ScriptedServer server(kAll);
  EXPECT_EQ(sent(relay(server), letter("مو@example.net")).handing, Handing::accepted);
  EXPECT_THAT(server.lines(), Contains("MAIL FROM:<b.t@returns.example.com> SIZE=25 BODY=8BITMIME SMTPUTF8 RET=HDRS "
                                       "ENVID=t+2B1+3D"));
  EXPECT_THAT(server.lines(), Contains("RCPT TO:<مو@example.net> NOTIFY=SUCCESS,FAILURE,DELAY "
                                       "ORCPT=utf-8;\\x{645}\\x{648}@example.net"));
  ScriptedServer old({"localhost", "DSN"});
  const Handed handed = sent(relay(old), letter("مو@example.net"));
  EXPECT_EQ(handed.handing, Handing::refused);
  EXPECT_EQ(handed.status, "5.6.7");
  EXPECT_THAT(old.lines(), Not(Contains(StartsWith("MAIL"))));
}

TEST(SmtpPool, OneConnectionServesManyAndAtMostItsShare) {
  ScriptedServer server(kAll);
  SmtpRelay to = relay(server);
  to.most_in_connection = 3;
  const auto pool = *SmtpPool::make(to);
  for (int i = 0; i < 7; ++i) EXPECT_EQ(pool->send(letter()).handing, Handing::accepted);
  EXPECT_EQ(server.contents().size(), 7U);
  EXPECT_EQ(server.connections(), 3);
}

TEST(SmtpPool, ThreadsShareAFewConnections) {
  ScriptedServer server(kAll);
  SmtpRelay to = relay(server);
  to.most_connections = 2;
  const auto pool = *SmtpPool::make(to);
  std::vector<std::thread> threads;
  for (int i = 0; i < 6; ++i) {
    threads.emplace_back([&] {
      for (int k = 0; k < 10; ++k) EXPECT_EQ(pool->send(letter()).handing, Handing::accepted);
    });
  }
  for (std::thread& each : threads) each.join();
  EXPECT_EQ(server.contents().size(), 60U);
  EXPECT_LE(server.connections(), 2);
}

TEST(SmtpPool, SaysWhatWasRefusedAndGoesOn) {
  for (const bool pipelining : {true, false}) {
    ScriptedServer server(pipelining ? kAll : std::vector<std::string>{"localhost"},
                          [](const std::string& line) -> Move {
                            if (line.starts_with("RCPT TO:<hard@")) return {"550-5.1.1 no\r\n550 5.1.1 such user\r\n"};
                            if (line.starts_with("RCPT TO:<soft@")) return {"451 later\r\n"};
                            return {};
                          });
    SmtpRelay to = relay(server);
    const auto pool = *SmtpPool::make(to);
    const Handed hard = pool->send(letter("hard@example.net"));
    EXPECT_EQ(hard.handing, Handing::refused);
    EXPECT_EQ(hard.status, "5.1.1");
    EXPECT_EQ(hard.answer, "550 5.1.1 no 5.1.1 such user");
    const Handed soft = pool->send(letter("soft@example.net"));
    EXPECT_EQ(soft.handing, Handing::refused_for_now);
    EXPECT_EQ(soft.status, "451");
    EXPECT_EQ(pool->send(letter()).handing, Handing::accepted);
    EXPECT_EQ(server.connections(), 1);
  }
}

TEST(SmtpPool, LostAfterTheDotIsUncertain) {
  ScriptedServer closing(kAll, [](const std::string& line) { return line == "dot" ? Move{"", true} : Move{}; });
  EXPECT_EQ(sent(relay(closing), letter()).handing, Handing::uncertain);
  EXPECT_EQ(closing.contents().size(), 1U);  // it did arrive
  ScriptedServer half(kAll, [](const std::string& line) { return line == "dot" ? Move{"25", true} : Move{}; });
  EXPECT_EQ(sent(relay(half), letter()).handing, Handing::uncertain);
}

TEST(SmtpPool, LostBeforeTheDotIsNotSent) {
  for (const std::string at : {"MAIL", "RCPT", "DATA", "EHLO", "connected"}) {
    ScriptedServer server(kAll, [at](const std::string& line) {
      return line.starts_with(at) ? Move{"", true} : Move{};
    });
    EXPECT_EQ(sent(relay(server), letter()).handing, Handing::not_sent) << at;
  }
}

TEST(SmtpPool, TheContentRefusedIsRefused) {
  ScriptedServer server(kAll,
                        [](const std::string& line) { return line == "dot" ? Move{"554 5.7.1 no\r\n"} : Move{}; });
  const Handed handed = sent(relay(server), letter());
  EXPECT_EQ(handed.handing, Handing::refused);
  EXPECT_EQ(handed.status, "5.7.1");
}

TEST(SmtpPool, AConnectionThatTheServerClosedIsReplaced) {
  // After its first e-mail, each connection is closed without a word.
  ScriptedServer server(kAll, [](const std::string& line) {
    return line == "dot" ? Move{"250 2.0.0 ok\r\n", true} : Move{};
  });
  const auto pool = *SmtpPool::make(relay(server));
  EXPECT_EQ(pool->send(letter()).handing, Handing::accepted);
  EXPECT_EQ(pool->send(letter()).handing, Handing::accepted);
  EXPECT_EQ(server.contents().size(), 2U);
}

TEST(SmtpPool, ClosingForNowIsNoRefusalForEver) {
  ScriptedServer server(kAll, [](const std::string& line) {
    return line.starts_with("MAIL") ? Move{"421 4.3.2 busy\r\n", true} : Move{};
  });
  const Handed handed = sent(relay(server), letter());
  EXPECT_EQ(handed.handing, Handing::refused_for_now);
  EXPECT_EQ(handed.status, "4.3.2");
}

TEST(SmtpPool, SecuresAndAuthenticates) {
  for (const Security security : {Security::starttls, Security::tls}) {
    ScriptedServer server(kAll, {}, security == Security::tls);
    SmtpRelay to = relay(server, security);
    to.user = "u";
    to.password = "p";
    const Handed handed = sent(to, letter());
    EXPECT_EQ(handed.handing, Handing::accepted) << handed.answer;
    EXPECT_THAT(server.lines(), Contains("AUTH PLAIN AHUAcA=="));
  }
}

TEST(SmtpPool, TrustsOnlyWhatIsVerified) {
  for (const Security security : {Security::starttls, Security::tls}) {
    ScriptedServer server(kAll, {}, security == Security::tls);
    ScriptedServer another(kAll);
    SmtpRelay to = relay(server, security);
    to.authorities = another.authorities();
    const Handed handed = sent(to, letter());
    EXPECT_EQ(handed.handing, Handing::not_sent);
    EXPECT_THAT(handed.answer, HasSubstr("certificate"));
    to = relay(server, security);
    to.host = "127.0.0.1";  // the certificate is for `localhost`
    EXPECT_EQ(sent(to, letter()).handing, Handing::not_sent);
    EXPECT_THAT(server.lines(), Not(Contains(StartsWith("MAIL"))));
  }
}

TEST(SmtpPool, SendsNothingInClearWhereTlsWasAskedFor) {
  ScriptedServer without({"localhost"});
  const Handed handed = sent(relay(without, Security::starttls), letter());
  EXPECT_EQ(handed.handing, Handing::not_sent);
  EXPECT_THAT(handed.answer, HasSubstr("STARTTLS"));
  // Replies that somebody put before the handshake are not believed.
  ScriptedServer injecting(kAll, [](const std::string& line) {
    return line == "STARTTLS" ? Move{"220 go on\r\n250 2.0.0 believe me\r\n", false, true} : Move{};
  });
  EXPECT_EQ(sent(relay(injecting, Security::starttls), letter()).handing, Handing::not_sent);
}

TEST(SmtpPool, WaitsNoLongerThanItsPatience) {
  ScriptedServer silent(kAll, [](const std::string& line) { return line == "dot" ? Move{"250-"} : Move{}; });
  SmtpRelay to = relay(silent);
  to.patience = std::chrono::milliseconds(200);
  EXPECT_EQ(sent(to, letter()).handing, Handing::uncertain);
}

TEST(SmtpPool, KeepsToTheRate) {
  ScriptedServer server(kAll);
  SmtpRelay to = relay(server);
  to.most_in_second = 50;
  const auto pool = *SmtpPool::make(to);
  const auto begin = std::chrono::steady_clock::now();
  for (int i = 0; i < 11; ++i) pool->send(letter());
  EXPECT_GE(std::chrono::steady_clock::now() - begin, std::chrono::milliseconds(200));
}

TEST(SmtpPool, RefusesARelayThatCannotBeMeant) {
  SmtpRelay to;
  EXPECT_FALSE(SmtpPool::make(to));
  to.host = "localhost";
  to.security = Security::none;
  to.user = "u";
  EXPECT_FALSE(SmtpPool::make(to));
  to.security = Security::tls;
  to.authorities = "/no/such/file";
  EXPECT_FALSE(SmtpPool::make(to));
}

TEST(SmtpReplies, ReadsThemHoweverTheyAreCut) {
  const std::string text = "250-a\r\n250-b\r\n250 c\r\n550 5.1.1 no\n354\r\n";
  for (std::size_t piece = 1; piece <= text.size(); ++piece) {
    SmtpReplies replies;
    std::vector<std::string> found;
    for (std::size_t at = 0; at < text.size(); at += piece) {
      replies.add(std::string_view(text).substr(at, piece));
      while (const auto reply = replies.next()) found.push_back(reply->text());
    }
    EXPECT_THAT(found, ElementsAre("250 a b c", "550 5.1.1 no", "354 "));
    EXPECT_FALSE(replies.is_broken());
  }
}

TEST(SmtpReplies, AnythingElseIsBroken) {
  for (const std::string text : {"HTTP/1.1 200 OK\r\n", "\r\n", "25\r\n", "650 x\r\n", "250x\r\n"}) {
    SmtpReplies replies;
    replies.add(text);
    EXPECT_FALSE(replies.next());
    EXPECT_TRUE(replies.is_broken()) << text;
  }
  SmtpReplies endless;
  for (int i = 0; i < 2000 && !endless.is_broken(); ++i) {
    endless.add("250-" + std::string(100, 'x') + "\r\n");
    EXPECT_FALSE(endless.next());
  }
  EXPECT_TRUE(endless.is_broken());
}

}  // namespace
}  // namespace assent::pool_test
