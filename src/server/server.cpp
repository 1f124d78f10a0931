#include "server/server.hpp"

#include "access/settings.hpp"
#include "api/metrics.hpp"
#include "api/router.hpp"
#include "app/configuration.hpp"
#include "app/faulty_text.hpp"
#include "authzen/pdp.hpp"
#include "camara/provider.hpp"
#include "embed/named_files.hpp"
#include "embed/opened_engine.hpp"
#include "embed/read_keys.hpp"
#include "http_server/server.hpp"
#include "issuer_keys/fetched_keys.hpp"
#include "issuer_keys/key_refresh.hpp"
#include "own_api/openapi.hpp"
#include "own_api/page.hpp"
#include "own_api/routes.hpp"
#include "phone_menu/routes.hpp"
#include "scrub_jobs/routes.hpp"
#include "server/sent_events.hpp"
#include "server/served_page.hpp"
#include "server/text_messages.hpp"
#include "service/ledger_clock.hpp"
#include "tmf644/delivery.hpp"
#include "tmf644/routes.hpp"
#include "tmf_listener/routes.hpp"
#include "webhook/curl_sender.hpp"
#include "webhook/rounds.hpp"
#include "world/randomness.hpp"

#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include <algorithm>
#include <iterator>
#include <mutex>
#include <optional>
#include <utility>

namespace assent::server {
namespace {

constexpr std::size_t kSettingsBytesMost = std::size_t{4} << 20;

Result<std::shared_ptr<const access::Gate>> gate_in(const std::string& file) {
  const auto text = TRY(embed::text_in(file, kSettingsBytesMost));
  auto ways = access::read_ways(text, file);
  if (!ways) return app::faulty_text(ways.error());
  return std::make_shared<const access::Gate>(*std::move(ways));
}

Result<std::shared_ptr<const authzen::EntityPolicy>> policy_in(const std::string& file) {
  if (file.empty()) return nullptr;
  const auto text = TRY(embed::text_in(file, kSettingsBytesMost));
  auto policy = authzen::EntityPolicy::read(text, file);
  if (!policy) return app::faulty_text(policy.error());
  return std::make_shared<const authzen::EntityPolicy>(*std::move(policy));
}

// What the interfaces of CAMARA are set up with; `settings` is null where they are not served.
struct CamaraSetUp {
  std::shared_ptr<const camara::Settings> settings;
  evidence::Hash key{};
};
Result<CamaraSetUp> camara_in(const std::string& file, const app::Engine& engine) {
  CamaraSetUp set_up;
  if (file.empty()) return set_up;
  const auto text = TRY(embed::text_in(file, kSettingsBytesMost));
  auto settings = camara::read_settings(text, file);
  if (!settings) return app::faulty_text(settings.error());
  TRY(camara::check(*settings, engine));
  auto key_text = TRY(embed::text_in(app::meant_from(file, settings->key), kSettingsBytesMost));
  while (key_text.ends_with('\n') || key_text.ends_with('\r')) key_text.pop_back();
  const auto key = evidence::hash_from_hex(key_text);
  if (!key) {
    return fail(ErrorCode::invalid, "`key` of the settings for CAMARA names a file without a key",
                "make one: `openssl rand -hex 32`");
  }
  set_up.key = *key;
  set_up.settings = std::make_shared<const camara::Settings>(*std::move(settings));
  return set_up;
}

Result<std::shared_ptr<const tmf644::Mapping>> mapping_in(const std::string& file) {
  if (file.empty()) return nullptr;
  const auto text = TRY(embed::text_in(file, kSettingsBytesMost));
  auto mapping = tmf644::Mapping::read(text, file);
  if (!mapping) return app::faulty_text(mapping.error());
  return std::make_shared<const tmf644::Mapping>(*std::move(mapping));
}

// What notifications mean; null where there are no listeners. It fits the engine's rules.
Result<std::shared_ptr<const tmf_listener::Mapping>> listener_mapping_in(const std::string& file,
                                                                         const app::Engine& engine) {
  if (file.empty()) return nullptr;
  const auto text = TRY(embed::text_in(file, kSettingsBytesMost));
  auto mapping = tmf_listener::Mapping::read(text, file);
  if (!mapping) return app::faulty_text(mapping.error());
  const auto& ports = engine.ports();
  const Issues issues = tmf_listener::check(*mapping, app::services_of(*engine.rules()), ports.zones, ports.telephones);
  if (!issues.empty()) return app::faulty_text(issues);
  return std::make_shared<const tmf_listener::Mapping>(*std::move(mapping));
}

http::ClientCertificates clients_of(Clients clients) {
  switch (clients) {
    case Clients::not_asked: return http::ClientCertificates::not_asked;
    case Clients::if_shown: return http::ClientCertificates::if_shown;
    case Clients::required: return http::ClientCertificates::required;
  }
  return http::ClientCertificates::required;
}

Result<std::optional<http::TlsMaterial>> tls_in(const TlsFiles& files) {
  if (files.certificate.empty()) return std::nullopt;
  http::TlsMaterial material;
  material.certificates = TRY(embed::text_in(files.certificate, kSettingsBytesMost));
  material.key = TRY(embed::text_in(files.key, kSettingsBytesMost));
  material.clients = clients_of(files.clients);
  if (!files.client_authorities.empty()) {
    material.client_authorities = TRY(embed::text_in(files.client_authorities, kSettingsBytesMost));
  }
  return material;
}

embed::EngineFiles engine_files(const Settings& settings) {
  embed::EngineFiles files;
  files.ledger = settings.ledger;
  files.rule_packs = settings.regimes;
  files.catalogue = settings.catalogue;
  files.campaigns = settings.campaigns;
  files.regime = settings.regime;
  files.index = settings.index;
  files.actor = "assentd";
  return files;
}

std::uint64_t first_eight(const std::array<std::uint8_t, 32>& seed) {
  std::uint64_t number = 0;
  for (std::size_t i = 0; i < 8; ++i) number = (number << 8) | seed.at(i);
  return number;
}

// TMF644 over an engine, with the thread that tells others.
class Privacy {
 public:
  Privacy(app::Engine& engine, std::shared_ptr<const tmf644::Mapping> mapping, const evidence::Hash& seed,
          std::string address, const Clock& clock, api::LogSink& log)
      : documents_(engine, std::move(mapping), seed),
        address_(std::move(address)),
        delivery_(documents_, hub_, sender_, clock, log, address_) {}

