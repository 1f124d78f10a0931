#include "index/shared_facts.hpp"

#include "evidence/cbor.hpp"

#include <utility>

namespace assent::index {
namespace {

using evidence::cbor::Major;

Error not_a_share() { return Error{ErrorCode::damaged, "the bytes are not customers' facts", "build the index again"}; }

// Writes or reads a share's members in order, with one list of them for both.
class Writing {
 public:
  explicit Writing(evidence::Bytes& out) : writer_(out) {}

  void operator()(const std::string& text) { writer_.text(text); }
  void operator()(bool value) { writer_.boolean(value); }
  void operator()(std::int64_t value) { writer_.integer(value); }
  void operator()(Instant instant) { writer_.integer(microseconds_of(instant)); }
  template <class T>
  void number(T value) {
    writer_.integer(static_cast<std::int64_t>(value));
  }
  // For a last day, only that it is over.
  void operator()(const std::optional<Date>& until) { writer_.boolean(until.has_value()); }
  void operator()(const Names& names) { each(names); }
  void operator()(const Coverage& coverage) {
    (*this)(coverage.any);
    (*this)(coverage.names);
  }
  template <class T>
  void each(const std::vector<T>& values) {
    writer_.head(Major::array, values.size());
    for (const T& value : values) (*this)(value);
  }
  template <class T, class Members>
  void each(const std::vector<T>& values, Members members) {
    writer_.head(Major::array, values.size());
    for (const T& value : values) members(*this, value);
  }

 private:
  evidence::cbor::Writer writer_;
};

class Reading {
 public:
  explicit Reading(evidence::ByteView bytes) : reader_(bytes) {}

  void operator()(std::string& text) { text = reader_.text(); }
  void operator()(bool& value) { value = reader_.boolean(); }
  void operator()(std::int64_t& value) { value = reader_.integer(); }
  void operator()(Instant& instant) {
    instant = instant_of(reader_.integer());
    if (instant < kEarliest || instant > kNever) reader_.fault("an instant out of range");
  }
  template <class T>
  void number(T& value) {
    const std::int64_t read = reader_.integer();
    if (read < 0 || read > 1) reader_.fault("a number out of range");
    value = static_cast<T>(read == 1);
  }
  void operator()(std::optional<Date>& until) {
    until.reset();
    if (reader_.boolean()) until = kOver;
  }
  void operator()(Names& names) { each(names); }
  void operator()(Coverage& coverage) {
    (*this)(coverage.any);
    (*this)(coverage.names);
  }
  template <class T>
  void each(std::vector<T>& values) {
    each(values, [](Reading& reading, T& value) { reading(value); });
  }
  template <class T, class Members>
  void each(std::vector<T>& values, Members members) {
    values.clear();  // what is written replaces any default
    const std::uint64_t count = reader_.count(Major::array);
    values.clear();  // some members begin with a default
    for (std::uint64_t i = 0; i < count && reader_.good(); ++i) members(*this, values.emplace_back());
  }

  bool done() const { return reader_.good() && reader_.at_end(); }

