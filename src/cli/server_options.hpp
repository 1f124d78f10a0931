// The options by which a command finds a server and shows who asks.
#pragma once

#include "cli/command.hpp"
#include "cli/invocation.hpp"
#include "http/requester.hpp"

#include <string>

namespace assent::cli {

struct ServerOptions {
  std::string key_file;
  http::ClientTls tls;
  bool plain = false;
};

void add_server_options(Command command, ServerOptions& options);

// The server at that address, and the key for it; empty: none is sent. invalid: the address is none, or the key would
// go to another machine without TLS.
struct ServerAsked {
  http::Address address;
  std::string key;
};
Result<ServerAsked> server_asked(Invocation& call, const ServerOptions& options, const std::string& url);

}  // namespace assent::cli