  std::vector<api::Route> routes() { return tmf644::routes_of({documents_, hub_, address_}); }
  void use(std::shared_ptr<const tmf644::Mapping> mapping) { documents_.use(std::move(mapping)); }
  void begin_telling() {
    thread_.emplace(
        [this] {
          // So that the first request does not wait until the whole ledger is read. If it cannot be, requests say so.
          if (!std::exchange(followed_, true)) static_cast<void>(documents_.follow());
          const auto more = delivery_.round();
          return more && *more;
        },
        [this] { delivery_.note_all(); });
  }

 private:
  tmf644::Documents documents_;
  tmf644::Hub hub_{documents_};
  std::string address_;
  webhook::CurlSender sender_;
  tmf644::Delivery delivery_;
  bool followed_ = false;                  // the thread's own
  std::optional<webhook::Rounds> thread_;  // ends first
};

class Running final : public Server {
 public:
  Running(Settings settings, api::LogSink& log) : settings_(std::move(settings)), log_(log) {}

  Result<void> open() {
    const auto seed = TRY(world::random_seed());
    engine_ = TRY(embed::OpenedEngine::open(engine_files(settings_)));
    auto gate = TRY(gate_in(settings_.access));
    auto policy = TRY(policy_in(settings_.policy));
    auto camara = TRY(camara_in(settings_.camara, engine_->engine()));
    if (camara.settings) camara_.emplace(engine_->engine(), std::move(camara.settings), camara.key);
    const auto mapping = TRY(mapping_in(settings_.tmf644_mapping));
    auto listener_mapping = TRY(listener_mapping_in(settings_.listener_mapping, engine_->engine()));
    if (listener_mapping) listener_.emplace(engine_->engine(), std::move(listener_mapping));
    auto tls = TRY(tls_in(settings_.tls));
    proofs_.emplace(engine_->ledger());
    if (!settings_.customer_page.empty()) {
      page_.emplace(engine_->engine(), *proofs_, clock_, TRY(page_files_in(settings_.customer_page)));
    }
    if (!settings_.scrubs.folder.empty()) jobs_ = TRY(scrub_jobs::Jobs::open(*engine_, settings_.scrubs));
    if (mapping) privacy_.emplace(engine_->engine(), mapping, seed, settings_.tmf644_address, clock_, log_);
    if (settings_.sms.served) texts_ = TRY(TextMessages::open(engine_->engine(), settings_.sms, clock_));
    if (settings_.ivr) phone_.emplace(engine_->engine(), *settings_.ivr);
    const auto event_key = TRY(event_key_in(settings_.events));
    events_.emplace(engine_->engine(), settings_.events, event_key, seed, clock_, log_);
    pdp_.emplace(engine_->engine(), authzen::PdpSettings{settings_.address, std::move(policy), first_eight(seed)});
    routes_.emplace(all_routes());
    metrics_.emplace(*routes_);
    watch();
    watch_notifications();
    router_.emplace(api::RouterPorts{clock_, [] { return std::chrono::steady_clock::now().time_since_epoch(); }, log_,
                                     settings_.logged, first_eight(seed)},
                    *routes_, *metrics_, gate, settings_.rate);
    refresh_keys(*gate);
    TRY(listen(std::move(tls)));
    if (privacy_) privacy_->begin_telling();
    events_->begin();
    if (texts_) texts_->begin();
    return {};
  }

