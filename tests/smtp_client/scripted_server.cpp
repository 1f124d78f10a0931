#include "smtp_client/scripted_server.hpp"

#include "http_server/certificates.hpp"

#include <arpa/inet.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <fstream>

namespace assent::smtp_client {
namespace {

struct NoBrokenPipes {
  NoBrokenPipes() { std::signal(SIGPIPE, SIG_IGN); }
};
const NoBrokenPipes kNoBrokenPipes;

struct Wire {
  int socket;
  std::unique_ptr<SSL, decltype(&::SSL_free)> ssl{nullptr, ::SSL_free};
  std::string waiting{};

  bool more(const std::atomic<bool>& ended) {
    std::array<char, 4096> room{};
    while (!ended) {
      pollfd waited{socket, POLLIN, 0};
      if ((!ssl || ::SSL_pending(ssl.get()) == 0) && ::poll(&waited, 1, 50) == 0) continue;
      const auto count = ssl ? ::SSL_read(ssl.get(), room.data(), static_cast<int>(room.size()))
                             : static_cast<int>(::recv(socket, room.data(), room.size(), 0));
      if (count <= 0) return false;
      waiting.append(room.data(), static_cast<std::size_t>(count));
      return true;
    }
    return false;
  }
  void say(const std::string& text) {
    if (text.empty()) return;
    if (ssl) {
      ::SSL_write(ssl.get(), text.data(), static_cast<int>(text.size()));
    } else {
      ::send(socket, text.data(), text.size(), MSG_NOSIGNAL);
    }
  }
  bool secure(SSL_CTX* context) {
    ssl.reset(::SSL_new(context));
    ::SSL_set_fd(ssl.get(), socket);
    return ::SSL_accept(ssl.get()) == 1;
  }
};

}  // namespace

ScriptedServer::ScriptedServer(std::vector<std::string> offers, Script script, bool tls_at_once)
    : offers_(std::move(offers)), script_(std::move(script)), tls_at_once_(tls_at_once) {
  const http::MadeCertificate certificate("localhost");
  tls_.reset(::SSL_CTX_new(::TLS_server_method()), ::SSL_CTX_free);
  ::SSL_CTX_use_certificate(tls_.get(), certificate.get());
  ::SSL_CTX_use_PrivateKey(tls_.get(), certificate.key());

  socket_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = ::htonl(INADDR_LOOPBACK);
  ::bind(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address);
  ::listen(socket_, 16);
  socklen_t size = sizeof address;
  ::getsockname(socket_, reinterpret_cast<sockaddr*>(&address), &size);
  port_ = ::ntohs(address.sin_port);
  authorities_ = "/tmp/assent-smtp-" + std::to_string(::getpid()) + "-" + std::to_string(port_) + ".pem";
  std::ofstream(authorities_) << certificate.pem();
  thread_ = std::thread([this] { serve(); });
}

ScriptedServer::~ScriptedServer() {
  ended_ = true;
  thread_.join();
  for (std::thread& each : threads_) each.join();
  ::close(socket_);
  ::unlink(authorities_.c_str());
}

std::vector<std::string> ScriptedServer::lines() const {
  const std::lock_guard lock(mutex_);
  return lines_;
}
std::vector<std::string> ScriptedServer::contents() const {
  const std::lock_guard lock(mutex_);
  return contents_;
}

void ScriptedServer::serve() {
  while (!ended_) {
    pollfd waited{socket_, POLLIN, 0};
    if (::poll(&waited, 1, 50) <= 0) continue;
    const int connection = ::accept4(socket_, nullptr, nullptr, SOCK_CLOEXEC);
    if (connection < 0) continue;
    ++connections_;
    threads_.emplace_back([this, connection] { converse(connection); });
  }
}

Move ScriptedServer::move_for(const std::string& line, bool secured) const {
  if (script_) {
    Move move = script_(line);
    if (!move.reply.empty() || move.close) return move;
  }
  if (line == "connected") return {"220 localhost ready\r\n"};
  if (line.starts_with("EHLO")) {
    std::string reply;
    for (const std::string& offer : offers_) {
      if (!(secured && offer == "STARTTLS")) reply += "250-" + offer + "\r\n";
    }
    return {reply + "250 HELP\r\n"};
  }
  if (line == "STARTTLS") return {"220 go on\r\n", false, true};
  if (line.starts_with("AUTH PLAIN")) return {"235 2.7.0 yes\r\n"};
  if (line == "DATA") return {"354 go on\r\n"};
  if (line == "QUIT") return {"221 bye\r\n", true};
  return {"250 2.0.0 ok\r\n"};
}

void ScriptedServer::converse(int connection) {
  Wire wire{connection};
  const bool begun = !tls_at_once_ || wire.secure(tls_.get());
  bool goes_on = begun;
  bool content = false;
  std::string letter;
  const auto act = [&](const std::string& line) {
    const Move move = move_for(line, wire.ssl != nullptr);
    wire.say(move.reply);
    if (move.start_tls) goes_on = wire.secure(tls_.get());
    if (move.close) goes_on = false;
    content = line == "DATA" && move.reply.starts_with("354");
  };
  if (goes_on) act("connected");
  while (goes_on) {
    const std::size_t end = wire.waiting.find("\r\n");
    if (end == std::string::npos) {
      if (!wire.more(ended_)) break;
      continue;
    }
    const std::string line = wire.waiting.substr(0, end);
    wire.waiting.erase(0, end + 2);
    if (content && line != ".") {
      letter += line + "\r\n";
      continue;
    }
    const std::lock_guard lock(mutex_);
    if (content) {
      contents_.push_back(std::exchange(letter, {}));
      act("dot");
    } else {
      lines_.push_back(line);
      act(line);
    }
  }
  ::close(connection);
}

}  // namespace assent::smtp_client
