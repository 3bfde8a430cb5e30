#!/usr/bin/env python3
"""kill -9 at random moments under load: every acknowledged save, release and recall must be
there afterwards, and a release must be whole: bytes, SHA-256, answers, or nothing of it.
Usage: kill.py PROGRAM DATA_FOLDER ROUNDS. Eight writers autosave as one State's focal point while
another State's authority releases and recalls; the server is killed at a random moment, started
again, and each acknowledged act looked for."""
import hashlib, html, http.client, os, random, re, signal, sqlite3, subprocess, sys, threading, time, urllib.parse
program, data, rounds = sys.argv[1], sys.argv[2], int(sys.argv[3])
port = random.randint(20000, 40000)
env = dict(os.environ, ISTHMUS_DATA=data, PORT=str(port))
seed = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"

def start():
    server = subprocess.Popen([program, "serve"], env=env, stdout=subprocess.DEVNULL)
    for _ in range(400):
        try:
            c = http.client.HTTPConnection("127.0.0.1", port, timeout=5); c.request("GET", "/sign-in"); c.getresponse().read(); return server
        except OSError: time.sleep(0.01)
    sys.exit("the server does not start")

class Browser:
    def __init__(self): self.cookies = {}
    def ask(self, method, path, fields=None):
        c = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        headers = {"Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items()), "Content-Type": "application/x-www-form-urlencoded"}
        c.request(method, path, urllib.parse.urlencode(fields) if fields else None, headers)
        r = c.getresponse(); body = r.read().decode()
        for h, v in r.getheaders():
            if h.lower() == "set-cookie":
                k, _, rest = v.partition("="); self.cookies[k] = rest.split(";")[0]
        return r.status, body, r.getheader("Location")

def csrf(body): return re.search(r'name="csrf" value="([^"]+)"', body)[1]

server = start()
def sign_in(mail):
    link = subprocess.run([program, "user", "link", mail], env=env, capture_output=True, text=True).stdout.strip()
    b = Browser(); path = urllib.parse.urlparse(link).path
    _, body, _ = b.ask("GET", path); b.ask("POST", path, {"csrf": csrf(body)})
    _, body, _ = b.ask("GET", "/second-factor"); code = subprocess.run(["oathtool", "--totp", "-b", seed], capture_output=True, text=True).stdout.strip()
    b.ask("POST", "/second-factor", {"csrf": csrf(body), "goto": "/work", "code": code})
    return b

def rows(sql, *values):
    db = sqlite3.connect(f"file:{data}/isthmus.db?mode=ro", uri=True)
    found = db.execute(sql, values).fetchall(); db.close()
    return found

writer, releaser = sign_in("focal.bra@demo.example"), sign_in("release.chl@demo.example")
sections = [s for (s,) in rows("SELECT s.id FROM section s JOIN input i ON i.id = s.input WHERE i.party = 'bra' AND s.name LIKE 'objective%'")]
released, = rows("SELECT id FROM input WHERE party = 'chl' AND round = 'lac-demo'")[0]
status, body, _ = writer.ask("GET", f"/sections/{sections[0]}")
assert status == 200, f"the writer is not let in: {status}"
token = csrf(body)
acknowledged, releases, recalls, lock = [], [], [], threading.Lock()

def write(worker, stop):
    n = 0
    while not stop.is_set():
        n += 1
        words = f"saved {worker}-{time.time_ns()}-{n}"
        try: s, body, _ = writer.ask("POST", f"/sections/{sections[worker % len(sections)]}/autosave", {"csrf": token, "a:status:": words})
        except (OSError, http.client.HTTPException): continue
        if s == 200:
            with lock: acknowledged.append(words)

# As the pages lead: choose, see what will be seen, confirm; now and then recall.
def hidden(body): return {n: html.unescape(v) for n, v in re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', body)}
def release(stop):
    while not stop.is_set():
        try:
            _, body, _ = releaser.ask("GET", f"/inputs/{released}/release")
            chosen = {"csrf": csrf(body), "audience-objective_01": random.choice(("members", "observers", "public"))}
            s, body, _ = releaser.ask("POST", f"/inputs/{released}/release/preview", chosen)
            if s != 200: sys.exit(f"no preview: {s}")
            s, body, where = releaser.ask("POST", f"/inputs/{released}/release", hidden(body[body.index("<main"):]))
            if s != 303: continue
            releases.append(where.split("/")[2])
            if len(releases) % 2: continue
            s, body, _ = releaser.ask("GET", f"/releases/{releases[-1]}/recall")
            s, _, _ = releaser.ask("POST", f"/releases/{releases[-1]}/recall", {**hidden(body[body.index("<main"):]), "reason": "Tried by a test."})
            if s == 303: recalls.append(releases[-1])
        except (OSError, http.client.HTTPException): continue

def look(r):
    check = subprocess.run([program, "check"], env=env, capture_output=True, text=True)
    if check.returncode: sys.exit(f"round {r}: isthmus check: {check.stdout}{check.stderr}")
    kept = {v for (v,) in rows("SELECT value FROM revision")}
    lost = [w for w in acknowledged if w not in kept]
    if lost: sys.exit(f"round {r}: {len(lost)} acknowledged saves are lost, first: {lost[0]}")
    made = {i: (content, sha, recalled, n) for i, content, sha, recalled, n in rows(
        "SELECT id, content, sha256, recalled, (SELECT count(*) FROM released_answer a WHERE a.release = r.id) FROM release r WHERE party = 'chl' AND round = 'lac-demo'")}
    for i in releases:
        if i not in made: sys.exit(f"round {r}: the acknowledged release {i} is lost")
    for i in recalls:
        if not made[i][2]: sys.exit(f"round {r}: the acknowledged recall of {i} is lost")
    for i, (content, sha, recalled, n) in made.items():
        if recalled and (content or n): sys.exit(f"round {r}: {i} is recalled, and its words are there")
        if not recalled and (hashlib.sha256(content).hexdigest() != sha or not n): sys.exit(f"round {r}: {i} is half a release")

for r in range(rounds):
    stop = threading.Event()
    threads = [threading.Thread(target=write, args=(i, stop)) for i in range(8)] + [threading.Thread(target=release, args=(stop,))]
    for t in threads: t.start()
    time.sleep(random.uniform(0.02, 0.25))
    # A busy machine releases slowly: every fourth time one is waited for, every eighth a recall.
    watched = recalls if r % 8 == 0 else releases
    until, before = time.time() + 20, len(watched)
    while r % 4 == 0 and len(watched) == before and time.time() < until: time.sleep(random.uniform(0, 0.02))
    server.send_signal(signal.SIGKILL); server.wait()
    stop.set()
    for t in threads: t.join()
    look(r)
    server = start()
server.terminate(); server.wait()
if len(acknowledged) < rounds or len(releases) < rounds / 4 or len(recalls) < rounds / 10:
    sys.exit(f"only {len(acknowledged)} saves, {len(releases)} releases and {len(recalls)} recalls were acknowledged in {rounds} rounds: the test proves nothing")
print(f"killed {rounds} times, {len(acknowledged)} saves, {len(releases)} releases and {len(recalls)} recalls acknowledged, none lost, data whole")
