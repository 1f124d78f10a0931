/* Assent for programs in C and in every language that calls C: may this use be made of this customer's information?
 *
 * Link to libassent (`find_package(assent)`, target `assent::c`; or `pkg-config assent`). docs/library.md begins with
 * an example.
 *
 * Errors are values. A function that can fail returns an assent_status. If `error` is not NULL, the function sets it: to
 * NULL on success, else to an assent_error that you must free. No function throws, ends the process or prints.
 *
 * Texts are UTF-8 and end with a zero byte. NULL and "" both mean "not said", and leave the default. What you give is
 * read during the call only.
 *
 * What you get is the library's, const, and lives until you free it with the function that has its name; freeing NULL
 * does nothing. Everything that it points to lives as long.
 *
 * Structs that you fill begin with `size`: set it to sizeof the struct, and all else that you do not need to zero. A
 * later library gives them more members, at the end, and reads of yours as much as you know; an earlier one refuses
 * (ASSENT_INVALID) members that it does not know unless they are zero. In structs that you get, `size` says how much of
 * it this library filled.
 *
 * Instants are microseconds since 1970-01-01T00:00:00Z (UTC, no leap seconds), in the years 1 to 9999. Days are texts,
 * `2026-03-01`, in the customer's time zone unless stated otherwise.
 *
 * Threads: any number of threads can use an engine at the same time, except for assent_close(). What a call gave is
 * yours: one thread at a time, or only read. Do not use an engine in a child process after fork(): open one there.
 *
 * Personal data: error messages contain none; what looks like a telephone number or an e-mail address in them is masked.
 * Accounts, and what a decision says about a customer, are only in results.
 */
#ifndef ASSENT_C_H
#define ASSENT_C_H

#include <stddef.h>
#include <stdint.h>

#if defined(__GNUC__)
#define ASSENT_API __attribute__((visibility("default")))
#else
#define ASSENT_API
#endif

