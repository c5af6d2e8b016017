# SPDX-License-Identifier: MIT
"""Start the witness: python3 -m gather_oracle."""

import sys

OLDEST = (3, 8)


def start():
    """Hand over to the command, unless this Python is too old to be a witness."""
    if sys.version_info < OLDEST:
        sys.stderr.write(
            "gather_oracle: this is Python %d.%d, and the witness needs Python %d.%d or newer:\n"
            "the editions begin there, since cancellation was another one before.\n"
            % (sys.version_info[:2] + OLDEST)
        )
        return 2
    from gather_oracle.command import main

    return main(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(start())
