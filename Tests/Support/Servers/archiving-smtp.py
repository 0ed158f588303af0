#!/usr/bin/python3
"""An SMTP server that accepts everything and keeps it in the Maildir DIR/archive, for mailings of many letters.

DIR/accepted gets one line `MESSAGE-ID RECIPIENT` for each message and recipient, before the reply goes out.
"""

import asyncio
import mailbox
import os
import re
import sys

sys.dont_write_bytecode = True  # Nothing but sources belongs in this folder.

from aiosmtpd.smtp import SMTP

import lifetime

MESSAGE_ID = re.compile(rb"^message-id:\s*(\S+)", re.IGNORECASE | re.MULTILINE)


class Archive:
    def __init__(self, directory):
        self.maildir = mailbox.Maildir(os.path.join(directory, "archive"))
        self.accepted = open(os.path.join(directory, "accepted"), "a", buffering=1)

    async def handle_DATA(self, server, session, envelope):
        self.maildir.add(envelope.content)
        head = envelope.content.partition(b"\r\n\r\n")[0]
        found = MESSAGE_ID.search(head)
        message_id = found[1].decode("ascii", "backslashreplace") if found else "-"
        self.accepted.writelines(f"{message_id} {recipient}\n" for recipient in envelope.rcpt_tos)
        return "250 2.0.0 Ok"


async def main(directory):
    stop = lifetime.watch()
    archive = Archive(directory)
    # A name given here spares a search for the name of this machine with every connection. The controllers of aiosmtpd
    # do not let the system choose a port, so the server is made without.
    listener = await asyncio.get_running_loop().create_server(
        lambda: SMTP(archive, hostname="localhost", data_size_limit=1 << 30), "127.0.0.1", 0)
    lifetime.write_port(directory, listener.sockets[0].getsockname()[1])
    await stop.wait()
    listener.close()


if len(sys.argv) != 2:
    sys.exit("usage: archiving-smtp.py DIR")
asyncio.run(main(sys.argv[1]))