#ifdef __cplusplus
#define ASSENT_NOEXCEPT noexcept
extern "C" {
#else
#define ASSENT_NOEXCEPT
#endif

/* ------------------------------------------------------------------------------------------------ errors and texts */

typedef int32_t assent_status;
enum {
  ASSENT_OK = 0,
  ASSENT_INVALID = 1,     /* what was given is wrong; nothing was changed */
  ASSENT_NOT_FOUND = 2,   /* a thing that was named does not exist; nothing was changed */
  ASSENT_CONFLICT = 3,    /* a key was used before for something else; nothing was changed */
  ASSENT_UNAVAILABLE = 4, /* the outside world failed: disk full, file locked, file unreadable */
  ASSENT_DAMAGED = 5,     /* stored bytes are not what was written; nothing may be decided from them */
  ASSENT_NO_MEMORY = 6,   /* there is not enough memory; the engine stays usable */
  ASSENT_INTERNAL = 7     /* a fault of this library */
};

typedef struct assent_error {
  size_t size;
  assent_status status;
  const char* message; /* where and what; lower case, no full stop */
  const char* mend;    /* what to do about it; may be "" */
} assent_error;
ASSENT_API void assent_error_free(assent_error* error) ASSENT_NOEXCEPT;

/* A text that need not end with a zero byte. */
typedef struct assent_text {
  const char* data;
  size_t size;
} assent_text;

typedef struct assent_names {
  const char* const* each;
  size_t count;
} assent_names;

/* The library's version, as in "0.1.0". Lives for ever. */
ASSENT_API const char* assent_version(void) ASSENT_NOEXCEPT;

/* ------------------------------------------------------------------------------------------------------- the engine */

typedef struct assent_engine assent_engine;

typedef struct assent_configuration {
  size_t size;
  const char* ledger;     /* its file; needed */
  const char* rule_packs; /* the folder of the rule packs; needed */
  const char* catalogue;  /* the offer catalogue's file; not said: nothing can be offered */
  const char* regime;     /* the default rule pack; not said: `tra` */
  const char* actor;      /* the default actor */
  const char* index;      /* not said: an index is made in memory. `none`: there is none, and the ledger is asked, which
                             takes longer for many customers. Else its file; if that is missing, or does not fit this
                             ledger and these rules, the index is made and saved there. */
  uint32_t threads;       /* that make the index and scrub; 0: as many as the machine has */
  int32_t read_only;      /* not 0: nothing can be recorded */
} assent_configuration;

/* Opens an engine: reads the rules, opens the ledger, and has an index that follows the ledger with its own thread. On
 * success close `*engine` with assent_close(), else it is NULL.
 *
 *   ASSENT_NOT_FOUND    there is no ledger, folder, rule pack, catalogue or regime of that name
 *   ASSENT_INVALID      a name is missing; a rule pack or the catalogue has issues (the first one is named); the
 *                       ledger is not one; the index would replace another file
 *   ASSENT_UNAVAILABLE  a file cannot be read
 *   ASSENT_DAMAGED      the ledger is not what was written
 */
ASSENT_API assent_status assent_open(const assent_configuration* configuration, assent_engine** engine,
                                     assent_error** error) ASSENT_NOEXCEPT;

/* A server of Assent (docs/server.md). */
typedef struct assent_server {
  size_t size;
  const char* url;             /* `https://host:port`; needed */
  const char* key_file;        /* a file with the API key or token, and nothing else; read again if the server does not
                                  know the key any more */
  const char* key_variable;    /* else the variable of the environment that has it; not said: `ASSENT_KEY` */
  const char* authorities;     /* a file (PEM) of those who sign the server's certificate; not said: the system's */
  const char* certificate;     /* the caller's own certificate (PEM), and its key */
  const char* certificate_key;
  uint32_t timeout_ms;         /* of a decision or a recording, with all tries; 0: 5,000 */
  uint32_t batch_timeout_ms;   /* of each request for many decisions; 0: 60,000 */
  uint32_t tries;              /* how often it is tried; 0: 3 */
  uint32_t batch;              /* accounts in each request for many decisions, 10,000 at most; 0: 10,000 */
  int32_t plain;               /* not 0: the key may go to another machine without TLS, where all can read it */
} assent_server;

/* An engine whose questions a server answers: for assent_decide(), assent_decide_many() and assent_record(). All other
 * calls refuse it (ASSENT_INVALID). Close it with assent_close(). Connects with the first question.
 *
 * It fails closed. If there is no answer that counts (no connection, no time, not let in, a fault of the server, an
 * answer that is not whole or has a reason that this library does not know), the decision is a deny for
 * `status_unknown`, and `trouble` says why. assent_decide_many() then fails with ASSENT_UNAVAILABLE: nobody is
 * permitted. It tries again where that may help: a recording always has a key, the caller's or one of its own, so that
 * the server records it once.
 *
 * What differs: the actor is whom the server knows the caller as; the account that a telephone number has is not said.
 *
 *   ASSENT_INVALID      the address is missing, is none or has a secret in it; a file for TLS cannot be used; the key
 *                       would go to another machine without TLS
 *   ASSENT_NOT_FOUND    there is no file of the key
 *   ASSENT_UNAVAILABLE  the file of the key cannot be read
 */
ASSENT_API assent_status assent_connect(const assent_server* server, assent_engine** engine,
                                        assent_error** error) ASSENT_NOEXCEPT;

/* Precondition: no other call uses the engine any more. NULL: does nothing. */
ASSENT_API void assent_close(assent_engine* engine) ASSENT_NOEXCEPT;

/* Reads rule packs and catalogue again. Calls that have begun end with the earlier ones. Fails as assent_open() does for
 * these; then the earlier ones stay in use. */
ASSENT_API assent_status assent_reload(assent_engine* engine, assent_error** error) ASSENT_NOEXCEPT;

enum { ASSENT_INDEX_NONE = 0, ASSENT_INDEX_UP_TO_DATE = 1, ASSENT_INDEX_BEHIND = 2 };
/* Whether decisions about many customers come from an index. Behind: it could not follow the ledger in time, and the
 * ledger itself is asked until it has. */
ASSENT_API int32_t assent_index_state(const assent_engine* engine) ASSENT_NOEXCEPT;

/* -------------------------------------------------------------------------------------------------------- decisions */

/* Deny is 0, so that what was never filled denies. */
typedef int32_t assent_outcome;
enum { ASSENT_DENY = 0, ASSENT_PERMIT = 1 };

/* By account, or else by telephone number as a person writes it. */
typedef struct assent_customer {
  size_t size;
  const char* account;
  const char* telephone;
  const char* country; /* of a number without `+`: ISO 3166-1 alpha-2, as in `LB` */
} assent_customer;

typedef struct assent_question {
  size_t size;
  const char* purpose;         /* not said: `marketing` */
  const char* offer;           /* as the catalogue names it; not said: nothing is offered */
  const char* recipient;       /* the recipient's relation to the carrier; not said: `carrier` */
  const char* party;           /* the recipient by name, outside the carrier */
  assent_names information;    /* types of information used; none: `contact` and `services` */
  int32_t supervisor_approved; /* not 0: a supervisor reviewed and approved it (purpose `request_approval`) */
  int32_t soft_opt_in;         /* not 0: made under the soft opt-in */
  const char* regime;          /* not said: the engine's */
  const int64_t* at;           /* the instant asked about; NULL: the present */
  const int64_t* known_at;     /* only what had been recorded by then is used; NULL: all that is recorded */
  const char* language;        /* of the explanation: `en`, `ar` or `fr`; not said: `en` */
  const char* contact_channel; /* by which the customer will be contacted: `email`, `sms`, `call`, `automated_call`, or
                                  another name; not said: not at all */
} assent_question;

typedef struct assent_evidence {
  const char* entry; /* its position in the ledger: `0/12` */
  const char* text;
} assent_evidence;

/* Every step is needed, and together they are enough. */
typedef struct assent_remedy {
  assent_names steps;     /* codes: `wait`, `opt_in`, `notice`, ... (docs/decision.md) */
  const int64_t* instant; /* when the decision changes; NULL: at once */
  const char* until_day;  /* of an agreement: the last day on which it must be in force; "": none */
  const char* text;       /* in words */
} assent_remedy;

typedef struct assent_decision {
  size_t size;
  assent_outcome outcome;
  uint8_t reason;             /* a number that no other reason ever gets: assent_reason_name() */
  const char* reason_name;    /* such as `opted_out` */
  const char* account;        /* the one found; "": none */
  int64_t at;                 /* the instant decided about */
  const int64_t* valid_until; /* the first instant at which the decision differs without a new event: it is valid
                                 until the microsecond before; NULL: no end */
  const char* regime;
  const char* regime_version;
  const char* source_key;      /* the rule that decided, by its key in the rule pack */
  const char* source_text;     /* its source, as the rule pack cites it */
  const char* source_standing; /* the source's standing */
  /* In words, in the requested language: */
  const char* headline;  /* the decision in one line */
  const char* sentence;  /* why, for this customer */
  const char* meaning;   /* what the reason means in general */
  const char* source;    /* the rule's source with its standing */
  const char* holds;     /* until when the decision is valid */
  assent_names findings; /* everything else that was found */
  const assent_evidence* evidence;
  size_t evidence_count;
  const assent_remedy* remedies; /* of a deny: what would make it a permit, the nearest first */
  size_t remedy_count;
  /* Why the status is unknown: the ledger could not be read, or the server did not answer; "": neither. */
  const char* trouble;
} assent_decision;
ASSENT_API void assent_decision_free(assent_decision* decision) ASSENT_NOEXCEPT;

/* Decides about one customer, from the ledger. If something about the customer cannot be established, the decision is a
 * deny, not an error: reason `unknown_customer`, `ambiguous_telephone`, or `status_unknown` if the ledger could not be
 * read (`trouble`). On failure `*decision` is NULL.
 *
 *   ASSENT_INVALID    no customer or two are named; an invalid number or country; the question names an unknown
 *                     purpose, relation, type of information or language, an invalid channel of contact, or an
 *                     instant out of range
 *   ASSENT_NOT_FOUND  it names a regime or an offer that does not exist
 */
ASSENT_API assent_status assent_decide(const assent_engine* engine, const assent_customer* customer,
                                       const assent_question* question, assent_decision** decision,
                                       assent_error** error) ASSENT_NOEXCEPT;

/* Decides about `count` customers by their accounts, from the index if possible, else from the ledger: the same
 * decisions as from assent_decide(). `permitted` and `reasons` have room for `count` and are filled in the order of
 * `accounts`: 1 permitted, 0 denied; and the reason's number. Both are filled with denies for `status_unknown` first,
 * so that after a failure no customer is permitted. The language is ignored. Fails as assent_decide() does; of a
 * server's engine also with ASSENT_UNAVAILABLE: it has not answered all of it. */
ASSENT_API assent_status assent_decide_many(const assent_engine* engine, const assent_question* question,
                                            const assent_text* accounts, size_t count, uint8_t* permitted,
                                            uint8_t* reasons, assent_error** error) ASSENT_NOEXCEPT;

/* The name of a reason: snake_case, for ever the same. NULL: no reason has that number. Lives for ever. */
ASSENT_API const char* assent_reason_name(uint8_t reason) ASSENT_NOEXCEPT;
/* What it means in one sentence; a language that is not spoken is English. NULL: no reason has that number. */
ASSENT_API const char* assent_reason_meaning(uint8_t reason, const char* language) ASSENT_NOEXCEPT;

/* -------------------------------------------------------------------------------------------------------- recording */

enum { ASSENT_OPT_OUT = 1, ASSENT_OPT_IN = 2, ASSENT_WITHDRAWAL = 3 };

/* What a customer decided. In lists of names the one name `all` is everything. */
typedef struct assent_choice {
  size_t size;
  int32_t kind;                /* one of the three above; needed */
  const char* by;              /* the person on the account who decided; not said: `owner` */
  const char* evidence;        /* where the evidence is kept, such as a recording's number; needed for an opt-in */
  const char* evidence_sha256; /* of the evidence itself, in 64 hexadecimal digits */
  /* Opt-out and withdrawal: */
  assent_names scope;     /* the recipients refused, by relation; none: all */
  const char* postmarked; /* opt-out by letter: the day of the postmark */
  /* Opt-in: */
  const char* form;         /* not said: `electronic` */
  assent_names recipients;  /* none: `carrier` */
  assent_names parties;     /* none: all */
  assent_names information; /* none: all */
  assent_names offers;      /* none: all */
  const char* notice;       /* the notice given before, by name and version */
  const char* notice_version;
  assent_names defects;
  /* What each of the three is about; none: everything. A name is small letters, digits, `_` and `-`. */
  assent_names contact_channels; /* the channels of contact: `email`, `sms`, `call`, ... */
  assent_names classes;          /* the classes of offers: `telecom`, `equipment`, ... */
  assent_names categories;       /* the service categories: `mobile`, `internet`, ... */
  const char* until;             /* opt-in: the last day on which it counts; not said: no end */
  int32_t provisional;           /* opt-out and withdrawal: not 0: a machine read it, and no person has yet */
} assent_choice;

typedef struct assent_circumstances {
  size_t size;
  const int64_t* effective; /* from when it counts; NULL: the present */
  const char* actor;        /* a staff member's id or a system's name; not said: the engine's */
  const char* channel;      /* how it came in: `shop`, `call_centre`, `web`, ...; not said: `library` */
  const char* key;          /* a name for this recording: a repeated one with it returns the first entry */
  const char* regime;       /* that checks it; not said: the engine's */
} assent_circumstances;

typedef struct assent_acknowledgement {
  size_t size;
  assent_names entries;    /* their positions in the ledger: one by account; by telephone number one for each account
                              that has it, and one for what is kept for the account that gets it */
  assent_names accounts;   /* of the entries, in their order; "": kept for the account that gets the number */
  int64_t recorded;        /* when the ledger accepted the first entry */
  int64_t effective;       /* from when it counts */
  int32_t repeated;        /* not 0: the key was known, and nothing was written */
  int32_t account_unknown; /* not 0: a refusal was recorded for an account that is not on record */
  uint64_t carried;        /* refusals that were recorded for accounts that continue this one */
  const char* told;        /* of a refusal: how what could not be recorded as given was mended; "": nothing */
} assent_acknowledgement;
ASSENT_API void assent_acknowledgement_free(assent_acknowledgement* acknowledgement) ASSENT_NOEXCEPT;

/* Records a choice. When it returns ASSENT_OK, it is on stable storage and in every later decision of this engine.
 * A refusal (opt-out, withdrawal) is never rejected for another fault, nor for an unknown account; `told` says what was
 * mended. If one of its recipients, channels, classes or categories cannot be read, it refuses all of them. Only for
 * refusals can a telephone number name the customer. A provisional refusal counts as any other, until a person reviews
 * it (`assent record review`).
 *
 *   ASSENT_INVALID      no customer or two are named; no actor; of an opt-in: a form, relation or defect that the
 *                       regime does not know, an invalid channel, class or category, or one beside `all`, a last day
 *                       that is invalid or before it was given, no evidence, an instant in the future, a telephone
 *                       number instead of an account, `provisional`
 *   ASSENT_NOT_FOUND    the regime; of an opt-in: the account is not on record, or the notice was not published
 *   ASSENT_CONFLICT     the key was used for something else
 *   ASSENT_UNAVAILABLE  nothing was written: also if the engine is read-only
 *   ASSENT_DAMAGED      nothing was written
 *
 * After ASSENT_NO_MEMORY and ASSENT_INTERNAL it may have been recorded: repeat it with the same key.
 */
ASSENT_API assent_status assent_record(assent_engine* engine, const assent_customer* customer,
                                       const assent_choice* choice, const assent_circumstances* circumstances,
                                       assent_acknowledgement** acknowledgement, assent_error** error) ASSENT_NOEXCEPT;

/* ------------------------------------------------------------------------------------------------------------ lists */

typedef struct assent_import {
  size_t size;
  const char* file;    /* of customers, CSV; needed */
  const char* mapping; /* how it is read (docs/import.md); needed */
  const char* rejects; /* for the rows that cannot be used as they stand; not said: none */
  const char* run;     /* the import's name; not said: a new name */
  const char* actor;   /* not said: the engine's */
  const int64_t* effective;
  int32_t strict;   /* not 0: nothing is imported if any row is faulty or incomplete */
  int32_t complete; /* not 0: the file has the whole base: customers who are not in it have left */
} assent_import;

typedef struct assent_import_counts {
  size_t size;
  uint64_t rows;
  uint64_t added;
  uint64_t changed;
  uint64_t unchanged;
  uint64_t faulty;
  uint64_t incomplete; /* recorded, except a part of the row */
  int32_t imported;    /* 0: too many were faulty or absent, and nothing was recorded */
  const char* run;
} assent_import_counts;
ASSENT_API void assent_import_counts_free(assent_import_counts* counts) ASSENT_NOEXCEPT;

/* Imports customers; safe to repeat. Fails as its files and the ledger do. */
ASSENT_API assent_status assent_import_customers(assent_engine* engine, const assent_import* import,
                                                 assent_import_counts** counts, assent_error** error) ASSENT_NOEXCEPT;

typedef struct assent_scrub {
  size_t size;
  const char* campaign;         /* docs/scrub.md; needed */
  const char* list;             /* CSV, plain or packed with gzip or Zstandard; needed */
  const char* permitted;        /* for the rows that may be contacted; packed as the name says; needed */
  const char* refused;          /* for the other rows, with reason and explanation; needed */
  const char* report;           /* the summary as JSON; not said: none */
  const char* certificate;      /* a signed one; not said: none */
  const char* key;              /* the file of the key that signs it */
  const char* account_column;   /* the column that names the customer; not said: found by the usual names */
  const char* telephone_column; /* the same */
  const char* country;          /* of numbers without `+` */
  const char* language;         /* of reasons in words: `en`, `ar` or `fr`; not said: `en` */
  int32_t explain_each;         /* not 0: a sentence about each refused customer; takes longer */
  const int64_t* at;            /* decided about; NULL: the campaign's instant, else the present */
  const char* actor;            /* who runs the campaign; not said: the engine's */
  int32_t trial;                /* not 0: the run is not recorded, and its lists are not for use */
} assent_scrub;

typedef struct assent_reason_count {
  uint8_t reason;
  uint64_t rows;
} assent_reason_count;

typedef struct assent_scrub_result {
  size_t size;
  uint64_t rows;
  uint64_t permitted;
  uint64_t refused;
  const assent_reason_count* reasons;
  size_t reason_count;
  const int64_t* valid_until; /* the first instant at which a permitted row becomes refused with no new event; NULL:
                                 never */
  int64_t at;
  const char* report;  /* the summary as JSON */
  const char* trouble; /* rows were refused because the ledger could not be read; "": it could */
  const char* run;     /* the position of the entry that records the run: `0/12`; "": a trial */
} assent_scrub_result;
ASSENT_API void assent_scrub_result_free(assent_scrub_result* result) ASSENT_NOEXCEPT;

/* Splits a list. All results get their names together; after a failure none does. Before, a run of the campaign is
 * recorded in the ledger (docs/scrub.md), unless it is a trial.
 *
 *   ASSENT_INVALID      the campaign has issues; the list has no column that names the customer; a result would take
 *                       the place of a file that is read, of the ledger or of another result; a certificate without a
 *                       key; no actor, or an engine that is read-only, and no trial
 *   ASSENT_NOT_FOUND    a file, the regime or the offer
 *   ASSENT_UNAVAILABLE  a file cannot be read or written; the run cannot be recorded; the list changed while it was
 *                       read
 *   ASSENT_DAMAGED      the ledger
 *
 * After a failure the run may have been recorded all the same, though no list is shown.
 */
ASSENT_API assent_status assent_scrub_list(assent_engine* engine, const assent_scrub* scrub,
                                           assent_scrub_result** result, assent_error** error) ASSENT_NOEXCEPT;

/* ------------------------------------------------------------------------------------------------------------ proof */

/* Makes an empty ledger. ASSENT_INVALID: there is a file of that name. ASSENT_UNAVAILABLE: it cannot be made. */
ASSENT_API assent_status assent_create_ledger(const char* file, assent_error** error) ASSENT_NOEXCEPT;

typedef struct assent_damage {
  const char* entry; /* its position, `0/12`; "": the damage is in the store's own data */
  const char* what;
} assent_damage;

typedef struct assent_log_head {
  uint32_t log;
  uint64_t entries;
  const char* root; /* of the log's tree (RFC 6962), in hexadecimal digits: keep it elsewhere, to prove later on that
                       nothing was rewritten */
} assent_log_head;

typedef struct assent_inspection {
  size_t size;
  int32_t whole; /* not 0: everything is as it was written */
  uint64_t entries;
  const assent_log_head* heads;
  size_t head_count;
  const assent_damage* damages;
  size_t damage_count;
} assent_inspection;
ASSENT_API void assent_inspection_free(assent_inspection* inspection) ASSENT_NOEXCEPT;

/* Reads a ledger's whole file and trusts none of it; the ledger may be in use. Damage is a result, not an error.
 *
 *   ASSENT_NOT_FOUND    there is no such file
 *   ASSENT_INVALID      it is not a ledger
 *   ASSENT_UNAVAILABLE  it cannot be read at all
 */
ASSENT_API assent_status assent_verify_ledger(const char* file, assent_inspection** inspection,
                                              assent_error** error) ASSENT_NOEXCEPT;

typedef struct assent_certificate_check {
  size_t size;
  const char* certificate; /* its file; needed */
  assent_names keys;       /* the signers you trust: verifier keys, or files of them; at least one */
  const char* list;        /* each not said: not checked */
  const char* permitted;
  const char* refused;
  int32_t against_ledger; /* not 0: the engine's ledger is checked, too */
  const char* language;   /* of the findings: `en`, `ar` or `fr`; not said: `en` */
} assent_certificate_check;

typedef struct assent_finding {
  const char* check;  /* `signature`, `counts`, `valid_until`, `permitted_list`, ... (docs/certificate.md) */
  const char* result; /* `holds`, `fails` or `information` */
  const char* detail;
} assent_finding;

typedef struct assent_certificate_report {
  size_t size;
  int32_t holds; /* not 0: every requested check was made and passed */
  const assent_finding* findings;
  size_t finding_count;
} assent_certificate_report;
ASSENT_API void assent_certificate_report_free(assent_certificate_report* report) ASSENT_NOEXCEPT;

/* Checks a certificate against keys, lists, the present and, with an engine, its rules and ledger. `engine` may be NULL.
 * A certificate that is not valid is a result, not an error.
 *
 *   ASSENT_NOT_FOUND    there is no such file
 *   ASSENT_INVALID      the certificate or a key is not one; the ledger is to be checked without an engine
 *   ASSENT_UNAVAILABLE  a file cannot be read
 */
ASSENT_API assent_status assent_verify_certificate(const assent_engine* engine, const assent_certificate_check* check,
                                                   assent_certificate_report** report,
                                                   assent_error** error) ASSENT_NOEXCEPT;

#ifdef __cplusplus
}
#endif

#endif
