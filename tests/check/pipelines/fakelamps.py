# SPDX-License-Identifier: LGPL-2.1-or-later
"""A server that passes for a WLED lamp and for LedFx, as far as it takes to be
told a change."""

import http.server
import json
import threading

ANSWERS = {
    "/json/state": {"on": True, "bri": 9, "seg": [{"id": 0, "fx": 0}]},
    "/json/effects": ["Solid", "Colorwaves"],
    "/json/palettes": ["Default", "* Colors Only"],
    "/api/virtuals": {"virtuals": {
        "desk": {"effect": {"type": "energy", "config": {}}}}},
    "/api/schema": {"effects": {}},
    "/api/scenes": {"scenes": {}},
}
DONE = {"success": True, "status": "success"}


class FakeLamps:
    """Serves on an ephemeral port of the loopback interface."""

    def __init__(self):
        self.changed = threading.Event()
        lamps = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def answer(self, content):
                body = json.dumps(content).encode()
                self.send_response(200)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def do_GET(self):
                self.answer(ANSWERS.get(self.path, {}))

            def do_POST(self):
                self.rfile.read(int(self.headers["Content-Length"]))
                self.answer(DONE)
                lamps.changed.set()

            do_PUT = do_POST

            def log_message(self, *arguments):
                pass

        self.server = http.server.ThreadingHTTPServer(
            ("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(
            target=self.server.serve_forever, daemon=True).start()

    def close(self):
        self.server.shutdown()
        self.server.server_close()
