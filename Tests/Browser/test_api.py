"""The API's own document, held against the running server by schemathesis: no 5xx, and no surprise."""
import http.cookiejar
import os
import shutil
import subprocess
import tempfile
import unittest
import urllib.request

from dashboard import Server, tramonto


class API(unittest.TestCase):
    def test_document(self):
        folder = tempfile.mkdtemp(prefix="tramonto-api-")
        self.addCleanup(shutil.rmtree, folder, ignore_errors=True)
        tramonto("demo", "--output", folder, "--language", "en")
        server = Server(os.path.join(folder, "demo.sqlite"), "--request-rate", "0")
        self.addCleanup(server.stop)
        jar = http.cookiejar.CookieJar()
        opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
        opener.open(server.first, timeout=60).read()
        cookie = "; ".join(f"{c.name}={c.value}" for c in jar)
        done = subprocess.run(
            ["st", "run", server.base + "/api/openapi.json", "--header", "Cookie: " + cookie,
             "--max-examples", "8", "--phases", "examples,coverage,fuzzing", "--seed", "1",
             "--checks", "all", "--exclude-checks", "ignored_auth"],
            capture_output=True, text=True, cwd=folder, timeout=900)
        self.assertEqual(done.returncode, 0, done.stdout[-4000:] + done.stderr[-2000:])
