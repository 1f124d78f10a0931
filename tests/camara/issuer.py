"""An issuer of access tokens (RFC 9068) that publishes its keys on this machine."""

import base64
import http.server
import json
import threading
import time
import uuid

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, utils

AUDIENCE = "assent"


def base64url(data):
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


class Issuer:
    def __init__(self, more=""):
        self.more = more  # of its table in the access file
        self.key = ec.generate_private_key(ec.SECP256R1())
        numbers = self.key.public_key().public_numbers()
        keys = {"keys": [{"kty": "EC", "crv": "P-256", "kid": "1", "use": "sig", "alg": "ES256",
                          "x": base64url(numbers.x.to_bytes(32, "big")), "y": base64url(numbers.y.to_bytes(32, "big"))}]}
        text = json.dumps(keys).encode()

        class Published(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                self.send_response(200)
                self.send_header("Content-Type", "application/jwk-set+json")
                self.send_header("Content-Length", str(len(text)))
                self.end_headers()
                self.wfile.write(text)

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Published)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.address = f"http://localhost:{self.server.server_port}"

    def access(self):
        """The table for the server's access file."""
        return (f'[[issuer]]\nissuer = "{self.address}"\naudience = "{AUDIENCE}"\nalgorithm = "ES256"\n'
                f'keys_address = "{self.address}/jwks"\nroles = ["partner", "customer"]\n' + self.more)

    def token(self, name, scope, telephone="", lives=600, **more):
        """Of the partner of that name: two-legged, or three-legged for the customer with that number. `more` replaces claims, with None it removes them."""
        now = int(time.time())
        claims = {"iss": self.address, "aud": AUDIENCE, "sub": telephone and "user-" + uuid.uuid4().hex or name + "-app",
                  "client_id": name + "-app", "jti": uuid.uuid4().hex, "iat": now - 700, "exp": now + lives, "scope": scope,
                  "role": "partner", "partner": name}
        if telephone:
            claims["phone_number"] = telephone
        claims = {name: value for name, value in (claims | more).items() if value is not None}
        signed = base64url(json.dumps({"typ": "at+jwt", "alg": "ES256", "kid": "1"}).encode()) + "." + base64url(json.dumps(claims).encode())
        r, s = utils.decode_dss_signature(self.key.sign(signed.encode(), ec.ECDSA(hashes.SHA256())))
        return signed + "." + base64url(r.to_bytes(32, "big") + s.to_bytes(32, "big"))

    def end(self):
        self.server.shutdown()
        self.server.server_close()
