"""The faults which faulty-smtp.py can be asked for: STAGE:ACTION[:TEXT][@N] or [@N-M]."""

import argparse
import collections
import dataclasses
import re

STAGES = ("greeting", "ehlo", "starttls", "auth", "mail", "rcpt", "data", "body", "dot", "quit")
EVERYWHERE = {"drop", "reset", "silent", "half-close", "garbage"}
OF_A_REPLY = {"slow", "long", "partial", "echo"}
STORED = {action + "-stored" for action in ("drop", "reset", "silent", "half-close")}

# These do not keep a message, since a server that ends so at the final dot has not accepted it.
NOT_KEEPING = {"drop", "reset", "silent", "half-close", "echo"}

TEXTS = {
    220: "localhost ESMTP",
    235: "2.7.0 Accepted",
    354: "Go on",
    421: "4.3.2 Service not available, closing the connection",
    450: "4.2.0 Mailbox unavailable",
    452: "4.2.2 Mailbox full",
    454: "4.7.0 Temporary failure",
    500: "5.5.2 Not understood",
    501: "5.5.4 Syntax error",
    502: "5.5.1 Not implemented",
    503: "5.5.1 Bad sequence of commands",
    530: "5.7.0 Authentication required",
    535: "5.7.8 Authentication failed",
    550: "5.1.1 No such user here",
    552: "5.2.2 Mailbox full",
    554: "5.7.1 Refused",
}
TEXTS_OF_CLASSES = {"2": "2.0.0 Ok", "3": "Go on", "4": "4.3.0 Try again later", "5": "5.0.0 Refused"}


def actions(stage):
    """The actions that mean something at a stage, besides the reply codes."""
    found = set(EVERYWHERE)
    if stage != "body":
        found |= OF_A_REPLY
    if stage == "greeting":
        found.remove("echo")
    return found | {"rcpt": {"later"}, "body": {"early-250"}, "dot": STORED}.get(stage, set())


@dataclasses.dataclass(frozen=True)
class Fault:
    stage: str
    action: str
    text: str
    first: int
    last: float

    @property
    def code(self):
        return int(self.action) if self.action.isdigit() else None

    @property
    def reply(self):
        """The reply of a code; a text of several lines makes a reply of several lines."""
        text = self.text or TEXTS.get(self.code) or TEXTS_OF_CLASSES[self.action[0]]
        *lines, last = text.split("\\n")
        return "\r\n".join([f"{self.action}-{line}" for line in lines] + [f"{self.action} {last}"])

    @property
    def seconds(self):
        return float(self.text or 0.05)

    @property
    def keeps(self):
        """Whether a message is stored when this happens at its final dot."""
        return self.code < 400 if self.code else self.action not in NOT_KEEPING

    def __str__(self):
        return f"{self.stage}:{self.action}"

    @classmethod
    def parse(cls, spec):
        match = re.fullmatch(r"([^:@]+):([^:@]+)(?::(.*?))?(?:@(\d+)(?:-(\d+))?)?", spec, re.DOTALL)
        if not match:
            raise argparse.ArgumentTypeError(f"“{spec}” is not STAGE:ACTION[:TEXT][@N].")
        stage, action, text, first, last = match.groups()
        if stage not in STAGES:
            raise argparse.ArgumentTypeError(f"“{spec}”: there is no stage “{stage}”.")
        is_code = re.fullmatch(r"[2-5][0-9][0-9]", action)
        if not is_code and action not in actions(stage):
            raise argparse.ArgumentTypeError(f"“{spec}”: there is no action “{action}” at the stage “{stage}”.")
        if text is not None and not is_code and action not in ("slow", "garbage"):
            raise argparse.ArgumentTypeError(f"“{spec}”: the action “{action}” takes no text.")
        if text and action == "slow" and not re.fullmatch(r"\d+(\.\d+)?", text):
            raise argparse.ArgumentTypeError(f"“{spec}”: “{text}” is not a number of seconds.")
        fault = cls(stage, action, text or "", int(first or 1), int(last or first or 0) or float("inf"))
        if not 1 <= fault.first <= fault.last:
            raise argparse.ArgumentTypeError(f"“{spec}”: times count from 1, and a range goes up.")
        return fault


class Faults:
    """Counts how often each stage was reached in the life of the server."""

    def __init__(self, faults):
        self.faults = faults
        self.times = collections.Counter()

    def at(self, stage):
        """The fault to show now that this stage is reached once more; nothing if all is to go well."""
        self.times[stage] += 1
        for fault in self.faults:
            if fault.stage == stage and fault.first <= self.times[stage] <= fault.last:
                return fault
        return None
