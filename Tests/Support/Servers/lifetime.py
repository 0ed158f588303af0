"""What all test servers share: how they say that they are ready, and when they end."""

import asyncio
import os
import signal
import threading


def write_port(directory, port):
    """Says that the server is ready. Whoever sees the file `port` may read it: it is complete."""
    path = os.path.join(directory, "port")
    with open(path + ".part", "w") as file:
        file.write(f"{port}\n")
    os.rename(path + ".part", path)


def watch():
    """An event that is set at SIGTERM, SIGINT or the end of standard input, when the test is gone."""
    loop = asyncio.get_running_loop()
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)

    # A thread, because the event loop cannot wait for every kind of file that standard input may be.
    def read_to_end():
        try:
            while os.read(0, 4096):
                pass
        except OSError:
            pass  # There is no standard input: nobody keeps the server alive.
        try:
            loop.call_soon_threadsafe(stop.set)
        except RuntimeError:
            pass  # The loop has ended already.

    threading.Thread(target=read_to_end, daemon=True).start()
    return stop
