# SPDX-License-Identifier: MIT
"""A child of the suite whose every text is meant to break whatever shows it: hostile_child.py ADAPTER.

It answers as the adapter would, but for its name, and for three requests that it answers with terminal
escapes, with bytes that are no UTF-8, and with a line of 10 MB; each ends it.
"""

import json
import os
import subprocess
import sys

NAME = "<script>document.title='owned'</script>\x1b[31m\u202e</title>]]>--><!--`|*#\\\n\"'&amp;"
COUNT = os.environ["HOSTILE_COUNT"]  # a file that counts the requests of all children


def next_number():
    with open(COUNT, "a+", encoding="ascii") as file:
        file.write(".")
        return file.tell()


def misbehave(number):
    """Whether it has answered what is no answer."""
    if number == 30:
        sys.stderr.write("\x1b]0;owned\x07<img src=x onerror=alert(1)>\n")
        sys.stderr.flush()
        sys.stdout.buffer.write(b"\x1b[2J<script>alert(1)</script>\n")
    elif number == 60:
        sys.stdout.buffer.write(b'{"id":1,"trouble":"\xff\xfe\xc0\xaf"}\n')
    elif number == 90:
        sys.stdout.buffer.write(b"A<b>" * 2_500_000 + b"\n")
    else:
        return False
    return True


def main():
    program = [os.environ["GATHERCHECK"], "serve", sys.argv[1]]
    with subprocess.Popen(program, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as child:
        for line in sys.stdin.buffer:
            if b'"run"' in line and misbehave(next_number()):
                break
            child.stdin.write(line)
            child.stdin.flush()
            answer = child.stdout.readline()
            if b'"hello"' in answer:
                hello = json.loads(answer)
                hello["hello"].update(name=NAME, version="1<i>\x00\x7f", language="</style><b>")
                answer = json.dumps(hello).encode() + b"\n"
            sys.stdout.buffer.write(answer)
            sys.stdout.buffer.flush()
        child.kill()


main()
