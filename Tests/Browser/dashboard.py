"""A workspace with the demo's estate, the dashboard over it, and a browser in front."""
import json
import os
import re
import shutil
import subprocess
import tempfile
import time
import unittest

from axe_core_python.base import AXE_SCRIPT
from selenium import webdriver
from selenium.common.exceptions import NoSuchElementException, StaleElementReferenceException, WebDriverException
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

TRAMONTO = os.environ["TRAMONTO"]
ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
FIXTURES = os.path.join(ROOT, "fixtures")

#: The rooms that the navigation names, by path.
ROOMS = [
    "/", "/imports", "/servers", "/review", "/projects", "/plan", "/places", "/energy", "/register", "/reports",
    "/settings",
]


def tramonto(*arguments):
    """Runs the command; exit code 1 says that something is open, such as a rejected row."""
    done = subprocess.run([TRAMONTO, *arguments], capture_output=True, text=True)
    if done.returncode > 1:
        raise AssertionError(f"tramonto {' '.join(arguments)}: {done.returncode}\n{done.stderr}")
    return done.stdout


class Server:
    """`tramonto serve` on a workspace, until `stop`."""

    def __init__(self, workspace, *options):
        self.process = subprocess.Popen(
            [TRAMONTO, "serve", "--port", "0", "-w", workspace, "--language", "en", "--by", "Anna Rossi", *options],
            stdout=subprocess.PIPE, text=True)
        line = ""
        while "http" not in line:
            line = self.process.stdout.readline()
            if not line:
                raise AssertionError("the dashboard did not start")
        #: The address that lets one in, once.
        self.first = re.search(r"https?://\S+", line).group()
        self.base = re.match(r"https?://[^/]+", self.first).group()

    def stop(self):
        self.process.terminate()
        self.process.wait(timeout=20)
        self.process.stdout.close()


def browser(script=True, width=1440, height=900):
    """A fresh headless Chromium that asks for English pages."""
    options = webdriver.ChromeOptions()
    for argument in (
        "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--lang=en",
        "--disable-background-networking", "--disable-component-update", "--no-first-run",
    ):
        options.add_argument(argument)
    options.binary_location = shutil.which("chromium")
    preferences = {"intl.accept_languages": "en"}
    if not script:
        preferences["profile.managed_default_content_settings.javascript"] = 2
    options.add_experimental_option("prefs", preferences)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(shutil.which("chromedriver")))
    resize(driver, width, height)
    return driver


def is_gone(error):
    """Whether an error says that the page was being replaced while it was looked at, as it may be said."""
    return isinstance(error, (StaleElementReferenceException, NoSuchElementException)) or "does not belong to the document" in str(error)


def resize(driver, width, height=900):
    """Sets the size of the page itself, which a window cannot be as small as."""
    driver.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride",
        {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False})


