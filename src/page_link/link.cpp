#include "page_link/link.hpp"

#include "base/number.hpp"
#include "base/require.hpp"

#include <algorithm>
#include <utility>

namespace assent::page_link {
namespace {

std::string_view use_of(Purpose purpose) {
  switch (purpose) {
    case Purpose::refuse: return "refuse";
    case Purpose::view: return "view";
    case Purpose::session: return "session";
  }
  return "";
}

constexpr std::size_t kValues = 3;  // account, notice, end

}  // namespace

Links::Links(const std::vector<evidence::Hash>& keys) {
  require(!keys.empty(), "there is a key for links");
  for (const evidence::Hash& key : keys) seals_.push_back(std::make_unique<evidence::Seal>(key, "customer page"));
}

std::string Links::text_of(const Link& link) const {
  require(link.ends.has_value() == (link.purpose != Purpose::refuse), "only a link to refuse has no end");
  const std::string ends = link.ends ? std::to_string(microseconds_of(*link.ends)) : std::string();
  return seals_.front()->close(use_of(link.purpose), {link.account, link.notice, ends});
}

std::optional<Link> Links::link_of(Purpose purpose, std::string_view text) const {
  for (const auto& seal : seals_) {
    auto values = seal->open(use_of(purpose), text);
    if (!values || values->size() != kValues) continue;
    Link link{purpose, std::move((*values)[0]), std::move((*values)[1]), std::nullopt};
    if (purpose == Purpose::refuse) return link;
    const auto ends = number_in<std::int64_t>((*values)[2]);
    if (!ends) return std::nullopt;
    link.ends = instant_of(*ends);
    return link;
  }
  return std::nullopt;
}

Result<std::vector<evidence::Hash>> keys_in(std::string_view text) {
  std::vector<evidence::Hash> keys;
  for (std::size_t number = 1; !text.empty(); ++number) {
    std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(text.size(), line.size() + 1));
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.empty() || line.starts_with('#')) continue;
    const auto key = evidence::hash_from_hex(line);
    if (!key || std::ranges::find(keys, *key) != keys.end()) {
      return fail(ErrorCode::invalid,
                  "line " + std::to_string(number) + " of the file of keys is " +
                      (key ? "a key that stands above already" : "no key"),
                  "write 64 hexadecimal digits on each line: `openssl rand -hex 32` makes them");
    }
    keys.push_back(*key);
  }
  if (keys.empty()) {
    return fail(ErrorCode::invalid, "the file of keys has no key", "make one: `openssl rand -hex 32`");
  }
  return keys;
}

}  // namespace assent::page_link
