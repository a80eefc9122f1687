"""A server on this machine that counts who asks it for anything: nobody should."""

import http.server
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager


class _Counting(http.server.BaseHTTPRequestHandler):
    hits = 0

    def do_GET(self) -> None:
        type(self).hits += 1
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"{}")

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def listening() -> Iterator[tuple[str, Callable[[], int]]]:
    """The address of a running server, ending in `/`, and a function that says how many requests it got."""

    class Handler(_Counting):
        hits = 0

    server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/", lambda: Handler.hits
    finally:
        server.shutdown()
        server.server_close()
