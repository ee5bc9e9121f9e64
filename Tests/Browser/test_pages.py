"""Every page, at both widths and in both languages: fits, can be read by all, needs nothing from outside."""
from dashboard import DashboardCase, ROOMS, accessibility, resize, small_targets


class Pages(DashboardCase):
    def places(self):
        """The rooms, and one page of each thing that the lists link to."""
        found = list(ROOMS)
        for room, selector in (("/servers", "tbody a[href^='/servers/']"), ("/projects", "main a[href^='/projects/']")):
            self.open(room)
            links = [link.get_attribute("href").removeprefix(self.server.base) for link in self.all(selector)]
            self.assertTrue(links, f"{room} links to none of its things")
            found.append(links[0])
        return found

    def test_fits_and_is_accessible(self):
        for path in self.places():
            for width in (360, 1440):
                resize(self.driver, width)
                for language in ("it", "en"):
                    with self.subTest(path=path, width=width, language=language):
                        self.open(path + ("&" if "?" in path else "?") + "language=" + language)
                        self.assertEqual(self.one("html").get_attribute("lang"), language)
                        self.assertEqual(len(self.all("h1")), 1)
                        overflow = self.driver.execute_script(
                            "return document.documentElement.scrollWidth - document.documentElement.clientWidth")
                        self.assertLessEqual(overflow, 0, "the page is wider than the screen")
                        self.assertEqual(accessibility(self.driver), [])
                        self.assertEqual(small_targets(self.driver), [])

    def test_no_words_of_the_other_language(self):
        """A page speaks one language: a few words that only the other has."""
        for path in self.places():
            for language, foreign in (("it", ("Search", "Settings", "Overview", "to retire")),
                                      ("en", ("Cerca", "Impostazioni", "Quadro", "da dismettere"))):
                self.open(path + "?language=" + language)
                shown = self.text("body")
                for word in foreign:
                    self.assertNotIn(word, shown, f"{path} in {language}")

    def test_keyboard(self):
        """The first tab reaches the way past the navigation, and what has the focus is seen to have it."""
        self.open("/servers")
        focus = self.driver.switch_to.active_element
        focus.send_keys("\ue004")
        skip = self.driver.switch_to.active_element
        self.assertEqual(skip.get_attribute("href"), self.server.base + "/servers#content")
        skip.send_keys("\ue007")
        self.assertEqual(self.driver.switch_to.active_element.get_attribute("id"), "content")
        seen = []
        for _ in range(12):
            self.driver.switch_to.active_element.send_keys("\ue004")
            element = self.driver.switch_to.active_element
            seen.append(element.tag_name)
            self.assertNotEqual(element.value_of_css_property("outline-style"), "none", element.get_attribute("outerHTML")[:120])
        self.assertIn("input", seen)
        self.assertIn("button", seen)
