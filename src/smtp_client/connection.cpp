#include "smtp_client/connection.hpp"

#include "evidence/base64.hpp"

#include <openssl/err.h>
#include <openssl/x509v3.h>
#include <boost/asio/connect.hpp>

#include <poll.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <utility>

namespace assent::smtp_client {
namespace {

namespace asio = boost::asio;
using Tcp = asio::ip::tcp;
using email::Handed;
using email::Handing;

bool is_address_number(std::string_view host) {
  return host.find(':') != std::string_view::npos ||
         std::ranges::all_of(host, [](char c) { return (c >= '0' && c <= '9') || c == '.'; });
}

http::TlsConnection tls_to(SSL_CTX& context, int descriptor, const std::string& host) {
  http::TlsConnection ssl(::SSL_new(&context));
  if (!ssl || ::SSL_set_fd(ssl.get(), descriptor) != 1) return nullptr;
  ::SSL_set_connect_state(ssl.get());
  const bool named = is_address_number(host)
                         ? ::X509_VERIFY_PARAM_set1_ip_asc(::SSL_get0_param(ssl.get()), host.c_str()) == 1
                         : ::SSL_set1_host(ssl.get(), host.c_str()) == 1 &&
                               ::SSL_ctrl(ssl.get(), SSL_CTRL_SET_TLSEXT_HOSTNAME, TLSEXT_NAMETYPE_host_name,
                                          const_cast<char*>(host.c_str())) == 1;
  return named ? std::move(ssl) : nullptr;
}

bool waits(int descriptor, bool to_write, std::chrono::steady_clock::time_point deadline) {
  for (;;) {
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now());
    pollfd waited{descriptor, static_cast<short>(to_write ? POLLOUT : POLLIN), 0};
    const int ready = ::poll(&waited, 1, static_cast<int>(std::clamp<long long>(left.count(), 0, 1'000'000'000)));
    if (ready > 0) return true;
    if (ready == 0 || errno != EINTR) return false;
  }
}

std::string place(const SmtpRelay& relay) {
  return "the relay `" + relay.host + ":" + std::to_string(relay.port) + "`";
}

tl::unexpected<Error> refused(const SmtpRelay& relay, const SmtpReply& reply, std::string_view what) {
  return fail(ErrorCode::unavailable, place(relay) + " does not accept " + std::string(what) + ": " + reply.text(),
              "ask whoever runs it");
}

}  // namespace

Result<http::TlsContext> smtp_tls(const SmtpRelay& relay) {
  http::TlsContext context(::SSL_CTX_new(::TLS_client_method()));
  if (!context) return fail(ErrorCode::unavailable, "there is no memory for TLS");
  ::SSL_CTX_set_min_proto_version(context.get(), TLS1_2_VERSION);
  ::SSL_CTX_set_options(context.get(), SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION);
  ::SSL_CTX_set_mode(context.get(), SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
  ::SSL_CTX_set_verify(context.get(), SSL_VERIFY_PEER, nullptr);
  const int trusts = relay.authorities.empty() ? ::SSL_CTX_set_default_verify_paths(context.get())
                                               : ::SSL_CTX_load_verify_file(context.get(), relay.authorities.c_str());
  ::ERR_clear_error();
  if (trusts == 1) return context;
  return fail(ErrorCode::invalid, "the relay's certificate authorities cannot be read", "name a file as PEM");
}

Result<std::unique_ptr<SmtpConnection>> SmtpConnection::open(const SmtpRelay& relay, SSL_CTX* tls) {
  std::unique_ptr<SmtpConnection> connection(new SmtpConnection(relay));
  TRY(connection->connect());
  if (relay.security == Security::tls) TRY(connection->secure(*tls));
  const auto greeting = connection->reply(connection->deadline());
  if (!greeting)
    return fail(ErrorCode::unavailable, place(relay) + " does not greet as a mail server", "check host and port");
  if (!greeting->is_positive()) return refused(relay, *greeting, "connections");
  TRY(connection->greet());
  if (relay.security == Security::starttls) {
    if (!connection->offers_.start_tls) {
      return fail(ErrorCode::invalid, place(relay) + " does not offer STARTTLS",
                  "choose TLS from the first byte, or another relay");
    }
    const SmtpReply ready = TRY(connection->ask("STARTTLS\r\n"));
    if (ready.code != 220) return refused(relay, ready, "STARTTLS");
    // What came before the handshake was not protected: nobody may put a reply there.
    if (connection->replies_.has_more()) {
      return fail(ErrorCode::unavailable, place(relay) + " sends replies that nobody asked for", "ask whoever runs it");
    }
    TRY(connection->secure(*tls));
    TRY(connection->greet());
  }
  if (!relay.user.empty()) TRY(connection->authenticate());
  return connection;
}

SmtpConnection::~SmtpConnection() {
  if (!socket_) return;
  if (!over_) {
    write("QUIT\r\n", {}, std::chrono::steady_clock::now());
    socket_->finish();
  }
  socket_->close();
}

Result<void> SmtpConnection::connect() {
  const auto by = deadline();
  boost::system::error_code error;
  Tcp::resolver resolver(context_);
  const auto found = resolver.resolve(relay_->host, std::to_string(relay_->port), error);
  if (error) return fail(ErrorCode::unavailable, place(*relay_) + " is not in the DNS", "check its name");
  for (const auto& endpoint : found) {
    Tcp::socket tcp(context_);
    tcp.open(endpoint.endpoint().protocol(), error);
    if (error) continue;
    tcp.native_non_blocking(true, error);
    tcp.non_blocking(true, error);
    if (::connect(tcp.native_handle(), endpoint.endpoint().data(),
                  static_cast<socklen_t>(endpoint.endpoint().size())) != 0) {
      if (errno != EINPROGRESS || !waits(tcp.native_handle(), true, by)) continue;
      int failed = 0;
      socklen_t size = sizeof failed;
      if (::getsockopt(tcp.native_handle(), SOL_SOCKET, SO_ERROR, &failed, &size) != 0 || failed != 0) continue;
    }
    tcp.set_option(Tcp::no_delay(true), error);
    socket_ = std::make_unique<http::Socket>(std::move(tcp), nullptr);
    return {};
  }
  return fail(ErrorCode::unavailable, place(*relay_) + " cannot be reached", "check that it runs, and host and port");
}

Result<void> SmtpConnection::secure(SSL_CTX& tls) {
  const auto by = deadline();
  http::TlsConnection ssl = tls_to(tls, socket_->tcp().native_handle(), relay_->host);
  if (!ssl) return fail(ErrorCode::unavailable, "there is no memory for TLS");
  SSL* const asked = ssl.get();
  socket_ = std::make_unique<http::Socket>(std::move(socket_->tcp()), std::move(ssl));
  for (;;) {
    switch (socket_->handshake()) {
      case http::Socket::Outcome::done: return {};
      case http::Socket::Outcome::waits_to_read:
        if (wait(false, by)) continue;
        break;
      case http::Socket::Outcome::waits_to_write:
        if (wait(true, by)) continue;
        break;
      case http::Socket::Outcome::ended:
      case http::Socket::Outcome::broken: break;
    }
    const long verified = ::SSL_get_verify_result(asked);
    std::string why = place(*relay_) + " cannot be spoken to by TLS";
    if (verified != X509_V_OK) why += std::string(": ") + ::X509_verify_cert_error_string(verified);
    over_ = true;
    return fail(ErrorCode::unavailable, why, "check its certificate, and the authorities that are trusted");
  }
}

Result<void> SmtpConnection::greet() {
  const SmtpReply reply = TRY(ask("EHLO " + relay_->own_name + "\r\n"));
  if (!reply.is_positive()) return refused(*relay_, reply, "EHLO");
  offers_ = offers_in(reply);
  return {};
}

Result<void> SmtpConnection::authenticate() {
  if (socket_->tls() == nullptr) {
    return fail(ErrorCode::invalid, "a password is sent to a relay only by TLS", "choose `tls` or `starttls`");
  }
  const auto base64 = [](std::string_view text) { return evidence::to_base64(evidence::view_of(text)) + "\r\n"; };
  SmtpReply reply;
  if (offers_.auth_plain) {
    std::string words(1, '\0');
    words += relay_->user;
    words += '\0';
    words += relay_->password;
    reply = TRY(ask("AUTH PLAIN " + base64(words)));
  } else if (offers_.auth_login) {
    reply = TRY(ask("AUTH LOGIN\r\n"));
    if (reply.code == 334) reply = TRY(ask(base64(relay_->user)));
    if (reply.code == 334) reply = TRY(ask(base64(relay_->password)));
  } else {
    return fail(ErrorCode::invalid, place(*relay_) + " offers neither AUTH PLAIN nor AUTH LOGIN",
                "check its configuration");
  }
  if (reply.is_positive() && reply.code != 334) return {};
  return fail(reply.is_transient() ? ErrorCode::unavailable : ErrorCode::invalid,
              place(*relay_) + " does not accept the user and password: " + std::to_string(reply.code), "check both");
}

bool SmtpConnection::wait(bool to_write, Deadline by) { return waits(socket_->tcp().native_handle(), to_write, by); }

Result<SmtpReply> SmtpConnection::ask(std::string_view command) {
  const auto by = deadline();
  if (write(command, {}, by) == command.size()) {
    if (auto found = reply(by)) return *std::move(found);
  }
  over_ = true;
  return fail(ErrorCode::unavailable, place(*relay_) + " has broken off, or does not answer", "try again later");
}

std::optional<SmtpReply> SmtpConnection::reply(Deadline by) {
  std::array<char, 4096> room{};
  for (;;) {
    if (auto found = replies_.next()) return found;
    if (replies_.is_broken()) break;
    const http::Socket::Moved moved = socket_->read(room);
    replies_.add({room.data(), moved.bytes});
    if (moved.bytes > 0) continue;
    const bool goes_on = moved.outcome == http::Socket::Outcome::waits_to_read
                             ? wait(false, by)
                             : moved.outcome == http::Socket::Outcome::waits_to_write && wait(true, by);
    if (!goes_on) break;
  }
  over_ = true;
  return std::nullopt;
}

std::size_t SmtpConnection::write(std::string_view first, std::string_view second, Deadline by) {
  std::size_t written = 0;
  while (!first.empty() || !second.empty()) {
    const http::Socket::Moved moved = socket_->write(first, second);
    written += moved.bytes;
    const std::size_t of_first = std::min(moved.bytes, first.size());
    first.remove_prefix(of_first);
    second.remove_prefix(moved.bytes - of_first);
    if (first.empty() && second.empty()) break;
    const bool goes_on = moved.outcome == http::Socket::Outcome::done ||
                         (moved.outcome == http::Socket::Outcome::waits_to_write && wait(true, by)) ||
                         (moved.outcome == http::Socket::Outcome::waits_to_read && wait(false, by));
    if (!goes_on) {
      over_ = true;
      break;
    }
  }
  return written;
}

Handed SmtpConnection::lost(std::string_view why) {
  over_ = true;
  return {Handing::not_sent, {}, std::string(why), false};
}

Handed SmtpConnection::send(const email::Email& email) {
  if (email.needs_utf8 && !offers_.utf8) {
    return {Handing::refused, "5.6.7", "the relay does not offer SMTPUTF8, and the address is not rewritten", false};
  }
  if (offers_.most_bytes > 0 && email.content.size() > offers_.most_bytes) {
    return {Handing::refused, "5.3.4", "the e-mail is larger than the relay takes", false};
  }
  bool go_on = false;
  Handed handed = envelope(email, go_on);
  if (go_on) handed = content(email);
  if (handed.handing == Handing::accepted) ++sent_;
  return handed;
}

Handed SmtpConnection::envelope(const email::Email& email, bool& go_on) {
  const auto by = deadline();
  const std::array commands = {mail_command(email, offers_), rcpt_command(email, offers_), std::string("DATA\r\n")};
  std::string group;
  if (offers_.pipelining) {
    for (const std::string& command : commands) group += command;
    if (write(group, {}, by) < group.size()) {
      stale_ = true;
      return lost("the connection was lost");
    }
  }
  std::optional<Handed> refusal;
  bool data = false;
  for (std::size_t i = 0; i < commands.size(); ++i) {
    if (!offers_.pipelining && write(commands[i], {}, by) < commands[i].size()) {
      stale_ = i == 0;
      return lost("the connection was lost");
    }
    const auto answer = reply(by);
    if (!answer) {
      stale_ = i == 0;
      return lost("the connection was lost, or the relay does not answer");
    }
    if (answer->code == 421) {
      over_ = true;
      return {Handing::refused_for_now, answer->status(), answer->text(), false};
    }
    const bool good = i == 2 ? answer->code == 354 : answer->code >= 200 && answer->code < 300;
    if (i == 2) data = good;
    if (good || refusal) continue;
    refusal = Handed{answer->is_transient() ? Handing::refused_for_now : Handing::refused, answer->status(),
                     answer->text(), false};
    if (!offers_.pipelining) break;
  }
  if (!refusal) {
    go_on = true;
    return {};
  }
  // A server may ask for the content though it has no recipient (RFC 2920, 3.1): it gets none.
  if (data) {
    if (write(".\r\n", {}, by) < 3 || !reply(by)) return *refusal;
  }
  if (write("RSET\r\n", {}, by) < 6 || !reply(by)) over_ = true;
  return *refusal;
}

Handed SmtpConnection::content(const email::Email& email) {
  const auto by = deadline();
  std::string dotted;
  std::string_view bytes = email.content;
  if (needs_dots(bytes)) {
    dotted = with_dots(bytes);
    bytes = dotted;
  }
  const std::string_view end = bytes.ends_with("\r\n") ? ".\r\n" : "\r\n.\r\n";
  // Without its last byte the relay has not got it.
  if (write(bytes, end, by) < bytes.size() + end.size()) return lost("the connection was lost before the end");
  const auto answer = reply(by);
  if (!answer) {
    over_ = true;
    return {Handing::uncertain, {}, "the connection was lost before the relay answered", false};
  }
  if (answer->code == 421) over_ = true;
  if (answer->is_positive()) return {Handing::accepted, answer->status(), answer->text(), offers_.dsn};
  return {answer->is_transient() ? Handing::refused_for_now : Handing::refused, answer->status(), answer->text(),
          false};
}

}  // namespace assent::smtp_client
