# SPDX-License-Identifier: MIT
"""Neither good-bye nor the end of its input nor a signal ends it."""

import signal
import time

from conversation import converse

for each in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGPIPE):
    signal.signal(each, signal.SIG_IGN)
converse(lambda request: False)
while True:
    time.sleep(3600)
