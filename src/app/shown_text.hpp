// ShownText: the text that a customer is shown before they approve: a published notice, in one language. Its id is its
// hash, so it names this text and no other.
#pragma once

#include "app/engine.hpp"
#include "base/result.hpp"
#include "consent/use.hpp"
#include "evidence/entry.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace assent::app {

// SHA-256 over the notice's name, its version, the language, the subject and each block, each with its length before
// it.
evidence::Hash hash_of(const evidence::NoticePublished& notice, const evidence::NoticeText& text);
// `sha256-` and the hash in hexadecimal digits: CAMARA Consent Management's `consentTextId`.
std::string text_id(const evidence::NoticePublished& notice, const evidence::NoticeText& text);

// A notice in its version of now.
struct ShownNotice {
  evidence::NoticePublished notice;
  Instant published;  // since when this version is in use

  // The first of these languages that the notice has; else English; else its first one. Never null: a published notice
  // has a text.
  const evidence::NoticeText& text_in(const std::vector<std::string>& languages) const;
  // nullptr: no text of this version has that id.
  const evidence::NoticeText* text_named(std::string_view id) const;
};

// Nothing: no such notice is in use at that instant, or it does not cover the use, and so says too little.
//
//   unavailable, damaged  as the ledger
Result<std::optional<ShownNotice>> notice_for(const Engine& engine, std::string_view notice, const Use& use,
                                              Instant at);

// The tags of `Accept-Language` (RFC 9110, 12.5.4) without their subtags, the preferred one first, each once.
std::vector<std::string> languages_in(std::string_view accept_language);

}  // namespace assent::app
