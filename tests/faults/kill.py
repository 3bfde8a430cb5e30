#!/usr/bin/env python3
"""kill -9 at random moments under load: every acknowledged save must be there afterwards.
Usage: kill.py PROGRAM DATA_FOLDER ROUNDS. Eight writers autosave as a focal point; the server
is killed at a random moment, started again, and each acknowledged text looked for."""
import http.client, os, random, re, signal, sqlite3, subprocess, sys, threading, time, urllib.parse
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
link = subprocess.run([program, "user", "link", "focal.bra@demo.example"], env=env, capture_output=True, text=True).stdout.strip()
b = Browser(); path = urllib.parse.urlparse(link).path
_, body, _ = b.ask("GET", path); b.ask("POST", path, {"csrf": csrf(body)})
_, body, _ = b.ask("GET", "/second-factor"); code = subprocess.run(["oathtool", "--totp", "-b", seed], capture_output=True, text=True).stdout.strip()
b.ask("POST", "/second-factor", {"csrf": csrf(body), "goto": "/work", "code": code})
db = sqlite3.connect(f"file:{data}/isthmus.db?mode=ro", uri=True)
sections = [s for (s,) in db.execute("SELECT s.id FROM section s JOIN input i ON i.id = s.input WHERE i.party = 'bra' AND s.name LIKE 'objective%'")]
db.close()
status, body, _ = b.ask("GET", f"/sections/{sections[0]}")
assert status == 200, f"the writer is not let in: {status}"
token = csrf(body)
acknowledged, lock = [], threading.Lock()

def write(worker, stop):
    n = 0
    while not stop.is_set():
        n += 1
        words = f"saved {worker}-{time.time_ns()}-{n}"
        try:
            s, body, _ = b.ask("POST", f"/sections/{sections[worker % len(sections)]}/autosave", {"csrf": token, "a:status:": words})
        except (OSError, http.client.HTTPException): continue
        if s == 200:
            with lock: acknowledged.append(words)

total = 0
for r in range(rounds):
    stop = threading.Event()
    threads = [threading.Thread(target=write, args=(i, stop)) for i in range(8)]
    for t in threads: t.start()
    time.sleep(random.uniform(0.02, 0.25))
    server.send_signal(signal.SIGKILL); server.wait()
    stop.set()
    for t in threads: t.join()
    check = subprocess.run([program, "check"], env=env, capture_output=True, text=True)
    if check.returncode: sys.exit(f"round {r}: isthmus check: {check.stdout}{check.stderr}")
    db = sqlite3.connect(f"{data}/isthmus.db"); kept = {v for (v,) in db.execute("SELECT value FROM revision")}; db.close()
    lost = [w for w in acknowledged if w not in kept]
    if lost: sys.exit(f"round {r}: {len(lost)} acknowledged saves are lost, first: {lost[0]}")
    total = len(acknowledged)
    server = start()
server.terminate(); server.wait()
if total < rounds: sys.exit(f"only {total} saves were acknowledged in {rounds} rounds: the test proves nothing")
print(f"killed {rounds} times, {total} acknowledged saves, none lost, data whole")
