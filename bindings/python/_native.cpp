// What assent_engine/__init__.py calls: plain values in and out. The interpreter's lock is released around every call
// of the engine. _native.pyi has the types.

#include "arrow_strings.hpp"

#include <nanobind/nanobind.h>
#include <nanobind/stl/optional.h>
#include <nanobind/stl/string.h>
#include <nanobind/stl/vector.h>
#include <assent/certificate.hpp>
#include <assent/engine.hpp>
#include <assent/ledger.hpp>

#include <unistd.h>

#include <cmath>
#include <memory>
#include <string>

namespace nb = nanobind;
using namespace nb::literals;

namespace {

// Raises the exception that assent_engine/errors.py has for it.
[[noreturn]] void raise(const assent::Error& error) {
  const nb::object made = nb::module_::import_("assent_engine.errors")
                              .attr("error_of")(static_cast<int>(error.code), error.message, error.mend);
  PyErr_SetObject(reinterpret_cast<PyObject*>(Py_TYPE(made.ptr())), made.ptr());
  throw nb::python_error();
}

// Runs `act` without the interpreter's lock, and raises its error.
template <class Act>
auto unlocked(Act act) {
  auto result = [&] {
    const nb::gil_scoped_release release;
    return act();
  }();
  if (!result) raise(result.error());
  return *std::move(result);
}

std::optional<assent::Instant> instant_of(const std::optional<std::int64_t>& microseconds) {
  if (!microseconds) return std::nullopt;
  return assent::Instant(assent::Instant::duration(*microseconds));
}

std::int64_t microseconds_of(assent::Instant instant) { return instant.time_since_epoch().count(); }

nb::object microseconds_of(const std::optional<assent::Instant>& instant) {
  return instant ? nb::object(nb::int_(microseconds_of(*instant))) : nb::none();
}

assent::Question question_of(const nb::dict& given) {
  assent::Question question;
  const auto text = [&](const char* key, std::string& into) {
    if (given.contains(key)) into = nb::cast<std::string>(given[key]);
  };
  text("purpose", question.purpose);
  text("offer", question.offer);
  text("recipient", question.recipient);
  text("party", question.party);
  text("regime", question.regime);
  text("language", question.language);
  text("contact_channel", question.contact_channel);
  if (given.contains("information")) question.information = nb::cast<std::vector<std::string>>(given["information"]);
  if (given.contains("supervisor_approved")) {
    question.supervisor_approved = nb::cast<bool>(given["supervisor_approved"]);
  }
  if (given.contains("soft_opt_in")) question.soft_opt_in = nb::cast<bool>(given["soft_opt_in"]);
  if (given.contains("at")) question.at = instant_of(nb::cast<std::int64_t>(given["at"]));
  if (given.contains("known_at")) question.known_at = instant_of(nb::cast<std::int64_t>(given["known_at"]));
  return question;
}

nb::dict dict_of(const assent::Decision& decision) {
  nb::list evidence;
  for (const assent::Evidence& each : decision.evidence) evidence.append(nb::make_tuple(each.entry, each.text));
  nb::list remedies;
  for (const assent::Remedy& each : decision.remedies) {
    remedies.append(nb::make_tuple(each.steps, microseconds_of(each.instant), each.until_day, each.text));
  }
  nb::dict made;
  made["permitted"] = decision.permitted();
  made["reason"] = std::string(decision.reason.name());
  made["account"] = decision.account;
  made["at"] = microseconds_of(decision.at);
  made["valid_until"] = microseconds_of(decision.valid_until);
  made["regime"] = decision.regime;
  made["regime_version"] = decision.regime_version;
  made["source_key"] = decision.source_key;
  made["source_text"] = decision.source_text;
  made["source_standing"] = decision.source_standing;
  made["headline"] = decision.headline;
  made["sentence"] = decision.sentence;
  made["meaning"] = decision.meaning;
  made["source"] = decision.source;
  made["holds"] = decision.holds;
  made["findings"] = decision.findings;
  made["evidence"] = evidence;
  made["remedies"] = remedies;
  made["trouble"] = decision.trouble;
  return made;
}

// The accounts of a sequence. Each is a str; None and NaN, by which tables mark a missing value, are an empty text. The
// texts stand in the strings, which this object keeps alive, whatever other threads do to the sequence.
class SequenceTexts {
 public:
  explicit SequenceTexts(nb::handle sequence) : strings_(nb::steal(PySequence_Tuple(sequence.ptr()))) {
    if (!strings_.is_valid()) throw nb::python_error();
    const Py_ssize_t size = PyTuple_GET_SIZE(strings_.ptr());
    texts_.reserve(static_cast<std::size_t>(size));
    for (Py_ssize_t i = 0; i < size; ++i) texts_.push_back(text_of(PyTuple_GET_ITEM(strings_.ptr(), i), i));
  }

