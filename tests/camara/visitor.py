"""A customer with a browser that has no scripts: follows a capture URL, reads the page, sends the form."""

import html.parser
import http.client
import urllib.parse


class Form(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.hidden, self.choices, self.html_attributes = {}, {}, {}

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if tag == "html":
            self.html_attributes = attributes
        if tag != "input":
            return
        if attributes["type"] == "hidden":
            self.hidden[attributes["name"]] = attributes["value"]
        if attributes["type"] == "radio":
            self.choices.setdefault(attributes["name"], []).append(attributes["value"])
            assert "checked" not in attributes, "an answer is chosen beforehand"


class Visitor:
    def __init__(self, port, url, state=""):
        parts = urllib.parse.urlsplit(url)
        query = urllib.parse.urlencode({"state": state}) if state else ""
        self.port, self.target = port, parts.path + ("?" + query if query else "")

    def ask(self, method, fields=None, headers=()):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        body = None if fields is None else urllib.parse.urlencode(fields)
        sent = dict(headers)
        if body is not None:
            sent["Content-Type"] = "application/x-www-form-urlencoded"
        connection.request(method, self.target, body, sent)
        response = connection.getresponse()
        response.text = response.read().decode()
        connection.close()
        return response

    def form(self, headers=()):
        response = self.ask("GET", headers=headers)
        assert response.status == 200, (response.status, response.text)
        form = Form()
        form.feed(response.text)
        return form

    def decide(self, *answers):
        """`grant` or `refuse`, for each question or for all of them. The response."""
        form = self.form()
        names = list(form.choices)
        picked = answers if len(answers) == len(names) else answers * len(names)
        return self.ask("POST", form.hidden | dict(zip(names, picked)))


def sent_back(response):
    """Where the browser goes then: the address without its query, and the query."""
    assert response.status == 303, (response.status, response.text)
    address, _, query = response.headers["Location"].partition("?")
    return address, dict(urllib.parse.parse_qsl(query, strict_parsing=True))
