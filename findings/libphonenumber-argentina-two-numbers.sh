#!/usr/bin/env bash
# libphonenumber (Python port 9.0.20): one mobile line of Argentina is two valid numbers.
#
# From abroad, and as the sender of a message, the line has a 9 after the country's code; a national list has it without.
# Both forms are valid, format to two E.164 numbers, and compare as no more than a match of the short number, as two lines of
# different countries' areas would. Whoever keys a list of refusals by E.164 loses a STOP that came by message. Written with the
# national mobile prefix 15 the same line gets the 9.
#
# Mended in the product: src/world/line_forms.cpp reads both as one.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check phonenumbers==9.0.20
"$folder/venv/bin/python" - <<'PYTHON'
import phonenumbers as library

def e164(text):
    number = library.parse(text, "AR")
    assert library.is_valid_number(number), text
    return library.format_number(number, library.PhoneNumberFormat.E164)

seen = {text: e164(text) for text in ("+54 9 11 2345 6789", "11 2345 6789", "011 15 2345 6789")}
match = library.is_number_match("+5491123456789", "+541123456789")
for text, number in seen.items():
    print(f"{text:20} {number}")
print("match:", match)
assert list(seen.values()) == ["+5491123456789", "+541123456789", "+5491123456789"]
assert match == library.MatchType.SHORT_NSN_MATCH
PYTHON
echo "as described: one line, two valid numbers"
