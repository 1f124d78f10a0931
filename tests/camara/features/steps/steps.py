"""What the lines of CAMARA's scenarios mean here."""

import datetime
import json
import re
import uuid

from behave import given, then, use_step_matcher, when
from visitor import Visitor, sent_back
from world import CALLBACK, LOCATION

use_step_matcher("re")

SCOPES = {"retrieveStatus": "consent-info:retrieve", "createConsent": "consent-management:create", "updateConsent": "consent-management:update",
          "retrieveConsentInfo": "consent-management:retrieve-info"}
PATHS = {"retrieveStatus": "/consent-info/v0.2/retrieve", "createConsent": "/consent-management/v0.1/consents",
         "updateConsent": "/consent-management/v0.1/consents/{consentId}", "retrieveConsentInfo": "/consent-management/v0.1/consents/retrieve-info"}
ABSENT = object()


def text_id(context, partner="acme"):
    """That of the text which the server gives a client to show."""
    body = {"phoneNumber": context.world.numbers["granted"][0], "scopes": [LOCATION[0]], "purpose": LOCATION[1], "requestConsentText": True}
    response = context.world.ask("POST", PATHS["retrieveConsentInfo"], body, context.world.issuer.token(partner, SCOPES["retrieveConsentInfo"]))
    return response.json()[0]["consentText"]["consentTextId"]


def in_state(context, state):
    context.number = context.world.number(state)


def is_three_legged(context):
    return context.legs == "three" if context.identifies is None else context.identifies


# Background


@given(r'an environment at "apiRoot"')
def _(context):
    context.operation = re.search(r"Operation (\w+)", context.feature.name).group(1)
    context.specification = context.specifications["consent-info" if context.operation == "retrieveStatus" else "consent-management"]
    context.partner, context.scope, context.lives = "acme", SCOPES[context.operation], 600
    context.identifies, context.token, context.consent_id = None, None, None
    context.number, context.body, context.headers = None, {}, {}


@given(r'the resource "(?P<path>[^"]+)"')
def _(context, path):
    context.path = path.replace("/v0.1rc1/", "/v0.1/")
    assert context.path == PATHS[context.operation]


@given(r'the header "Content-Type" is set to "(?P<value>[^"]+)"')
def _(context, value):
    context.headers["Content-Type"] = value


@given(r'the header "Authorization" is set to a valid access token')
def _(context):
    context.identifies = None


@given(r'the header "x-correlator" complies with the schema at "(?P<schema>[^"]+)"')
def _(context, schema):
    context.headers["x-correlator"] = str(uuid.uuid4())
    context.specifications["consent-info"].holds(context.headers["x-correlator"], schema)


@given(r'the request body is set by default to a request body compliant with the schema at "(?P<schema>[^"]+)"')
def _(context, schema):
    scope, purpose = LOCATION
    context.body = {"retrieveStatus": {"scopes": [scope], "purpose": purpose, "requestCaptureUrl": False},
                    "createConsent": {"scopes": [scope], "purpose": purpose, "consentStatus": "GRANTED"},
                    "updateConsent": {"consentStatus": "DENIED"},
                    "retrieveConsentInfo": {"scopes": [scope], "purpose": purpose, "requestConsentText": False}}[context.operation]
    if context.operation == "createConsent":
        context.body["consentTextId"] = text_id(context)
    context.specification.holds(context.body, schema)


@given(r'the path parameter "consentId" is set by default to an existing value')
def _(context):
    context.consent_id = consent_of(context, "granted")


# Who is asked about


@given(r"a valid phone number identified by the token or provided in the request body")
def _(context):
    in_state(context, "pending")


@given(r'the header "Authorization" is set to a valid access token which does not identify a single phone number')
def _(context):
    context.identifies = False


@given(r'the header "Authorization" is set to a valid access token identifying a phone number')
def _(context):
    in_state(context, "pending")
    context.identifies = True