 private:
  evidence::cbor::Reader reader_;
};

constexpr auto kProfileMembers = [](auto& io, auto& customer) {
  io.number(customer.state);
  io.number(customer.kind);
  io(customer.services);
  io(customer.former_services);
};

constexpr auto kChoiceMembers = [](auto& io, auto& share) {
  io(share.asks_ledger);
  io(share.happened);
  io.each(share.history.opt_outs, [](auto& within, auto& each) {
    within(each.received);
    within(each.scope);
    within(each.provisional);
  });
  io.each(share.history.withdrawals, [](auto& within, auto& each) {
    within(each.at);
    within(each.scope);
    within(each.provisional);
  });
  io.each(share.history.opt_ins, [](auto& within, auto& each) {
    within(each.at);
    within(each.recipients);
    within(each.parties);
    within(each.information);
    within(each.offers);
    within(each.by);
    within(each.evidence);
    within(each.after_notice);
    within(each.defects);
    within(each.about.channels);
    within(each.about.classes);
    within(each.about.categories);
    within(each.until);
  });
  io.each(share.history.one_time_consents, [](auto& within, auto& each) {
    within(each.from);
    within(each.to);
    within(each.channel);
    within(each.granted);
    within(each.evidence);
    within(each.missing);
  });
};

template <class Share, class Members>
evidence::Bytes written(const Share& share, Members members) {
  evidence::Bytes bytes;
  Writing writing(bytes);
  members(writing, share);
  return bytes;
}

template <class Share, class Members>
Result<Share> read(evidence::ByteView bytes, Members members) {
  Share share;
  Reading reading(bytes);
  members(reading, share);
  if (!reading.done()) return tl::unexpected(not_a_share());
  return share;
}

}  // namespace

evidence::Bytes encode_share(const Customer& profile) { return written(profile, kProfileMembers); }
evidence::Bytes encode_share(const ChoiceShare& choices) { return written(choices, kChoiceMembers); }
Result<Customer> decode_profile(evidence::ByteView bytes) { return read<Customer>(bytes, kProfileMembers); }
Result<ChoiceShare> decode_choices(evidence::ByteView bytes) { return read<ChoiceShare>(bytes, kChoiceMembers); }

std::optional<std::uint16_t> SharedFacts::profile(const Customer& profile) {
  const auto place = profile_bytes_.intern(encode_share(profile));
  if (!place) return std::nullopt;
  if (place->added) {
    Customer& kept = profiles_.emplace_back(profile);
    kept.account.clear();
    kept.language.clear();
    kept.time_zone.clear();
  }
  return static_cast<std::uint16_t>(place->number);
}

std::optional<std::uint16_t> SharedFacts::choices(const ChoiceShare& choices) {
  const auto place = choice_bytes_.intern(encode_share(choices));
  if (!place) return std::nullopt;
  if (place->added) choices_.push_back(choices);
  return static_cast<std::uint16_t>(place->number);
}

std::uint32_t SharedFacts::stance(const Stance& stance) {
  const std::uint32_t both = std::uint32_t{stance.profile} << 16 | stance.choices;
  const auto [found, added] = stance_numbers_.try_emplace(both, static_cast<std::uint32_t>(stances_.size()));
  if (added) stances_.push_back(stance);
  return found->second;
}

std::optional<std::uint16_t> SharedFacts::source(const std::string& name) {
  if (const auto found = source_numbers_.find(name); found != source_numbers_.end()) return found->second;
  if (sources_.size() >= Particulars::kSourcesMost) return std::nullopt;
  const auto number = static_cast<std::uint16_t>(sources_.size());
  sources_.push_back(name);
  source_numbers_.emplace(name, number);
  return number;
}

Result<SharedFacts> SharedFacts::from(const std::vector<evidence::ByteView>& profiles,
                                      const std::vector<evidence::ByteView>& choices, std::span<const Stance> stances,
                                      std::vector<std::string> sources, NoticeShares notices) {
  SharedFacts shared(std::move(notices));
  // Each must be new: a number is the place in the list.
  for (const evidence::ByteView bytes : profiles) {
    const auto profile = TRY(decode_profile(bytes));
    shared.profile(profile);
  }
  for (const evidence::ByteView bytes : choices) {
    const auto each = TRY(decode_choices(bytes));
    shared.choices(each);
  }
  for (const Stance& each : stances) shared.stance(each);
  for (const std::string& each : sources) shared.source(each);
  if (shared.sources_.size() != sources.size() || shared.profiles_.size() != profiles.size() ||
      shared.choices_.size() != choices.size() || shared.stances_.size() != stances.size()) {
    return tl::unexpected(not_a_share());
  }
  return shared;
}

}  // namespace assent::index
