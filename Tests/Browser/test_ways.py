"""From a file on a desk to a report: import, review, plan, retire a server, report; with script and without."""
import os
import urllib.request

from dashboard import DashboardCase, FIXTURES, tramonto

COLLINE = os.path.join(FIXTURES, "estate", "colline")

# Two servers of one address, which a scan saw: a person must say whose it is.
DOUBTFUL = "Hostname;IP Address;Manufacturer;Model\nalfa;10.0.0.8;Dell;R640\nbeta;10.0.0.8;Dell;R740\n"
SCAN = (
    '<?xml version="1.0"?><nmaprun scanner="nmap" start="1676000000"><host starttime="1676000000">'
    '<status state="up"/><address addr="10.0.0.8" addrtype="ipv4"/></host></nmaprun>')


class Ways(DashboardCase):
    demo = False

    @classmethod
    def prepare(cls):
        # Projects and services come as files of the office; the rest is done in the browser.
        programme = os.path.join(FIXTURES, "estate", "programme")
        tramonto("projects", "import", os.path.join(programme, "demo_projects.csv"), "-w", cls.workspace)
        tramonto("projects", "import", os.path.join(programme, "demo_moves.csv"), "-w", cls.workspace)
        for name, text in (("dubbi.csv", DOUBTFUL), ("rete.xml", SCAN)):
            with open(os.path.join(cls.folder, name), "w", encoding="utf-8") as file:
                file.write(text)

    def settle(self, done):
        """Waits while a page of work shows itself anew, until `done` stands on it."""
        return self.until(lambda: done.lower() in self.text().lower() and "…" not in self.text("h1"))

    def fresh(self, path):
        """Opens a page, again until its figures are no longer those of before."""
        self.until(lambda: self.open(path) or not self.all(".stale"), 90)

    def choose(self, name, value):
        """Chooses a value of a list, as the keyboard would: without script."""
        for option in self.all(f"select[name={name}] option"):
            if value.lower() in option.text.lower() or value == option.get_attribute("value"):
                if self.keyboard:
                    field = self.one(f"select[name={name}]")
                    self.reach(field)
                    field.send_keys(option.text)
                else:
                    option.click()
                return
        self.fail(f"no {value} in {name}")

    def test_from_import_to_report(self):
        # Import: what are these files?
        self.open("/imports")
        paths = [os.path.join(COLLINE, name) for name in sorted(os.listdir(COLLINE))]
        paths += [os.path.join(self.folder, name) for name in ("dubbi.csv", "rete.xml")]
        self.one("input[type=file]").send_keys("\n".join(paths))
        self.click("See what they are")
        self.settle("Dry run")
        self.assertIn("rows read", self.text())
        self.assertIn("nmap", self.text().lower())

        # A dry run keeps nothing, the import does.
        self.choose("agency", "Colline")
        self.click("Dry run")
        self.settle("Nothing was kept")
        self.click("Import", within="form")
        self.settle("Match and plan")
        self.click("Match and plan")
        self.settle("See the plan")

        # Review: one question, both sides, an answer with a reason.
        self.open("/review")
        self.until(lambda: self.all("button[name=verdict]"), 90)
        self.assertIn("10.0.0.8", self.text())
        self.type("input[name=reason]", "two labels in the rack")
        self.send("Two machines")
        self.open("/review/decisions")
        self.assertIn("two labels in the rack", self.text())

        # The plan, and a server of it.
        self.fresh("/servers?status=retire")
        links = [link.get_attribute("href") for link in self.all("tbody a[href^='/servers/']")]
        self.assertGreater(len(links), 3)
        self.open("/servers?status=retire&text=col-pacs01")
        self.press(self.one("tbody a[href^='/servers/']"))
        self.until(lambda: self.driver.current_url.split("/servers/")[1:])
        self.assertIn("col-pacs01", self.text())
        self.assertRegex(self.text(), r"colline_\w+\.\w+")

        # Retire it: the first gate, recorded under a name.
        identity = self.driver.current_url.split("/servers/")[1].split("?")[0]
        self.open("/register/" + identity)
        self.click("plan", within="main")
        self.send("Record", within="form")
        self.assertNotIn("Not recorded", self.text())
        self.open("/register")
        self.assertIn("col-pacs01", self.text())

        # The report, with the same number of servers as the overview.
        self.fresh("/")
        shown = self.one(".card .value").text.split()[0]
        self.open("/reports")
        self.assertTrue(self.all("form[action='/reports/file'] button"))
        report = self.download("/reports/file?kind=programme&form=html&language=en")
        self.assertIn(f'<p class="value">{shown} ', report)

    def download(self, path):
        """What the browser's own session is given, as a download would be."""
        request = urllib.request.Request(self.server.base + path)
        request.add_header("Cookie", "; ".join(f"{c['name']}={c['value']}" for c in self.driver.get_cookies()))
        with urllib.request.urlopen(request, timeout=120) as answer:
            self.assertIn("attachment", answer.headers["Content-Disposition"])
            return answer.read().decode()


class WaysWithoutScript(Ways):
    script = False


class WaysOnATelephone(Ways):
    width = 360


class WaysByKeyboard(Ways):
    keyboard = True