@given(r'the request body property "\$\.phoneNumber" does not comply with the OAS schema at "(?P<schema>[^"]+)"')
def _(context, schema):
    context.body["phoneNumber"] = "03 123 456"
    assert context.specification.faults(context.body["phoneNumber"], context.specification.named(schema))


@given(r'the request body property "\$\.phoneNumber" is compliant with the schema but does not identify a valid phone number')
def _(context):
    context.body["phoneNumber"] = "+96170999999"
    context.specification.holds(context.body["phoneNumber"], "/PhoneNumber")


@given(r'\s*the request body property "\$\.phoneNumber" is set to a valid phone number')
def _(context):
    context.body["phoneNumber"] = context.number


@given(r"that the service is not available for all phone numbers commercialized by the operator")
def _(context):
    assert context.world.numbers["shared"], "there are numbers that two customers share"


@given(r"a valid phone number, identified by the token or provided in the request body, for which the service is not applicable")
def _(context):
    in_state(context, "shared")


# What is asked


@given(r'the request body property "\$\.scopes" is set to a valid scope list(?: allowed for the API Consumer)?')
def _(context):
    context.body["scopes"] = [LOCATION[0], "location-retrieval:read"]


@given(r'the request body property "\$\.scopes" is set to a valid scope list that relates to more than one API')
def _(context):
    context.body["scopes"] = [LOCATION[0], "device-roaming-status:read"]


@given(r'the request body property "\$\.purpose" is set to a valid purpose for the requested scope\(s\)')
def _(context):
    context.body["purpose"] = LOCATION[1]


@given(r'the request body propert(?:y|ies) "\$\.scopes" and "\$\.purpose" are set to a (?:value which is|combination) not allowed for the API Consumer')
def _(context):
    context.body |= {"scopes": [LOCATION[0]], "purpose": "dpv:AcademicResearch"}


@given(r'the request body properties "\$\.scopes" and "\$\.purpose" do not match any API\(s\) under Consent legal basis')
def _(context):
    context.body |= {"scopes": ["sim-swap:check"], "purpose": "dpv:FraudPreventionAndDetection"}


@given(r"the data processing is allowed for the requested scope\(s\) and purpose")
def _(context):
    in_state(context, "granted")


@given(r"the data processing is allowed for the requested scope\(s\) and purpose with an expiration date")
def _(context):
    in_state(context, "granted_until")


@given(r"the data processing is not allowed for the requested scope\(s\) and purpose")
def _(context):
    in_state(context, "denied")


@given(r"the data processing is not allowed for the requested scope\(s\) and purpose because it has expired")
def _(context):
    in_state(context, "expired")


@given(r"the data processing is not allowed for the requested scope\(s\) and purpose because Consent is pending, requested or expired")
def _(context):
    in_state(context, "requested")


@given(r'the User Consent is currently in "(?P<status>\w+)" status')
def _(context, status):
    in_state(context, status.lower())


@given(r'the User Consent is currently in "(?P<status>\w+)" status with an expiration date set in the future')
def _(context, status):
    assert status == "GRANTED", "a refusal has no end"
    in_state(context, "granted_until")


@given(r'the request body property "\$\.(?P<name>requestCaptureUrl|requestConsentText)" is set to (?P<value>true|false|a valid value)')
def _(context, name, value):
    context.body[name] = value == "true"


@given(r'the request body property "\$\.consentStatus" is set to "(?P<status>\w+)"')
def _(context, status):
    context.body["consentStatus"] = status


@given(r'the request body property "\$\.consentStatus" is set to a value not in the allowed enum (?P<allowed>\[.*\])')
def _(context, allowed):
    context.body["consentStatus"] = "EXPIRED"
    assert "EXPIRED" not in json.loads(allowed)


@given(r'the request body property "\$\.consentTextId" is set to a valid consentTextId for the requested scope\(s\) and purpose')
def _(context):
    context.body["consentTextId"] = text_id(context)


@given(r'the request body property "\$\.consentTextId" is set to a value that does not match any valid consent text version .*')
def _(context):
    context.body["consentTextId"] = "sha256-" + "0" * 64


