#!/usr/bin/python3
"""An SMTP server that goes wrong exactly where it is told to, down to the single byte.

A message whose final dot came in and which a real server would now deliver is in DIR/received before the reply goes
out. This holds as well for replies that arrive damaged (slow, long, garbage, partial): the server had accepted.
"""

import argparse
import asyncio
import base64
import binascii
import json
import logging
import os
import re
import socket
import ssl
import struct
import sys

sys.dont_write_bytecode = True  # Nothing but sources belongs in this folder.

import faults
import lifetime

MAXIMUM_SIZE = 52_428_800


class Closed(Exception):
    """The conversation is over."""


class Store:
    """The log and the messages received."""

    def __init__(self, directory):
        self.directory = os.path.join(directory, "received")
        os.makedirs(self.directory, exist_ok=True)
        self.log_file = open(os.path.join(directory, "log"), "a", buffering=1, encoding="utf-8")
        self.messages = 0

    def log(self, connection, text):
        for line in text.splitlines() or [""]:
            shown = line if len(line) <= 300 else line[:300] + "…"
            self.log_file.write(f"{connection} {shown}\n")

    def add(self, message, envelope):
        self.messages += 1
        name = f"{self.messages:05}"
        # The message comes last: whoever sees it finds its envelope.
        self.write(name + ".json", json.dumps(envelope).encode())
        self.write(name + ".eml", message)
        return name

    def write(self, name, content):
        path = os.path.join(self.directory, name)
        with open(path + ".part", "wb") as file:
            file.write(content)
        os.rename(path + ".part", path)


class Server:
    def __init__(self, options):
        self.options = options
        self.faults = faults.Faults(options.fault)
        self.store = Store(options.directory)
        self.connections = 0
        self.greylisted = set()
        self.context = None
        if options.cert:
            self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            self.context.load_cert_chain(options.cert, options.key)

    async def connected(self, reader, writer):
        self.connections += 1
        connection = Connection(self, self.connections, reader, writer)
        try:
            await connection.talk()
        except Closed:
            pass
        except OSError as error:
            connection.log(f"broken: {error}")
        except asyncio.CancelledError:
            # The test is over; no client need be waited for.
            writer.transport.abort()
            connection.log("closed")
            raise
        await connection.close()


