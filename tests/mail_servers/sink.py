"""The other side: a mail server that has some mailboxes, refuses the others, and keeps what it gets."""

import socketserver
import sys
import threading


class Sink:
    """Mailboxes are known by the beginning of their names: `unknown…` does not exist, `full…` is full. It reports nothing (RFC 3461),
    as many real servers do."""

    def __init__(self):
        sink = self
        self.kept = []  # (sender, recipient, bytes)
        self.arrived = threading.Condition()

        class Conversation(socketserver.StreamRequestHandler):
            def handle(self):
                self.say("220 customers.example.net ready")
                sender = recipients = None
                while line := self.read():
                    word = line[:4].upper()
                    if word == b"EHLO":
                        self.say("250-customers.example.net\r\n250-8BITMIME\r\n250 SMTPUTF8")
                    elif word == b"HELO":
                        self.say("250 customers.example.net")
                    elif word == b"MAIL":
                        sender, recipients = address(line), []
                        self.say("250 2.1.0 ok")
                    elif word == b"RCPT":
                        to = address(line)
                        if to.startswith(b"unknown"):
                            self.say(f"550 5.1.1 <{to.decode()}>: Recipient address rejected: User unknown")
                        elif to.startswith(b"full"):
                            self.say("552 5.2.2 Mailbox full")
                        else:
                            recipients.append(to)
                            self.say("250 2.1.5 ok")
                    elif word == b"DATA" and recipients:
                        self.say("354 go on")
                        text = b""
                        while (line := self.rfile.readline()) not in (b".\r\n", b""):
                            text += line[1:] if line.startswith(b".") else line
                        if not line:  # the other side was gone before the end
                            return
                        with sink.arrived:
                            sink.kept += [(sender, to, text) for to in recipients]
                            sink.arrived.notify_all()
                        self.say("250 2.0.0 kept")
                    elif word == b"QUIT":
                        self.say("221 2.0.0 bye")
                        return
                    elif word in (b"RSET", b"NOOP"):
                        self.say("250 2.0.0 ok")
                    else:
                        self.say("503 5.5.1 not now")

            def say(self, text):
                try:
                    self.wfile.write(text.encode() + b"\r\n")
                except OSError:  # the other side is gone
                    pass

            def read(self):
                try:
                    return self.rfile.readline()
                except ConnectionResetError:  # a server that is stopped
                    return b""

        def address(line):
            return line[line.index(b"<") + 1 : line.index(b">")]

        class Server(socketserver.ThreadingTCPServer):
            daemon_threads = True
            allow_reuse_address = True

            def handle_error(self, request, client_address):
                if not isinstance(sys.exc_info()[1], ConnectionError):
                    super().handle_error(request, client_address)

        self.server = Server(("127.0.0.1", 0), Conversation)
        self.port = self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def wait_for(self, wanted, seconds):
        """The first `wanted` that are true of some kept message, or what is kept when the time is over."""
        with self.arrived:
            self.arrived.wait_for(lambda: wanted(self.kept), seconds)
            return list(self.kept)

    def stop(self):
        self.server.shutdown()
        self.server.server_close()
