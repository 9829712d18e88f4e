"""The fewest and the most parts of random templates, on the page and by the command."""

import json
import pathlib
import random
import subprocess
import tempfile

PIECES = ["a" * 140, "€" * 60, "ж", "Hi ", "{{name}}", "{{name|friend}}", "{{other|ж}}", "{{other}}", "b" * 20, "[", "\n", "😀",
          "{{third|a\nb}}", "{{third}}"]
NAMES = ("name", "other", "third")
FILL = """
for (const row of document.querySelectorAll('#fields tr')) {
  const [least, most, isAny] = arguments[0][row.querySelector('th').textContent], boxes = row.querySelectorAll('input');
  boxes[0].value = least;
  boxes[1].value = most;
  for (const box of [boxes[0], boxes[1]]) box.dispatchEvent(new Event('input'));
  if (boxes[2].checked !== isAny) boxes[2].click();
}
document.getElementById('boundary').value = arguments[1];
for (const box of document.querySelectorAll('#languages input')) box.checked = arguments[2];
const { least, most } = septetPage.bounds();
return [least, most].map((bound) => [bound.encoding, bound.units, bound.parts]);
"""


def differences(browser, tool, count=60):
    seed = random.randrange(1 << 30)
    numbers = random.Random(seed)
    compared = 0
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "template.txt"
        while compared < count:
            text = "".join(numbers.choice(PIECES) for _ in range(numbers.randint(1, 6)))
            names = [name for name in NAMES if "{{" + name in text]
            if not names:
                continue
            compared += 1
            lengths = {}
            for name in names:
                least = numbers.choice([0, 0, 1, 3])
                lengths[name] = (least, least + numbers.randint(0, 40), numbers.random() < 0.4)
            boundary, languages = numbers.choice(["pair", "pair", "unit", "grapheme"]), numbers.random() < 0.2
            path.write_bytes(text.encode() + b"\n")
            arguments = [tool, "estimate", "--template", path, "--lint-template", "--json", "--boundary", boundary,
                         "--languages", "all" if languages else "none"]
            for name, (least, most, is_any) in lengths.items():
                arguments += ["--length", f"{name}={least}...{most}" + (":ucs2" if is_any else "")]
            answer = json.loads(subprocess.run(arguments, check=True, capture_output=True).stdout)
            wanted = [[answer[bound][name] for name in ("encoding", "units", "parts")] for bound in ("minimum", "maximum")]
            browser.write(text)
            found = browser.run(FILL, lengths, boundary, languages)
            if found != wanted:
                yield f"seed {seed}: {text!r} {lengths} {boundary} {languages}: {found}, not {wanted}"
