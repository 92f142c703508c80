#!/usr/bin/env python3
"""Compares what kbtriage reads with what parsers read that nobody here wrote.

usage: peers.py --program KBTRIAGE --samples FOLDER [--peer NAME]...

Peers: psrpcore (CLIXML), python-ldap's ldif and ldif3 (LDIF), csv, json, email (CPython), extract-msg (Outlook messages).
A peer that cannot be imported is passed over with a note. Every difference must stand in differences.tsv, with its reason;
an entry there that no difference needs is a mistake as well.
"""
import argparse, base64, csv, datetime, decimal, fnmatch, hashlib, io, json, logging, os, subprocess, sys, tempfile, uuid
import xml.etree.ElementTree as ET

HERE = os.path.dirname(os.path.abspath(__file__))
logging.disable(logging.CRITICAL)


class Case:
    """One file read by both sides."""

    def __init__(self, program, samples, name):
        self.program, self.name = program, name
        self.path = os.path.join(samples, name)
        with open(self.path, "rb") as file:
            self.bytes = file.read()

    def run(self, *arguments):
        done = subprocess.run([self.program, *arguments, self.path], capture_output=True, timeout=120)
        if done.returncode not in (0, 1, 2):
            raise RuntimeError("kbtriage ended with %d: %s" % (done.returncode, done.stderr.decode()[:200]))
        return done.stdout.decode()

    def raw(self):
        """The leaves kbtriage read: [path, type, value]."""
        return [json.loads(line) for line in self.run("facts", "--raw").splitlines()]

    def facts(self):
        return [json.loads(line) for line in self.run("facts", "--format", "json").splitlines()]

    def texts(self):
        """The texts of the case, every word as long as it was."""
        with tempfile.TemporaryDirectory() as folder:
            self.run("redact", "--output", os.path.join(folder, "texts"))
            found = []
            for place, _, names in os.walk(folder):
                for name in names:
                    with open(os.path.join(place, name), encoding="utf-8") as file:
                        found.append(file.read())
            return found

    def inputs(self):
        return json.loads(self.run("diagnose", "--format", "json"))["inputs"]

    def text(self):
        data = self.bytes
        if data[:2] == b"\xff\xfe":
            return data[2:].decode("utf-16-le")
        if data[:2] == b"\xfe\xff":
            return data[2:].decode("utf-16-be")
        return data.decode("utf-8-sig")


