#!/usr/bin/env python3
"""The access matrix: every route and every known id, asked by every function of person, on
the demonstration. Words that a State has not released must reach nobody outside the State;
within it, only those to whom the section is given. Usage: matrix.py PROGRAM DATA_FOLDER
The demonstration's texts are synthetic; each is found by its own words in the database.
Releases are read from the database too, so that the test knows what each may see without
asking the program: a second, independent statement of the rule. All ask one server, each in a
session of their own, so that what it keeps from one reader must not reach another. With --first
it ends at the first leak."""
import atexit, http.client, io, multiprocessing, os, re, sqlite3, subprocess, sys, time, zipfile
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../server"))
from raw import Person, Server, failures
program, data, first = sys.argv[1], sys.argv[2], "--first" in sys.argv
env = dict(os.environ, ISTHMUS_DATA=data)
db = sqlite3.connect(f"file:{data}/isthmus.db?mode=ro", uri=True)
rows = lambda sql, *a: db.execute(sql, a).fetchall()
server, connection, cookies = Server(program, data), None, {None: ""}
atexit.register(server.process.kill)

def get(path, who):
    """Through a connection that this process keeps; documents wait their turn."""
    global connection
    for _ in range(600):
        try:
            if not connection: connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=120)
            connection.request("GET", path, headers={"Cookie": cookies[who]} if who else {})
            reply = connection.getresponse()
            body = reply.read()
            if reply.status != 503: return body
        except (OSError, http.client.HTTPException): connection = None
        time.sleep(0.05)
    raise AssertionError(f"no answer from {path}")

def readable(b):
    """The words of any format: pages as they are, archives part by part, PDF through poppler."""
    if b.startswith(b"PK"):
        return "\n".join(readable(part) for part in (z.read(n) for z in [zipfile.ZipFile(io.BytesIO(b))] for n in z.namelist()))
    if b.startswith(b"%PDF"):
        b = subprocess.run(["pdftotext", "-raw", "-", "-"], input=b, capture_output=True).stdout
    text = re.sub(r"</w:t>.*?<w:t[^>]*>|</?mark>", "", b.decode("utf-8", "replace"))
    for entity, letter in (("&#39;", "'"), ("&quot;", '"'), ("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")): text = text.replace(entity, letter)
    return re.sub(r"\s+", " ", text)

given = {o for (o,) in rows("SELECT DISTINCT s.open_to_all FROM section s JOIN revision v ON v.section = s.id WHERE s.holder LIKE 'chl-%' AND length(v.value) > 20")}
assert given == {0, 1}, "the demonstration has not both: sections given to ministries with words in them, opened to all bodies of the State and not"
assert rows("SELECT 1 FROM released_file"), "the demonstration releases no file"

# Who is who: mail -> (state, party, function)
people = {None: (None, None, "public")}
for mail, party, function in rows("SELECT p.mail, m.party, m.function FROM mandate m JOIN person p ON p.id = m.person WHERE m.ended IS NULL"):
    top = rows("SELECT other FROM relation WHERE party = ? AND role = 'part_of'", party)
    people[mail] = (top[0][0] if top else party, party, function)

# A former mandate holder is somebody without a post: no more than the public.
former = rows("SELECT DISTINCT p.mail FROM person p JOIN mandate m ON m.person = p.id WHERE m.ended IS NOT NULL AND NOT EXISTS (SELECT 1 FROM mandate n WHERE n.person = p.id AND n.ended IS NULL)")
assert former, "the demonstration has nobody whose post has ended"
for (mail,) in former: people[mail] = (None, None, "former")
for mail in people:
    if mail: cookies[mail] = Person(data, mail).cookie

# Every text that stands in a draft: (words, state, holder, section, round, question)
drafts = rows("""SELECT v.value, i.party, s.holder, s.name, i.round, v.question, s.open_to_all FROM revision v JOIN section s ON s.id = v.section
                 JOIN input i ON i.id = s.input WHERE length(v.value) > 20""")
assert len(drafts) > 20, "the demonstration holds too few texts to prove anything"
capacity = {(r, p): c for r, p, c in rows("SELECT round, party, capacity FROM round_party")}
host = dict(rows("SELECT id, host FROM round"))
released = {}
for value, party, round_, audience, release in rows("""SELECT a.value, r.party, r.round, r.audience, r.id FROM released_answer a JOIN release r ON r.id = a.release
                                                       WHERE r.recalled IS NULL AND r.replaced IS NULL"""):
    named = {p for (p,) in rows("SELECT party FROM release_named WHERE release = ?", release)}
    released.setdefault((value, party, round_), []).append((audience, named))
# Passages that a report quotes are hidden as the answers they are taken from.
quoted = rows("SELECT DISTINCT s.quoted, r.party, r.round, r.section_name, s.question FROM paragraph_source s JOIN release r ON r.id = s.release")
for words, state, round_, section, question in quoted:
    if not words: continue # taken away by a recall
    for d in [d for d in drafts if d[1] == state and d[4] == round_ and words in d[0] and words != d[0]]:
        drafts.append((words,) + d[1:])
        for a in released.get((d[0], state, round_), []): released.setdefault((words, state, round_), []).append(a)