class DashboardCase(unittest.TestCase):
    """A test with a workspace, a server and a browser of its own."""

    script = True
    width = 1440
    demo = True
    #: Whether everything is reached by the Tab key and done by keys.
    keyboard = False

    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.mkdtemp(prefix="tramonto-browser-")
        cls.addClassCleanup(shutil.rmtree, cls.folder, ignore_errors=True)
        cls.workspace = os.path.join(cls.folder, "w.sqlite")
        if cls.demo:
            tramonto("demo", "--output", os.path.join(cls.folder, "demo"), "--language", "en")
            shutil.copy(os.path.join(cls.folder, "demo", "demo.sqlite"), cls.workspace)
        else:
            tramonto("init", "-w", cls.workspace)
        cls.prepare()
        cls.server = Server(cls.workspace)
        cls.addClassCleanup(cls.server.stop)
        cls.driver = browser(script=cls.script, width=cls.width)
        cls.addClassCleanup(cls.driver.quit)
        cls.driver.get(cls.server.first)

    @classmethod
    def prepare(cls):
        """What a class puts into its workspace before it is served."""

    def tearDown(self):
        """Whatever a test did: no error in the console, no request to anywhere else."""
        wrong = [entry["message"] for entry in self.driver.get_log("browser") if entry["level"] == "SEVERE"]
        self.assertEqual(wrong, [])
        for entry in self.driver.get_log("performance"):
            message = json.loads(entry["message"])["message"]
            if message["method"] == "Network.requestWillBeSent":
                url = message["params"]["request"]["url"]
                self.assertTrue(url.startswith((self.server.base, "data:", "chrome", "about:")), url)

    def open(self, path):
        self.driver.get(self.server.base + path)

    def one(self, selector):
        return self.driver.find_element(By.CSS_SELECTOR, selector)

    def all(self, selector):
        return self.driver.find_elements(By.CSS_SELECTOR, selector)

    def text(self, selector="main"):
        return self.one(selector).text

    def click(self, text, within=""):
        """Activates the button or link that says `text`."""
        for element in self.all(f"{within} button, {within} a, {within} summary, {within} input[type=submit]"):
            if element.is_displayed() and text.lower() in (element.text or element.get_attribute("value") or "").lower():
                self.press(element)
                return
        self.fail(f"nothing to click says “{text}” on {self.driver.current_url}:\n{self.text()}")

    def press(self, element):
        """Activates an element: by the mouse, or by Enter."""
        if self.keyboard:
            self.reach(element)
            self.key(Keys.ENTER)
        else:
            element.click()

    def key(self, key):
        """Presses a key where the focus is; a field of files would take keys sent to it for a path."""
        webdriver.ActionChains(self.driver).send_keys(key).perform()

    def reach(self, element):
        """Walks to an element by the Tab key alone, from wherever the focus is."""
        if not self.keyboard:
            return
        for _ in range(300):
            if self.driver.switch_to.active_element == element:
                return
            self.key(Keys.TAB)
        self.fail(f"no key leads to {element.get_attribute('outerHTML')[:200]}")

    def type(self, selector, text):
        """Writes `text` into a field in place of what stands there."""
        field = self.one(selector)
        self.reach(field)
        field.send_keys(Keys.CONTROL + "a")
        field.send_keys(text)

    def send(self, text, within=""):
        """Presses a button that sends something, and waits for the page that answers.

        A page opened before the answer has arrived would call it off.
        """
        before = self.one("main")
        self.click(text, within)

        def answered():
            try:
                before.is_displayed()
            except WebDriverException as error:
                if not is_gone(error):
                    raise
                return True

        self.until(answered)

    def until(self, what, seconds=60):
        """Waits until `what` gives something true, and returns it; reloads where no script would."""
        end = time.monotonic() + seconds
        while True:
            try:
                found = what()
            except WebDriverException as error:
                # The page showed itself anew between two looks at it.
                if not is_gone(error):
                    raise
                found = None
            if found:
                return found
            if time.monotonic() > end:
                self.fail(f"waited in vain on {self.driver.current_url}:\n{self.text()}")
            time.sleep(0.2)


def accessibility(driver):
    """What axe finds against WCAG 2.2 AA, as texts."""
    # Through the driver rather than the page, whose policy rightly forbids it.
    driver.execute_script(AXE_SCRIPT)
    return driver.execute_async_script(
        "const done = arguments[arguments.length - 1];"
        "axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']})"
        ".then(found => done(found.violations.map(v => v.id + ': ' + v.help + ' – '"
        " + v.nodes.slice(0, 3).map(n => n.html.slice(0, 160)).join(' | '))))")


def small_targets(driver):
    """What can be pressed and is smaller than 24 × 24 pixels (WCAG 2.2, 2.5.8), but for links within text."""
    return driver.execute_script(
        "return [...document.querySelectorAll('button, input:not([type=hidden]), select, nav a, summary')]"
        ".filter(e => e.offsetParent !== null).map(e => [e.outerHTML.slice(0, 90), e.getBoundingClientRect()])"
        ".filter(([, box]) => (box.width < 24 || box.height < 24)"
        " && box.width > 1).map(([html, box]) => `${html}: ${Math.round(box.width)} × ${Math.round(box.height)}`)")
