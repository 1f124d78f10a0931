// What a platform sends and gets: JSON, a form, VoiceXML 2.1.

#include "phone_menu/setting.hpp"

#include "phone_menu/voicexml.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace assent::forms_test {
namespace {

using phone_menu_test::kRima;
using phone_menu_test::Setting;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

api_test::Got send(Setting& s, std::string_view type, std::string_view body, std::string_view accept = "*/*") {
  return s.served->ask(access::Role::service, http::Method::post, "/v1/phone/menu", body,
                       {{"Content-Type", std::string(type)}, {"Accept", std::string(accept)}});
}

constexpr std::string_view kForm = "application/x-www-form-urlencoded";
constexpr std::string_view kXml = "application/voicexml+xml";

TEST(PhoneForms, JsonGoesInAndComesOut) {
  Setting s;
  s.customer("C-1", std::string(kRima));
  const auto got =
      send(s, "application/json", R"({"call":"1","caller":"+9613000001","keys":"2","pressed":"1","unknown":{}})");
  EXPECT_EQ(got.status, 200U);
  EXPECT_THAT(got.body, HasSubstr(R"("recorded":"refusal")"));
  EXPECT_THAT(got.body, HasSubstr(R"("id":"refused_all","language":"en")"));
  EXPECT_THAT(got.body, Not(HasSubstr("9613000001")));
  EXPECT_THAT(s.of<evidence::OptOutRecorded>("C-1"), SizeIs(1));
}

TEST(PhoneForms, AFormIsAnsweredInVoiceXml) {
  Setting s;
  s.customer("C-1", std::string(kRima));
  const auto got = send(s, kForm, "call=1&caller=%2B9613000001&language=ar");
  EXPECT_EQ(got.status, 200U);
  EXPECT_EQ(got.header("Content-Type"), kXml);
  EXPECT_THAT(got.body, HasSubstr(R"(version="2.1" xml:lang="ar")"));
  EXPECT_THAT(got.body, HasSubstr(R"(<var name="caller" expr="'+9613000001'"/>)"));
  EXPECT_THAT(got.body, HasSubstr(R"(namelist="call caller keys pressed")"));
  EXPECT_THAT(got.body, HasSubstr("<item>1</item><item>2</item><item>0</item><item>9</item>"));
  const auto refused = send(s, kForm, "call=1&caller=%2B9613000001&keys=1&pressed=1");
  EXPECT_THAT(refused.body, HasSubstr("سُجِّل رفضك"));
  EXPECT_THAT(refused.body, HasSubstr("<exit/>"));
  EXPECT_THAT(s.of<evidence::OptOutRecorded>("C-1"), SizeIs(1));
}

TEST(PhoneForms, TheAnswerIsAsTheRequestAccepts) {
  Setting s;
  const std::string_view json = R"({"call":"1","caller":"+9613000001"})";
  EXPECT_EQ(send(s, "application/json", json, kXml).header("Content-Type"), kXml);
  EXPECT_THAT(*send(s, kForm, "call=1", "application/json").header("Content-Type"), HasSubstr("application/json"));
}

TEST(PhoneForms, WhatCannotBeReadIsTurnedAway) {
  Setting s;
  EXPECT_EQ(send(s, "application/json", "{").status, 400U);
  EXPECT_EQ(send(s, "application/json", "[]").status, 400U);
  EXPECT_EQ(send(s, "application/json", R"({"caller":961})").status, 400U);
  EXPECT_EQ(send(s, kForm, "caller=%zz").status, 400U);
  EXPECT_EQ(send(s, "text/plain", "").status, 415U);
  EXPECT_EQ(s.size(), 0U);
}

TEST(PhoneForms, NothingThatIsSentBreaksTheDocument) {
  phone_menu::NextStep next;
  next.asked.call = "';alert(1)//\"<&>\xF0\x9F\x93\x9E\xFF";
  next.prompts = {{"notice_a&b", explanation::Language::en, "<b> & \"x\" \x01\xFF.", false}};
  next.on_failure = next.prompts.front();
  next.keys = {{'1', phone_menu::KeyMeaning::refuse_all}};
  const std::string xml = phone_menu::voicexml_of(next, "https://prompts.example/");
  EXPECT_THAT(xml, HasSubstr(R"(expr="'\u0027\u003balert\u00281\u0029//\u0022\u003c\u0026\u003e\ud83d\udcde\ufffd'")"));
  EXPECT_THAT(xml, HasSubstr("&lt;b&gt; &amp; &quot;x&quot; ."));
  EXPECT_THAT(xml, HasSubstr("src=\"https://prompts.example/en/notice_a&amp;b.wav\""));
  EXPECT_THAT(xml, HasSubstr("bargein=\"false\""));
}

}  // namespace
}  // namespace assent::forms_test
