//! Cedar on the questions of the one-decision benchmark.
//!
//!     assent-bench-cedar POLICIES QUESTIONS [SECONDS [REPETITIONS]]
//!
//! Policies are parsed once; entities, contexts and requests are made beforehand. In the loop: the authorizer, and the
//! reason read from its diagnostics. Every answer and its reason are checked first; a difference ends the program. Prints
//! one line of JSON: nanoseconds of processor time a decision, for each repetition.

use cedar_policy::{
    Authorizer, Context, Decision, Entities, EntityUid, PolicyId, PolicySet, Request, Response,
};
use serde_json::{json, Map, Value};
use std::collections::HashMap;
use std::{env, fs, process};

/// The reason that a policy stands for when it determines the decision.
struct Step {
    order: u32,
    reason: String,
}

struct Rules {
    policies: PolicySet,
    steps: HashMap<PolicyId, Step>,
}

struct Asked {
    id: String,
    regime: usize,
    request: Request,
    entities: Entities,
    permit: bool,
    reason: String,
}

const REGIMES: [&str; 2] = ["tra", "fcc-2007"];

const SETTLED: [&str; 11] = [
    "provide_service",
    "billing",
    "fraud_prevention",
    "inside_wiring",
    "emergency",
    "legal_obligation",
    "mobile_health_research",
    "competitor_tracking",
    "port_request_retention",
    "customer_written_request",
    "request_approval",
];

fn read_rules(folder: &str, regime: &str) -> Rules {
    let text = |name: &str| {
        fs::read_to_string(format!("{folder}/{name}.cedar")).expect("policies are readable")
    };
    let policies: PolicySet = (text("every_regime") + &text(regime))
        .parse()
        .expect("policies are valid");
    let steps = policies
        .policies()
        .map(|policy| {
            let note = |key: &str| {
                policy
                    .annotation(key)
                    .expect("each policy has a step and a reason")
            };
            let step = Step {
                order: note("step").parse().expect("a step is a number"),
                reason: note("reason").into(),
            };
            (policy.id().clone(), step)
        })
        .collect();
    Rules { policies, steps }
}

fn relation(name: &Value) -> Value {
    json!({"__entity": {"type": "Relation", "id": name}})
}

fn relations(names: &Value) -> Value {
    names
        .as_array()
        .expect("a list")
        .iter()
        .map(relation)
        .collect()
}

fn uid(kind: &str, name: &str) -> EntityUid {
    EntityUid::from_json(json!({"type": kind, "id": name})).expect("an entity's name")
}

/// The customer's history, with recipients as entities.
fn customer(question: &Value) -> Value {
    let mut attributes: Map<String, Value> = question["customer"]
        .as_object()
        .expect("a customer")
        .clone();
    let count = attributes["services"].as_array().expect("a list").len();
    attributes.insert("service_count".into(), count.into());
    for event in ["notice", "opt_out", "withdrawal", "opt_in", "agreement"] {
        let Some(found) = question.get(event) else {
            continue;
        };
        let mut found = found.clone();
        for key in ["recipients", "scope"] {
            if let Some(names) = found.get(key) {
                found[key] = relations(names);
            }
        }
        attributes.insert(event.into(), found);
    }
    json!({"uid": {"type": "Customer", "id": "this"}, "attrs": attributes, "parents": []})
}

fn named(kind: &str, name: &str, groups: &[&str]) -> Value {
    let parents: Vec<Value> = groups
        .iter()
        .map(|group| json!({"type": kind, "id": group}))
        .collect();
    json!({"uid": {"type": kind, "id": name}, "attrs": {}, "parents": parents})
}

/// What belongs to which group: purposes, and recipients by the regime.
fn groups(regime: &str) -> Vec<Value> {
    let mut all: Vec<Value> = SETTLED
        .iter()
        .map(|name| named("Action", name, &["settled_by_purpose", "known"]))
        .collect();
    all.extend(["marketing", "winback"].map(|name| named("Action", name, &["known"])));
    if regime == "tra" {
        let partners = ["agent", "joint_venture_partner", "independent_contractor"];
        all.extend(partners.map(|name| named("Relation", name, &["needs_agreement"])));
    } else {
        let outsiders = [
            "affiliate_other",
            "joint_venture_partner",
            "independent_contractor",
            "third_party",
        ];
        all.extend(outsiders.map(|name| named("Relation", name, &["opt_in_level"])));
    }
    all
}