  const std::vector<assent_text>& texts() const { return texts_; }

 private:
  static assent_text text_of(PyObject* item, Py_ssize_t place) {
    if (PyUnicode_Check(item)) {
      Py_ssize_t size = 0;
      const char* data = PyUnicode_AsUTF8AndSize(item, &size);
      if (data == nullptr) throw nb::python_error();
      return {data, static_cast<std::size_t>(size)};
    }
    if (item == Py_None || (PyFloat_Check(item) && std::isnan(PyFloat_AS_DOUBLE(item)))) return {"", 0};
    throw nb::type_error(("accounts must be str; the one at index " + std::to_string(place) + " is not").c_str());
  }

  nb::object strings_;
  std::vector<assent_text> texts_;
};

// Closing it while other threads use it waits for none of them: it ends with the last call. A child process after
// fork() has none of its threads, and leaves it alone.
class Engine {
 public:
  // `remote`: of a server.
  explicit Engine(assent::Engine opened, bool remote = false)
      : remote_(remote),
        engine_(new assent::Engine(std::move(opened)), [opened_in = ::getpid()](const assent::Engine* engine) {
          if (::getpid() == opened_in) delete engine;
        }) {}

  std::shared_ptr<assent::Engine> use() const {
    if (!engine_) throw std::runtime_error("the engine is closed");
    if (::getpid() != opened_in_) throw std::runtime_error("the engine was opened in another process: open one here");
    return engine_;
  }

  void close() {
    auto last = std::move(engine_);
    const nb::gil_scoped_release release;
    last.reset();
  }
  bool closed() const { return !engine_; }
  bool remote() const { return remote_; }