def digest(data):
    return {"bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}


def unpaired(text):
    """Text as kbtriage prints it: a lone surrogate is no character."""
    return "".join("\ufffd" if 0xD800 <= ord(char) < 0xE000 else char for char in text)


# CLIXML -----------------------------------------------------------------------------------------------------------

NAMES = {
    "PSString": "String", "PSScriptBlock": "String", "PSUri": "Uri", "PSXml": "Xml", "PSChar": "Char", "PSBool": "Boolean",
    "PSByte": "Byte", "PSSByte": "SByte", "PSUInt16": "UInt16", "PSInt16": "Int16", "PSUInt": "UInt32", "PSInt": "Int32",
    "PSUInt64": "UInt64", "PSInt64": "Int64", "PSSingle": "Single", "PSDouble": "Double", "PSDecimal": "Decimal",
    "PSDateTime": "date", "PSDuration": "TimeSpan", "PSGuid": "Guid", "PSVersion": "Version", "PSByteArray": "bytes",
    "PSSecureString": "SecureString",
}
# Types PowerShell makes live again; their written properties are no properties of theirs (docs/INPUTS.md).
LIVE = {"System.Net.IPAddress", "System.Net.Mail.MailAddress", "System.Globalization.CultureInfo",
        "System.Management.Automation.PSCredential", "System.Management.Automation.PSPrimitiveDictionary",
        "System.Management.Automation.SwitchParameter", "System.Management.Automation.PSListModifier",
        "System.Security.Cryptography.X509Certificates.X509Certificate2",
        "System.Security.Cryptography.X509Certificates.X500DistinguishedName"}


class Flattener:
    """psrpcore's objects as the leaves kbtriage prints."""

    def __init__(self):
        self.leaves = []

    def walk(self, value, path, depth=0):
        if len(self.leaves) > 4001:
            return
        if value is None:
            return self.leaves.append([path, "null", None])
        name = type(value).__name__
        bases = [base.__name__ for base in type(value).__mro__]
        if "PSIntegerBase" in bases and name not in NAMES:
            # An enumeration psrpcore knows: the integer it is made of.
            name = next((base for base in bases if base in NAMES), "PSInt")
        meta = getattr(value, "PSObject", None)
        kind = NAMES.get(name) or {"bool": "Boolean", "str": "String", "int": "Int32", "bytes": "bytes"}.get(name)
        if kind:
            return self.leaves.append([path, kind, self.scalar(kind, value)])
        items = self.items(value, bases)
        if items is not None:
            kind = "dictionary" if isinstance(items, dict) else "list"
            self.leaves.append([path, kind, len(items)])
            if depth >= 12:
                return
            pairs = items.items() if isinstance(items, dict) else enumerate(items)
            for key, item in pairs:
                step = "{%s}" % self.key(key) if isinstance(items, dict) else "[%d]" % key
                self.walk(item, path + step, depth + 1)
            return
        types = list(meta.type_names) if meta else []
        first = types[0] if types else None
        self.leaves.append([path, "object", first])
        if depth >= 12 or (first or "").replace("Deserialized.", "") in LIVE:
            return
        seen = {}
        for group in (meta.extended_properties, meta.adapted_properties):
            for prop in group:
                if prop.name.lower() not in seen:
                    seen[prop.name.lower()] = prop
        for prop in seen.values():
            self.walk(prop.get_value(value), path + "." + unpaired(prop.name), depth + 1)

    @staticmethod
    def key(key):
        return unpaired(str(key))

    @staticmethod
    def items(value, bases):
        if isinstance(value, dict):
            return dict(value)
        if "PSQueueBase" in bases:
            return list(value.queue)
        if isinstance(value, (list, tuple)):
            return list(value)
        return None

    @staticmethod
    def scalar(kind, value):
        if kind == "bytes":
            return digest(bytes(value))
        if kind == "SecureString":
            return None
        if kind in ("date", "TimeSpan"):
            return str(value)
        if kind == "Char":
            return unpaired(chr(int(value)))
        if kind == "Boolean":
            return str(bool(value))
        if kind in ("String", "Uri", "Xml"):
            return unpaired(str.__str__(value))
        if kind in ("Single", "Double"):
            return float(value)
        if kind == "Decimal":
            return str(decimal.Decimal(value))
        if kind in ("Guid", "Version"):
            return str(value)
        return str(int(value))


def same_scalar(kind, mine, other):
    if kind in ("date", "TimeSpan"):
        return True  # checked against PowerShell's own reading to the last digit (Tests/CorpusTests)
    if kind in ("Single", "Double"):
        special = {"Infinity": float("inf"), "-Infinity": float("-inf"), "NaN": float("nan")}
        number = special.get(mine, None) if mine in special else float(mine)
        return number == other or number != number and other != other or abs(number - other) <= abs(other) * 1e-6
    if kind == "Uri":
        return mine.rstrip("/").lower() == other.rstrip("/").lower() or len(mine) > 0 and "%" in other
    if kind == "object":
        strip = lambda name: (name or "System.Management.Automation.PSCustomObject").replace("Deserialized.", "")
        return strip(mine) == strip(other)
    return mine == other


def psrpcore(case):
    from psrpcore.types import deserialize_clixml, PSCryptoProvider
    from psrpcore.types._serializer import deserialize

    class Plain(PSCryptoProvider):
        def decrypt(self, value): return value
        def encrypt(self, value): return value
        def register_key(self, key): pass

    text = case.text()
    try:
        objects = deserialize_clixml(text, Plain())
    except Exception as first:
        try:
            objects = [deserialize(ET.fromstring(text), Plain())]
        except Exception:
            return compare_refusal(case, "%s" % type(first).__name__)
    flat = Flattener()
    mine = case.raw()
    for value in objects:
        before = len(flat.leaves)
        flat.walk(value, "$")
        del flat.leaves[before + 4001:]
    return compare_leaves(mine, flat.leaves)


def compare_refusal(case, why):
    """The peer reads nothing: so must we."""
    leaves = case.raw()
    return ["the peer refuses it (%s), %d leaves were read" % (why, len(leaves))] if leaves else []


def compare_leaves(mine, wanted, same=same_scalar):
    """Leaf by leaf; what a dictionary or a property bag has is compared without its order."""
    differences = []
    def grouped(leaves):
        groups, path_count = {}, {}
        root = -1
        for path, kind, value in leaves:
            if path == "$": root += 1
            number = path_count.get((root, path), 0)
            path_count[root, path] = number + 1
            groups[root, path.lower(), number] = (path, kind, value)
        return groups
    left, right = grouped(mine), grouped(wanted)
    for key in list(right) + [key for key in left if key not in right]:
        if key not in left:
            differences.append("missing: %s %s" % right[key][:2])
        elif key not in right:
            differences.append("not in the peer: %s %s" % left[key][:2])
        else:
            path, kind, value = left[key]
            _, other_kind, other = right[key]
            if kind != other_kind:
                differences.append("type: %s is %s, the peer says %s" % (path, kind, other_kind))
            elif not same(kind, value, other):
                differences.append("value: %s is %.60r, the peer says %.60r" % (path, value, other))
    return differences


# LDIF -------------------------------------------------------------------------------------------------------------

def entries_of(leaves):
    """Entries as attribute (lower case) -> values."""
    entries = []
    for path, kind, value in leaves:
        if path == "$":
            entries.append({})
        elif kind != "list":
            name = path[2:]
            if name.endswith("]"):
                name = name[: name.rindex("[")]
            entries[-1].setdefault(name.lower(), []).append((kind, value))
    return entries


def same_bytes(kind, value, data):
    if kind == "null":
        return data.strip() == b"" or data.startswith(b"\0url")
    if kind == "bytes":
        return value is None or value["bytes"] == len(data) and value["sha256"] in (None, hashlib.sha256(data).hexdigest())
    text = value.encode()
    if text == data or text == data.rstrip(b" "):
        return True
    try:  # 16 bytes may be a GUID and are kept as base64
        return len(data) == 16 and base64.b64decode(value) == data
    except ValueError:
        return False


def compare_entries(mine, peers):
    if len(mine) != len(peers):
        return ["%d entries, the peer has %d" % (len(mine), len(peers))]
    differences = []
    for number, (entry, (name, attributes)) in enumerate(zip(mine, peers)):
        wanted = {}
        for attribute, values in attributes.items():
            wanted.setdefault(attribute.split(";")[0].lower(), []).extend(values or [])
        known = [value for value in entry.get("distinguishedname", [("String", "")])]
        if not any(same_bytes(kind, value, name.encode()) for kind, value in known):
            differences.append("entry %d: name %.60r, the peer says %.60r" % (number, known, name))
        for attribute, values in wanted.items():
            if attribute == "distinguishedname":
                continue
            found = entry.get(attribute)
            if found is None:
                differences.append("entry %d: %s is missing" % (number, attribute))
            elif len(found) != len(values) or not all(same_bytes(*pair, data) for pair, data in zip(found, values)):
                differences.append("entry %d: %s is %.80r, the peer says %.80r" % (number, attribute, found, values))
        for attribute in entry:
            if attribute not in wanted and attribute not in ("distinguishedname", "changetype", "control"):
                differences.append("entry %d: %s is not in the peer" % (number, attribute))
    return differences


def ldap_records(ldif, data):
    """Content records, or change records as name -> attributes."""
    # A URL is never opened, by either side.
    ldif.urlopen = lambda url: (_ for _ in ()).throw(ValueError("a URL"))
    parser = ldif.LDIFRecordList(io.BytesIO(data))
    parser.parse()
    return parser.all_records


def python_ldap(case):
    import ldif
    try:
        records = ldap_records(ldif, case.bytes)
    except Exception as error:
        return refused_entries(case, "%s" % error)
    return compare_entries(entries_of(case.raw()), records)


def ldif3(case):
    import base64 as codec
    codec.decodestring = codec.decodebytes  # removed from Python 3.9
    import ldif3 as peer
    class Parser(peer.LDIFParser):
        pass
    try:
        records = [(name, {key: [value if isinstance(value, bytes) else value.encode() for value in values]
                           for key, values in entry.items()})
                   for name, entry in Parser(io.BytesIO(case.bytes), strict=False, ignored_attr_types=[]).parse() if name is not None]
    except Exception as error:
        return refused_entries(case, "%s" % error)
    return compare_entries(entries_of(case.raw()), records)


def refused_entries(case, why):
    leaves = case.raw()
    count = len(entries_of(leaves))
    return ["the peer refuses it (%s), %d entries were read" % (why[:70], count)] if count else []


# CSV and JSON -----------------------------------------------------------------------------------------------------

def cpython_csv(case):
    text = case.text()
    lines = text.splitlines()
    first = next((line for line in lines if line and not line.startswith("#")), "")
    delimiter = max(",;\t", key=first.count)
    rows = [row for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter) if row]
    if rows and rows[0][0].startswith("#TYPE"):
        rows = rows[1:]
    header = rows[0]
    entries = []
    for path, kind, value in case.raw():
        if path == "$":
            entries.append([])
        else:
            entries[-1].append((path[2:], "" if value is None else value))
    wanted = [list(zip(header, row)) for row in rows[1:]]
    if len(entries) != len(wanted):
        return ["%d rows, the peer has %d" % (len(entries), len(wanted))]
    differences = []
    for number, (row, other) in enumerate(zip(entries, wanted)):
        for mine, peer in zip(row, other):
            # A cell's blanks at either end say nothing.
            if mine[0] != peer[0].strip() or mine[1].strip().split() != peer[1].strip().split():
                differences.append("row %d: %.60r, the peer says %.60r" % (number, mine, peer))
        if len(row) != len(other):
            differences.append("row %d: %d cells, the peer has %d" % (number, len(row), len(other)))
    return differences


