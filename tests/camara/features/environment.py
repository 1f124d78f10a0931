"""The server that every scenario asks, and what is left out, each with its reason."""

import pathlib
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from specification import Specification  # noqa: E402
from world import World  # noqa: E402

EXPECTED = 102  # scenarios, each example of an outline counted
# By tag and, in an outline, by its example.
NOT_APPLICABLE = {
    ("consent_management_retrieveConsentInfo_08_expirationDate_present_and_in_future", "DENIED"):
        "a refusal never ends by the passing of time here",
}


def before_all(context):
    context.folder = tempfile.TemporaryDirectory()
    context.world = World(context.config.userdata["assent"], context.config.userdata["assentd"], context.folder.name)
    context.legs = context.config.userdata["legs"]
    context.specifications = {"consent-info": Specification("consent-info-r2.3.yaml"),
                              "consent-management": Specification("consent-management-0.1.yaml")}
    context.left_out, context.seen = [], []


def before_scenario(context, scenario):
    context.seen.append(scenario.name)
    example = scenario._row[0] if scenario._row is not None else ""
    for tag in scenario.tags:
        why = NOT_APPLICABLE.get((str(tag).split(" ", maxsplit=1)[0], example))
        if why:
            context.left_out.append(f"{tag} ({example}): {why}")
            scenario.skip(why)
            return


def after_all(context):
    status = context.world.end()
    for each in context.left_out:
        print("left out:", each)
    if context.config.userdata.getbool("all"):
        assert len(context.seen) == EXPECTED, len(context.seen)
        assert len(context.left_out) == len(NOT_APPLICABLE), context.left_out
    log = (pathlib.Path(context.folder.name) / "log").read_text(encoding="utf-8")
    assert "+9613" not in log and "C-" not in log, "a number or an account is in the log"
    assert status == 0
    context.folder.cleanup()
