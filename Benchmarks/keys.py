"""Measures the first screen and the keys of the real program through a pseudo-terminal.

    python3 keys.py ../.build/release/lethe FILE

The first screen: from starting the program to the moment at which its last line has arrived, the median of 15 starts. A key:
from writing it to the first byte of the frame that follows; 100 keys as soon as the program shows, 300 after the file loaded.
"""

import fcntl
import os
import pty
import select
import struct
import sys
import termios
import time

KEYS = [b"j", b"k", b"\x04", b"\x15", b"j", b"l", b"h", b"j"]


class Program:
    """The program in a terminal of its own."""

    def __init__(self, command, rows, columns):
        self.pid, self.terminal = pty.fork()
        if self.pid == 0:
            os.environ["TERM"] = "xterm-256color"
            os.execv(command[0], command)
        fcntl.ioctl(self.terminal, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def read(self, seconds):
        ready, _, _ = select.select([self.terminal], [], [], seconds)
        return os.read(self.terminal, 65536) if ready else b""

    def settle(self, seconds):
        end = time.time() + seconds
        while time.time() < end:
            self.read(max(0, end - time.time()))

    def press(self, key):
        start = time.perf_counter()
        os.write(self.terminal, key)
        ready, _, _ = select.select([self.terminal], [], [], 2)
        taken = time.perf_counter() - start
        self.settle(0.012)
        return taken if ready else None

    def presses(self, count):
        taken = (self.press(KEYS[index % len(KEYS)]) for index in range(count))
        return sorted(seconds for seconds in taken if seconds is not None)

    def end(self):
        os.kill(self.pid, 9)
        os.waitpid(self.pid, 0)
        os.close(self.terminal)


def first_screen(command):
    start = time.perf_counter()
    program = Program(command, 24, 80)
    shown = b""
    while b"keys" not in shown and time.perf_counter() - start < 3:
        shown += program.read(0.5)
    taken = time.perf_counter() - start
    program.end()
    return taken


def percentiles(seconds):
    def at(share):
        return seconds[min(len(seconds) - 1, int(len(seconds) * share))] * 1000

    return f"p50 {at(0.5):.1f}, p99 {at(0.99):.1f} ms ({len(seconds)} answered)"


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    command = [sys.argv[1], "open", sys.argv[2]]
    starts = sorted(first_screen(command) for _ in range(15))
    print(f"first screen: median {starts[7] * 1000:.0f}, most {starts[-1] * 1000:.0f} ms")
    program = Program(command, 32, 110)
    program.settle(0.25)
    program.press(b"v")
    program.settle(0.15)
    print(f"keys while it loads: {percentiles(program.presses(100))}")
    program.settle(4)
    print(f"keys afterwards: {percentiles(program.presses(300))}")
    program.end()


if __name__ == "__main__":
    main()