# Words of a report that was never sent out are its secretariat's own; adopted ones are everyone's.
reports = rows("""SELECT p.words, r.host, CASE WHEN e.status = 'adopted' THEN 1 ELSE 0 END FROM paragraph p JOIN chapter c ON c.id = p.chapter
                  JOIN report e ON e.id = c.report JOIN round r ON r.id = e.round""")
assert len({d[2] for d in reports}) == 2, "the demonstration has no report that is half written and one that is adopted"
drafts += [(words, None, host_, "report", None, "adopted" if open_ else "half written", 0) for words, host_, open_ in reports if words]

def may_see(who, draft):
    words, state, holder, section, round_, question, open_to_all = draft
    my_state, my_party, function = people[who]
    if section == "report": return question == "adopted" or (my_party == holder and function == "secretariat")
    for audience, named in released.get((words, state, round_), []):
        if audience == "public" or (my_state and audience == "named" and my_state in named): return True
        c = capacity.get((round_, my_state), "")
        ok = {"members": ("member",), "observers": ("member", "observer"), "partners": ("member", "observer", "partner")}.get(audience, ())
        if c in ok or (function == "secretariat" and my_party == host[round_] and audience in ("members", "observers", "partners")): return True
    if my_state != state: return False
    if my_party == state and function in ("focal_point", "alternate", "releaser", "validator"): return True
    if my_party == state and (words, state, round_) in released: return True
    return my_party == holder or bool(open_to_all) or function in ("focal_point", "alternate")

# Every address: the site map with every id that fits, and whatever the pages link to.
site = open(os.path.join(os.path.dirname(__file__), "../../src/page/site.def")).read()
routes = re.findall(r'PAGE\(GET, "([^"]+)"', site)
ids = {"round": [r for (r,) in rows("SELECT id FROM round WHERE synthetic = 1")], "input": [r for (r,) in rows("SELECT id FROM input")],
       "section": [r for (r,) in rows("SELECT s.id FROM section s JOIN answer a ON a.section = s.id GROUP BY s.id")],
       "release": [r for (r,) in rows("SELECT id FROM release")], "report": [r for (r,) in rows("SELECT id FROM report")],
       "party": ["chl", "lac"], "mandate": [r for (r,) in rows("SELECT id FROM mandate LIMIT 3")], "name": ["isthmus.css", "checkpoint", "keys", "policy", "release.pem", "trusted_root.json", "content.json.sigstore.json", "content.json.tlog-proof", "release.json", "release.json.sigstore.json", "release.json.signed", "recall.json", "adoption.json", "circulation.json", "words.txt", "words.txt.sigstore.json"],
       "token": ["x"], "feed": ["all.ics", "bp.ics", "lac-demo.ics"], "level": ["0", "entries"], "origin": ["0" * 64], "a": ["000.p"], "b": [str(rows("SELECT size FROM log_state")[0][0])], "event": [r for (r,) in rows("SELECT id FROM event WHERE formerly <> '' OR forum = 'lac' OR forum IS NULL ORDER BY id LIMIT 4")],
       "body": [r for (r,) in rows("SELECT party FROM relation WHERE other = 'chl' AND role = 'part_of'")], "step": [r for (r,) in rows("SELECT s.id FROM round_step s JOIN round r ON r.id = s.round WHERE r.synthetic = 1 ORDER BY s.id LIMIT 2")],
       "file": [r for (r,) in rows("SELECT id FROM attachment")] + ["members.csv"],
       "entry": ["new"] + [r for (r,) in rows("SELECT id FROM relation WHERE other = 'lac' LIMIT 1")] + [r for (r,) in rows("SELECT id FROM fact WHERE party = 'lac' LIMIT 1")]}
paths = set()
def expand(pattern):
    m = re.search(r":(\w+)", pattern)
    if not m: return [pattern]
    return [p for i in ids.get(m[1], ["x"]) for p in expand(pattern.replace(":" + m[1], i, 1))]
for r in routes: paths.update(expand(r))
questions = sorted({d[5] for d in drafts if d[3] != "report"})[:6]
for s in ids["section"]: paths.update(f"/sections/{s}/history?question={q}" for q in questions)
for r in ids["round"]: paths.update(f"/rounds/{r}/{p}" for p in ("search?q=Sint%C3%A9tico", "search?q=synthetic", "answers?objective=1", "answers?cluster=1", "figures"))

wrong = asked = 0
def check(job):
    who, path = job
    body = get(path, who)
    text = readable(body)
    return who, path, {w for w in {d[0] for d in drafts} if w in text}, re.findall(r'href="(/[^"#]*)"', body.decode("utf-8", "replace")) if body.startswith(b"<") else []