@given(r'the request body is compliant with the schema at "(?P<schema>[^"]+)"')
def _(context, schema):
    context.specification.holds(context.body, schema)


@given(r"the API Provider assigns an expiration date to newly created Consents")
def _(context):
    context.partner = "proven"  # whose captures the carrier takes as proved: they count, for the days of the settings


@given(r"a Consent for the given User, scope\(s\), and purpose already exists")
def _(context):
    in_state(context, "granted")


# The body as a whole


@given(r'the request body is (?:set to any value which|included but) is not compliant with the schema at "(?P<schema>[^"]+)"')
def _(context, schema):
    context.body = [context.body]
    assert context.specification.faults(context.body, context.specification.named(schema))


@given(r"the request body is not included")
def _(context):
    context.body = None


@given(r"the request body is set to \{\}")
def _(context):
    context.body = {}
    context.identifies = True
    in_state(context, "pending")


@given(r"the request body is set to a valid request body")
def _(context):
    in_state(context, "pending")


@given(r'the request body property "\$\.(?P<name>\w+)" is not included')
def _(context, name):
    if name != "phoneNumber":
        in_state(context, "pending")
        del context.body[name]
    else:
        context.body.pop("phoneNumber", None)


@given(r'the request body property "\$\.scopes" is set to \[\]')
def _(context):
    context.body["scopes"] = []


@given(r'the request body property "\$\.purpose" does not comply with the OAS schema at "(?P<schema>[^"]+)"')
def _(context, schema):
    context.body["purpose"] = "dpv:Authentication-ABC"
    assert context.specification.faults(context.body["purpose"], context.specification.named(schema))


# Headers


@given(r'the header "x-correlator" (?:is set to a value which is not compliant|does not comply) with the schema at "(?P<schema>[^"]+)"')
def _(context, schema):
    context.headers["x-correlator"] = "not a correlator!"
    specification = context.specifications["consent-info"]
    assert specification.faults(context.headers["x-correlator"], specification.named(schema))


@given(r'the header "Accept-Language" is set to a valid language tag')
def _(context):
    context.headers["Accept-Language"] = "ar-LB"


@given(r'the header "Accept-Language" is not included')
def _(context):
    context.headers.pop("Accept-Language", None)


@given(r'the header "Authorization" is (?:removed|not sent)')
def _(context):
    context.token = ABSENT


@given(r'the header "Authorization" is set to an expired access token')
def _(context):
    context.lives = -10


@given(r'the header "Authorization" is set to an invalid access token')
def _(context):
    token = context.world.issuer.token("acme", context.scope)
    context.token = token[:-4] + ("AAAA" if not token.endswith("AAAA") else "BBBB")


@given(r'the header "Authorization" is set to an access token (?:without the required scope|that does not include scope "(?P<scope>[^"]+)")')
def _(context, scope=None):
    assert scope in (None, context.scope)
    context.scope = "decisions:ask"


@given(r'the header "Authorization" is set to a valid access token emitted to an API client which did not have rights to access/manage the Consent')
def _(context):
    context.partner = "proven" if context.operation == "updateConsent" else "stranger"


# Consents that there are


def consent_of(context, state):
    context.number = context.world.number(state)
    body = {"phoneNumber": context.number, "scopes": [LOCATION[0]], "purpose": LOCATION[1], "requestConsentText": False}
    token = context.world.issuer.token("acme", SCOPES["retrieveConsentInfo"])
    return context.world.ask("POST", PATHS["retrieveConsentInfo"], body, token).json()[0]["consentId"]


@given(r'a valid "consentId" identifying an existing User Consent that allows transition to "(?P<status>\w+)"')
def _(context, status):
    context.consent_id = consent_of(context, "denied" if status == "GRANTED" else "granted")


@given(r'a valid "consentId" identifying an existing User Consent with an expiration date set')
def _(context):
    context.consent_id = consent_of(context, "granted_until")


