#include "authzen/setting.hpp"

namespace assent::authzen_test {
namespace {

std::shared_ptr<const app::Rules> all_rules() {
  std::vector<app::PackText> packs;
  for (const regime::Regime& each : test::packs()) {
    packs.push_back({each.id + ".toml", test::text_of("regimes/" + each.id + ".toml")});
  }
  return std::make_shared<const app::Rules>(
      app::Rules{app::RulePacks::of(std::move(packs)), index_test::catalogue(), {}});
}

const authzen::Pdp& made(Setting& setting, std::shared_ptr<const authzen::EntityPolicy> policy, std::size_t customers,
                         bool with_index) {
  setting.accounts = index_test::fill(setting.draw, setting.ledger, customers);
  if (with_index) {
    service::IndexScope scope;
    for (const regime::Regime& each : test::packs()) service::add_pack(scope, each, each.id);
    setting.index.emplace(service::LiveIndex::build(setting.ledger, setting.zones, setting.memory, scope).value());
  }
  setting.engine.emplace(app::EnginePorts{setting.ledger, setting.zones, setting.telephones, setting.clock,
                                          setting.index ? &*setting.index : nullptr, service_test::drawn_key},
                         all_rules(), "tra");
  setting.pdp.emplace(*setting.engine, authzen::PdpSettings{"https://pdp.example.com", std::move(policy), 5});
  return *setting.pdp;
}

}  // namespace

Setting::Setting(std::shared_ptr<const authzen::EntityPolicy> policy, std::size_t customers, bool with_index)
    : served(authzen::routes_of(made(*this, std::move(policy), customers, with_index))) {}

std::shared_ptr<const authzen::EntityPolicy> certification_policy() {
  auto policy = authzen::EntityPolicy::read(test::text_of("examples/authzen-certification.toml"), "policy.toml");
  return std::make_shared<const authzen::EntityPolicy>(std::move(policy).value());
}

std::string member(std::string_view json, std::string_view name) {
  const std::string begin = "\"" + std::string(name) + "\":\"";
  const std::size_t at = json.find(begin);
  if (at == std::string_view::npos) return {};
  const std::size_t from = at + begin.size();
  return std::string(json.substr(from, json.find('"', from) - from));
}

}  // namespace assent::authzen_test
