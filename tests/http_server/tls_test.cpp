#include "http_server/certificates.hpp"
#include "http_server/served.hpp"

#include <openssl/err.h>
#include <openssl/ssl.h>

#include <latch>
#include <memory>
#include <string>
#include <vector>

namespace assent::http::tls_test {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr std::string_view kGet = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";

struct ContextDeleter {
  void operator()(SSL_CTX* context) const { ::SSL_CTX_free(context); }
  void operator()(SSL_SESSION* session) const { ::SSL_SESSION_free(session); }
};
using Context = std::unique_ptr<SSL_CTX, ContextDeleter>;
using Session = std::unique_ptr<SSL_SESSION, ContextDeleter>;

// For a client that trusts `root` alone.
Context trusting(const MadeCertificate& root) {
  Context context(::SSL_CTX_new(::TLS_client_method()));
  ::X509_STORE_add_cert(::SSL_CTX_get_cert_store(context.get()), root.get());
  ::SSL_CTX_set_verify(context.get(), SSL_VERIFY_PEER, nullptr);
  ::SSL_CTX_set_mode(context.get(), SSL_MODE_AUTO_RETRY);
  return context;
}

void show(SSL_CTX& context, const MadeCertificate& certificate) {
  ::SSL_CTX_use_certificate(&context, certificate.get());
  ::SSL_CTX_use_PrivateKey(&context, certificate.key());
}

struct Tls : testing::Test {
  MadeCertificate root{"root", nullptr, true};
  MadeCertificate server{"server", &root};
  TlsMaterial material{server.pem(), server.key_pem(), ClientCertificates::not_asked, {}};

