// A server that always sends the same response: what HTTP itself costs, for a load generator to measure. Compare other
// routes of the same server with it.
//
//   bench_http_constant [THREADS [PEM [FILE]]]    prints its ports, plain and by TLS, and serves until its input ends
//
// `/` answers a small JSON at once, or the bytes of FILE; `/aside` the same on another thread, `/bytes` 64 KiB,
// `/chunks` a megabyte in pieces. PEM is a file with certificate and key; `-`: no TLS.
#include "http_server/server.hpp"

#include <cstdlib>
#include <fstream>
#include <iostream>
#include <iterator>
#include <memory>
#include <string>

namespace {

using namespace assent::http;

std::string answer = R"({"decision":true,"context":{"reason":"permitted"}})";  // as main() leaves it

class Megabyte final : public Chunks {
 public:
  bool next(std::string& out) override {
    out.append(std::size_t{64} * 1024, 'x');
    return ++made_ < 16;
  }

 private:
  int made_ = 0;
};

Response constant(std::string_view path) {
  Response response;
  response.status = 200;
  response.with("Content-Type", "application/json");
  if (path == "/bytes") {
    response.body = std::string(std::size_t{64} * 1024, 'x');
  } else if (path == "/chunks") {
    response.body = std::make_unique<Megabyte>();
  } else {
    response.body = answer;
  }
  return response;
}

std::string bytes_of(const char* name) {
  std::ifstream file(name, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

class Constant final : public Handler {
 public:
  std::variant<Admitted, Response> admit(const RequestHead& head) override {
    Admitted admitted;
    admitted.exchange = std::make_unique<One>();
    admitted.where = head.path == "/aside" ? Where::aside : Where::at_once;
    admitted.most_body_bytes = std::size_t{1} << 20;
    return admitted;
  }

  Response refuse(Fault fault, const RequestHead*) override {
    constexpr unsigned kStatuses[] = {400, 431, 413, 408, 503, 500};
    Response response;
    response.status = kStatuses[static_cast<std::size_t>(fault)];
    return response;
  }

 private:
  class One final : public Exchange {
    Response serve(const Request& request) override { return constant(request.head.path); }
  };
};

}  // namespace

int main(int count, char** arguments) {
  ServerSettings settings;
  settings.endpoints = {{"127.0.0.1", 0, false}};
  if (count > 1) settings.reading_threads = static_cast<unsigned>(std::atoi(arguments[1]));
  if (count > 2 && arguments[2] != std::string("-")) {
    const std::string pem = bytes_of(arguments[2]);
    settings.tls = TlsMaterial{pem, pem, ClientCertificates::not_asked, {}};
    settings.endpoints.push_back({"127.0.0.1", 0, true});
  }
  if (count > 3) answer = bytes_of(arguments[3]);
  Constant handler;
  const auto server = Server::start(settings, handler);
  if (!server) {
    std::cerr << to_string(server.error()) << '\n';
    return EXIT_FAILURE;
  }
  for (const std::uint16_t port : (*server)->ports()) std::cout << port << ' ';
  std::cout << std::endl;
  while (std::cin.get() != EOF) {
  }
}