 private:
  bool remote_;
  pid_t opened_in_ = ::getpid();
  std::shared_ptr<assent::Engine> engine_;
};

Engine open(const std::string& ledger, const std::string& rule_packs, const std::string& catalogue,
            const std::string& regime, const std::string& actor, const std::string& index, unsigned threads,
            bool read_only) {
  return Engine(unlocked([&] {
    return assent::Engine::open({ledger, rule_packs, catalogue, regime, actor, index, threads, read_only});
  }));
}

Engine connect(const std::string& url, const std::string& key_file, const std::string& key_variable,
               const std::string& authorities, const std::string& certificate, const std::string& certificate_key,
               std::uint32_t timeout_ms, std::uint32_t batch_timeout_ms, std::uint32_t tries, std::uint32_t batch,
               bool plain) {
  return Engine(unlocked([&]() -> assent::Result<assent::Engine> {
                  auto server = assent::detail::sized<assent_server>();
                  server.url = url.c_str();
                  server.key_file = key_file.c_str();
                  server.key_variable = key_variable.c_str();
                  server.authorities = authorities.c_str();
                  server.certificate = certificate.c_str();
                  server.certificate_key = certificate_key.c_str();
                  server.timeout_ms = timeout_ms;
                  server.batch_timeout_ms = batch_timeout_ms;
                  server.tries = tries;
                  server.batch = batch;
                  server.plain = plain ? 1 : 0;
                  assent_engine* made = nullptr;
                  assent_error* error = nullptr;
                  const assent_status status = assent_connect(&server, &made, &error);
                  if (status != ASSENT_OK) return assent::detail::error_of(status, error);
                  return assent::Engine(made);
                }),
                true);
}

nb::dict decide(const Engine& engine, const std::string& account, const std::string& telephone,
                const std::string& country, const nb::dict& asked) {
  const auto used = engine.use();
  const assent::Question question = question_of(asked);
  return dict_of(unlocked([&] { return used->decide({account, telephone, country}, question); }));
}

nb::tuple decide_texts(const Engine& engine, const std::vector<assent_text>& texts, const nb::dict& asked) {
  const auto used = engine.use();
  const assent::Question question = question_of(asked);
  const assent::detail::GivenQuestion given(question);
  const auto room = [&] {
    nb::object bytes = nb::steal(PyByteArray_FromStringAndSize(nullptr, static_cast<Py_ssize_t>(texts.size())));
    if (!bytes.is_valid()) throw nb::python_error();
    return bytes;
  };
  const nb::object permitted = room();
  const nb::object reasons = room();
  auto* const permitted_bytes = reinterpret_cast<std::uint8_t*>(PyByteArray_AS_STRING(permitted.ptr()));
  auto* const reason_bytes = reinterpret_cast<std::uint8_t*>(PyByteArray_AS_STRING(reasons.ptr()));
  const std::string trouble = unlocked([&]() -> assent::Result<std::string> {
    assent_error* failed = nullptr;
    const assent_status status = assent_decide_many(used->get(), given.get(), texts.data(), texts.size(),
                                                    permitted_bytes, reason_bytes, &failed);
    if (status == ASSENT_OK) return std::string();
    assent::Error error = assent::detail::error_of(status, failed);
    // All are denied then, and it says why.
    if (engine.remote() && status == ASSENT_UNAVAILABLE) return error.message;
    return error;
  });
  return nb::make_tuple(permitted, reasons, trouble);
}

nb::tuple decide_many(const Engine& engine, nb::handle accounts, const nb::dict& question) {
  if (assent_python::ArrowStrings::exported_by(accounts)) {
    if (const auto column = assent_python::ArrowStrings::of(accounts)) {
      return decide_texts(engine, column->texts(), question);
    }
  }
  // A column of numpy or pandas gives its values faster all at once.
  const bool column = nb::hasattr(accounts, "tolist");
  const nb::object values = column ? accounts.attr("tolist")() : nb::borrow(accounts);
  return decide_texts(engine, SequenceTexts(values).texts(), question);
}

nb::dict record(const Engine& engine, int kind, const std::string& account, const std::string& telephone,
                const std::string& country, const nb::dict& given) {
  const auto used = engine.use();
  assent::Choice choice;
  assent::Circumstances circumstances;
  choice.kind = static_cast<assent::Choice::Kind>(kind);
  const auto text = [&](const char* key, std::string& into) {
    if (given.contains(key)) into = nb::cast<std::string>(given[key]);
  };
  const auto names = [&](const char* key, std::vector<std::string>& into) {
    if (given.contains(key)) into = nb::cast<std::vector<std::string>>(given[key]);
  };
  text("by", choice.by);
  text("evidence", choice.evidence);
  text("evidence_sha256", choice.evidence_sha256);
  names("scope", choice.scope);
  text("postmarked", choice.postmarked);
  text("form", choice.form);
  names("recipients", choice.recipients);
  names("parties", choice.parties);
  names("information", choice.information);
  names("offers", choice.offers);
  text("notice", choice.notice);
  text("notice_version", choice.notice_version);
  names("defects", choice.defects);
  names("contact_channels", choice.contact_channels);
  names("classes", choice.classes);
  names("categories", choice.categories);
  text("until", choice.until);
  if (given.contains("provisional")) choice.provisional = nb::cast<bool>(given["provisional"]);
  if (given.contains("effective")) circumstances.effective = instant_of(nb::cast<std::int64_t>(given["effective"]));
  text("actor", circumstances.actor);
  text("channel", circumstances.channel);
  text("key", circumstances.key);
  text("regime", circumstances.regime);
  const auto done = unlocked([&] { return used->record({account, telephone, country}, choice, circumstances); });
  nb::dict made;
  made["entries"] = done.entries;
  made["accounts"] = done.accounts;
  made["recorded"] = microseconds_of(done.recorded);
  made["effective"] = microseconds_of(done.effective);
  made["repeated"] = done.repeated;
  made["account_unknown"] = done.account_unknown;
  made["carried"] = done.carried;
  made["told"] = done.told;
  return made;
}

nb::dict import_customers(const Engine& engine, const std::string& file, const std::string& mapping,
                          const std::string& rejects, const std::string& run, const std::string& actor,
                          std::optional<std::int64_t> effective, bool strict, bool complete) {
  const auto used = engine.use();
  const auto counts = unlocked([&] {
    return used->import_customers({file, mapping, rejects, run, actor, instant_of(effective), strict, complete});
  });
  nb::dict made;
  made["rows"] = counts.rows;
  made["added"] = counts.added;
  made["changed"] = counts.changed;
  made["unchanged"] = counts.unchanged;
  made["faulty"] = counts.faulty;
  made["incomplete"] = counts.incomplete;
  made["imported"] = counts.imported;
  made["run"] = counts.run;
  return made;
}

nb::dict scrub(const Engine& engine, const nb::dict& given) {
  const auto used = engine.use();
  assent::Scrub asked;
  const auto text = [&](const char* key, std::string& into) {
    if (given.contains(key)) into = nb::cast<std::string>(given[key]);
  };
  text("campaign", asked.campaign);
  text("list", asked.list);
  text("permitted", asked.permitted);
  text("refused", asked.refused);
  text("report", asked.report);
  text("certificate", asked.certificate);
  text("key", asked.key);
  text("account_column", asked.account_column);
  text("telephone_column", asked.telephone_column);
  text("country", asked.country);
  text("language", asked.language);
  if (given.contains("explain_each")) asked.explain_each = nb::cast<bool>(given["explain_each"]);
  if (given.contains("at")) asked.at = instant_of(nb::cast<std::int64_t>(given["at"]));
  text("actor", asked.actor);
  if (given.contains("trial")) asked.trial = nb::cast<bool>(given["trial"]);
  const auto result = unlocked([&] { return used->scrub(asked); });
  nb::dict reasons;
  for (const auto& [reason, rows] : result.reasons) reasons[std::string(reason.name()).c_str()] = rows;
  nb::dict made;
  made["rows"] = result.rows;
  made["permitted"] = result.permitted;
  made["refused"] = result.refused;
  made["reasons"] = reasons;
  made["valid_until"] = microseconds_of(result.valid_until);
  made["at"] = microseconds_of(result.at);
  made["report"] = result.report;
  made["trouble"] = result.trouble;
  made["run"] = result.run;
  return made;
}

nb::dict verify_ledger(const std::string& file) {
  const auto found = unlocked([&] { return assent::verify_ledger(file); });
  nb::list heads;
  for (const assent::LogHead& each : found.heads) heads.append(nb::make_tuple(each.log, each.entries, each.root));
  nb::list damages;
  for (const assent::Damage& each : found.damages) damages.append(nb::make_tuple(each.entry, each.what));
  nb::dict made;
  made["whole"] = found.whole;
  made["entries"] = found.entries;
  made["heads"] = heads;
  made["damages"] = damages;
  return made;
}

nb::tuple verify_certificate(const std::string& certificate, const std::vector<std::string>& keys,
                             const std::string& list, const std::string& permitted, const std::string& refused,
                             const Engine* engine, bool against_ledger, const std::string& language) {
  const auto used = engine == nullptr ? nullptr : engine->use();
  const auto report = unlocked([&] {
    return assent::verify_certificate({certificate, keys, list, permitted, refused, against_ledger, language},
                                      used.get());
  });
  nb::list findings;
  for (const assent::Finding& each : report.findings) {
    findings.append(nb::make_tuple(each.check, each.result, each.detail));
  }
  return nb::make_tuple(report.holds, findings);
}

nb::dict reason_table() {
  nb::dict names;
  for (int number = 0; number < 256; ++number) {
    const auto name = assent::Reason(static_cast<std::uint8_t>(number)).name();
    if (!name.empty()) names[nb::int_(number)] = std::string(name);
  }
  return names;
}

}  // namespace

