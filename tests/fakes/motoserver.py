# SPDX-License-Identifier: MIT
"""CloudWatch Logs as moto has it, an emulator that is not ours and checks Signature Version 4 and policies.

motoserver.py POLICY MESSAGES CREDENTIALS

POLICY: what the user "viewer" may do, as JSON, for all resources, because moto knows no others. MESSAGES: [{"stream", "timestamp", "message"}] for the log group "audit".
CREDENTIALS: the file to write, with the profiles "viewer", "stranger" (who may do nothing) and "forger" (who has the
viewer's key with another secret).

Says "listening PORT" and ends when its standard input does.
"""
import itertools
import json
import logging
import sys
import threading
import urllib.request
from pathlib import Path

import boto3
from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app
from werkzeug.serving import make_server

REGION = "eu-west-1"


class Labelled:
    """The application with its JSON labelled as Amazon does; moto calls it text/html."""

    def __init__(self, application):
        self.application = application

    def __call__(self, environment, start_response):
        def start(status, headers, *more):
            kept = [(name, value) for name, value in headers if name.lower() != "content-type"]
            return start_response(status, [*kept, ("Content-Type", "application/x-amz-json-1.1")], *more)
        return self.application(environment, start)


def make_user(iam, name, policy):
    iam.create_user(UserName=name)
    if policy:
        iam.put_user_policy(UserName=name, PolicyName="audit", PolicyDocument=policy)
    key = iam.create_access_key(UserName=name)["AccessKey"]
    return key["AccessKeyId"], key["SecretAccessKey"]


def fill(logs, messages):
    logs.create_log_group(logGroupName="audit")
    by_stream = sorted(messages, key=lambda message: (message["stream"], message["timestamp"]))
    for stream, events in itertools.groupby(by_stream, key=lambda message: message["stream"]):
        logs.create_log_stream(logGroupName="audit", logStreamName=stream)
        logs.put_log_events(logGroupName="audit", logStreamName=stream,
                            logEvents=[{"timestamp": event["timestamp"], "message": event["message"]} for event in events])


def check_from_now_on(address):
    request = urllib.request.Request(f"{address}/moto-api/reset-auth", b"0", {"Content-Type": "application/octet-stream"})
    with urllib.request.urlopen(request) as answer:
        answer.read()


def main():
    policy, messages, credentials = sys.argv[1:]
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = make_server("127.0.0.1", 0, Labelled(DomainDispatcherApplication(create_backend_app)), threaded=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.port}"
    session = boto3.Session("setup", "setup", region_name=REGION)
    iam = session.client("iam", endpoint_url=address)
    viewer = make_user(iam, "viewer", Path(policy).read_text())
    users = {"viewer": viewer, "stranger": make_user(iam, "stranger", None), "forger": (viewer[0], viewer[1][::-1])}
    fill(session.client("logs", endpoint_url=address), json.loads(Path(messages).read_text()))
    check_from_now_on(address)
    lines = [f"[{name}]\naws_access_key_id = {key}\naws_secret_access_key = {secret}\n" for name, (key, secret) in users.items()]
    Path(credentials).write_text("".join(lines))
    print(f"listening {server.port}", flush=True)
    sys.stdin.read()
    server.shutdown()


if __name__ == "__main__":
    main()