by_words = {}
for d in drafts: by_words.setdefault(d[0], []).append(d)
with multiprocessing.Pool(os.cpu_count()) as pool:
    todo, done = [(w, p) for w in people for p in sorted(paths)], set()
    while todo:
        done.update(todo)
        found = []
        for who, path, words, links in pool.imap_unordered(check, todo, 20):
            asked += 1
            if first and wrong: sys.exit(1)
            for w in words:
                if not any(may_see(who, d) for d in by_words[w]):
                    wrong += 1
                    print(f"LEAK: {who or 'the public'} {people[who]} at {path}: {w[:60]}")
            for l in links:
                l = l.replace("&amp;", "&")
                if "lang=" not in l and not l.startswith(("/directory", "/events", "/static")) and (who, l) not in done: found.append((who, l))
        todo = sorted(set(found), key=str)[:3000]
# The calendar weighed as a whole: secretariats alone; the way to move a meeting only where it is one's own.
for who, (state, party, function) in people.items():
    asked += 1
    body = get("/calendar/align?from=2024-01-01&all=1", who).decode()
    ways = set(re.findall(r'href="/events/(\w+)/edit"', body))
    strange = [e for e in ways if not rows("SELECT 1 FROM event e WHERE e.id = ? AND (e.forum = ? OR EXISTS (SELECT 1 FROM relation r WHERE r.party = ? AND r.other = e.forum AND r.role IN ('secretariat', 'convener')))", e, party, party)]
    if ('name="on"' in body) != (function == "secretariat") or strange:
        wrong += 1
        print(f"LEAK: {who or 'the public'} {people[who]} weighs the calendar, or is shown the way to move {strange}")
# Waiting for whom: a State sees its own sections only; who is silent is seen by the round's secretariat alone,
# from whom nothing reached it that stands or was recalled, in a list without figures, only while the round is open.
reached = {(r, p) for r, p in rows("SELECT round, party FROM release WHERE replaced IS NULL AND audience IN ('members', 'observers', 'partners', 'public')")}
reached |= {(r, p) for r, p, n in rows("SELECT e.round, e.party, n.party FROM release e JOIN release_named n ON n.release = e.id WHERE e.replaced IS NULL AND e.audience = 'named'") if n == host[r]}
open_rounds = {r for (r,) in rows("SELECT id FROM round WHERE status = 'open'")}
state_of = dict(rows("SELECT s.id, i.party FROM section s JOIN input i ON i.id = s.input"))
silent_lists = 0
for round_ in ids["round"]:
    for who, (state, party, function) in people.items():
        asked += 1
        body = get(f"/rounds/{round_}/waiting", who).decode()
        main = body[body.index("<main"):body.index("</main")] if "<main" in body else ""
        strange = {s for s in re.findall(r'href="/sections/(\w+)"', main) if state_of[s] != state}
        listed = re.findall(r'action="/rounds/[^/]+/waiting/([\w-]+)"|party=([\w-]+)&amp;round=', main)
        listed = {a or b for a, b in listed}
        runs = function == "secretariat" and party == host[round_] and round_ in open_rounds
        wanted = {p for (r, p), c in capacity.items() if r == round_ and c == "member" and (r, p) not in reached} if runs else set()
        silent_lists += runs
        figures = runs and re.search(r"%|\d", re.sub(r"<[^>]*>|&#?\w+;", "", re.search(r'<ul class="plain rows">(.*?)</ul>', main, re.S)[1]))
        if strange or listed != wanted or figures:
            wrong += 1
            print(f"WAITING: {who or 'the public'} {people[who]} at {round_}: {strange or sorted(listed ^ wanted) or 'figures'}")
assert silent_lists, "no list of who is silent was seen"
# A format that nobody could read would hide a leak: each must show the adopted words to everyone.
for name in ("report.html", "report.pdf", "report.docx", "package.zip"):
    for (report,) in rows("SELECT id FROM report WHERE status = 'adopted'"):
        text = readable(get(f"/reports/{report}/{name}", None))
        if not all(re.sub(r"\s+", " ", d[0]) in text for d in drafts if d[3] == "report" and d[5] == "adopted"):
            wrong += 1
            print(f"UNREADABLE: {name} does not show the adopted words")
# Mails hold no words of drafts, released or not: they say where to look.
db.close()
server.stop()
db = sqlite3.connect(f"{data}/isthmus.db") # a week before the last day, when reminders go out
db.execute("UPDATE round_step SET ends = date('now', '+7 days') WHERE kind = 'input' AND round IN (SELECT id FROM round WHERE synthetic = 1 AND status = 'open')")
db.commit()
db.close()
subprocess.run([program, "remind"], env=env, capture_output=True, check=True)
db = sqlite3.connect(f"file:{data}/isthmus.db?mode=ro", uri=True)
mails = rows("SELECT kind, subject || ' ' || words FROM mail")
assert mails, "the demonstration sends no mail"
for kind, words in mails:
    for d in drafts:
        if d[0] in words:
            wrong += 1
            print(f"LEAK: a mail ({kind}) holds: {d[0][:60]}")
print(f"{asked} answers read as {len(people)} people; {len(drafts)} texts; {len(mails)} mails; {wrong} leaks")
sys.exit(1 if wrong or failures else 0)
