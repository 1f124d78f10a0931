// A web server on this machine that sends the same bytes for every request, with TLS or without.
#pragma once

#include <openssl/ssl.h>

#include <atomic>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

namespace assent {

class SmallServer {
 public:
  enum class Speaks { http, https };

  // `answer`: the whole response, from the status line on. With https, its certificate is for `localhost`, and
  // self-signed.
  SmallServer(Speaks speaks, std::string answer);
  ~SmallServer();
  SmallServer(const SmallServer&) = delete;
  SmallServer& operator=(const SmallServer&) = delete;

  std::string address(const std::string& host) const;  // of the JWK set
  std::string authority_file() const { return authority_file_; }
  int requests() const { return requests_; }
  std::string last_request() const;

  void answer_with(std::string answer);
  void hold_back();  // from now on, requests are read and get no response

 private:
  void serve();
  void serve_one(int connection);
  void make_certificate();

  Speaks speaks_;
  mutable std::mutex mutex_;
  std::string answer_;
  std::string last_request_;
  std::atomic<bool> held_back_ = false;
  std::atomic<bool> ended_ = false;
  std::atomic<int> requests_ = 0;
  std::shared_ptr<SSL_CTX> tls_;
  std::string authority_file_;
  int socket_ = -1;
  int port_ = 0;
  std::thread thread_;
};

// A response with this status and body.
std::string http_answer(const std::string& status, const std::string& body, const std::string& more = {});

}  // namespace assent
