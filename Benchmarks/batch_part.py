"""The part of `run` that measures a queue of tickets, with peers over the same bytes in the same run."""

import json
import os
import pathlib
import re
import shutil
import statistics
import subprocess
import sys
import time

YARA_X = """
import pathlib, sys, yara_x
rules = yara_x.compile(pathlib.Path(sys.argv[1]).read_text())
scanner = yara_x.Scanner(rules)
hits = 0
for path in sys.argv[2:]:
    path = pathlib.Path(path)
    for file in sorted(path.rglob("*.txt")) if path.is_dir() else [path]:
        hits += bool(scanner.scan(file.read_bytes()).matching_rules)
print(hits)
"""


def rule_expressions(root):
    """The regular expressions of the rules."""
    found = set()
    for path in sorted((root / "rules").rglob("*.xml")):
        for value in re.findall(r'\bmatches="([^"]+)"', path.read_text(encoding="utf-8")):
            for old, new in (("&quot;", '"'), ("&apos;", "'"), ("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")):
                value = value.replace(old, new)
            # ripgrep searches line by line, and knows no lines in an expression.
            if "\\n" not in value:
                found.add(value)
    return sorted(found)


def yara_rule(words):
    lines = ["rule literals {", "  strings:"]
    for number, word in enumerate(words):
        escaped = word.replace("\\", "\\\\").replace('"', '\\"')
        if escaped.isascii():
            lines.append(f'    $s{number} = "{escaped}" nocase')
    return "\n".join(lines + ["  condition:", "    any of them", "}", ""])


def semgrep_rules(words):
    rules = [
        {"id": f"w{number}", "languages": ["generic"], "severity": "INFO", "message": "m", "pattern-regex": "(?i)" + re.escape(word)}
        for number, word in enumerate(words)
    ]
    return json.dumps({"rules": rules})


def synthetic_rules(root, folder, count):
    """The repository's rules and so many more, each with an error text of its own."""
    target = folder / f"rules-{count}"
    shutil.copytree(root / "rules", target)
    model = (root / "rules" / "photo-sync" / "domain-controller-change.xml").read_text(encoding="utf-8")
    model = re.sub(r"<proof [^>]*/>", "", model)
    model = re.sub(r"<case .*</case>", "", model, flags=re.S)
    model = re.sub(r"<unless .*</unless>", "", model, flags=re.S)
    for number in range(count):
        text = model.replace("ADServerSettingsChangedException", f"Synthetic{number * 7919 % 99991:05}X{number:05}Exception")
        text = text.replace('id="domain-controller-change"', f'id="synthetic-{number:05}"').replace('cause="RC31"', f'cause="SY{number:05}"')
        (target / "photo-sync" / f"synthetic-{number:05}.xml").write_text(text.replace('status="stable"', 'status="draft"'), encoding="utf-8")
    return target


def open_read_close(here, scratch):
    """The program that does nothing but open, read and close; None without a compiler."""
    compiler = shutil.which("cc") or shutil.which("gcc") or shutil.which("clang")
    if not compiler:
        print("note: no C compiler, so no bare open/read/close", file=sys.stderr)
        return None
    program = scratch / "open-read-close"
    subprocess.run([compiler, "-O2", str(here / "peers" / "open-read-close.c"), "-o", str(program)], check=True)
    return program


def measure(run_once, command, environment, runs, before=lambda: None):
    """Medians of wall and CPU seconds, and the largest peak in MiB."""
    results = []
    for _ in range(runs):
        before()
        results.append(run_once(command, environment))
    return (
        statistics.median(r[0] for r in results), statistics.median(r[1] for r in results), max(r[2] for r in results) / 1024,
        results[-1][3])


