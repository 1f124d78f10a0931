#include "probes/opened_probes.hpp"

#include "app/configuration.hpp"
#include "embed/page_links.hpp"
#include "embed/secret_word.hpp"
#include "probes/email_probe.hpp"
#include "probes/http_probe.hpp"
#include "probes/program.hpp"
#include "probes/words.hpp"

#include <chrono>
#include <utility>

namespace assent::probes {
namespace {

using watchdog::ProbeKind;
using watchdog::ProbeSettings;

constexpr std::chrono::seconds kProgramMost{20};

class CommandProbe final : public Probe {
 public:
  CommandProbe(std::vector<std::string> program, std::string account)
      : program_(std::move(program)), account_(std::move(account)) {}

  Result<void> send(const Occasion& occasion) override {
    std::vector<std::string> words = program_;
    for (std::string& each : words) each = with_words(each, account_, occasion);
    return run_program(words, kProgramMost);
  }

 private:
  std::vector<std::string> program_;
  std::string account_;
};

Result<std::unique_ptr<Probe>> open_http(const ProbeSettings& probe, const std::string& file, const Connect& connect) {
  HttpProbe::Request request;
  request.method = probe.is_get ? http::Method::get : http::Method::post;
  request.path = probe.path;
  request.body = probe.body;
  request.content_type = probe.content_type;
  request.account = probe.account;
  if (!probe.key.empty()) request.key = TRY(embed::secret_word_in(app::meant_from(file, probe.key)));
  if (probe.kind == ProbeKind::api) request.path.clear();
  const auto address = TRY(http::address_of(probe.server));
  if (!request.key.empty() && !address.tls && !address.is_here()) {
    return fail(ErrorCode::invalid,
                "the key of the probe `" + probe.channel + "` would go to another machine without TLS",
                "use `https://`, or a server on this machine");
  }
  auto server = TRY(connect(address, {}));
  if (probe.kind == ProbeKind::api) return std::make_unique<ApiProbe>(std::move(server), std::move(request));
  return std::make_unique<HttpProbe>(std::move(server), std::move(request));
}

Result<std::unique_ptr<Probe>> open_web(const ProbeSettings& probe, const std::string& file, const Connect& connect) {
  auto page = TRY(embed::page_links_in(app::meant_from(file, probe.customer_page)));
  const auto own = TRY(http::address_of(page.settings.address));
  const auto address = TRY(http::address_of(probe.server.empty() ? page.settings.address : probe.server));
  auto server = TRY(connect(address, {}));
  // A server of another address than the page's has no path before the page's.
  std::string before = probe.server.empty() ? std::string() : own.path;
  return std::make_unique<WebProbe>(std::move(server), std::move(page.links), std::move(before), probe.account);
}

Result<std::unique_ptr<Probe>> open_probe(const ProbeSettings& probe, const std::string& file, const Connect& connect) {
  switch (probe.kind) {
    case ProbeKind::web: return open_web(probe, file, connect);
    case ProbeKind::api:
    case ProbeKind::http: return open_http(probe, file, connect);
    case ProbeKind::email: return EmailProbe::open(probe);
    case ProbeKind::command: return std::make_unique<CommandProbe>(probe.program, probe.account);
  }
  return fail(ErrorCode::invalid, "a probe of no kind");
}

}  // namespace

Result<std::vector<std::unique_ptr<Probe>>> open_probes(const watchdog::Settings& settings, const std::string& file,
                                                        const Connect& connect) {
  std::vector<std::unique_ptr<Probe>> probes;
  for (const ProbeSettings& each : settings.probes) {
    auto probe = TRY(open_probe(each, file, connect));
    probes.push_back(std::move(probe));
  }
  return probes;
}

}  // namespace assent::probes
