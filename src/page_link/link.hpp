// Link: what an address of the customer's page lets its holder do: one purpose, for one account. The address is the
// proof: whoever has it can do that, and nothing else. Pure; thread-safe.
//
//   refuse   refuse, for ever. It shows nothing about the customer, and permits nothing
//   view     ask for a one-time code, which goes to a contact on record. It ends
//   session  see and change everything. Never in an address: a browser gets it as a cookie after the code. It ends
//
// Neither an account nor a number can be read in the text, and none can be made without the key
// (evidence/sealed_values.hpp). A text for one purpose is none for another.
#pragma once

#include "base/instant.hpp"
#include "base/result.hpp"
#include "evidence/hash.hpp"
#include "evidence/sealed_values.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace assent::page_link {

enum class Purpose : std::uint8_t { refuse, view, session };

struct Link {
  Purpose purpose = Purpose::refuse;
  std::string account;          // never empty
  std::string notice = {};      // in which it was sent; empty: in none
  std::optional<Instant> ends;  // it works before this instant; none: for ever. Only `refuse` has none

  bool is_over(Instant now) const { return ends && now >= *ends; }

  friend bool operator==(const Link&, const Link&) = default;
};

// The paths under which the page stands, before the link's text.
inline constexpr std::string_view kRefusePath = "/choices/refuse/";
inline constexpr std::string_view kViewPath = "/choices/view/";

class Links {
 public:
  // The first key makes texts; every key opens them. So a new key goes before the others, and no address that a
  // customer has stops working. Precondition: at least one key.
  explicit Links(const std::vector<evidence::Hash>& keys);

  // In base64url. The same link gives the same text. Precondition: `ends` is set unless it is to refuse.
  std::string text_of(const Link& link) const;

  // Nothing: no such text was ever given for this purpose, by any of the keys. Whether it is over is not looked at.
  std::optional<Link> link_of(Purpose purpose, std::string_view text) const;

 private:
  std::vector<std::unique_ptr<evidence::Seal>> seals_;
};

// The keys of a file: 64 hexadecimal digits on each line; empty lines and lines that begin with `#` are left out. No
// message repeats anything of it.
//
//   invalid  a line is no key, there is none, or one is there twice
Result<std::vector<evidence::Hash>> keys_in(std::string_view text);

}  // namespace assent::page_link