@given(r'the path parameter "consentId" is set to a random UUID')
def _(context):
    context.consent_id = str(uuid.uuid4())


# Capture


def begin_capture(context, **more):
    in_state(context, "pending")
    context.body |= {"requestCaptureUrl": True} | more
    send(context)


@given(r'a prior "retrieveStatus" request where the API Consumer requested a Consent capture URL')
def _(context):
    context.body["requestCaptureUrl"] = True


@given(r'the request body property "\$\.callbackUrl" was set to a valid URL belonging to the API Consumer')
def _(context):
    begin_capture(context, callbackUrl=CALLBACK)


@given(r'the request body property "\$\.callbackUrl" is set to an invalid URL')
def _(context):
    context.body |= {"requestCaptureUrl": True, "callbackUrl": "https://elsewhere.example/consent/callback"}


@given(r"the API Consumer has exceeded the maximum number of captureUrl requests for the same phone number within a certain time period")
def _(context):
    for _ in range(3):
        send(context)
        assert context.response.status == 200 and "captureUrl" in context.response.json(), context.response.text


@when(r"the User is redirected to the Consent capture URL")
def _(context):
    context.visitor = Visitor(context.world.server.port, context.response.json()["captureUrl"])


@when(r'the User is redirected to the Consent capture URL including a query parameter "state" with a valid value')
def _(context):
    context.state = "xyz 123/ü&capture_result=granted"
    context.visitor = Visitor(context.world.server.port, context.response.json()["captureUrl"], context.state)


@when(r"the Consent Capture process reach a final state")
def _(context):
    context.answer = "refuse" if hasattr(context, "state") else "grant"
    context.sent_back = context.visitor.decide(context.answer)


@then(r'the API Consumer receives a redirection to the callback URL provided in the original "retrieveStatus" request')
def _(context):
    address, context.query = sent_back(context.sent_back)
    assert address == CALLBACK
    assert context.number.lstrip("+") not in context.sent_back.headers["Location"]
    assert set(context.query) <= {"capture_result", "state"}


@then(r'the redirection includes a query parameter "capture_result" with a valid capture result value')
def _(context):
    assert context.query["capture_result"] == {"grant": "granted", "refuse": "denied"}[context.answer], context.query
    # What the customer decided counts from then on.
    context.body["requestCaptureUrl"] = False
    context.body.pop("callbackUrl")
    send(context)
    info = context.response.json()["statusInfo"][0]
    expected = (True, None) if context.answer == "grant" else (False, "DENIED")
    assert (info["statusValidForProcessing"], info.get("statusReason")) == expected, info


@then(r'the redirection includes a query parameter "state" with the same value as provided when opening the Consent Capture URL')
def _(context):
    assert context.query["state"] == context.state


# Asking


def send(context):
    body = context.body
    three = is_three_legged(context)
    if context.number is None and context.operation != "updateConsent" and context.identifies is None:
        in_state(context, "pending")
    by_body = not three and context.operation != "updateConsent" and context.identifies is None
    if by_body and isinstance(body, dict):
        body = body | {"phoneNumber": context.number}
    token = context.token
    if token is ABSENT:
        token = ""
    elif token is None:
        telephone = context.number if three and context.number else ""
        token = context.world.issuer.token(context.partner, context.scope, telephone, context.lives)
    path = context.path.replace("{consentId}", context.consent_id or "")
    method = "PATCH" if context.operation == "updateConsent" else "POST"
    context.sent = body
    context.response = context.world.ask(method, path, body, token, context.headers)
    context.specification.holds_response(context.operation, context.response)


@when(r'the request "(?P<operation>\w+)" is sent')
def _(context, operation):
    assert operation == context.operation
    send(context)


# What comes back


@then(r"the response status code is (?P<status>\d+)")
def _(context, status):
    assert context.response.status == int(status), (context.response.status, context.response.text, context.sent)


@then(r'the response header "Content-Type" is "(?P<value>[^"]+)"')
def _(context, value):
    assert context.response.headers["Content-Type"] == value


