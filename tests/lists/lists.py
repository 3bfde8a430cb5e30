#!/usr/bin/env python3
"""No list ranks States. On the demonstration, for every function of person and every page and
table of the site map:
 1. wherever three or more States stand in one list, table, menu or export, they stand in
    alphabetical order, and their lines differ in no class or colour;
 2. no address sorts or orders (sort=, order=, rank=, by=);
 3. what nobody was meant to see changes nothing: a State that writes, clears and releases to
    itself alone leaves every page of everybody else as it was, byte for byte. A page that
    told how far a State is could not stay the same.
 4. the same shuffled and coloured on purpose is found: the test can fail.
Usage: lists.py PROGRAM DATA_FOLDER"""
import csv, html.parser, io, os, re, sqlite3, subprocess, sys, unicodedata, concurrent.futures
program, data = sys.argv[1], sys.argv[2]
env = dict(os.environ, ISTHMUS_DATA=data)
def get(path, who=None):
    r = subprocess.run([program, "get", path, "--lang", "en"] + (["--as", who] if who else []), env=env, capture_output=True)
    return r.stdout.decode("utf-8", "replace")
def rows(sql):
    db = sqlite3.connect(f"file:{data}/isthmus.db?mode=ro", uri=True)
    all_ = db.execute(sql).fetchall()
    db.close()
    return all_

# Names of States as the directory shows them in English.
names = set()
class States(html.parser.HTMLParser):
    link = False
    def handle_starttag(self, tag, attributes):
        if tag == "a": self.link = re.fullmatch(r"/directory/[a-z]{3}", dict(attributes).get("href") or "") is not None
    def handle_data(self, words):
        if self.link and words.strip(): names.add(words.strip().rstrip("*"))
    def handle_endtag(self, tag):
        if tag == "a": self.link = False
States().feed(get("/directory?show=states"))
assert len(names) > 100, f"only {len(names)} States in the directory"
longest = sorted(names, key=len, reverse=True)
def state_at(text):
    text = text.strip()
    for n in longest:
        if text.startswith(n) and not text[len(n):len(n) + 1].isalpha(): return n

def key(name):
    plain = "".join(c for c in unicodedata.normalize("NFKD", name.lower()) if not unicodedata.combining(c))
    return re.sub(r"[’'.,()]", "", plain).replace("-", " ")

class Lists(html.parser.HTMLParser):
    """Items of each list: (first words, how they look)."""
    holders, items = ("ul", "ol", "tbody", "select", "dl"), ("li", "tr", "option", "dt")
    def __init__(self): super().__init__(); self.open, self.found = [], []
    def handle_starttag(self, tag, attributes):
        a = dict(attributes)
        if tag in self.holders: self.open.append([])
        elif tag in self.items and self.open: self.open[-1].append(["", set()])
        if self.open and self.open[-1]:
            look = {f"{k}={v}" for k, v in a.items() if k in ("class", "style", "bgcolor", "color")} - {"class=soft", "class=number", "class=tag", "class=quiet", "class=button"}
            self.open[-1][-1][1] |= look
    def handle_endtag(self, tag):
        if tag in self.holders and self.open: self.found.append(self.open.pop())
    def handle_data(self, words):
        if self.open and self.open[-1]: self.open[-1][-1][0] += words

def wrongs(body, by_question=False):
    out = []
    if body.startswith("<"):
        p = Lists(); p.feed(body)
        for one in p.found:
            states = [(state_at(w), look) for w, look in one if state_at(w)]
            if len({s for s, _ in states}) < 3: continue
            order = [key(s) for s, _ in states]
            if by_question: # found words stand by question, then by party
                parts = {}
                for w, _ in one:
                    if state_at(w): parts.setdefault(w.split("[S")[0].strip()[len(state_at(w)):], []).append(key(state_at(w)))
                order = [] if all(v == sorted(v) for v in parts.values()) else order
            if order != sorted(order): out.append("not in alphabetical order: " + ", ".join(s for s, _ in states)[:150])
            if len({frozenset(l) for _, l in states}) > 1: out.append("lines of States look different: " + ", ".join(s for s, _ in states)[:100])
        for link in re.findall(r'href="([^"]*)"', body):
            if re.search(r"[?&;](sort|order|rank|by)=", link): out.append(f"an address that sorts: {link}")
    elif "," in body.split("\n", 1)[0] and "party_name" in body.split("\n", 1)[0]:
        table = list(csv.DictReader(io.StringIO(body)))
        groups = {}
        for line in table: groups.setdefault(line.get("section"), []).append(line["party_name"].rstrip("*"))
        for section, parties in groups.items():
            order = [key(p) for p in parties]
            if order != sorted(order): out.append(f"export, {section}: parties not in alphabetical order")
    return out