def cpython_json(case):
    def walk(value, path, leaves):
        if value is None: leaves.append([path, "null", None])
        elif isinstance(value, bool): leaves.append([path, "Boolean", str(value)])
        elif isinstance(value, int): leaves.append([path, "Int64", str(value)])
        elif isinstance(value, float): leaves.append([path, "Double", value])
        elif isinstance(value, str): leaves.append([path, "String", unpaired(value)])
        elif isinstance(value, list):
            leaves.append([path, "list", len(value)])
            for number, item in enumerate(value): walk(item, "%s[%d]" % (path, number), leaves)
        else:
            leaves.append([path, "object", None])
            for key, item in value.items(): walk(item, path + "." + key, leaves)
    try:
        document = json.loads(case.text())
    except ValueError as error:
        return compare_refusal(case, str(error))
    wanted = []
    walk(document, "$", wanted)
    return compare_leaves(case.raw(), wanted, lambda kind, mine, other: kind == "object" or same_scalar(kind, mine, other))


# Mails ------------------------------------------------------------------------------------------------------------

def words(text):
    return "".join(char if char.isalnum() else " " for char in text or "").split()


def own_inputs(case):
    """Inputs made of this file: name behind the file's own, and size."""
    name = case.path
    return [(item["file"][len(name):].lstrip("!"), item["bytes"]) for item in case.inputs() if item["file"].startswith(name)]


