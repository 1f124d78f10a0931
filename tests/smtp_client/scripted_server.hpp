// A mail server on this machine that does as it is told, well or badly.
#pragma once

#include <openssl/ssl.h>

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace assent::smtp_client {

// What a server does after a line from the client; `dot` stands for the end of an e-mail.
struct Move {
  std::string reply;       // bytes; empty: none
  bool close = false;      // after the reply
  bool start_tls = false;  // after the reply
};

class ScriptedServer {
 public:
  using Script = std::function<Move(const std::string& line)>;

  // Answers as a good server that offers `offers`, unless `script` answers a line (with a reply, or by closing).
  explicit ScriptedServer(std::vector<std::string> offers, Script script = {}, bool tls_at_once = false);
  ~ScriptedServer();
  ScriptedServer(const ScriptedServer&) = delete;
  ScriptedServer& operator=(const ScriptedServer&) = delete;

  std::uint16_t port() const { return port_; }
  std::string authorities() const { return authorities_; }  // of its certificate, which is for `localhost`
  std::vector<std::string> lines() const;                   // commands, over all connections
  std::vector<std::string> contents() const;                // e-mails, as they came, with dots
  int connections() const { return connections_; }

 private:
  void serve();
  void converse(int connection);
  Move move_for(const std::string& line, bool secured) const;

  std::vector<std::string> offers_;
  Script script_;
  bool tls_at_once_;
  std::shared_ptr<SSL_CTX> tls_;
  std::string authorities_;
  int socket_ = -1;
  std::uint16_t port_ = 0;
  std::atomic<bool> ended_ = false;
  std::atomic<int> connections_ = 0;
  mutable std::mutex mutex_;
  std::vector<std::string> lines_;
  std::vector<std::string> contents_;
  std::vector<std::thread> threads_;
  std::thread thread_;
};

}  // namespace assent::smtp_client
