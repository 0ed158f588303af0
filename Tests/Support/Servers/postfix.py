#!/usr/bin/python3
"""A Postfix of our own: it accepts, delivers and bounces like the mail server of an organisation, but on this machine.

Everything ends up in Maildirs: DIR/mail/recipient for known@gemeente.example and ok-…@gemeente.example,
DIR/mail/sender for provincie.example, where the bounces arrive, and DIR/mail/archive for a copy of each message that
came in. Mail for vol@gemeente.example is accepted and bounces, as does mail for unknown addresses, unless
--reject-unknown refuses those at once.

The Postfix is one that `.ci/postfix` unpacked in --program, which is not installed: its programs, libraries and tables
stay in that folder, and as it has no user and group of its own it works as `daemon`.

That user must be able to reach its files, while DIR may be in a folder that only root may enter. So its home is a folder
next to that; DIR/etc, DIR/mail and DIR/mail.log lead there. At the end the mail and the log are moved to DIR.
"""

import argparse
import asyncio
import contextlib
import os
import pwd
import shutil
import smtplib
import socket
import subprocess
import sys
import sysconfig
import tempfile
import time

sys.dont_write_bytecode = True  # Nothing but sources belongs in this folder.

import lifetime

MAIN = """
compatibility_level = 3.6
daemon_directory = {program}/usr/lib/postfix/sbin
command_directory = {program}/usr/sbin
shlib_directory = {program}/usr/lib/postfix
meta_directory = {home}/meta
import_environment = MAIL_CONFIG LD_LIBRARY_PATH={libraries}
export_environment = LD_LIBRARY_PATH={libraries}
mail_owner = daemon
setgid_group = mail
queue_directory = {home}/queue
data_directory = {home}/data
maillog_file = {home}/mail.log
maillog_file_prefixes = {home}

myhostname = mail.gemeente.example
mydestination =
alias_maps =
alias_database =
notify_classes =
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
mynetworks = 127.0.0.0/8
smtpd_error_sleep_time = 0
smtpd_reject_unlisted_recipient = {reject_unknown}

# Nothing leaves this machine.
disable_dns_lookups = yes
smtp_host_lookup = native
default_transport = error:5.4.4 no mail leaves this machine
relay_transport = error:5.4.4 no mail leaves this machine

virtual_mailbox_domains = gemeente.example, provincie.example
virtual_mailbox_base = {home}/mail
virtual_mailbox_maps = regexp:{home}/etc/mailboxes
virtual_minimum_uid = 1
virtual_uid_maps = static:{uid}
virtual_gid_maps = static:{gid}
transport_maps = inline:{{ {{ vol@gemeente.example = full: }} }}
always_bcc = archive@provincie.example
"""

TLS = """
smtpd_tls_security_level = may
smtpd_tls_cert_file = {home}/etc/certificate.pem
smtpd_tls_key_file = {home}/etc/key.pem
smtpd_tls_loglevel = 1
"""

# `full` bounces what it gets. The service `error` would not do: mail for that is refused before it is accepted.
MASTER = """
127.0.0.1:{port} inet n - n - - smtpd
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
proxymap unix - - n - - proxymap
proxywrite unix - - n - 1 proxymap
showq unix n - n - - showq
error unix - - n - - error
retry unix - - n - - error
virtual unix - n n - - virtual
full unix - n n - - pipe user=nobody argv=/bin/sh -c {{ printf '5.2.2 mailbox is full'; exit 69 }}
anvil unix - - n - 1 anvil
postlog unix-dgram n - n - 1 postlogd
"""

