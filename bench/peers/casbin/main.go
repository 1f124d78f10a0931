// Casbin on the questions of the one-decision benchmark.
//
//	casbin FOLDER QUESTIONS [SECONDS [REPETITIONS]]
//
// FOLDER has model.conf and a file of rules for each regime. Enforcers are made once and requests are structs made
// beforehand. In the loop: EnforceEx, and the reason read from the rule that it names. Every answer and its reason are
// checked first; a difference ends the program. Prints one line of JSON: nanoseconds of processor time a decision, for
// each repetition, on one thread.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"slices"
	"strconv"
	"syscall"

	"github.com/casbin/casbin/v2"
)

// A request's members. Casbin's expressions know numbers as float64.
type refusal struct {
	Given bool
	At    float64
	Scope []string
}

type notice struct {
	Given            bool
	Channel          string
	Sent             float64
	SentYmd          float64
	Recipients       []string
	Information      []string
	WaitingDays      float64
	Complete         bool
	EmailPermission  bool
	PartlyTranslated bool
	Language         string
	Undelivered      bool
	UndeliveredFrom  float64
}

type optIn struct {
	Given       bool
	At          float64
	Recipients  []string
	Parties     []string
	Information []string
	Offers      []string
	By          string
	Evidence    bool
	AfterNotice bool
}

type agreement struct {
	Given   bool
	Party   string
	FromYmd float64
	ToYmd   float64
	Clauses []string
}

type request struct {
	Now, Today, TodayYmd      float64
	Former                    bool
	Services, FormerServices  []string
	ServiceCount              float64
	Language                  string
	Purpose, Recipient, Party string
	Information               []string
	Reviewed                  bool
	OfferID, OfferClass       string
	OfferCategory             string
	OfferEnhances             []string
	Notice                    notice
	OptOut                    refusal
	Withdrawal                refusal
	OptIn                     optIn
	Agreement                 agreement
}

// A line of the questions' file (bench/peers/questions/flat_question.hpp).
type question struct {
	ID     string `json:"id"`
	Regime string `json:"regime"`
	Expect struct {
		Decision string `json:"decision"`
		Reason   string `json:"reason"`
	} `json:"expect"`
	Now      float64 `json:"now"`
	Today    float64 `json:"today"`
	TodayYmd float64 `json:"today_ymd"`
	Customer struct {
		Former         bool     `json:"former"`
		Services       []string `json:"services"`
		FormerServices []string `json:"former_services"`
		Language       string   `json:"language"`
	} `json:"customer"`
	Use struct {
		Purpose     string   `json:"purpose"`
		Recipient   string   `json:"recipient"`
		Party       string   `json:"party"`
		Information []string `json:"information"`
		Reviewed    bool     `json:"reviewed"`
		Offer       struct {
			ID       string   `json:"id"`
			Class    string   `json:"class"`
			Category string   `json:"category"`
			Enhances []string `json:"enhances"`
		} `json:"offer"`
	} `json:"use"`
	Notice *struct {
		Channel          string   `json:"channel"`
		Sent             float64  `json:"sent"`
		SentYmd          float64  `json:"sent_ymd"`
		Recipients       []string `json:"recipients"`
		Information      []string `json:"information"`
		WaitingDays      float64  `json:"waiting_days"`
		Complete         bool     `json:"complete"`
		EmailPermission  bool     `json:"email_permission"`
		PartlyTranslated bool     `json:"partly_translated"`
		Language         string   `json:"language"`
		UndeliveredFrom  *float64 `json:"undelivered_from"`
	} `json:"notice"`
	OptOut     *event `json:"opt_out"`
	Withdrawal *event `json:"withdrawal"`
	OptIn      *struct {
		At          float64  `json:"at"`
		Recipients  []string `json:"recipients"`
		Parties     []string `json:"parties"`
		Information []string `json:"information"`
		Offers      []string `json:"offers"`
		By          string   `json:"by"`
		Evidence    bool     `json:"evidence"`
		AfterNotice bool     `json:"after_notice"`
	} `json:"opt_in"`
	Agreement *struct {
		Party   string   `json:"party"`
		FromYmd float64  `json:"from_ymd"`
		ToYmd   float64  `json:"to_ymd"`
		Clauses []string `json:"clauses"`
	} `json:"agreement"`
}

type event struct {
	At    float64  `json:"at"`
	Scope []string `json:"scope"`
}

type asked struct {
	id       string
	enforcer *casbin.Enforcer
	request  request
	permit   bool
	reason   string
}

func must[T any](value T, err error) T {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(3)
	}
	return value
}

// A list of names covers a name that it has, or everything where it has "*".
func covers(names []string, name string) bool {
	return slices.Contains(names, name) || slices.Contains(names, "*")
}

func texts(arguments []any) []string {
	result := make([]string, len(arguments))
	for i, each := range arguments {
		result[i] = each.(string)
	}
	return result
}

func enforcer(folder, regime string) *casbin.Enforcer {
	made := must(casbin.NewEnforcer(filepath.Join(folder, "model.conf"), filepath.Join(folder, regime+".csv")))
	names := func(arguments []any) []string { return arguments[0].([]string) }
	made.AddFunction("has", func(a ...any) (any, error) { return slices.Contains(names(a), a[1].(string)), nil })
	made.AddFunction("hasAny", func(a ...any) (any, error) {
		return slices.ContainsFunc(texts(a[1:]), func(name string) bool { return slices.Contains(names(a), name) }), nil
	})
	made.AddFunction("hasAll", func(a ...any) (any, error) {
		return !slices.ContainsFunc(texts(a[1:]), func(name string) bool { return !slices.Contains(names(a), name) }), nil
	})
	made.AddFunction("meets", func(a ...any) (any, error) {
		return slices.ContainsFunc(names(a), func(name string) bool { return slices.Contains(a[1].([]string), name) }), nil
	})
	made.AddFunction("within", func(a ...any) (any, error) {
		among := texts(a[1:])
		return !slices.ContainsFunc(names(a), func(name string) bool { return !slices.Contains(among, name) }), nil
	})
	made.AddFunction("covers", func(a ...any) (any, error) { return covers(names(a), a[1].(string)), nil })
	made.AddFunction("coversAll", func(a ...any) (any, error) {
		return !slices.ContainsFunc(a[1].([]string), func(name string) bool { return !covers(names(a), name) }), nil
	})
	return made
}