def message_of(case):
    # A file that keeps the line a mailbox has in front of a message is a mailbox of one.
    for fact in case.facts():
        if fact["kind"] == "message" and fact["file"] in (case.path, case.path + "!message-1"):
            return fact["fields"]
    return {}


def same_time(mine, peer):
    """The time of a message against an aware or naive datetime."""
    if not mine or peer is None:
        return not mine and peer is None
    date, zone = mine["date"], mine.get("zone")
    time = datetime.datetime.fromisoformat(date)
    if zone is None or peer.tzinfo is None:
        return time == peer.replace(tzinfo=None)
    shift = datetime.timedelta()
    if zone not in ("Z", "+00:00", "-00:00"):
        sign = -1 if zone[0] == "-" else 1
        shift = sign * datetime.timedelta(hours=int(zone[1:3]), minutes=int(zone[4:6]))
    return time - shift == peer.astimezone(datetime.timezone.utc).replace(tzinfo=None)


def cpython_email(case):
    import email, email.policy
    data = case.bytes
    mail = email.message_from_bytes(data, policy=email.policy.default)
    differences = []
    mine = message_of(case)
    if words(mine.get("subject")) != words(str(mail["Subject"] or "")):
        differences.append("subject: %.60r, the peer says %.60r" % (mine.get("subject"), str(mail["Subject"])))
    sender = mail["From"]
    address = sender.addresses[0].addr_spec if sender is not None and sender.addresses else ""
    if address and address not in (mine.get("from") or ""):
        differences.append("sender: %.60r, the peer says %.60r" % (mine.get("from"), address))
    try:
        time = mail["Date"].datetime if mail["Date"] is not None else None
    except Exception:
        time = None
    if not same_time(mine.get("date"), time):
        differences.append("date: %.60r, the peer says %s" % (mine.get("date"), time))
    # Every attachment is an input of its own; what is inside of one as well.
    wanted = []
    for part in mail.walk():
        if part.is_multipart() or part.get_content_type().startswith("text/") and not part.get_filename():
            continue
        content = part.get_payload(decode=True) or b""
        wanted.append((part.get_filename(), len(content)))
    found = [size for name, size in own_inputs(case) if name]
    for name, size in wanted:
        if name is not None and size not in found:
            differences.append("part %s of %d bytes is no input: %s" % (name, size, found))
    return differences + compare_texts(case, mail)


