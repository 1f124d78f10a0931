"""Does the program print what docs/schema publishes?

    validate.py

Takes everything that commands print with --json in tests/cli/transcripts and golden (cli_test proves that they print it). Checks each
line against the schema that docs/schema/README.md names for the command. Here no line may have a field that the schema lacks, though
readers must ignore such fields. It also fails if

- a command of the program has no schema, or a schema no output;
- a schema is no JSON Schema, does not say what further properties are, or has a field without a description;
- a field of a schema never occurs;
- an example in docs/schema/examples is not what was printed (ASSENT_UPDATE_GOLDEN=1 writes them again).

Exit status 0: everything is as published.
"""

import json
import os
import pathlib
import re
import shlex
import sys

import jsonschema
import referencing
import referencing.jsonschema

ROOT = pathlib.Path(__file__).resolve().parents[2]
SCHEMAS = ROOT / "docs/schema"
EXAMPLES = SCHEMAS / "examples"
SUFFIX = ".schema.json"

faults = []


def fault(text):
    faults.append(text)


def leaf_commands():
    """The commands that have none within them: `record opt-out`."""
    leaves = set()
    for section in (ROOT / "tests/cli/help.txt").read_text(encoding="utf-8").split("\n----\n"):
        name = re.match(r"assent((?: [a-z-]+)*):", section.strip())
        if name and "\ncommands:\n" not in section:
            leaves.add(name.group(1).strip())
    return leaves


def published():
    """What README.md says: the schemas of each command."""
    schemas_of = {}
    for line in (SCHEMAS / "README.md").read_text(encoding="utf-8").splitlines():
        row = re.match(r"\| \[([a-z-]+)\]\(\1\.schema\.json\) \| (.*?) \| \[\1\.json\]\(examples/\1\.json\) \|$", line)
        if not row:
            continue
        for command in re.findall(r"`([a-z][a-z -]*)`", row.group(2)):
            schemas_of.setdefault(command, []).append(row.group(1))
    return schemas_of


def outputs(commands):
    """Each JSON object printed: the transcript, the command, the object."""
    for path in [*sorted((ROOT / "tests/cli/transcripts").glob("*.txt")), *sorted((ROOT / "tests/cli/golden").glob("*.txt"))]:
        command = None
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if line.startswith("$ "):
                command = command_of(shlex.split(line[2:]), commands, f"{path.name}:{number}")
            elif command is not None and line.startswith("  {"):
                yield f"{path.name}:{number}", command, json.loads(line)
            elif not line.startswith("  "):
                command = None


def command_of(words, commands, where):
    if words[0] != "assent" or "--json" not in words:  # what the laboratory prints is not published
        return None
    said = [word for word in words[1:] if re.fullmatch(r"[a-z-]+", word) and not word.startswith("-")]
    for length in (2, 1):
        if " ".join(said[:length]) in commands:
            return " ".join(said[:length])
    return fault(f"{where}: {said[:2]} is no command of help.txt")


