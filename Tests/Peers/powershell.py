"""Parses the PowerShell scripts the program writes with an independent grammar (tree-sitter-powershell).

Every fix script of the samples, the fix scripts and collect scripts of people with hostile names: all must parse without
an error, and a name must never change which commands a script runs.

The grammar does not know lists of bare words as arguments (`fl Name,Length`), which PowerShell takes (about_Parsing:
argument mode): such commas are taken for letters, which moves nothing and changes no quote.
"""

import argparse
import json
import pathlib
import re
import subprocess
import sys
import tempfile

try:
    import tree_sitter_powershell
    from tree_sitter import Language, Parser
except ImportError:
    print("powershell: passed over, tree-sitter-powershell is not here")
    sys.exit(0)

BARE_COMMA = re.compile(rb"(?<=\w),(?=[A-Za-z'])|(?<='),(?=[A-Za-z])")
HOSTILE = [
    "o'brien@contoso.example",
    "a';Remove-Item x;'@contoso.example",
    "a\u2019;Stop-Computer;\u2019@contoso.example",
    "$(Remove-Item x)@contoso.example",
    "a`\"$env:USERNAME`\"@contoso.example",
    "a\";Remove-Item x;\"@contoso.example",
    "a#><#@contoso.example",
    "a}}; Remove-Item x; @{{@contoso.example",
    "a)\nRemove-Item x\n(@contoso.example",
    "@'\nRemove-Item x\n'@contoso.example",
    "--%@contoso.example",
    "\u202eelpmaxe.osotnoc@anna\u202c",
    "M\u00fcller.\u5c71\u7530.\U0001f600@contoso.example",
]

parser = Parser(Language(tree_sitter_powershell.language()))
problems = []


def commands(name, script):
    """The commands of a script; notes what cannot be parsed."""
    text = BARE_COMMA.sub(b"_", script)
    found, open_nodes = set(), [parser.parse(text).root_node]
    while open_nodes:
        node = open_nodes.pop()
        if node.type == "ERROR" or node.is_missing:
            line = node.start_point[0]
            shown = (script.split(b"\n") + [b""])[line][:100]
            problems.append(f"{name}:{line + 1}: {node.type}: {shown!r}")
            return found
        if node.type in ("command_name", "command_name_expr"):
            found.add(text[node.start_byte : node.end_byte])
        open_nodes.extend(node.children)
    return found


def run(program, *arguments):
    return subprocess.run([program, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=120).stdout


def user(name):
    photo = [255, 216, 255, 224] + [0] * 14528
    return json.dumps([{"UserPrincipalName": name, "SamAccountName": name, "thumbnailPhoto": photo}])


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--program", required=True)
    options = arguments.parse_args()
    date = ["--as-of", "2026-11-23"]
    scripts = 0
    for sample in sorted(pathlib.Path("samples").glob("*/fires*")):
        script = run(options.program, str(sample), "--format", "fix", *date)
        if not script:
            problems.append(f"{sample}: no script")
        commands(str(sample), script)
        scripts += 1
    with tempfile.TemporaryDirectory() as folder:
        ticket = pathlib.Path(folder) / "user.json"
        fixed, runs = {}, {}
        for name in ["anna@contoso.example", *HOSTILE]:
            ticket.write_text(user(name), encoding="utf-8")
            fixed[name] = commands(f"fix of {name!r}", run(options.program, str(ticket), "--format", "fix", *date))
            asked = run(options.program, "collect", f"--for={name}", f"--sam={name}")
            runs[name] = commands(f"collect of {name!r}", asked)
            scripts += 2
        for kind, scripts_by_name in (("fix", fixed), ("collect", runs)):
            plain = scripts_by_name["anna@contoso.example"]
            for name, found in scripts_by_name.items():
                if found != plain:
                    problems.append(f"{kind} of {name!r}: runs {sorted(found ^ plain)}")
    for problem in problems:
        print("powershell:", problem)
    print(f"powershell: {scripts} scripts parsed, {len(problems)} problems")
    sys.exit(1 if problems else 0)


main()
