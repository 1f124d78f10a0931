"""CAMARA's OpenAPI documents: what a request and a response must look like."""

import pathlib
import re

import jsonschema
import referencing
import referencing.jsonschema
import yaml

SPECS = pathlib.Path(__file__).resolve().parent / "specs"
COMMON = "urn:common"


def document(name):
    text = (SPECS / name).read_text(encoding="utf-8").replace("../common/CAMARA_common.yaml", COMMON)
    return yaml.safe_load(text)


class Specification:
    def __init__(self, name):
        self.document = document(name)
        resources = {"urn:this": self.document, COMMON: document("consent-info-r2.3.yaml")}
        self.registry = referencing.Registry().with_resources(
            (uri, referencing.jsonschema.DRAFT202012.create_resource(contents)) for uri, contents in resources.items())
        self.format_checker = jsonschema.FormatChecker()
        assert "date-time" in self.format_checker.checkers, "dates would not be checked"

    def faults(self, value, reference):
        validator = jsonschema.Draft202012Validator({"$ref": "urn:this" + reference}, registry=self.registry, format_checker=self.format_checker)
        return [f"{fault.json_path}: {fault.message}" for fault in validator.iter_errors(value)]

    def named(self, pointer):
        """The schema that a scenario names. It does not always write its first letter as the document does."""
        name = pointer.rsplit("/", maxsplit=1)[1]
        schemas = self.document["components"]["schemas"]
        found = [each for each in schemas if each.lower() == name.lower()]
        assert len(found) == 1, pointer
        return "#/components/schemas/" + found[0]

    def holds(self, value, pointer):
        faults = self.faults(value, self.named(pointer))
        assert not faults, (pointer, faults, value)

    def holds_response(self, operation, response):
        """The body of a response to that operation, whatever its status."""
        for path, item in self.document["paths"].items():
            for method, described in item.items():
                if described.get("operationId") == operation:
                    escaped = path.replace("/", "~1")
                    assert str(response.status) in described["responses"], f"{operation} has no status {response.status}"
                    place = f"#/paths/{escaped}/{method}/responses/{response.status}"
                    stated = described["responses"][str(response.status)]
                    while "$ref" in stated:
                        uri, pointer = re.fullmatch(r"(urn:common)?#(.*)", stated["$ref"]).groups()
                        if uri:
                            return self.holds_common(response, pointer)
                        place = "#" + pointer
                        stated = self.document
                        for part in pointer.strip("/").split("/"):
                            stated = stated[part]
                    faults = self.faults(response.json(), place + "/content/application~1json/schema")
                    assert not faults, (operation, response.status, faults, response.text)
                    return None
        raise AssertionError(operation)

    def holds_common(self, response, pointer):
        validator = jsonschema.Draft202012Validator({"$ref": f"{COMMON}#{pointer}/content/application~1json/schema"}, registry=self.registry)
        faults = [fault.message for fault in validator.iter_errors(response.json())]
        assert not faults, (pointer, faults, response.text)
