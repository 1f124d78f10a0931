// EntityPolicy: a small policy about subjects and resources that are no customers, beside the rules about customer
// information: what a carrier's other systems ask the same server, and what OpenID's certification scenario needs
// (`examples/authzen-certification.toml`). Pure. Immutable once read; thread-safe.
//
//   actions = ["read", "write"]      every action that there is
//
//   [[subject]]                      likewise [[resource]]
//   type = "user"
//   id = "bob"
//   properties = { role = "admin" }  strings, and true or false
//
//   [[rule]]                         the first rule that matches decides; if none does, the decision is a deny
//   permit = true
//   subjects = ["bob"]               ids; left out: any that is named above
//   actions = ["write"]              left out: any
//   resources = ["record-1"]         as subjects
//   subject_properties = { … }       all of these; likewise action_properties, resource_properties
//
// A property of a request goes before the one that is kept here.
#pragma once

#include "authzen/evaluation.hpp"
#include "base/issue.hpp"

#include <map>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

namespace assent::authzen {

class EntityPolicy {
 public:
  // A text, or `true` and `false` without quotes.
  using Properties = std::map<std::string, std::string, std::less<>>;

  struct Known {
    std::string type;
    std::string id;
    Properties properties;
  };

  // Whether the evaluation is about these entities, by the types of its subject and resource.
  bool is_about(const Evaluation& evaluation) const;
  bool permits(const Evaluation& evaluation) const;

  // Those for which the evaluation is permitted, in the order of the text.
  std::vector<Known> subjects_for(const Evaluation& evaluation) const;
  std::vector<Known> resources_for(const Evaluation& evaluation) const;
  std::vector<std::string> actions_for(const Evaluation& evaluation) const;

  // `file` is its name, for issues.
  static tl::expected<EntityPolicy, Issues> read(std::string_view text, std::string_view file);

 private:
  struct Rule {
    bool permit = false;
    std::vector<std::string> subjects;
    std::vector<std::string> actions;
    std::vector<std::string> resources;
    Properties subject_properties;
    Properties action_properties;
    Properties resource_properties;
  };

  std::vector<std::string> actions_;
  std::vector<Known> subjects_;
  std::vector<Known> resources_;
  std::vector<Rule> rules_;
};

}  // namespace assent::authzen