site = open(os.path.join(os.path.dirname(__file__), "../../src/page/site.def")).read()
routes = [r for r in re.findall(r'PAGE\(GET, "([^"]+)"', site) if not r.endswith((".pdf", ".docx", ".xlsx", ".zip")) and ":token" not in r]
def ids():
    one = lambda sql: [r[0] for r in rows(sql)]
    return {"round": one("SELECT id FROM round"), "input": one("SELECT id FROM input"), "report": one("SELECT id FROM report"), "release": one("SELECT id FROM release"),
            "party": ["chl", "lac", "iom", "sacm"], "form": one("SELECT id FROM form"), "section": [], "mandate": [], "name": ["isthmus.css"], "file": [], "mail": []}
def expand(pattern, known):
    m = re.search(r":(\w+)", pattern)
    return [pattern] if not m else [p for i in known.get(m[1], []) for p in expand(pattern.replace(":" + m[1], i, 1), known)]
def pages():
    known = ids()
    out = {p for r in routes for p in expand(r, known)}
    for r in ("lac-demo", "lac-demo-before"): out |= {f"/rounds/{r}/answers?section={s}&question=status" for s in ("objective_01", "objective_16")} | {f"/rounds/{r}/search?q=a"}
    out |= {f"/directory?show={s}" for s in ("mechanisms", "states", "organizations")}
    return sorted(out)

people = [None, "secretariat@demo.example", "focal.per@demo.example", "focal.esp@demo.example", "partner.iom@demo.example", "admin@demo.example", "focal.bra@demo.example"]
def read(job): return job, get(job[1], job[0])
def all_pages(who):
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool: return dict(pool.map(read, [(w, p) for w in who for p in known_pages]))

known_pages = pages()
before = all_pages(people)
bad = listed = 0
for (who, path), body in before.items():
    p = Lists()
    if body.startswith("<"): p.feed(body)
    listed += sum(1 for one in p.found if len({state_at(w) for w, _ in one if state_at(w)}) >= 3)
    for w in wrongs(body, "/search?" in path):
        bad += 1
        print(f"RANKS: {who or 'the public'} at {path}: {w}")
assert listed > 20, f"only {listed} lists of States were found: this proves nothing"

# 3. Brazil writes, clears and releases to itself alone; everybody else sees what they saw.
db = sqlite3.connect(f"{data}/isthmus.db")
section, input_, round_ = db.execute("SELECT s.id, i.id, i.round FROM section s JOIN input i ON i.id = s.input WHERE i.party = 'bra' AND i.round = 'lac-demo' AND s.name = 'objective_01'").fetchone()
person, form = db.execute("SELECT (SELECT id FROM person WHERE mail = 'focal.bra@demo.example'), form FROM round WHERE id = 'lac-demo'").fetchone()
db.execute("INSERT INTO release (id, round, party, section_name, form, version, audience, content, sha256, receipt, person, at) VALUES ('ownownownownown1', ?, 'bra', 'objective_01', ?, 1, 'owner', x'7b7d', ?, 'OWN-1', ?, '2026-11-24T00:00:00Z')", (round_, form, "0" * 64, person))
for question in ("priority", "status"):
    db.execute("INSERT INTO released_answer (release, question, language, kind, item, value, written_in, folded, position) VALUES ('ownownownownown1', ?, '', ?, ?, ?, 'en', ?, 1)",
               (question, question, question, "yes" if question == "priority" else "Unreleased words of Brazil", "x"))
db.execute("UPDATE section SET stage = 'done' WHERE id = ?", (section,))
db.commit(); db.close()
others = [w for w in people if w != "focal.bra@demo.example"]
def plain(body):
    """A page without what is made anew at each look: tokens, times, the place of a paragraph not yet written."""
    for place in set(re.findall(r'name="c:([a-z2-7]{16}):"', body)): body = body.replace(place, "")
    return re.sub(r"""name="csrf" value="[^"]*"|\d{2}:\d{2}(:\d{2}Z)?""", "", body)
after = all_pages(others)
changed = [(w, p) for (w, p), body in after.items() if plain(body) != plain(before[w, p]) and not p.endswith("/waiting")]
for who, path in changed:
    print(f"TELLS: {who or 'the public'} at {path}: it changed when Brazil released to itself alone")

# 4. The test can fail.
assert wrongs("<ul><li>Peru</li><li>Chile</li><li>Haiti</li></ul>"), "a shuffled list is not found"
assert wrongs('<ul><li>Chile</li><li class="late">Haiti</li><li>Peru</li></ul>'), "a coloured list is not found"
assert wrongs('<a href="/x?sort=done">x</a>'), "an address that sorts is not found"
assert not wrongs("<ul><li>Chile</li><li>Haiti</li><li>Peru</li></ul>")
print(f"{len(before)} pages of {len(people)} people, {listed} lists of States, {bad} wrong; {len(changed)} of {len(after)} changed by what was not for them")
sys.exit(1 if bad or changed else 0)