  std::vector<std::uint16_t> ports() const override { return http_->ports(); }

  Result<void> reload() override {
    TRY(engine_->reload());
    auto gate = TRY(gate_in(settings_.access));
    router_->use(gate);
    refresh_keys(*gate);
    auto camara = TRY(camara_in(settings_.camara, engine_->engine()));
    if (camara_) camara_->use(std::move(camara.settings));
    if (page_) {
      auto files = TRY(page_files_in(settings_.customer_page));
      page_->use(std::move(files));
    }
    if (privacy_) {
      const auto mapping = TRY(mapping_in(settings_.tmf644_mapping));
      privacy_->use(mapping);
    }
    if (listener_) {
      auto mapping = TRY(listener_mapping_in(settings_.listener_mapping, engine_->engine()));
      listener_->use(std::move(mapping));
    }
    if (const auto tls = TRY(tls_in(settings_.tls))) TRY(http_->use(*tls));
    return {};
  }

  bool drain(std::chrono::milliseconds at_most) override { return http_->drain(at_most); }

 private:
  std::vector<api::Route> all_routes() {
    own_api::Health health{[this] { return not_ready(); }, [this] { return reload(); }};
    std::vector<api::Route> all = authzen::routes_of(*pdp_);
    const auto add = [&](std::vector<api::Route> routes) {
      all.insert(all.end(), std::make_move_iterator(routes.begin()), std::make_move_iterator(routes.end()));
    };
    if (camara_) add(camara::routes_of(*camara_));
    if (page_) add(page_->routes());
    app::Engine& engine = engine_->engine();
    own_api::Signer signer;
    if (!settings_.signing_key.empty()) signer = [file = settings_.signing_key] { return embed::signer_key_in(file); };
    add(own_api::choice_routes(engine));
    add(own_api::oral_routes(engine));
    add(own_api::question_routes(engine));
    all.push_back(own_api::history_route(engine, *proofs_));
    add(own_api::notice_routes(engine));
    add(own_api::notice_row_routes(engine));
    add(own_api::partner_routes(engine));
    add(own_api::campaign_routes(engine));
    add(own_api::ledger_routes(engine, *proofs_, std::move(signer)));
    if (privacy_) add(privacy_->routes());
    if (listener_) add(tmf_listener::routes_of(*listener_));
    add(events_->routes());
    if (texts_) add(texts_->routes());
    if (phone_) add(phone_menu::routes_of(*phone_));
    if (jobs_) add(scrub_jobs::routes_of(*jobs_));
    add(own_api::operation_routes(health, [this]() -> const api::Metrics& { return *metrics_; }));
    const auto& schemas = own_api::published_schemas();
    const std::string document = own_api::openapi_of(all, schemas, ASSENT_VERSION);
    all.push_back(own_api::page_route(own_api::page_of(all, schemas, ASSENT_VERSION)));
    all.push_back(own_api::openapi_route(document));
    return all;
  }

  // Empty: it can be asked.
  std::string not_ready() const {
    const auto last = service::last_recorded(engine_->ledger());
    if (!last) return "the ledger cannot be read";
    if (*last > clock_.now() + std::chrono::seconds(5)) return "the clock is behind the ledger's last entry";
    if (engine_->index_state() == embed::IndexState::behind) return "the index has not followed the ledger";
    return {};
  }

  void watch() {
    events_->watch(*metrics_);
    if (texts_) texts_->watch(*metrics_);
    if (phone_) phone_->watch(*metrics_);
    metrics_->watch("assent_ledger_entries", "gauge", "Entries in the ledger.", [this] {
      const auto heads = engine_->ledger().heads();
      std::uint64_t entries = 0;
      if (heads) {
        for (const ledger::LogHead& head : *heads) entries += head.size;
      }
      return static_cast<double>(entries);
    });
    metrics_->watch("assent_index_up_to_date", "gauge", "1: the index has followed the ledger; 0: the ledger is asked.",
                    [this] { return engine_->index_state() == embed::IndexState::up_to_date ? 1.0 : 0.0; });
    metrics_->watch("assent_connections", "gauge", "Open connections.",
                    [this] { return static_cast<double>(http_->counts().connections_now); });
    metrics_->watch("assent_connections_refused", "counter", "Connections beyond the limit.",
                    [this] { return static_cast<double>(http_->counts().connections_refused); });
    metrics_->watch("assent_received_bytes", "counter", "Bytes that clients sent.",
                    [this] { return static_cast<double>(http_->counts().bytes_received); });
    metrics_->watch("assent_sent_bytes", "counter", "Bytes that were sent to clients.",
                    [this] { return static_cast<double>(http_->counts().bytes_sent); });
  }

