"""Names that would be code, from the file to the page and back out into a file."""
import os

from dashboard import DashboardCase, ROOMS, tramonto

HOSTS = [
    "<script>alert(1)</script>", '"><img src=x onerror=alert(2)>', "=HYPERLINK(\"http://a.example\")", "{{person}}", "[[a|b]]",
    "javascript:alert(3)", "' onmouseover='alert(4)", "../../etc/passwd", "x%00y", "\u202egnirts",
]


class Hostile(DashboardCase):
    @classmethod
    def prepare(cls):
        path = os.path.join(cls.folder, "hostile.csv")
        with open(path, "w", encoding="utf-8") as file:
            file.write("Hostname;Serial Number;Manufacturer;Model;Room\n")
            for number, host in enumerate(HOSTS):
                cell = host.replace('"', '""')
                file.write(f'"{cell}";K{(number + 3) * 774_017 % 99_991:05d}Q;Dell;"{cell}";"{cell}"\n')
        tramonto("agencies", "add", "ostile", "<b>Azienda</b>", "-w", cls.workspace)
        tramonto("import", path, "--agency", "ostile", "-w", cls.workspace)
        tramonto("match", "-w", cls.workspace)
        tramonto("plan", "-w", cls.workspace)

    def assert_inert(self):
        """No dialog opened, and nothing that a name holds became an element."""
        self.assertEqual(self.driver.execute_script(
            "return [...document.querySelectorAll('main script, main img, main iframe, main [onerror], main [onmouseover],"
            " a[href^=\"javascript:\"], main b')].map(e => e.outerHTML)"), [])

    def test_names_stay_text(self):
        self.open("/servers?agency=ostile")
        shown = self.text()
        for host in HOSTS[:5]:
            self.assertIn(host, shown)
        self.assertNotIn("\u202e", shown)
        for path in [*ROOMS, "/servers?agency=ostile", "/servers?text=<script>alert(5)</script>&room=\"><b>"]:
            with self.subTest(path=path):
                self.open(path)
                self.assert_inert()

    def test_their_own_pages(self):
        self.open("/servers?agency=ostile")
        links = [link.get_attribute("href") for link in self.all("tbody a[href*='/servers/']")]
        self.assertEqual(len(links), len(HOSTS))
        for link in links:
            self.driver.get(link)
            self.assert_inert()

    def test_no_formula_leaves(self):
        self.open("/servers")
        # By the browser's own session, as a download would.
        table = self.driver.execute_async_script(
            "const done = arguments[0]; fetch('/servers.csv?agency=ostile').then(a => a.text()).then(done)")
        self.assertIn("HYPERLINK", table)
        for line in table.splitlines():
            for cell in line.replace('"', "").split(";"):
                self.assertFalse(cell.startswith(("=", "+", "@")), cell)