class Connection:
    def __init__(self, server, number, reader, writer):
        self.server = server
        self.options = server.options
        self.number = number
        self.reader = reader
        self.writer = writer
        self.buffer = bytearray()
        self.tls = False
        self.user = None
        self.refused = False
        self.greeted = False
        self.start_over()

    def start_over(self):
        """Forgets the transaction that was going on."""
        self.sender = None
        self.parameters = []
        self.recipients = []

    def log(self, text):
        self.server.store.log(self.number, text)

    # Bytes

    async def fill(self):
        self.writer.transport.resume_reading()
        chunk = await self.reader.read(65536)
        if not chunk:
            raise Closed
        self.buffer += chunk

    async def read_line(self, secret=False):
        while b"\n" not in self.buffer:
            await self.fill()
        raw, _, self.buffer = self.buffer.partition(b"\n")
        line = raw.rstrip(b"\r").decode("utf-8", "backslashreplace")
        shown = re.sub(r"(?i)^(AUTH +\S+ +).*", r"\1***", line)
        self.log("> " + ("***" if secret else shown))
        return line

    async def swallow(self):
        """Reads on, whatever comes, until the client has had enough."""
        while True:
            await self.fill()
            self.buffer.clear()

    async def send(self, reply, delay=None, shown=None):
        for line in (shown or reply).split("\r\n"):
            self.log("< " + line)
        content = reply.encode() + b"\r\n"
        pieces = [content] if delay is None else [content[i:i + 1] for i in range(len(content))]
        for piece in pieces:
            self.writer.write(piece)
            await self.writer.drain()
            await asyncio.sleep(delay or 0)

    async def start_tls(self):
        # What a client sends before TLS must not be taken for something it said under TLS.
        self.buffer.clear()
        try:
            await self.writer.start_tls(self.server.context)
        except OSError as error:
            self.log(f"tls failed: {error}")
            raise Closed from error
        self.tls = True
        self.log("tls " + self.writer.get_extra_info("ssl_object").version())

    async def close(self):
        self.writer.close()
        try:
            await asyncio.wait_for(self.writer.wait_closed(), 1)
        except TimeoutError:
            self.writer.transport.abort()  # A client that does not answer the end of TLS cannot keep the connection.
        except OSError:
            pass  # It was broken already.
        self.log("closed")

    # Replies

    async def answer(self, stage, normal, line=""):
        """Sends the normal reply or what a fault makes of it; true when the client heard of a success."""
        return await self.perform(self.server.faults.at(stage), normal, line)

    async def perform(self, fault, normal, line=""):
        code = normal[:3]
        if fault is None:
            await self.send(normal)
            return code < "400"
        self.log(f"! {fault}")
        if fault.code:
            await self.send(fault.reply)
            if fault.code == 421:
                raise Closed
            return fault.code < 400
        match fault.action.removesuffix("-stored"):
            case "slow":
                await self.send(normal, delay=fault.seconds)
                return code < "400"
            case "long":
                await self.send(f"{code} " + "x" * 100_000)
                return code < "400"
            case "later":
                first = line.lower() not in self.server.greylisted
                self.server.greylisted.add(line.lower())
                await self.send("450 4.2.0 Greylisted" if first else normal)
                return not first
            case "garbage":
                await self.send(fault.text or "hello there")
                return False
            case "echo":
                secret = "***" if fault.stage == "auth" else line
                await self.send(f"500 5.5.2 Not understood: {line}", shown=f"500 5.5.2 Not understood: {secret}")
                return False
            case "early-250":
                await self.send("250 2.0.0 Ok")
            case "partial":
                whole = normal.encode()
                self.writer.write(whole[:len(whole) // 2].rstrip(b"\r\n"))
                await self.writer.drain()
            case "reset":
                self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                self.writer.transport.abort()
            case "drop":
                self.writer.transport.abort()
            case "silent":
                await self.swallow()
            case "half-close":
                self.socket.shutdown(socket.SHUT_WR)
                await self.swallow()
        raise Closed

    @property
    def socket(self):
        return self.writer.get_extra_info("socket")

    # The conversation

    async def talk(self):
        self.log("connected")
        if self.options.implicit_tls:
            await self.start_tls()
        self.refused = not await self.answer("greeting", "220 localhost ESMTP")
        commands = {
            "EHLO": self.ehlo, "HELO": self.ehlo, "STARTTLS": self.starttls, "AUTH": self.auth, "MAIL": self.mail,
            "RCPT": self.rcpt, "DATA": self.data, "RSET": self.rset, "NOOP": self.noop, "QUIT": self.quit,
        }
        while True:
            line = await self.read_line()
            verb = line.partition(" ")[0].upper()
            if verb not in commands:
                await self.send("500 5.5.2 Not understood")
            elif self.refused and verb != "QUIT":
                await self.send("503 5.5.1 No service here")
            else:
                await commands[verb](line)

    async def ehlo(self, line):
        offers = ["localhost", f"SIZE {MAXIMUM_SIZE}", "8BITMIME"]
        if self.server.context and not self.tls and not self.options.no_starttls:
            offers.append("STARTTLS")
        if self.options.auth:
            offers.append("AUTH PLAIN LOGIN")
        offers.append("ENHANCEDSTATUSCODES")
        if line[:4].upper() == "HELO":
            offers = ["localhost"]
        normal = "\r\n".join([f"250-{offer}" for offer in offers[:-1]] + [f"250 {offers[-1]}"])
        self.greeted = await self.answer("ehlo", normal, line)
        self.start_over()

    async def starttls(self, line):
        if not self.server.context or self.tls or self.options.no_starttls:
            await self.send("502 5.5.1 STARTTLS is not offered")
            return
        # The first bytes of TLS may follow at once; they must not be read as if they were commands.
        self.writer.transport.pause_reading()
        if await self.answer("starttls", "220 2.0.0 Go on", line):
            await self.start_tls()
            self.greeted = False
            self.user = None

    async def auth(self, line):
        """The stage is reached with the last line of the credentials; that line is what `echo` repeats."""
        if not self.options.auth or not self.greeted or self.user is not None:
            await self.send("503 5.5.1 Bad sequence of commands")
            return
        _, method, *rest = line.split() + [""]
        initial = [word for word in rest if word]
        if method.upper() == "PLAIN":
            last = initial[0] if initial else await self.challenge("")
            credentials = decode(last).split("\0")[1:]
        elif method.upper() == "LOGIN":
            name = initial[0] if initial else await self.challenge("VXNlcm5hbWU6")
            last = await self.challenge("UGFzc3dvcmQ6")
            credentials = [decode(name), decode(last)]
        else:
            await self.send("504 5.5.4 Unknown method")
            return
        right = ":".join(credentials) == self.options.auth
        normal = "235 2.7.0 Accepted" if right else "535 5.7.8 Authentication failed"
        if await self.answer("auth", normal, line if last in line else last):
            self.user = credentials[0] if credentials else ""

    async def challenge(self, text):
        await self.send(f"334 {text}")
        return await self.read_line(secret=True)

    async def mail(self, line):
        match = re.fullmatch(r"(?i)MAIL FROM: ?<([^>]*)>((?: \S+)*)", line)
        sizes = re.findall(r"(?i) SIZE=(\d+)", line)
        if not match:
            await self.send("501 5.5.4 Syntax: MAIL FROM:<address>")
        elif not self.greeted or self.sender is not None:
            await self.send("503 5.5.1 Bad sequence of commands")
        elif self.options.auth and self.user is None:
            await self.send("530 5.7.0 Authentication required")
        elif sizes and int(sizes[0]) > MAXIMUM_SIZE:
            await self.send("552 5.3.4 Message too big")
        elif await self.answer("mail", "250 2.1.0 Ok", line):
            self.sender = match[1]
            self.parameters = match[2].split()

    async def rcpt(self, line):
        match = re.fullmatch(r"(?i)RCPT TO: ?<([^>]+)>((?: \S+)*)", line)
        if not match:
            await self.send("501 5.5.4 Syntax: RCPT TO:<address>")
        elif self.sender is None:
            await self.send("503 5.5.1 Bad sequence of commands")
        else:
            fault = self.server.faults.at("rcpt")
            # Greylisting goes by the address, however the command was written.
            told = match[1] if fault and fault.action == "later" else line
            if await self.perform(fault, "250 2.1.5 Ok", told):
                self.recipients.append(match[1])

    async def data(self, line):
        if not self.recipients:
            await self.send("503 5.5.1 Bad sequence of commands")
        elif await self.answer("data", "354 End with a line that has only a dot", line):
            await self.body()
            self.start_over()

    async def body(self):
        # With a line end before it, the first line is like all others.
        self.buffer[:0] = b"\r\n"
        while len(self.buffer) == 2:
            await self.fill()
        if fault := self.server.faults.at("body"):
            if fault.action in ("drop", "reset"):
                while len(self.buffer) < 102 and b"\r\n.\r\n" not in self.buffer:
                    await self.fill()
            await self.perform(fault, "")
        seen = 0
        while (end := self.buffer.find(b"\r\n.\r\n", seen)) < 0:
            seen = max(0, len(self.buffer) - 4)
            await self.fill()
        message = bytes(self.buffer[:end + 2]).replace(b"\r\n.", b"\r\n")[2:]
        del self.buffer[:end + 5]
        self.log("dot")
        if fault is None:
            await self.dot(message)

    async def dot(self, message):
        fault = self.server.faults.at("dot")
        if fault is None or fault.keeps:
            name = self.server.store.add(message, {
                "from": self.sender, "to": self.recipients, "connection": self.number, "tls": self.tls,
                "user": self.user, "parameters": self.parameters,
            })
            self.log(f"stored {name}")
        await self.perform(fault, "250 2.0.0 Ok", ".")

    async def rset(self, line):
        self.start_over()
        await self.send("250 2.0.0 Ok")

    async def noop(self, line):
        await self.send("250 2.0.0 Ok")

    async def quit(self, line):
        await self.answer("quit", "221 2.0.0 Bye", line)
        raise Closed


def decode(text):
    try:
        return base64.b64decode(text, validate=True).decode()
    except (binascii.Error, UnicodeDecodeError):
        return ""


class Parser(argparse.ArgumentParser):
    def error(self, message):
        self.exit(64, f"{self.prog}: {message}\n")


def parse_arguments():
    parser = Parser(description="An SMTP server that goes wrong where it is told to.")
    parser.add_argument("directory", metavar="DIR")
    parser.add_argument("--fault", metavar="SPEC", action="append", default=[], type=faults.Fault.parse)
    parser.add_argument("--cert", metavar="FILE")
    parser.add_argument("--key", metavar="FILE")
    parser.add_argument("--implicit-tls", action="store_true")
    parser.add_argument("--auth", metavar="USER:PASSWORD")
    parser.add_argument("--no-starttls", action="store_true")
    options = parser.parse_args()
    if bool(options.cert) != bool(options.key):
        parser.error("--cert and --key go together.")
    if options.implicit_tls and not options.cert:
        parser.error("--implicit-tls needs --cert and --key.")
    return options


async def main(options):
    # It would warn of clients that leave in the middle of TLS, as they should at a wrong certificate.
    logging.getLogger("asyncio").setLevel(logging.ERROR)
    stop = lifetime.watch()
    server = Server(options)
    listener = await asyncio.start_server(server.connected, "127.0.0.1", 0)
    lifetime.write_port(options.directory, listener.sockets[0].getsockname()[1])
    await stop.wait()
    listener.close()


asyncio.run(main(parse_arguments()))
