"""A browser with the page in it, from a disk."""

import json
import pathlib
import shutil
import time

from selenium import webdriver
from selenium.webdriver.chrome.service import Service

ROOT = pathlib.Path(__file__).resolve().parents[3]
PAGE = ROOT / ".build" / "page" / "septet.html"


class Browser:
    def __init__(self, width=1440, height=1000, dark=False, page=PAGE):
        options = webdriver.ChromeOptions()
        options.binary_location = shutil.which("chromium") or shutil.which("chromium-browser")
        for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars"):
            options.add_argument(argument)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
        self.driver = webdriver.Chrome(options=options, service=Service(shutil.which("chromedriver")))
        self.address = page.as_uri()
        self.resize(width, height)
        self.emulate(dark)

    def resize(self, width, height):
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride",
                                    {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600})

    def emulate(self, dark):
        features = [{"name": "prefers-color-scheme", "value": "dark" if dark else "light"}]
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})

    def open(self, fragment=""):
        self.driver.get("about:blank")
        self.driver.get(self.address + fragment)
        self.wait("return Boolean(window.septetPage?.ready)", "the page starts")

    def run(self, script, *arguments):
        return self.driver.execute_script(script, *arguments)

    def run_async(self, script, *arguments):
        self.driver.set_script_timeout(60)
        return self.driver.execute_async_script(script, *arguments)

    def text(self, name):
        return self.run("return document.getElementById(arguments[0]).textContent", name)

    def wait(self, script, what, seconds=20, *arguments):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if value := self.run(script, *arguments):
                return value
            time.sleep(0.02)
        raise AssertionError(f"not within {seconds} s: {what}")

    def write(self, text):
        """Puts a text into the message as typing does."""
        self.run("""const box = document.getElementById('message'); box.value = arguments[0];
            box.dispatchEvent(new InputEvent('input', {bubbles: true}))""", text)

    def drop(self, name, content):
        """Drops a file of some text onto the page."""
        self.run("""const data = new DataTransfer(); data.items.add(new File([arguments[1]], arguments[0]));
            dispatchEvent(new DragEvent('drop', {dataTransfer: data, bubbles: true, cancelable: true}))""", name, content)

    def console_errors(self):
        return [entry["message"] for entry in self.driver.get_log("browser") if entry["level"] in ("SEVERE", "WARNING")]

    def requests(self):
        """Addresses that were asked for, except the page and what is inside it."""
        found = []
        for entry in self.driver.get_log("performance"):
            message = json.loads(entry["message"])["message"]
            if message["method"] == "Network.requestWillBeSent":
                address = message["params"]["request"]["url"]
                if not address.startswith((self.address, "blob:", "data:", "about:")):
                    found.append(address)
        return found

    def screenshot(self, path):
        height = self.run("return Math.ceil(document.documentElement.scrollHeight)")
        width = self.run("return innerWidth")
        self.resize(width, height)
        time.sleep(0.3)
        self.driver.save_screenshot(str(path))

    def close(self):
        self.driver.quit()
