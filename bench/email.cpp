// E-mails a second, over one connection to a sink on this machine: one constant e-mail that is signed for each sending,
// the same one signed once, and a notice that is composed and signed for each customer.

#include "email/notice_email.hpp"
#include "email/return_token.hpp"
#include "smtp_client/pool.hpp"

#include <arpa/inet.h>
#include <benchmark/benchmark.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <memory>
#include <string>
#include <thread>

namespace {

using namespace assent;

// Takes everything, and keeps nothing.
class Sink {
 public:
  Sink() : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = ::htonl(INADDR_LOOPBACK);
    if (::bind(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) std::abort();
    ::listen(socket_, 8);
    socklen_t size = sizeof address;
    ::getsockname(socket_, reinterpret_cast<sockaddr*>(&address), &size);
    port = ::ntohs(address.sin_port);
    std::thread([this] {
      for (;;) {
        const int connection = ::accept4(socket_, nullptr, nullptr, SOCK_CLOEXEC);
        if (connection < 0) return;
        std::thread([connection] { converse(connection); }).detach();
      }
    }).detach();
  }
  std::uint16_t port = 0;

 private:
  static void converse(int connection) {
    std::array<char, 65536> room{};
    std::string waiting;
    bool content = false;
    std::string answers = "220 sink\r\n";
    for (;;) {
      if (::send(connection, answers.data(), answers.size(), MSG_NOSIGNAL) < 0) break;
      answers.clear();
      while (answers.empty()) {
        const auto count = ::recv(connection, room.data(), room.size(), 0);
        if (count <= 0) {
          ::close(connection);
          return;
        }
        waiting.append(room.data(), static_cast<std::size_t>(count));
        for (;;) {
          const std::size_t end = waiting.find(content ? "\r\n.\r\n" : "\r\n");
          if (end == std::string::npos) break;
          if (content) {
            answers += "250 2.0.0 ok\r\n";
            content = false;
            waiting.erase(0, end + 5);
            continue;
          }
          if (waiting.starts_with("EHLO")) answers += "250-sink\r\n250-PIPELINING\r\n250-DSN\r\n250 SIZE\r\n";
          else if (waiting.starts_with("DATA")) answers += "354 go\r\n", content = true;
          else answers += "250 2.0.0 ok\r\n";
          waiting.erase(0, end + 2);
        }
      }
    }
    ::close(connection);
  }

  int socket_;
};

std::string pem_of(EVP_PKEY* key) {
  BIO* bio = ::BIO_new(::BIO_s_mem());
  ::PEM_write_bio_PrivateKey(bio, key, nullptr, nullptr, 0, nullptr, nullptr);
  char* text = nullptr;
  const auto size = static_cast<std::size_t>(::BIO_get_mem_data(bio, &text));
  std::string pem(text, size);
  ::BIO_free(bio);
  ::EVP_PKEY_free(key);
  return pem;
}

evidence::NoticeText notice_text() {
  evidence::NoticeText text{"ar", "كيف نستخدم معلوماتك", {}};
  for (int i = 0; i < 9; ++i) {
    text.blocks.push_back(
        {"",
         "تعود المعلومات عن الخدمات التي تستخدمها إلى علاقتك بنا. لديك الحق في حمايتها، وعلينا واجب حمايتها. {name}"});
  }
  text.blocks.push_back({"", "ارفض هنا: {refuse_url}"});
  return text;
}

enum class What { constant, constant_signed, composed };

void send(benchmark::State& state, What what, bool rsa) {
  static Sink sink;
  const auto key =
      email::DkimKey::read(pem_of(rsa ? ::EVP_RSA_gen(2048) : ::EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519")));
  const auto signer = email::DkimSigner::make("example.com", {{"k", *key}});
  const auto notice = email::NoticeEmail::make(notice_text(), {"name", "refuse_url"},
                                               {"Carrier", "n@example.com", "returns.example.com", true});
  const email::ReturnTokens tokens(evidence::Hash{1});
  smtp_client::SmtpRelay relay;
  relay.host = "127.0.0.1";
  relay.port = sink.port;
  relay.security = smtp_client::Security::none;
  relay.most_in_connection = static_cast<std::size_t>(-1);
  const auto pool = smtp_client::SmtpPool::make(relay);
  std::uint64_t number = 0;
  const auto compose = [&](const email::DkimSigner* by) {
    const std::string token = tokens.token_of({0, number});
    const std::string address = "customer" + std::to_string(number) + "@example.net";
    const std::string url = "https://example.com/choices/refuse/" + token + token;
    const std::string name = "A " + std::to_string(number++);
    const std::array<std::string_view, 2> values = {name, url};
    return *notice->compose({address, url, token, values}, instant_of(1'780'304'400'000'000), by);
  };
  const email::Email once = compose(&*signer);
  email::Email unsigned_one = compose(nullptr);
  const std::size_t head = unsigned_one.content.find("\r\n\r\n") + 2;
  for (auto _ : state) {
    email::Handed handed;
    switch (what) {
      case What::constant: handed = (*pool)->send(once); break;
      case What::constant_signed: {
        email::Email each = unsigned_one;
        each.content = signer->sign(std::string_view(unsigned_one.content).substr(0, head),
                                    std::string_view(unsigned_one.content).substr(head + 2), instant_of(1)) +
                       unsigned_one.content;
        handed = (*pool)->send(each);
        break;
      }
      case What::composed: handed = (*pool)->send(compose(&*signer)); break;
    }
    if (handed.handing != email::Handing::accepted) state.SkipWithError("not accepted");
  }
  state.SetItemsProcessed(state.iterations());
  state.counters["bytes"] = static_cast<double>(once.content.size());
}

BENCHMARK_CAPTURE(send, ed25519_constant, What::constant, false)->UseRealTime();
BENCHMARK_CAPTURE(send, ed25519_constant_signed, What::constant_signed, false)->UseRealTime();
BENCHMARK_CAPTURE(send, ed25519_composed, What::composed, false)->UseRealTime();
BENCHMARK_CAPTURE(send, rsa_constant, What::constant, true)->UseRealTime();
BENCHMARK_CAPTURE(send, rsa_constant_signed, What::constant_signed, true)->UseRealTime();
BENCHMARK_CAPTURE(send, rsa_composed, What::composed, true)->UseRealTime();

}  // namespace

BENCHMARK_MAIN();