@then(r'the response header "x-correlator" has same value as the request header "x-correlator"')
def _(context):
    assert context.response.headers["x-correlator"] == context.headers["x-correlator"]


@then(r'the response header "Content-Language", if present, its value is a language tag compatible with the requested Accept-Language preference')
def _(context):
    assert context.response.headers["Content-Language"] == "ar"


@then(r'the response header "Content-Language", if present, its value is a valid BCP 47 language tag')
def _(context):
    assert context.response.headers["Content-Language"] in ("en", "ar", "fr")


@then(r'the response body complies with the OAS schema at "(?P<schema>[^"]+)"')
def _(context, schema):
    context.specification.holds(context.response.json(), schema)


@then(r"the response body is an empty array \[\]")
def _(context):
    assert context.response.json() == []


def found(value, path):
    """What a path of these scenarios names: `$.a`, `$[*].a.b`, `$.a[*].b`. A list of what is there."""
    values = [value]
    for name, each in re.findall(r"\.(\w+)|(\[\*\])", path[1:]):
        if each:
            values = [item for one in values for item in one]
        else:
            values = [one[name] for one in values if name in one]
    return values


def properties(context, path):
    """At least one, and as many as there are items."""
    values = found(context.response.json(), path)
    items = found(context.response.json(), path.rsplit(".", maxsplit=1)[0])
    assert values and len(values) == len(items), (path, context.response.text)
    return values


@given(r'the response property "\$\.captureUrl" is present and it contains a valid URL')
@then(r'the response property "\$\.captureUrl" is present and it contains a valid URL')
def _(context):
    url = context.response.json()["captureUrl"]
    assert re.fullmatch(r"https://consent\.carrier\.example/consent-capture/[A-Za-z0-9_-]+", url), url
    Visitor(context.world.server.port, url).form()


@then(r'the response property "(?P<path>[^"]+)" is (?P<value>\d+|true|false)')
def _(context, path, value):
    assert all(each == json.loads(value) for each in properties(context, path)), (path, context.response.text)


@then(r'the response property "(?P<path>[^"]+)" is (?P<allowed>"[A-Z_.]+"(?:(?:, | or )"[A-Z_.]+")*)')
def _(context, path, allowed):
    words = re.findall(r'"([^"]+)"', allowed)
    assert all(each in words for each in properties(context, path)), (path, words, context.response.text)


@then(r'the response property "(?P<path>[^"]+)" is present')
def _(context, path):
    properties(context, path)


@then(r'the response property "(?P<path>[^"]+)" is not present')
def _(context, path):
    assert context.response.json() and not found(context.response.json(), path)


@then(r'the response property "(?P<path>[^"]+)" is present and its value is in the (?P<when>past|future)')
def _(context, path, when):  # pylint: disable=redefined-outer-name
    now = datetime.datetime.now(datetime.timezone.utc)
    for each in properties(context, path):
        instant = datetime.datetime.fromisoformat(each)
        assert instant.tzinfo is not None
        assert (instant > now) == (when == "future"), (path, each)


@then(r'the response property "\$\.message" contains a user friendly text')
def _(context):
    message = context.response.json()["message"]
    assert re.search(r"[a-z]+ [a-z]+", message) and not re.search(r"\d{5}", message), message


@then(r'the response property "(?P<path>[^"]+)" is either equal to or a subset of the requested scopes')
def _(context, path):
    values = found(context.response.json(), path)
    flat = [each for value in values for each in (value if isinstance(value, list) else [value])]
    assert flat and set(flat) <= set(context.body["scopes"])


@then(r'the response property "(?P<path>[^"]+)" matches the requested purpose')
def _(context, path):
    assert all(each == context.body["purpose"] for each in properties(context, path))


@then(r'the response property "\$\.consentId" matches the requested consentId')
def _(context):
    assert context.response.json()["consentId"] == context.consent_id


@then(r'the response property "\$\[\*\]" contains more than one item')
def _(context):
    assert len(context.response.json()) > 1
