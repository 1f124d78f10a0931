// Refusals by requests over HTTP: any request, the server's own interface, the link of a notice.
#pragma once

#include "http/requester.hpp"
#include "page_link/link.hpp"
#include "probes/probe.hpp"

#include <memory>
#include <string>

namespace assent::probes {

// Fails unless the status is from 200 to 299.
class HttpProbe : public Probe {
 public:
  struct Request {
    http::Method method = http::Method::post;
    std::string path;
    std::string body;
    std::string content_type;  // empty: none
    std::string key;           // empty: none
    std::string account;
  };

  HttpProbe(std::unique_ptr<http::Requester> server, Request request)
      : server_(std::move(server)), request_(std::move(request)) {}

  Result<void> send(const Occasion& occasion) override;

 protected:
  Result<void> ask(const http::Ask& asked);
  const Request& request() const { return request_; }

 private:
  std::unique_ptr<http::Requester> server_;
  Request request_;
};

// POST /v1/opt-outs.
class ApiProbe final : public HttpProbe {
 public:
  using HttpProbe::HttpProbe;
  Result<void> send(const Occasion& occasion) override;
};

// The one POST of RFC 8058 to a link that was made for this occasion.
class WebProbe final : public HttpProbe {
 public:
  // `before`: what stands before the page's own path.
  WebProbe(std::unique_ptr<http::Requester> server, page_link::Links links, std::string before, std::string account)
      : HttpProbe(std::move(server), {}),
        links_(std::move(links)),
        before_(std::move(before)),
        account_(std::move(account)) {}
  Result<void> send(const Occasion& occasion) override;

 private:
  page_link::Links links_;
  std::string before_;
  std::string account_;
};

}  // namespace assent::probes