def batch(program, options, scratch, here, root, run_once, literals):
    """Prints the tables."""
    environment = {"PATH": os.environ.get("PATH", "/usr/bin:/bin"), "HOME": str(scratch), "XDG_CACHE_HOME": str(scratch / "cache"), "LANG": "C.UTF-8"}

    def make(kind, count, form, name):
        path = scratch / name
        arguments = [sys.executable, str(here / "make-tickets"), "--kind", kind, "--count", str(count), "--seed", str(options.seed)]
        if form == "files":
            subprocess.run([*arguments, "--files", str(path)], check=True, stderr=subprocess.DEVNULL)
        else:
            with open(path, "wb") as file:
                subprocess.run([*arguments, "--" + form], check=True, stdout=file, stderr=subprocess.DEVNULL)
        return path

    def size(path):
        return sum(f.stat().st_size for f in path.rglob("*") if f.is_file()) if path.is_dir() else path.stat().st_size

    def command(path, *more, jobs=1):
        return [program, "batch", "--quiet", "--jobs", str(jobs), "--ndjson", str(scratch / "rows.ndjson"), *more, str(path)]

    def table(title, rows):
        print(f"\n| {title} | s | CPU s | MB per CPU s | peak MiB | CPU against the first |\n|---|---:|---:|---:|---:|---:|")
        for name, megabytes, (seconds, cpu, peak, code) in rows:
            note = "" if code in (0, 1) else f" (exit code {code})"
            print(f"| {name}{note} | {seconds:.2f} | {cpu:.2f} | {megabytes / max(cpu, 0.001):.1f} | {peak:.0f} | {cpu / rows[0][2][1]:.2f} |")

    words = literals()
    (scratch / "literals.txt").write_text("\n".join(words) + "\n", encoding="utf-8")
    (scratch / "expressions.txt").write_text("\n".join(rule_expressions(root)) + "\n", encoding="utf-8")
    (scratch / "words.yar").write_text(yara_rule(words), encoding="utf-8")
    (scratch / "semgrep.json").write_text(semgrep_rules(words), encoding="utf-8")

    floor = open_read_close(here, scratch)

    def peers(path):
        found = [("open, read, close of every file (C)", [str(floor), str(path)])] if floor and path.is_dir() else []
        rg = shutil.which("rg")
        if rg:
            found += [
                (f"`rg -c -a -i -F -f`, {len(words)} literals", [rg, "-j1", "-c", "-a", "-i", "-F", "-f", str(scratch / "literals.txt"), str(path)]),
                ("`rg -c -a -i -f`, regular expressions of the rules", [rg, "-j1", "-c", "-a", "-i", "-f", str(scratch / "expressions.txt"), str(path)]),
            ]
        yara = shutil.which("yara")
        if yara:
            found.append(("`yara -p 1`, the literals", [yara, "-w", "-p", "1", "-r", str(scratch / "words.yar"), str(path)]))
        if options.python and subprocess.run([options.python, "-c", "import yara_x"], capture_output=True, check=False).returncode == 0:
            found.append(("yara-x from Python, the literals", [options.python, "-c", YARA_X, str(scratch / "words.yar"), str(path)]))
        for name, tool in (("ripgrep", rg), ("yara", yara)):
            if not tool:
                print(f"note: {name} is not installed", file=sys.stderr)
        return found

    count = options.tickets
    sparse, dense = make("sparse", count, "files", "sparse"), make("dense", max(200, count // 50), "files", "dense")
    hostile = make("adversarial", max(500, count // 20), "files", "adversarial")
    queue = make("sparse", count, "ndjson", "queue.ndjson")
    runs = options.big_runs

    rows = [("kbtriage batch, one worker, NDJSON", size(sparse) / 1e6, measure(run_once, command(sparse), environment, runs))]
    help_text = subprocess.run([program, "batch", "--help"], capture_output=True, text=True, check=False).stdout
    if "--html FILE" in help_text:
        rows.append(("kbtriage batch, one worker, NDJSON and HTML", size(sparse) / 1e6, measure(run_once, command(sparse, "--html", str(scratch / "q.html")), environment, runs)))
    rows.append(("kbtriage batch, two workers", size(sparse) / 1e6, measure(run_once, command(sparse, jobs=2), environment, runs)))
    for name, peer in peers(sparse):
        rows.append((name, size(sparse) / 1e6, measure(run_once, peer, environment, runs)))
    semgrep = options.python and pathlib.Path(options.python).with_name("semgrep")
    if semgrep and semgrep.exists():
        small = scratch / "sparse" / "0000"
        megabytes = size(small) / 1e6
        result = measure(run_once, [str(semgrep), "scan", "--metrics", "off", "--disable-version-check", "-q", "-j", "1", "--no-git-ignore", "--config", str(scratch / "semgrep.json"), str(small)], environment, 1)
        scale = size(sparse) / 1e6 / megabytes
        rows.append((f"semgrep, the literals (1,000 tickets, times {scale:.0f})", size(sparse) / 1e6, (result[0] * scale, result[1] * scale, *result[2:])))
    else:
        print("note: semgrep is not installed", file=sys.stderr)
    table(f"{count} small tickets, sparse", rows)

    rows = [("kbtriage batch, one worker", size(queue) / 1e6, measure(run_once, command(queue), environment, runs))]
    for name, peer in peers(queue):
        rows.append((name, size(queue) / 1e6, measure(run_once, peer, environment, runs)))
    table("the same tickets in one NDJSON file", rows)

    rows = [("kbtriage batch, one worker", size(dense) / 1e6, measure(run_once, command(dense), environment, runs))]
    rows.append(("kbtriage batch, two workers", size(dense) / 1e6, measure(run_once, command(dense, jobs=2), environment, runs)))
    for name, peer in peers(dense):
        rows.append((name, size(dense) / 1e6, measure(run_once, peer, environment, runs)))
    table("dense: every ticket is about a photo", rows)

    rows = [("kbtriage batch, one worker", size(hostile) / 1e6, measure(run_once, command(hostile), environment, runs))]
    table("adversarial", rows)

    store = scratch / "store.sqlite"
    if "--store" in help_text:
        def forget():
            for path in scratch.glob("store.sqlite*"):
                path.unlink()
        first = measure(run_once, command(sparse, "--store", str(store)), environment, 1, before=forget)
        again = measure(run_once, command(sparse, "--store", str(store)), environment, runs)
        hashed = measure(run_once, command(sparse, "--store", str(store), "--verify", "hashes"), environment, runs)
        megabytes = size(sparse) / 1e6
        table("with a store", [("first run", megabytes, first), ("again, size and time trusted", megabytes, again), ("again, every file hashed", megabytes, hashed)])
    if options.synthetic:
        rules = synthetic_rules(root, scratch, options.synthetic)
        few = measure(run_once, command(sparse, "--rules", str(root / "rules")), environment, 1)
        many = measure(run_once, command(sparse, "--rules", str(rules)), environment, 1)
        again = measure(run_once, command(sparse, "--rules", str(rules)), environment, 1)
        megabytes = size(sparse) / 1e6
        table("rules from a folder", [("the rules there are", megabytes, few), (f"and {options.synthetic} more", megabytes, many), ("the same again, rules and patterns kept", megabytes, again)])
