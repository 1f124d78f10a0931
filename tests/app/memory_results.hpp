// The ports of a scrub in memory: a list, results, keys.
#pragma once

#include "app/scrub_ports.hpp"

#include <algorithm>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace assent::app_test {

class ListInMemory final : public app::ListToScrub {
 public:
  explicit ListInMemory(std::string its_text, std::size_t piece = 16) : text(std::move(its_text)), piece_(piece) {}

  bool can_be_read_again() const override { return again; }
  std::optional<std::string> state() const override { return changes; }
  Result<ByteSource*> open() override {
    ++opened;
    source_ = std::make_unique<TextSource>(text, piece_);
    return source_.get();
  }

  std::string text;
  bool again = true;
  std::optional<std::string> changes = "1";
  int opened = 0;

 private:
  std::size_t piece_;
  std::unique_ptr<TextSource> source_;
};

// The results of one scrub after the other under the same names. It keeps the port's promises, and checks the order of
// calls.
class ResultsInMemory final : public app::ScrubResults {
 public:
  struct Shown {
    std::string permitted;
    std::string refused;
    std::string certificate;
    std::string report;

    friend bool operator==(const Shown&, const Shown&) = default;
  };

  bool wants_certificate() const override { return certified; }
  bool wants_report() const override { return reported; }
  bool can_be_resumed() const override { return resumable; }

  Result<std::optional<service::ScrubJournal>> interrupted() override {
    TRY(call("interrupted"));
    if (journal.empty()) return std::nullopt;
    return service::read_journal(journal);
  }

  Result<void> open(const service::ScrubJournal* from) override {
    TRY(call("open"));
    permitted_.begin(from != nullptr ? &from->permitted : nullptr);
    refused_.begin(from != nullptr ? &from->refused : nullptr);
    if (from == nullptr) journal.clear();
    return {};
  }
  service::HashingSink& permitted() override { return *permitted_.hashing; }
  service::HashingSink& refused() override { return *refused_.hashing; }

  Result<void> mark(service::ScrubJournal reached) override {
    TRY(call("mark"));
    reached.permitted = permitted_.hashing->so_far();
    reached.refused = refused_.hashing->so_far();
    journal = service::to_text(reached);
    if (on_mark) on_mark();
    return {};
  }

  Result<void> finish_lists() override { return call("finish_lists"); }
  certificate::CertifiedFile permitted_file() override { return permitted_.hashing->finish(); }
  certificate::CertifiedFile refused_file() override { return refused_.hashing->finish(); }
  Result<void> write_certificate(std::string_view note) override {
    TRY(call("write_certificate"));
    certificate_ = note;
    return {};
  }
  Result<void> write_report(std::string_view json) override {
    TRY(call("write_report"));
    report_ = json;
    return {};
  }
  Result<void> commit() override {
    if (auto committed = call("commit"); !committed) {
      discard();
      return committed;
    }
    shown = Shown{permitted_.text, refused_.text, certificate_, report_};
    journal.clear();
    return {};
  }
  void discard() override {
    calls.emplace_back("discard");
    journal.clear();
  }

  bool certified = true;
  bool reported = true;
  bool resumable = true;
  std::string fails;  // the call that does
  std::vector<std::string> calls;
  std::string journal;  // empty: there is no journal
  std::function<void()> on_mark;
  std::optional<Shown> shown;  // what was committed

 private:
  struct Output {
    void begin(const certificate::CertifiedFile* before) {
      text.resize(before != nullptr ? before->bytes : 0);
      evidence::Sha256Stream stream;
      stream.update(evidence::view_of(text));
      sink = std::make_unique<TextSink>(text);
      hashing = std::make_unique<service::HashingSink>(*sink, std::move(stream));
    }
    std::string text;
    std::unique_ptr<TextSink> sink;
    std::unique_ptr<service::HashingSink> hashing;
  };

  Result<void> call(const std::string& name) {
    calls.push_back(name);
    if (name == fails) return fail(ErrorCode::unavailable, name + " fails");
    return {};
  }

  Output permitted_;
  Output refused_;
  std::string certificate_;
  std::string report_;
};

class KeyInMemory final : public app::ScrubKeys {
 public:
  Result<evidence::SignerKey> signer() override {
    ++asked;
    return key_;
  }
  Result<std::vector<evidence::VerifierKey>> trusted() override { return std::vector{key_.verifier()}; }

  int asked = 0;

 private:
  evidence::SignerKey key_ = evidence::SignerKey::make("example.com/scrubs", evidence::Ed25519Seed{7}).value();
};

}  // namespace assent::app_test