func toRequest(q question) request {
	made := request{
		Now: q.Now, Today: q.Today, TodayYmd: q.TodayYmd,
		Former: q.Customer.Former, Services: q.Customer.Services, FormerServices: q.Customer.FormerServices,
		ServiceCount: float64(len(q.Customer.Services)), Language: q.Customer.Language,
		Purpose: q.Use.Purpose, Recipient: q.Use.Recipient, Party: q.Use.Party,
		Information: q.Use.Information, Reviewed: q.Use.Reviewed,
		OfferID: q.Use.Offer.ID, OfferClass: q.Use.Offer.Class,
		OfferCategory: q.Use.Offer.Category, OfferEnhances: q.Use.Offer.Enhances,
	}
	if n := q.Notice; n != nil {
		made.Notice = notice{
			Given: true, Channel: n.Channel, Sent: n.Sent, SentYmd: n.SentYmd, Recipients: n.Recipients,
			Information: n.Information, WaitingDays: n.WaitingDays, Complete: n.Complete,
			EmailPermission: n.EmailPermission, PartlyTranslated: n.PartlyTranslated, Language: n.Language,
		}
		if n.UndeliveredFrom != nil {
			made.Notice.Undelivered, made.Notice.UndeliveredFrom = true, *n.UndeliveredFrom
		}
	}
	if e := q.OptOut; e != nil {
		made.OptOut = refusal{true, e.At, e.Scope}
	}
	if e := q.Withdrawal; e != nil {
		made.Withdrawal = refusal{true, e.At, e.Scope}
	}
	if o := q.OptIn; o != nil {
		made.OptIn = optIn{true, o.At, o.Recipients, o.Parties, o.Information, o.Offers, o.By, o.Evidence, o.AfterNotice}
	}
	if a := q.Agreement; a != nil {
		made.Agreement = agreement{true, a.Party, a.FromYmd, a.ToYmd, a.Clauses}
	}
	return made
}

func readQuestions(file string, enforcers map[string]*casbin.Enforcer) []asked {
	in := must(os.Open(file))
	defer in.Close()
	var all []asked
	lines := bufio.NewScanner(in)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var q question
		must(0, json.Unmarshal(lines.Bytes(), &q))
		all = append(all, asked{
			q.ID, enforcers[q.Regime], toRequest(q), q.Expect.Decision == "permit", q.Expect.Reason,
		})
	}
	must(0, lines.Err())
	return all
}

func decide(question *asked) (bool, string) {
	permit, rule, err := question.enforcer.EnforceEx(question.request)
	must(0, err)
	if len(rule) == 0 {
		return permit, "status_unknown"
	}
	return permit, rule[0]
}

func differing(all []asked) int {
	count := 0
	for i := range all {
		permit, reason := decide(&all[i])
		if permit == all[i].permit && reason == all[i].reason {
			continue
		}
		count++
		fmt.Fprintf(os.Stderr, "%s: expected %s, got %v %s\n", all[i].id, all[i].reason, permit, reason)
	}
	return count
}

func processorNs() float64 {
	var usage syscall.Rusage
	must(0, syscall.Getrusage(syscall.RUSAGE_SELF, &usage))
	return float64(usage.Utime.Nano() + usage.Stime.Nano())
}

func nsPerDecision(all []asked, seconds float64) float64 {
	begun := processorNs()
	taken, decided, kept := 0.0, 0, 0
	for taken < seconds*1e9 {
		for i := range all {
			_, reason := decide(&all[i])
			kept += len(reason)
		}
		decided += len(all)
		taken = processorNs() - begun
	}
	if kept == 0 {
		fmt.Fprintln(os.Stderr, "no reasons")
	}
	return taken / float64(decided)
}

func version(module string) string {
	build, _ := debug.ReadBuildInfo()
	for _, each := range build.Deps {
		if each.Path == module {
			return each.Version
		}
	}
	return "unknown"
}

func main() {
	if len(os.Args) < 3 {
		fmt.Fprintln(os.Stderr, "usage: casbin FOLDER QUESTIONS [SECONDS [REPETITIONS]]")
		os.Exit(3)
	}
	runtime.GOMAXPROCS(1)
	seconds, repetitions := 0.5, 5
	if len(os.Args) > 3 {
		seconds = must(strconv.ParseFloat(os.Args[3], 64))
	}
	if len(os.Args) > 4 {
		repetitions = must(strconv.Atoi(os.Args[4]))
	}
	enforcers := map[string]*casbin.Enforcer{}
	for _, regime := range []string{"tra", "fcc-2007"} {
		enforcers[regime] = enforcer(os.Args[1], regime)
	}
	all := readQuestions(os.Args[2], enforcers)
	if len(all) == 0 || differing(all) > 0 {
		os.Exit(1)
	}
	nsPerDecision(all, seconds/2) // warm
	var ns []float64
	for range repetitions {
		ns = append(ns, nsPerDecision(all, seconds))
	}
	report := map[string]any{
		"engine": "casbin", "version": version("github.com/casbin/casbin/v2"), "cases": len(all), "ns": ns,
	}
	fmt.Println(string(must(json.Marshal(report))))
}
