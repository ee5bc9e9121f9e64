"""How long the dashboard's pages take to answer, from the request's first byte to the page's last."""
import http.cookiejar
import os
import re
import statistics
import subprocess
import time
import urllib.request

#: Each page with what a user may ask of it; `{server}` is one of the list.
PAGES = [
    ("overview", "/"),
    ("servers", "/servers"),
    ("servers, last page", "/servers?page=100000"),
    ("servers, a search", "/servers?text=00017"),
    ("servers, two filters and another order", "/servers?status=blocked&agency=aouc_fi&order=energy&direction=descending"),
    ("a server", "{server}"),
    ("projects", "/projects"),
    ("plan", "/plan"),
    ("rooms and racks", "/places"),
    ("energy", "/energy"),
    ("register", "/register"),
    ("imports", "/imports"),
    ("settings", "/settings"),
    ("API: servers", "/api/servers?limit=100"),
]


def workspace(tramonto, estate, path):
    """Makes a workspace with all that `estate` holds, matched and planned."""
    def run(*arguments):
        # Exit code 1 says that something is open, such as a rejected row.
        done = subprocess.run([tramonto, *arguments, "-w", path], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        if done.returncode > 1:
            raise SystemExit(f"tramonto {' '.join(arguments)}: {done.stderr}")

    run("init", "--programme", "toscana")
    run("projects", "import", os.path.join(estate, "progetti.csv"), os.path.join(estate, "spostamenti.csv"))
    for agency in sorted(entry for entry in os.listdir(estate) if os.path.isdir(os.path.join(estate, entry))):
        run("import", os.path.join(estate, agency), "--agency", agency)
    run("match")
    run("plan")


class Dashboard:
    """A running server, and a browser's worth of cookies."""

    def __init__(self, tramonto, path):
        self.process = subprocess.Popen(
            [tramonto, "serve", "--port", "0", "-w", path, "--language", "en"], stdout=subprocess.PIPE, text=True)
        url = ""
        while "http" not in url:
            url = self.process.stdout.readline()
            if not url:
                raise SystemExit("the dashboard did not start")
        self.first = re.search(r"https?://\S+", url).group()
        self.base = re.match(r"https?://[^/]+", self.first).group()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))
        self.get(self.first)

    def get(self, url):
        with self.opener.open(url if url.startswith("http") else self.base + url, timeout=600) as answer:
            return answer.read()

    def seconds(self, path, rounds):
        self.get(path)
        times = []
        for _ in range(rounds):
            # Slow enough to stay below the limit on a client's requests.
            time.sleep(0.06)
            before = time.perf_counter()
            self.get(path)
            times.append(time.perf_counter() - before)
        return times

    def memory(self):
        """The greatest resident memory so far, in MB."""
        with open(f"/proc/{self.process.pid}/status") as file:
            return int(re.search(r"VmHWM:\s+(\d+)", file.read()).group(1)) / 1024

    def stop(self):
        self.process.terminate()
        self.process.wait()


def measure(tramonto, path, rounds):
    """Yields (page, median ms, 95th percentile ms, bytes) for each page, and at last the memory."""
    dashboard = Dashboard(tramonto, path)
    try:
        before = time.perf_counter()
        page = dashboard.get("/servers").decode()
        ready = time.perf_counter() - before
        server = re.search(r'href="(/servers/[^"?]+)"', page).group(1)
        for name, address in PAGES:
            address = address.replace("{server}", server)
            try:
                size = len(dashboard.get(address))
                times = sorted(dashboard.seconds(address, rounds))
            except urllib.error.HTTPError as error:
                yield name, None, None, error.code
                continue
            yield name, statistics.median(times) * 1000, times[int(len(times) * 0.95)] * 1000, size
        yield "ready after a change, s; memory, MB", ready, dashboard.memory(), 0
    finally:
        dashboard.stop()