NB_MODULE(_native, module) {
  module.def("version", [] { return std::string(assent_version()); });
  module.def("reason_table", &reason_table);
  module.def("reason_meaning", [](unsigned reason, const std::string& language) {
    return std::string(assent::Reason(static_cast<std::uint8_t>(reason)).meaning(language));
  });
  module.def("create_ledger", [](const std::string& file) { unlocked([&] { return assent::create_ledger(file); }); });
  module.def("verify_ledger", &verify_ledger);
  module.def("verify_certificate", &verify_certificate, "certificate"_a, "keys"_a, "list"_a, "permitted"_a, "refused"_a,
             "engine"_a.none(), "against_ledger"_a, "language"_a);
  module.def("open", &open);
  module.def("connect", &connect, "url"_a, nb::kw_only(), "key_file"_a, "key_variable"_a, "authorities"_a,
             "certificate"_a, "certificate_key"_a, "timeout_ms"_a, "batch_timeout_ms"_a, "tries"_a, "batch"_a,
             "plain"_a);
  nb::class_<Engine>(module, "Engine")
      .def("close", &Engine::close)
      .def("closed", &Engine::closed)
      .def("reload", [](const Engine& engine) { unlocked([used = engine.use()] { return used->reload(); }); })
      .def("index_state", [](const Engine& engine) { return static_cast<int>(engine.use()->index_state()); })
      .def("decide", &decide)
      .def("decide_many", &decide_many)
      .def("record", &record)
      .def("import_customers", &import_customers, "file"_a, "mapping"_a, "rejects"_a, "run"_a, "actor"_a,
           "effective"_a.none(), "strict"_a, "complete"_a)
      .def("scrub", &scrub);
}