def lengths(text):
    """The lengths of the words of a text: tokens of `kbtriage redact` are as long as what they stand for."""
    return [len(word) for word in text.split()]


def compare_texts(case, mail):
    """The words of every part that is text, and how long each is, stand in what was read of the mail, in their order."""
    differences = []
    read = [lengths(text) for text in case.texts()]
    for number, part in enumerate(mail.walk()):
        if part.is_multipart() or part.get_content_maintype() != "text" or part.get_filename():
            continue
        try:
            text = part.get_content()
        except Exception as error:
            differences.append("text %d: the peer cannot decode it (%s)" % (number, type(error).__name__))
            continue
        wanted = lengths(text)
        if not any(mine[start:start + len(wanted)] == wanted
                   for mine in read for start in range(len(mine) - len(wanted) + 1)):
            differences.append("text %d (%s): %d words, %d characters are not what was read"
                               % (number, part.get_content_type(), len(wanted), len(text)))
    return differences


def extract_msg(case):
    import extract_msg as peer
    message = peer.openMsg(case.path)
    differences = []
    mine = message_of(case)
    subject = (message.subject or "").rstrip("\0")
    if words(mine.get("subject")) != words(subject):
        differences.append("subject: %.60r, the peer says %.60r" % (mine.get("subject"), subject))
    inputs = own_inputs(case)
    sizes = [size for name, size in inputs if name]
    for attachment in message.attachments:
        content = attachment.data
        name = attachment.longFilename or attachment.shortFilename
        if isinstance(content, bytes):
            if len(content) not in sizes:
                differences.append("attachment %s of %d bytes is no input: %s" % (name, len(content), inputs))
        elif content is not None:
            if not any(name.endswith(".msg") for name, _ in inputs if name):
                differences.append("the message inside is no input: %s" % inputs)
    # When it was submitted, else delivered (MS-OXOMSG); to the second, as a mail's header says it.
    times = [message.props.get(tag) for tag in ("00390040", "0E060040")]
    time = next((prop.value.replace(microsecond=0) for prop in times if prop is not None), None)
    if not same_time(mine.get("date"), time):
        differences.append("date: %.60r, the peer says %s" % (mine.get("date"), time))
    return differences