  Served::Change with(const TlsMaterial& its) {
    return [its](ServerSettings& settings) {
      settings.endpoints = {{"127.0.0.1", 0, true}};
      settings.tls = its;
    };
  }
  Served serve(TestHandler::Answer answer) { return Served(std::move(answer), with(material)); }
};

Response who(const Request& request) {
  const Peer& peer = *request.head.peer;
  return text(200, (peer.encrypted ? "tls " : "plain ") + peer.address + " [" + peer.certificate_subject + "] " +
                       peer.certificate_sha256);
}

TEST_F(Tls, ServesByBothVersions) {
  Served served = serve(who);
  for (const int version : {TLS1_2_VERSION, TLS1_3_VERSION}) {
    const Context context = trusting(root);
    ::SSL_CTX_set_min_proto_version(context.get(), version);
    ::SSL_CTX_set_max_proto_version(context.get(), version);
    Client client(served.port(), *context);
    ASSERT_FALSE(client.tls_error());
    client.send(kGet);
    EXPECT_EQ(client.read().body, "tls 127.0.0.1 [] ");
    client.send(std::string(kGet) + std::string(kGet));
    EXPECT_EQ(client.read().status, 200);
    EXPECT_EQ(client.read().status, 200);
  }
}

TEST_F(Tls, RefusesOlderVersionsAndWeakCiphers) {
  Served served = serve(who);
  const Context old = trusting(root);
  ::SSL_CTX_set_security_level(old.get(), 0);
  ::SSL_CTX_set_min_proto_version(old.get(), TLS1_VERSION);
  ::SSL_CTX_set_max_proto_version(old.get(), TLS1_1_VERSION);
  EXPECT_TRUE(Client(served.port(), *old).tls_error());
  const Context weak = trusting(root);
  ::SSL_CTX_set_max_proto_version(weak.get(), TLS1_2_VERSION);
  ::SSL_CTX_set_cipher_list(weak.get(), "AES128-SHA:ECDHE-ECDSA-AES128-SHA:AES256-GCM-SHA384");
  EXPECT_TRUE(Client(served.port(), *weak).tls_error());
  served.await([](const Counts& counts) { return counts.handshakes_failed == 2; });
}

TEST_F(Tls, AgreesOnTheProtocol) {
  Served served = serve(who);
  const Context context = trusting(root);
  const unsigned char both[] = {2, 'h', '2', 8, 'h', 't', 't', 'p', '/', '1', '.', '1'};
  ::SSL_CTX_set_alpn_protos(context.get(), both, sizeof both);
  const Client client(served.port(), *context);
  ASSERT_FALSE(client.tls_error());
  const unsigned char* chosen = nullptr;
  unsigned size = 0;
  ::SSL_get0_alpn_selected(client.tls(), &chosen, &size);
  EXPECT_EQ(std::string(chosen, chosen + size), "http/1.1");

  const unsigned char other[] = {2, 'h', '2'};
  ::SSL_CTX_set_alpn_protos(context.get(), other, sizeof other);
  EXPECT_TRUE(Client(served.port(), *context).tls_error());
}

TEST_F(Tls, AnswersARequestWithoutTlsByAClose) {
  Served served = serve(who);
  Client client = served.client();
  client.send(kGet);
  EXPECT_EQ(client.read_all(), "");
  served.await([](const Counts& counts) { return counts.handshakes_failed == 1; });
}

TEST_F(Tls, EndsAHandshakeThatComesTooSlowly) {
  Served served = serve(who);
  Client client = served.client();
  client.send("\x16\x03\x01");
  served.await_open(1);
  served.pass(seconds(11));
  EXPECT_TRUE(client.is_ended());
  EXPECT_EQ(served.server->counts().handshakes_failed, 1U);
}

TEST_F(Tls, SendsMuchAndReadsMuch) {
  const std::string much(5'000'000, 'x');
  for (const std::string path : {"/", "/aside"}) {
    Served served = serve([&](const Request& request) { return text(200, much + std::string(request.body)); });
    served.handler.most_body_bytes = 3'000'000;
    const Context context = trusting(root);
    Client client(served.port(), *context);
    const std::string body(2'000'000, 'y');
    client.send("POST " + path + " HTTP/1.1\r\nHost: x\r\nContent-Length: 2000000\r\n\r\n" + body);
    EXPECT_TRUE(client.read().body == much + body);
  }
}

TEST_F(Tls, SaysThatItEnds) {
  Served served = serve(who);
  const Context context = trusting(root);
  Client client(served.port(), *context);
  client.send("GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  EXPECT_EQ(client.read().status, 200);
  EXPECT_TRUE(client.is_ended());
  EXPECT_TRUE(::SSL_get_shutdown(client.tls()) & SSL_RECEIVED_SHUTDOWN) << "close_notify";
}

TEST_F(Tls, ResumesASession) {
  Served served = serve(who);
  for (const int version : {TLS1_2_VERSION, TLS1_3_VERSION}) {
    const Context context = trusting(root);
    ::SSL_CTX_set_max_proto_version(context.get(), version);
    Client first(served.port(), *context);
    first.send(kGet);
    EXPECT_EQ(first.read().status, 200);
    const Session session(::SSL_get1_session(first.tls()));
    Client second(served.port(), *context, session.get());
    second.send(kGet);
    EXPECT_EQ(second.read().status, 200);
    EXPECT_TRUE(::SSL_session_reused(second.tls()));
  }
}

TEST_F(Tls, ExchangesItsCertificate) {
  Served served = serve(who);
  const Context old = trusting(root);
  Client open(served.port(), *old);
  const MadeCertificate other_root("other root", nullptr, true);
  const MadeCertificate other("other", &other_root);
  ASSERT_TRUE(served.server->use({other.pem(), other.key_pem(), ClientCertificates::not_asked, {}}));
  EXPECT_TRUE(Client(served.port(), *old).tls_error());
  const Context now = trusting(other_root);
  Client after(served.port(), *now);
  EXPECT_FALSE(after.tls_error());
  open.send(kGet);
  EXPECT_EQ(open.read().status, 200) << "what is open stays open";

  const TlsMaterial wrong{other.pem(), server.key_pem(), ClientCertificates::not_asked, {}};
  const auto refused = served.server->use(wrong);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::invalid);
  EXPECT_FALSE(Client(served.port(), *now).tls_error()) << "all is as before";
}

TEST_F(Tls, SendsTheCertificatesBetween) {
  const MadeCertificate between("between", &root, true);
  const MadeCertificate leaf("leaf", &between);
  material = {leaf.pem() + between.pem(), leaf.key_pem(), ClientCertificates::not_asked, {}};
  Served served = serve(who);
  EXPECT_FALSE(Client(served.port(), *trusting(root)).tls_error());
}

TEST_F(Tls, KnowsAClientByItsCertificate) {
  material.clients = ClientCertificates::if_shown;
  material.client_authorities = root.pem();
  Served served = serve(who);
  const MadeCertificate known("dialler", &root);
  for (const int version : {TLS1_2_VERSION, TLS1_3_VERSION}) {
    const Context context = trusting(root);
    ::SSL_CTX_set_max_proto_version(context.get(), version);
    Client nobody(served.port(), *context);
    nobody.send(kGet);
    EXPECT_EQ(nobody.read().body, "tls 127.0.0.1 [] ");
    show(*context, known);
    Client client(served.port(), *context);
    client.send(kGet);
    EXPECT_EQ(client.read().body, "tls 127.0.0.1 [CN=dialler,O=Carrier\\, Ltd.] " + known.sha256());
    const Session session(::SSL_get1_session(client.tls()));
    Client again(served.port(), *context, session.get());
    again.send("GET /aside HTTP/1.1\r\nHost: x\r\n\r\n");
    EXPECT_EQ(again.read().body, "tls 127.0.0.1 [CN=dialler,O=Carrier\\, Ltd.] " + known.sha256());
    EXPECT_TRUE(::SSL_session_reused(again.tls()));
  }
}

// Whether a request gets a response. With TLS 1.3 a client learns only after its handshake that the server refused it.
bool is_served(std::uint16_t port, SSL_CTX& context) {
  Client client(port, context);
  if (client.tls_error()) return false;
  client.send(kGet);
  return client.read().status == 200;
}

TEST_F(Tls, RequiresACertificate) {
  material.clients = ClientCertificates::required;
  material.client_authorities = root.pem();
  Served served = serve(who);
  const MadeCertificate known("dialler", &root);
  const MadeCertificate other_root("other root", nullptr, true);
  const MadeCertificate stranger("stranger", &other_root);
  const Context nobody = trusting(root);
  EXPECT_FALSE(is_served(served.port(), *nobody));
  const Context strange = trusting(root);
  show(*strange, stranger);
  EXPECT_FALSE(is_served(served.port(), *strange));
  const Context good = trusting(root);
  show(*good, known);
  EXPECT_TRUE(is_served(served.port(), *good));
}

TEST_F(Tls, AStrangeCertificateIsNotThatOfNobody) {
  material.clients = ClientCertificates::if_shown;
  material.client_authorities = root.pem();
  Served served = serve(who);
  const MadeCertificate alone("dialler");
  const Context context = trusting(root);
  show(*context, alone);
  EXPECT_FALSE(is_served(served.port(), *context));
}

TEST_F(Tls, DrainsIdleConnections) {
  Served served = serve(who);
  const Context context = trusting(root);
  Client client(served.port(), *context);
  client.send(kGet);
  EXPECT_EQ(client.read().status, 200);
  EXPECT_TRUE(served.server->drain(seconds(10)));
  EXPECT_TRUE(client.is_ended());
}

TEST_F(Tls, SaysWhatIsWrongWithItsMaterial) {
  TestHandler handler(who);
  const auto error_of = [&](const TlsMaterial& its) {
    ServerSettings settings;
    settings.endpoints = {{"127.0.0.1", 0, true}};
    settings.tls = its;
    return Server::start(settings, handler).error();
  };
  const MadeCertificate other("other");
  const std::string key = server.key_pem();
  const auto no = ClientCertificates::not_asked;
  EXPECT_EQ(error_of({"", key, no, {}}).message, "the server's certificate cannot be read");
  EXPECT_EQ(error_of({server.pem() + "-----BEGIN CERTIFICATE-----\nx\n", key, no, {}}).message,
            "the server's certificate cannot be read");
  EXPECT_EQ(error_of({server.pem(), "", no, {}}).message, "the server's private key cannot be read");
  EXPECT_EQ(error_of({server.pem(), server.key_pem("secret"), no, {}}).message,
            "the server's private key cannot be read");
  EXPECT_EQ(error_of({server.pem(), other.key_pem(), no, {}}).message,
            "the server's private key does not belong to its certificate");
  EXPECT_EQ(error_of({server.pem(), key, ClientCertificates::required, ""}).message,
            "the authorities of client certificates cannot be read");
  EXPECT_EQ(error_of({server.pem(), key, ClientCertificates::required, ""}).code, ErrorCode::invalid);
}

}  // namespace
}  // namespace assent::http::tls_test
