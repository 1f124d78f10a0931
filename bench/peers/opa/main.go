// OPA on the questions of the one-decision benchmark.
//
//	opa FOLDER QUESTIONS [SECONDS [REPETITIONS]]
//
// FOLDER has policy.rego and regimes.json. The query is prepared once; inputs are parsed into OPA's own values beforehand.
// In the loop: the evaluation, and decision and reason read from its result. Every answer and its reason are checked
// first; a difference ends the program. Prints one line of JSON: nanoseconds of processor time a decision, for each
// repetition, on one thread.
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strconv"
	"syscall"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/rego"
	"github.com/open-policy-agent/opa/v1/storage/inmem"
	"github.com/open-policy-agent/opa/v1/util"
)

type asked struct {
	id     string
	input  ast.Value
	permit bool
	reason string
}

type answer struct {
	permit bool
	reason string
}

func must[T any](value T, err error) T {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(3)
	}
	return value
}

func prepare(folder string) rego.PreparedEvalQuery {
	policy := string(must(os.ReadFile(filepath.Join(folder, "policy.rego"))))
	var regimes map[string]any
	if err := util.UnmarshalJSON(must(os.ReadFile(filepath.Join(folder, "regimes.json"))), &regimes); err != nil {
		must(0, err)
	}
	store := inmem.NewFromObjectWithOpts(regimes, inmem.OptReturnASTValuesOnRead(true))
	return must(rego.New(
		rego.Query("x := data.assent.decision"),
		rego.Module("policy.rego", policy),
		rego.Store(store),
	).PrepareForEval(context.Background()))
}

func readQuestions(file string) []asked {
	in := must(os.Open(file))
	defer in.Close()
	var all []asked
	lines := bufio.NewScanner(in)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var question map[string]any
		if err := util.UnmarshalJSON(lines.Bytes(), &question); err != nil {
			must(0, err)
		}
		expect := question["expect"].(map[string]any)
		delete(question, "expect")
		all = append(all, asked{
			id:     question["id"].(string),
			input:  must(ast.InterfaceToValue(question)),
			permit: expect["decision"] == "permit",
			reason: expect["reason"].(string),
		})
	}
	must(0, lines.Err())
	return all
}

func decide(query rego.PreparedEvalQuery, question asked) answer {
	results := must(query.Eval(context.Background(), rego.EvalParsedInput(question.input)))
	decision := results[0].Bindings["x"].(map[string]any)
	return answer{decision["permit"].(bool), decision["reason"].(string)}
}

func differing(query rego.PreparedEvalQuery, all []asked) int {
	count := 0
	for _, question := range all {
		got := decide(query, question)
		if got.permit == question.permit && got.reason == question.reason {
			continue
		}
		count++
		fmt.Fprintf(os.Stderr, "%s: expected %s, got %v %s\n", question.id, question.reason, got.permit, got.reason)
	}
	return count
}

func processorNs() float64 {
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		must(0, err)
	}
	return float64(usage.Utime.Nano() + usage.Stime.Nano())
}

func nsPerDecision(query rego.PreparedEvalQuery, all []asked, seconds float64) float64 {
	begun := processorNs()
	taken, decided, kept := 0.0, 0, 0
	for taken < seconds*1e9 {
		for _, question := range all {
			kept += len(decide(query, question).reason)
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
		fmt.Fprintln(os.Stderr, "usage: opa FOLDER QUESTIONS [SECONDS [REPETITIONS]]")
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
	query := prepare(os.Args[1])
	all := readQuestions(os.Args[2])
	if len(all) == 0 || differing(query, all) > 0 {
		os.Exit(1)
	}
	nsPerDecision(query, all, seconds/2) // warm
	var ns []float64
	for range repetitions {
		ns = append(ns, nsPerDecision(query, all, seconds))
	}
	report := map[string]any{
		"engine": "opa", "version": version("github.com/open-policy-agent/opa"), "cases": len(all), "ns": ns,
	}
	fmt.Println(string(must(json.Marshal(report))))
}
