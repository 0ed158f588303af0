#!/usr/bin/python3
"""Prints what Python's own parser finds in each message of a folder, as one line of JSON each, in their order."""

import email
import email.policy
import email.utils
import hashlib
import json
import pathlib
import sys

for path in sorted(pathlib.Path(sys.argv[1]).glob("*.eml")):
    message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    parts = [part for part in message.walk() if not part.is_multipart()]
    print(json.dumps({
        "headers": sorted(name.lower() for name in message.keys()),
        "defects": [str(defect) for part in message.walk() for defect in part.defects],
        "from": [list(pair) for pair in email.utils.getaddresses(message.get_all("From", []))],
        "to": [address for _, address in email.utils.getaddresses(message.get_all("To", []))],
        "subject": str(message["Subject"]),
        "id": str(message["Message-ID"]).strip(),
        "text": parts[0].get_content() if parts else "",
        "files": [
            {"name": part.get_filename(), "sha256": hashlib.sha256(part.get_payload(decode=True)).hexdigest()}
            for part in parts[1:]
        ],
    }))