MAILBOXES = r"""
/^known@gemeente\.example$/ recipient/
/^ok-.*@gemeente\.example$/ recipient/
/^vol@gemeente\.example$/ recipient/
/^archive@provincie\.example$/ archive/
/@provincie\.example$/ sender/
"""


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Postfix:
    def __init__(self, options):
        self.directory = options.directory
        self.program = os.path.realpath(options.program)
        machine = sysconfig.get_config_var("MULTIARCH")
        self.libraries = ":".join(
            os.path.join(self.program, name) for name in ("usr/lib/postfix", f"usr/lib/{machine}", f"lib/{machine}"))
        self.home = tempfile.mkdtemp(prefix="postfix-", dir=os.path.realpath(tempfile.gettempdir()))
        self.port = free_port()
        self.master = None
        self.configure(options)

    def configure(self, options):
        user = pwd.getpwnam("daemon")
        os.chmod(self.home, 0o755)
        for name in ("etc", "queue", "data", "mail", "meta"):
            os.mkdir(os.path.join(self.home, name))
            os.chmod(os.path.join(self.home, name), 0o755)
        for name in ("data", "mail"):
            os.chown(os.path.join(self.home, name), user.pw_uid, user.pw_gid)
        shutil.copy(os.path.join(self.program, "etc/postfix/postfix-files"), os.path.join(self.home, "meta"))
        shutil.copy(os.path.join(self.program, "usr/share/postfix/dynamicmaps.cf"), os.path.join(self.home, "meta"))
        settings = MAIN
        if options.cert:
            settings += TLS
            shutil.copy(options.cert, os.path.join(self.home, "etc", "certificate.pem"))
            shutil.copy(options.key, os.path.join(self.home, "etc", "key.pem"))
        values = {"home": self.home, "program": self.program, "libraries": self.libraries, "uid": user.pw_uid, "gid": user.pw_gid, "port": self.port,
                  "reject_unknown": "yes" if options.reject_unknown else "no"}
        self.write("main.cf", settings.format(**values))
        self.write("master.cf", MASTER.format(**values))
        self.write("mailboxes", MAILBOXES)
        for name in ("etc", "mail", "mail.log"):
            os.symlink(os.path.join(self.home, name), os.path.join(self.directory, name))

    def write(self, name, content):
        path = os.path.join(self.home, "etc", name)
        with open(path, "w") as file:
            file.write(content)
        os.chmod(path, 0o644)

    def control(self, command):
        return subprocess.run([os.path.join(self.program, "usr/sbin/postfix"), "-c", os.path.join(self.home, "etc"), command],
                              stdin=subprocess.DEVNULL, capture_output=True, text=True,
                              env={"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LD_LIBRARY_PATH": self.libraries})

    def start(self):
        started = self.control("start")
        if started.returncode:
            with contextlib.suppress(OSError), open(os.path.join(self.home, "mail.log")) as log:
                sys.stderr.write(log.read())
            sys.exit(f"Postfix does not start: {started.stdout}{started.stderr}")
        with open(os.path.join(self.home, "queue", "pid", "master.pid")) as file:
            self.master = int(file.read())
        with smtplib.SMTP("127.0.0.1", self.port, timeout=30):
            pass

    def stop(self):
        self.control("stop")
        # The master, which has ended now, led a process group, to which all its servers belong.
        deadline = time.monotonic() + 10
        with contextlib.suppress(ProcessLookupError):
            while self.master and time.monotonic() < deadline:
                os.killpg(self.master, 0)
                time.sleep(0.02)

    def leave(self):
        os.unlink(os.path.join(self.directory, "etc"))
        for name in ("mail", "mail.log"):
            os.unlink(os.path.join(self.directory, name))
            with contextlib.suppress(FileNotFoundError):
                shutil.move(os.path.join(self.home, name), os.path.join(self.directory, name))
        shutil.rmtree(self.home)


async def main(options):
    stop = lifetime.watch()
    postfix = Postfix(options)
    try:
        postfix.start()
        lifetime.write_port(options.directory, postfix.port)
        await stop.wait()
    finally:
        postfix.stop()
        postfix.leave()


def parse_arguments():
    parser = argparse.ArgumentParser(description="A Postfix of our own, on a free port of this machine.")
    parser.add_argument("directory", metavar="DIR")
    parser.add_argument("--program", metavar="DIR", required=True)
    parser.add_argument("--reject-unknown", action="store_true")
    parser.add_argument("--cert", metavar="FILE")
    parser.add_argument("--key", metavar="FILE")
    options = parser.parse_args()
    if bool(options.cert) != bool(options.key):
        parser.error("--cert and --key go together.")
    return options


if os.geteuid() != 0:
    print("not root: Postfix cannot be started")
    sys.exit(77)
asyncio.run(main(parse_arguments()))