# ------------------------------------------------------------------------------------------------------------------

PEERS = {
    "psrpcore": (psrpcore, "psrpcore", ["clixml/*", "clixml-peer/*", "powershell/values/*.clixml", "powershell/values/*.xml",
                                        "powershell/dumps/*/*.clixml", "powershell/dumps/*/serialized.xml"]),
    "python-ldap": (python_ldap, "ldif", ["ldif/*", "ldif-peer/*"]),
    "ldif3": (ldif3, "ldif3", ["ldif/*", "ldif-peer/*"]),
    "csv": (cpython_csv, "csv", ["csv/*", "powershell/dumps/*/*.csv"]),
    "json": (cpython_json, "json", ["json-settings/*", "powershell/dumps/*/*.json"]),
    "email": (cpython_email, "email", ["tickets/*.eml"]),
    "extract-msg": (extract_msg, "extract_msg", ["msg/*.msg"]),
}


def known_differences():
    rows = []
    with open(os.path.join(HERE, "differences.tsv"), encoding="utf-8") as file:
        for line in file:
            if line.strip() and not line.startswith("#"):
                row = line.rstrip("\n").split("\t")
                if len(row) != 4 or not row[3].strip():
                    sys.exit("differences.tsv: four columns and a reason, not %r" % line)
                rows.append({"file": row[0], "peer": row[1], "what": row[2], "used": 0})
    return rows


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", required=True)
    parser.add_argument("--samples", required=True)
    parser.add_argument("--peer", action="append")
    parser.add_argument("--file", help="only files that match")
    options = parser.parse_args()
    known = known_differences()
    files = [os.path.relpath(os.path.join(folder, name), options.samples)
             for folder, _, names in os.walk(options.samples) for name in names]
    failed, absent = 0, set()
    for peer, (compare, module, patterns) in PEERS.items():
        if options.peer and peer not in options.peer:
            continue
        try:
            if module == "ldif3":
                base64.decodestring = base64.decodebytes
            __import__(module)
        except ImportError as error:
            absent.add(peer)
            print("%s: passed over (%s)" % (peer, error))
            continue
        count = differing = 0
        for name in sorted(files):
            if not any(fnmatch.fnmatch(name, pattern) for pattern in patterns) or name.endswith((".jsonl", ".md")):
                continue
            if options.file and not fnmatch.fnmatch(name, options.file):
                continue
            count += 1
            try:
                differences = compare(Case(options.program, options.samples, name))
            except Exception as error:
                differences = ["the comparison failed: %s: %s" % (type(error).__name__, error)]
            unknown = []
            for difference in differences:
                entry = next((row for row in known if row["peer"] == peer and fnmatch.fnmatch(name, row["file"])
                              and fnmatch.fnmatchcase(difference, row["what"])), None)
                if entry: entry["used"] += 1
                else: unknown.append(difference)
            if differences: differing += 1
            for difference in unknown[:5]:
                print("%s: %s: %s" % (peer, name, difference))
            if len(unknown) > 5: print("%s: %s: %d more" % (peer, name, len(unknown) - 5))
            failed += len(unknown)
        print("%s: %d files, %d with differences" % (peer, count, differing))
    if not options.file and not options.peer:
        for row in known:
            if not row["used"] and row["peer"] not in absent:
                print("differences.tsv: nothing differs any more: %(file)s %(peer)s %(what)s" % row)
                failed += 1
    print("%d differences that differences.tsv does not know" % failed)
    sys.exit(1 if failed else 0)


main()
