"""The customers of data/telco, and what each of them will do: drawn once, before anything is sent, so that what the product says at last
can be checked against what they did and not against what it heard.
"""

import csv
import dataclasses
import pathlib
import random

ROOT = pathlib.Path(__file__).resolve().parents[2]
LANGUAGES = ("en", "ar", "fr")

# What customers do, and how often. Nothing else happens to the others: they are silent.
BY_EMAIL = {
    "no_mailbox": 0.03,  # refused by their server: a bounce
    "full_mailbox": 0.02,
    "machine_answers": 0.03,  # an automatic reply: no choice
    "reply_refuses": 0.03,
    "reply_unclear": 0.02,  # counts until a person has read it
    "reply_unclear_reviewed": 0.02,  # a person has read it: no refusal
    "one_click": 0.04,
    "complaint": 0.01,
    "page_all": 0.03,
    "page_part": 0.02,  # refuses partners, not the carrier
    "page_looked_at": 0.03,  # so do the scanners of mail systems
}
BY_SMS = {
    "not_delivered": 0.03,
    "stop": 0.08,
    "thanks": 0.03,
    "sms_unclear": 0.02,
    "page_all": 0.03,
    "page_looked_at": 0.03,
}
BY_LETTER = {
    "returned": 0.03,
    "page_all": 0.04,
    "page_looked_at": 0.02,
    "letter_refuses": 0.03,
}
REFUSALS = {"reply_refuses", "reply_unclear", "one_click", "complaint", "page_all", "stop", "sms_unclear", "letter_refuses"}
FAILURES = {"no_mailbox", "full_mailbox", "not_delivered", "returned"}


@dataclasses.dataclass
class Customer:
    account: str
    number: int
    active: bool
    language: str
    channel: str  # by which the notice comes first
    does: str  # what they do then
    does_with_letter: str = ""  # what they do with the letter that follows, if the first form did not arrive
    said: str = ""  # what they write

    @property
    def email(self):
        box = {"no_mailbox": "unknown", "full_mailbox": "full"}.get(self.does, "customer")
        return f"{box}{self.number}@customers.example.net" if self.channel == "email" else ""

    @property
    def telephone(self):
        return f"+96170{100000 + self.number}" if self.channel == "sms" else ""

    def refuses(self):
        return self.does in REFUSALS or self.does_with_letter in REFUSALS


def drawn(choose, what):
    at = choose.random()
    for name, share in what.items():
        at -= share
        if at < 0:
            return name
    return "silent"


def wordings():
    """What people write, by meaning and language, of tests/replies/wordings.txt: by text message, with no question open."""
    found = {}
    for line in (ROOT / "tests/replies/wordings.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("#") or "\t" not in line:
            continue
        labels, text = line.split("\t", 1)
        meaning, language, asked, origin = labels.split()
        # Ends of lines and the like are the business of other tests: an SMS is one line to Kannel's network.
        if asked == "-" and origin == "sms" and "\\" not in text and text == text.strip() and text.isprintable():
            found.setdefault(meaning, []).append(text)
    return found


def customers(count, seed):
    """The first customers of the file until `count` of them are customers still: the file again, under other account numbers, when it ends."""
    choose = random.Random(seed)
    words = wordings()
    with open(ROOT / "data/telco/telco-customers.csv", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    made = []
    number, active = -1, 0
    while active < count:
        number += 1
        row = rows[number % len(rows)]
        again = number // len(rows)
        if row["PaperlessBilling"] == "Yes":
            channel, what = "email", BY_EMAIL
        elif row["PhoneService"] == "Yes" and int(row["tenure"]) % 2 == 0:
            channel, what = "sms", BY_SMS
        else:
            channel, what = "mail", BY_LETTER
        each = Customer(row["customerID"] + (f"-{again + 1}" if again else ""), number, row["Churn"] == "No", choose.choice(LANGUAGES), channel,
                        drawn(choose, what))
        if each.does in FAILURES and each.channel != "mail":
            each.does_with_letter = drawn(choose, BY_LETTER)
        meaning = {"stop": "refusal", "thanks": "nothing", "sms_unclear": "unclear", "reply_refuses": "refusal",
                   "reply_unclear": "unclear", "reply_unclear_reviewed": "unclear"}.get(each.does)
        if meaning:
            each.said = choose.choice(words[meaning])
        made.append(each)
        active += each.active
    return made


def expected(customer, day):
    """The reason of the decision on the `day`-th local day after all was sent: written from the rules, by somebody who has not read the
    product's code. A use that needs approval by silence; the notice says 30 days; a letter counts from the third day after its mailing."""
    if not customer.active:
        return "former_customer"
    if customer.refuses():
        return "opted_out"
    arrived = []
    if customer.does not in FAILURES:
        arrived.append(0 if customer.channel != "mail" else 3)
    if customer.does_with_letter and customer.does_with_letter not in FAILURES:
        arrived.append(3)
    if not arrived:
        return "notice_undelivered"
    return "opt_out_deemed" if day >= min(arrived) + 31 else "waiting_period"
