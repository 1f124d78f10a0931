// The grammar of a snapshot's frame and names (docs/index-file.md), written once for both ways: what a Writer writes of
// a value, a Reader reads into it. Private to the snapshot.
#pragma once

#include "evidence/cbor.hpp"
#include "index/snapshot_layout.hpp"

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

namespace assent::index::snapshot {

class Writer {
 public:
  explicit Writer(evidence::Bytes& out) : out_(out) {}

  void number(std::uint64_t value) { out_.head(evidence::cbor::Major::positive, value); }
  void text(const std::string& text) { out_.text(text); }
  void bytes(evidence::ByteView bytes) { out_.bytes(bytes); }
  void hash(const evidence::Hash& hash) { out_.bytes(hash); }
  template <class List, class Member>
  void each(const List& list, Member member) {
    out_.head(evidence::cbor::Major::array, list.size());
    for (std::size_t i = 0; i < list.size(); ++i) member(list[i]);
  }
  // Of which a reader knows how many there are.
  template <class List, class Member>
  void each(const List& list, std::uint64_t, Member member) {
    each(list, member);
  }

 private:
  evidence::cbor::Writer out_;
};

class Reader {
 public:
  explicit Reader(evidence::ByteView in) : in_(in) {}

  template <class Number>
  void number(Number& value) {
    value = static_cast<Number>(in_.argument(evidence::cbor::Major::positive));
  }
  void text(std::string& text) { text = in_.text(); }
  void bytes(evidence::ByteView& bytes) { bytes = in_.bytes(); }
  void hash(evidence::Hash& hash) {
    const evidence::ByteView bytes = in_.bytes();
    if (bytes.size() == hash.size()) std::copy(bytes.begin(), bytes.end(), hash.begin());
    else in_.fault("a hash of another length");
  }
  template <class T, class Member>
  void each(std::vector<T>& list, Member member) {
    read_each(list, in_.count(evidence::cbor::Major::array), member);
  }
  template <class T, class Member>
  void each(std::vector<T>& list, std::uint64_t count, Member member) {
    if (in_.count(evidence::cbor::Major::array) != count) in_.fault("another number of names");
    read_each(list, count, member);
  }
  // Everything was read, and there is nothing else.
  bool done() const { return in_.good() && in_.at_end(); }

 private:
  template <class T, class Member>
  void read_each(std::vector<T>& list, std::uint64_t count, Member member) {
    for (std::uint64_t i = 0; i < count && in_.good(); ++i) member(list.emplace_back());
  }

  evidence::cbor::Reader in_;
};

// Where the sections stand depends on the frame's size, and its size on where they stand: so their offsets count from
// its end.
template <class Way, class SomeFrame>
void go_through_frame(Way& way, SomeFrame& frame) {
  way.each(frame.binding.heads, [&](auto& head) {
    way.number(head.log);
    way.number(head.size);
    way.hash(head.root);
  });
  way.each(frame.binding.packs, [&](auto& pack) {
    way.text(pack.id);
    way.text(pack.version);
    way.hash(pack.text);
  });
  way.each(frame.binding.zones, [&](auto& zone) {
    way.text(zone.name);
    way.hash(zone.periods);
  });
  way.each(frame.binding.footprints, [&](auto& name) { way.text(name); });
  auto& counts = frame.counts;
  for (auto* each : {&counts.profiles, &counts.choices, &counts.texts, &counts.channels, &counts.places,
                     &counts.sources, &counts.accounts_mapped, &counts.telephones_mapped}) {
    way.number(*each);
  }
  for (auto& place : frame.places) {
    for (auto* each : {&place.offset, &place.size, &place.room}) way.number(*each);
  }
  way.each(frame.pieces, [&](auto& piece) {
    for (auto* each : {&piece.section, &piece.offset, &piece.size, &piece.sum}) way.number(*each);
  });
}

// Profiles and choices as bytes; of texts and places only what they are called.
template <class Way, class Shares, class Texts, class Channels, class Places, class Sources>
void go_through_names(Way& way, const Counts& counts, Shares& profiles, Shares& choices, Texts& texts,
                      Channels& channels, Places& places, Sources& sources) {
  way.each(profiles, counts.profiles, [&](auto&& share) { way.bytes(share); });
  way.each(choices, counts.choices, [&](auto&& share) { way.bytes(share); });
  way.each(texts, counts.texts, [&](auto& text) {
    way.text(text.notice);
    way.text(text.version);
    way.text(text.language);
  });
  way.each(channels, counts.channels, [&](auto& channel) { way.text(channel); });
  way.each(places, counts.places, [&](auto& place) {
    way.text(place.language);
    way.text(place.zone_name);
  });
  way.each(sources, counts.sources, [&](auto& source) { way.text(source); });
}

}  // namespace assent::index::snapshot