fn read_question(line: &str) -> Asked {
    let question: Value = serde_json::from_str(line).expect("a question is JSON");
    let text = |value: &Value| value.as_str().expect("a text").to_owned();
    let used = &question["use"];
    let context = json!({
        "now": question["now"], "today": question["today"], "today_ymd": question["today_ymd"],
        "offer": used["offer"], "information": used["information"], "party": used["party"],
        "reviewed": used["reviewed"],
    });
    let request = Request::new(
        uid("Relation", &text(&used["recipient"])),
        uid("Action", &text(&used["purpose"])),
        uid("Customer", "this"),
        Context::from_json_value(context, None).expect("a context"),
        None,
    )
    .expect("a request");
    let name = text(&question["regime"]);
    let mut entities = groups(&name);
    entities.push(customer(&question));
    Asked {
        id: text(&question["id"]),
        regime: REGIMES
            .iter()
            .position(|each| *each == name)
            .expect("a regime"),
        request,
        entities: Entities::from_json_value(entities.into(), None).expect("entities"),
        permit: question["expect"]["decision"] == "permit",
        reason: text(&question["expect"]["reason"]),
    }
}

/// Several policies may determine the decision: the one of the earliest step gives the reason.
fn reason<'a>(rules: &'a Rules, response: &Response) -> &'a str {
    response
        .diagnostics()
        .reason()
        .map(|policy| &rules.steps[policy])
        .min_by_key(|step| step.order)
        .map_or("no_notice", |step| step.reason.as_str())
}

fn differing(authorizer: &Authorizer, rules: &[Rules], all: &[Asked]) -> usize {
    let mut count = 0;
    for asked in all {
        let rules = &rules[asked.regime];
        let response = authorizer.is_authorized(&asked.request, &rules.policies, &asked.entities);
        let errors: Vec<String> = response
            .diagnostics()
            .errors()
            .map(ToString::to_string)
            .collect();
        let permit = response.decision() == Decision::Allow;
        let why = reason(rules, &response);
        if permit == asked.permit && why == asked.reason && errors.is_empty() {
            continue;
        }
        count += 1;
        eprintln!(
            "{}: expected {}, got {permit} {why} {errors:?}",
            asked.id, asked.reason
        );
    }
    count
}

fn processor_ns() -> f64 {
    let mut time = libc::timespec {
        tv_sec: 0,
        tv_nsec: 0,
    };
    // SAFETY: `time` is a valid place for the answer.
    unsafe { libc::clock_gettime(libc::CLOCK_PROCESS_CPUTIME_ID, &mut time) };
    time.tv_sec as f64 * 1e9 + time.tv_nsec as f64
}

fn ns_per_decision(authorizer: &Authorizer, rules: &[Rules], all: &[Asked], seconds: f64) -> f64 {
    let begun = processor_ns();
    let (mut taken, mut decided, mut kept) = (0.0, 0, 0);
    while taken < seconds * 1e9 {
        for asked in all {
            let rules = &rules[asked.regime];
            let response =
                authorizer.is_authorized(&asked.request, &rules.policies, &asked.entities);
            kept += reason(rules, &response).len();
        }
        decided += all.len();
        taken = processor_ns() - begun;
    }
    assert!(kept > 0, "each answer has a reason");
    taken / decided as f64
}

fn main() {
    let arguments: Vec<String> = env::args().collect();
    if arguments.len() < 3 {
        eprintln!("usage: assent-bench-cedar POLICIES QUESTIONS [SECONDS [REPETITIONS]]");
        process::exit(3);
    }
    let seconds: f64 = arguments
        .get(3)
        .map_or(0.5, |text| text.parse().expect("seconds"));
    let repetitions: usize = arguments
        .get(4)
        .map_or(5, |text| text.parse().expect("repetitions"));
    let rules = REGIMES.map(|regime| read_rules(&arguments[1], regime));
    let questions = fs::read_to_string(&arguments[2]).expect("questions are readable");
    let all: Vec<Asked> = questions.lines().map(read_question).collect();
    let authorizer = Authorizer::new();
    if all.is_empty() || differing(&authorizer, &rules, &all) > 0 {
        process::exit(1);
    }
    ns_per_decision(&authorizer, &rules, &all, seconds / 2.0); // warm
    let ns: Vec<f64> = (0..repetitions)
        .map(|_| ns_per_decision(&authorizer, &rules, &all, seconds))
        .collect();
    let policies: Vec<usize> = rules
        .iter()
        .map(|each| each.policies.policies().count())
        .collect();
    println!(
        "{}",
        json!({"engine": "cedar", "cases": all.len(), "policies": policies, "ns": ns})
    );
}