  void watch_notifications() {
    for (std::size_t i = 0; listener_ && i < tmf_listener::kEffects; ++i) {
      const auto effect = static_cast<tmf_listener::Effect>(i);
      std::string word(tmf_listener::to_string(effect));
      std::ranges::replace(word, '-', '_');
      metrics_->watch("assent_notifications_" + word, "counter",
                      "Notifications with that effect (docs/tmf-listener.md).",
                      [this, effect] { return static_cast<double>(listener_->count(effect)); });
    }
  }

  // Keeps the keys of the issuers of these ways fresh, instead of those of the former ones.
  void refresh_keys(const access::Gate& gate) {
    const std::lock_guard lock(mutex_);
    refresh_.reset();
    if (!gate.ways().tokens) return;
    refresh_.emplace(gate.ways().tokens, source_, clock_, [this](const access::Tokens::Missing& missing) {
      log_.write(boost::json::serialize(boost::json::object{{"time", to_string(clock_.now())},
                                                            {"event", "keys_missing"},
                                                            {"issuer", missing.issuer},
                                                            {"why", to_string(missing.error)}}));
    });
  }

  Result<void> listen(std::optional<http::TlsMaterial> tls) {
    http::ServerSettings http;
    for (const Listening& each : settings_.listen) http.endpoints.push_back({each.address, each.port, each.tls});
    http.tls = std::move(tls);
    http.limits.connections = settings_.connections;
    http.limits.connections_of_address = settings_.connections_of_address;
    http.limits.waiting_aside = settings_.waiting;
    http.limits.idle_time = std::chrono::seconds(settings_.idle_seconds);
    http.clock = &clock_;
    http_ = TRY(http::Server::start(std::move(http), *router_));
    return {};
  }

  Settings settings_;
  api::LogSink& log_;
  world::SystemClock clock_;
  std::unique_ptr<embed::OpenedEngine> engine_;
  std::optional<app::Proofs> proofs_;
  std::unique_ptr<scrub_jobs::Jobs> jobs_;
  std::optional<authzen::Pdp> pdp_;
  std::optional<camara::Provider> camara_;  // nothing: its interfaces are not served
  std::optional<ServedPage> page_;          // likewise
  std::optional<Privacy> privacy_;
  std::optional<tmf_listener::Listener> listener_;  // likewise
  std::optional<SentEvents> events_;
  std::unique_ptr<TextMessages> texts_;    // nothing: the gateway's paths are not served
  std::optional<phone_menu::Menu> phone_;  // nothing: the telephone menu is not served
  std::optional<api::Routes> routes_;
  std::optional<api::Metrics> metrics_;
  std::optional<api::Router> router_;
  issuer_keys::FetchedKeys source_;
  std::mutex mutex_;  // guards refresh_
  std::optional<issuer_keys::KeyRefresh> refresh_;
  std::unique_ptr<http::Server> http_;  // ends first
};

}  // namespace

Result<void> check(const Settings& settings) {
  embed::EngineFiles files = engine_files(settings);
  files.read_only = true;
  files.index = embed::kNoIndex;
  const auto engine = TRY(embed::OpenedEngine::open(std::move(files)));
  TRY(gate_in(settings.access));
  TRY(policy_in(settings.policy));
  TRY(camara_in(settings.camara, engine->engine()));
  if (!settings.customer_page.empty()) TRY(page_files_in(settings.customer_page));
  TRY(mapping_in(settings.tmf644_mapping));
  TRY(listener_mapping_in(settings.listener_mapping, engine->engine()));
  TRY(event_key_in(settings.events));
  TRY(check_text_messages(settings.sms));
  TRY(tls_in(settings.tls));
  if (!settings.signing_key.empty()) TRY(embed::signer_key_in(settings.signing_key));
  return {};
}

Result<std::unique_ptr<Server>> Server::start(const Settings& settings, api::LogSink& log) {
  auto running = std::make_unique<Running>(settings, log);
  TRY(running->open());
  return running;
}

}  // namespace assent::server
