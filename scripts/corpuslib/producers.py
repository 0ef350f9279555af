# SPDX-License-Identifier: GPL-3.0-or-later
"""The programs that make the PDFs. Each is started once for many reports where it can be."""
import base64
import json
import os
import shutil
import subprocess
import tempfile
import unicodedata
from collections import Counter

from . import html

MM = 1 / 25.4


class Chromium:
    """Headless Chromium over its debugging pipe: one process for all pages."""

    def __init__(self):
        self.dir = tempfile.mkdtemp(prefix="gouji-chromium-")
        to_r, to_w = os.pipe()
        from_r, from_w = os.pipe()

        def wire():
            os.nice(10)
            a, b = os.dup(to_r), os.dup(from_w)  # away from 3 and 4 first
            a, b = os.dup(a), os.dup(b)
            os.dup2(a, 3)
            os.dup2(b, 4)

        self.process = subprocess.Popen(
            ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
             "--disable-background-networking", "--disable-component-update", "--disable-sync",
             "--user-data-dir=" + self.dir, "--remote-debugging-pipe"],
            close_fds=False, preexec_fn=wire, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(to_r)
        os.close(from_w)
        self.w, self.r, self.buffer, self.id = to_w, from_r, b"", 0
        target = self.call("Target.createTarget", {"url": "about:blank"})["targetId"]
        self.session = self.call("Target.attachToTarget", {"targetId": target, "flatten": True})["sessionId"]
        self.page("Page.enable")

    def call(self, method, params=None, session=None):
        self.id += 1
        message = {"id": self.id, "method": method, "params": params or {}}
        if session:
            message["sessionId"] = session
        data = json.dumps(message).encode() + b"\0"
        while data:
            data = data[os.write(self.w, data):]
        while True:
            answer = self.read()
            if answer.get("id") == self.id:
                if "error" in answer:
                    raise RuntimeError("%s: %s" % (method, answer["error"]))
                return answer["result"]

    def read(self):
        while b"\0" not in self.buffer:
            chunk = os.read(self.r, 1 << 20)
            if not chunk:
                raise RuntimeError("chromium went away")
            self.buffer += chunk
        message, self.buffer = self.buffer.split(b"\0", 1)
        return json.loads(message)

    def page(self, method, params=None):
        return self.call(method, params, self.session)

    def load(self, text):
        path = os.path.join(self.dir, "page.html")
        with open(path, "w", encoding="utf-8") as f:
            f.write(text)
        self.page("Page.navigate", {"url": "file://" + path})
        while True:
            event = self.read()
            if event.get("method") == "Page.loadEventFired":
                return

    def pdf(self, text, path, report=None):
        self.load(text)
        options = {"preferCSSPageSize": True, "printBackground": True}
        if report:
            s = report.style
            number = s["page_number"]
            top, right, bottom, left = [m * MM for m in s["margin"]]
            options.update(marginTop=top, marginRight=right, marginBottom=bottom, marginLeft=left)
            font = "font-family: %s; font-size: 14px; width: 100%%; padding: 0 28mm; text-align: %s" % (
                html.family(s, "body").replace('"', "'"), s["number_align"])
            foot = "<span></span>"
            if number:
                foot = '<div style="%s">%s</div>' % (font, number % '<span class="pageNumber"></span>')
            head = "<span></span>"
            if "running-header" in report.traits:
                head = '<div style="%s; font-size: 12px; border-bottom: 1px solid #888">%s</div>' % (font, report.header_text)
            if number or "running-header" in report.traits:
                options.update(displayHeaderFooter=True, headerTemplate=head, footerTemplate=foot)
        data = self.page("Page.printToPDF", options)["data"]
        with open(path, "wb") as f:
            f.write(base64.b64decode(data))

    def picture(self, text, scale=2.0, quality=None):
        """The first table of a page as a data URI."""
        self.page("Emulation.setDeviceMetricsOverride", {"width": 640, "height": 900, "deviceScaleFactor": scale, "mobile": False})
        self.load(text)
        box = self.page("Runtime.evaluate", {"returnByValue": True, "expression":
                        "(()=>{const b=document.querySelector('table').getBoundingClientRect();return [b.x,b.y,b.width,b.height]})()"})["result"]["value"]
        params = {"format": "png", "captureBeyondViewport": True,
                  "clip": {"x": max(0, box[0] - 2), "y": max(0, box[1] - 2), "width": box[2] + 4, "height": box[3] + 4, "scale": 1}}
        if quality:
            params.update(format="jpeg", quality=quality)
        data = self.page("Page.captureScreenshot", params)["data"]
        self.page("Emulation.clearDeviceMetricsOverride")
        return "data:image/%s;base64,%s" % (params["format"], data)

    def close(self):
        try:
            self.call("Browser.close")
        except (RuntimeError, OSError):
            pass
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        shutil.rmtree(self.dir, ignore_errors=True)


def soffice(files, out, writer):
    """Converts many files in one run. writer: the import filter for HTML, or None."""
    profile = tempfile.mkdtemp(prefix="gouji-soffice-")
    command = ["nice", "soffice", "-env:UserInstallation=file://" + profile, "--headless", "--norestore"]
    if writer:
        command.append("--infilter=" + writer)
    command += ["--convert-to", "pdf:writer_pdf_Export", "--outdir", out] + files
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=180 + 60 * len(files))
    shutil.rmtree(profile, ignore_errors=True)


def wkhtmltopdf(source, path, report):
    s = report.style
    top, right, bottom, left = s["margin"]
    command = ["nice", "wkhtmltopdf", "-q", "--enable-local-file-access", "-T", "%dmm" % top, "-R", "%dmm" % right,
               "-B", "%dmm" % bottom, "-L", "%dmm" % left, "--zoom", "1.28", "-O", "Landscape" if s["landscape"] else "Portrait"]
    if "split-every" in report.traits:
        command += ["--page-width", "210mm", "--page-height", "148mm"]
    else:
        command += ["-s", "A4"]
    subprocess.run(command + [source, path], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                   env=dict(os.environ, QT_QPA_PLATFORM="offscreen"), timeout=120)


def left_out(report, pdf):
    """The share of the characters of the report's tables that the file does not hold; LibreOffice draws nothing of a
    table whose repeated head is taller than the page."""
    wanted = Counter()
    for b in report.blocks:
        if b.kind == "table" and not b.grid.picture:
            for row in b.grid.rows:
                for cell in row:
                    wanted.update("".join(cell.text.split()))
    text = subprocess.run(["pdftotext", pdf, "-"], check=True, stdout=subprocess.PIPE).stdout.decode("utf-8")
    wanted, printed = (Counter(unicodedata.normalize("NFKC", "".join(x))) for x in (wanted.elements(), text))
    return (wanted - printed).total() / max(wanted.total(), 1)