def strict(schema):
    """The schema, with further properties forbidden."""
    if isinstance(schema, list):
        return [strict(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    result = {key: strict(value) for key, value in schema.items()}
    if schema.get("additionalProperties") is True and "properties" in schema:
        result["additionalProperties"] = False
    return result


def check_form(name, schema, schemas, place=""):
    if isinstance(schema, list):
        for number, each in enumerate(schema):
            check_form(name, each, schemas, f"{place}/{number}")
    if not isinstance(schema, dict):
        return
    if schema.get("type") == "object":
        if "additionalProperties" not in schema:
            fault(f"{name}{place}: does not say what further properties are")
        required, properties = schema.get("required", []), schema.get("properties", {})
        for key in required:
            if key not in properties:
                fault(f"{name}{place}: requires {key}, which it lacks")
        for key, value in properties.items():
            description = value.get("description") or resolved(value, name, schemas)[0].get("description", "")
            if not description:
                fault(f"{name}{place}: {key} has no description")
            if key not in required and "eft out" not in description:
                fault(f"{name}{place}: {key} may be left out, and its description does not say when")
    for key, value in schema.items():
        check_form(name, value, schemas, f"{place}/{key}")


def paths_of(value, path=""):
    """Where a field stands in an object: `findings/*/reason`."""
    if isinstance(value, dict):
        for key, each in value.items():
            yield f"{path}/{key}"
            yield from paths_of(each, f"{path}/{key}")
    elif isinstance(value, list):
        for each in value:
            yield from paths_of(each, f"{path}/*")


def resolved(schema, name, schemas):
    """The schema that a reference leads to, and the file in which it stands."""
    while "$ref" in schema:
        file, _, pointer = schema["$ref"].partition("#")
        name = file.removesuffix(SUFFIX) or name
        schema = schemas[name]
        for part in pointer.split("/")[1:]:
            schema = schema[part]
    return schema, name


def visit(value, schema, name, schemas, met):
    """Notes in `met` each field's schema that occurs in the value."""
    schema, name = resolved(schema, name, schemas)
    met.add(id(schema))
    if isinstance(value, dict):
        for key, each in value.items():
            inner = schema.get("properties", {}).get(key)
            if inner is not None:
                met.add(id(inner))
                visit(each, inner, name, schemas, met)
    elif isinstance(value, list):
        for each in value:
            visit(each, schema.get("items", {}), name, schemas, met)
    if value is not None:
        for each in schema.get("anyOf", []):
            visit(value, each, name, schemas, met)


def fields_of(schema, place=""):
    """Each field that a schema has, and where."""
    if isinstance(schema, list):
        for number, each in enumerate(schema):
            yield from fields_of(each, f"{place}/{number}")
    elif isinstance(schema, dict):
        for key, each in schema.get("properties", {}).items():
            yield f"{place}/{key}", each
        for key, each in schema.items():
            yield from fields_of(each, f"{place}/{key}")


def main():
    schemas = {path.name.removesuffix(SUFFIX): json.loads(path.read_text(encoding="utf-8")) for path in SCHEMAS.glob("*" + SUFFIX)}
    for name, schema in schemas.items():
        jsonschema.Draft202012Validator.check_schema(schema)
        check_form(name, schema, schemas)
    registry = referencing.Registry().with_resources(
        (name + SUFFIX, referencing.jsonschema.DRAFT202012.create_resource(strict(schema))) for name, schema in schemas.items())

    def validator(name):
        return jsonschema.Draft202012Validator({"$ref": name + SUFFIX}, registry=registry)

    commands = leaf_commands() - {"serve"}  # prints the server's log, which docs/server.md describes
    schemas_of = published()
    for command in sorted(commands - set(schemas_of)):
        fault(f"`{command}` has no schema in docs/schema/README.md")
    for command in sorted(set(schemas_of) - commands - {"all"}):
        fault(f"docs/schema/README.md names `{command}`, which is no command")
    listed = {name for names in schemas_of.values() for name in names}
    for name in sorted(set(schemas) - listed - {"values"}):
        fault(f"{name} is not in docs/schema/README.md")
    for name in sorted(listed - set(schemas)):
        fault(f"there is no {name}{SUFFIX}")

    validators = {name: validator(name) for name in listed & set(schemas)}
    seen = {name: [] for name in validators}
    lines = 0
    met = set()
    silent = set(commands)
    for where, command, value in outputs(commands):
        lines += 1
        silent.discard(command)
        names = [name for name in schemas_of.get(command, []) if name in validators]
        if not names:
            continue  # reported above
        errors = {name: list(validators[name].iter_errors(value)) for name in names}
        fitting = [name for name in names if not errors[name]]
        if len(fitting) == 1:
            seen[fitting[0]].append(value)
            visit(value, schemas[fitting[0]], fitting[0], schemas, met)
        elif fitting:
            fault(f"{where}: fits {fitting}")
        else:
            nearest = min(names, key=lambda name: len(errors[name]))
            told = [f"{each.json_path}: {each.message[:300]}" for each in errors[nearest]][:5]
            fault(f"{where}: `{command}` prints what {nearest}{SUFFIX} does not have: {told}")
    for command in sorted(silent):
        fault(f"no transcript has `{command}` with --json")

    for name in sorted(listed & set(schemas)):
        for place, each in fields_of(schemas[name]):
            if id(each) not in met:
                fault(f"{name}: nothing printed has the field {place}")

    update = "ASSENT_UPDATE_GOLDEN" in os.environ
    for name, values in sorted(seen.items()):
        if not values:
            fault(f"{name}: no output is of this shape")
            continue
        # The example is the one with the most fields; of several, the shortest.
        best = min(values, key=lambda value: (-len(set(paths_of(value))), len(json.dumps(value))))
        text = json.dumps(best, indent=2, ensure_ascii=False) + "\n"
        path = EXAMPLES / f"{name}.json"
        if update:
            EXAMPLES.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            fault(f"docs/schema/examples/{name}.json is not what is printed")
    for path in EXAMPLES.glob("*"):
        if path.name.removesuffix(".json") not in seen:
            fault(f"docs/schema/examples/{path.name} is of no shape")

    for each in faults:
        print(each, file=sys.stderr)
    if faults:
        sys.exit(1)
    print(f"{lines} objects of {len(commands)} commands are of the {len(seen)} shapes published")


if __name__ == "__main__":
    main()
