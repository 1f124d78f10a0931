// send-notice PORT KEYS DKIM_KEY...: sends the notice of a test to the relay on this machine, to the customer of each
// line `LOG/INDEX<tab>ADDRESS<tab>LANGUAGE` of standard input, where LOG/INDEX is the entry of the giving. It prints
// for each `ADDRESS<tab>HANDING<tab>ANSWER`. send-notice records DKIM_KEY...: prints what the DNS says of the keys.

#include "email/notice_email.hpp"
#include "email/return_token.hpp"
#include "page_link/link.hpp"
#include "smtp_client/pool.hpp"

#include <csignal>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <iterator>
#include <span>
#include <string>

namespace {

using namespace assent;

std::string content(const std::string& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::string selector(std::size_t number) { return "k" + std::to_string(number); }

evidence::NoticeText text_in(const std::string& language) {
  if (language == "ar") {
    return {"ar", "كيف نستخدم معلوماتك", {{"", "لديك الحق في الرفض في أي وقت."}, {"", "ارفض هنا: {refuse_url}"}}};
  }
  return {"en", "How we may use information", {{"", "You may refuse at any time."}, {"", "Refuse here: {refuse_url}"}}};
}

std::string_view word_of(email::Handing handing) {
  switch (handing) {
    case email::Handing::accepted: return "accepted";
    case email::Handing::refused: return "refused";
    case email::Handing::refused_for_now: return "refused_for_now";
    case email::Handing::not_sent: return "not_sent";
    case email::Handing::uncertain: return "uncertain";
  }
  return "";
}

}  // namespace

int main(int count, char** arguments) {
  std::signal(SIGPIPE, SIG_IGN);
  const std::vector<std::string> words(arguments + 1, arguments + count);
  if (words.size() < 2) return 3;
  const bool records = words[0] == "records";
  std::vector<email::DkimSelector> selectors;
  for (std::size_t i = records ? 1 : 2; i < words.size(); ++i) {
    auto key = email::DkimKey::read(content(words[i]));
    if (!key) return 3;
    if (records) std::cout << selector(selectors.size()) << "\t" << key->dns_record() << "\n";
    selectors.push_back({selector(selectors.size()), *key});
  }
  if (records) return 0;

  const auto signer = email::DkimSigner::make("example.com", selectors);
  const auto keys = page_link::keys_in(content(words[1]));
  smtp_client::SmtpRelay relay;
  relay.host = "127.0.0.1";
  relay.port = static_cast<std::uint16_t>(std::stoi(words[0]));
  relay.security = smtp_client::Security::none;
  relay.own_name = "assent.example.com";
  relay.patience = std::chrono::seconds(30);
  const auto pool = smtp_client::SmtpPool::make(relay);
  if (!signer || !keys || !pool) return 3;
  const email::ReturnTokens tokens(keys->front());

  for (std::string line; std::getline(std::cin, line);) {
    const std::size_t first = line.find('\t');
    const std::size_t second = line.find('\t', first + 1);
    const std::size_t slash = line.find('/');
    const Position place{static_cast<std::uint32_t>(std::stoul(line.substr(0, slash))),
                         std::stoull(line.substr(slash + 1, first - slash - 1))};
    const std::string address = line.substr(first + 1, second - first - 1);
    const auto notice = email::NoticeEmail::make(text_in(line.substr(second + 1)), {"refuse_url"},
                                                 {"Carrier", "notices@example.com", "returns.example.com", true});
    const std::string token = tokens.token_of(place);
    const std::string url = "https://example.com/choices/refuse/" + token;
    const std::string_view value = url;
    const auto email = notice->compose({address, url, token, {&value, 1}}, instant_of(1'780'304'400'000'000), &*signer);
    if (!email) return 3;
    const email::Handed handed = (*pool)->send(*email);
    std::cout << address << "\t" << word_of(handed.handing) << "\t" << handed.answer << std::endl;
  }
  return 0;
}
