#!/usr/bin/env python3
"""Two servers that witness each other: cosignatures, a quorum, a proof that waits for it; a
witness that is down, slow or lying delays the proof and nothing else; a fork is refused; each
status of C2SP tlog-witness. And time stamps of an authority that is down, lies, and works.
Usage: witness.py PROGRAM DATA_FOLDER (a copy of the demonstration)"""
import atexit, base64, hashlib, http.client, http.server, os, shutil, socket, sqlite3, subprocess, sys, threading, time
program, data = os.path.abspath(sys.argv[1]), sys.argv[2]
wrong = 0
def expect(fine, words):
    global wrong
    if not fine: wrong += 1; print("FAILED:", words)
def port():
    s = socket.socket(); s.bind(("127.0.0.1", 0)); p = s.getsockname()[1]; s.close(); return p
class Server:
    def __init__(self, folder, url): self.folder, self.port, self.url, self.process = folder, port(), url, None
    def env(self, **more): return dict(os.environ, ISTHMUS_DATA=self.folder, PORT=str(self.port), ISTHMUS_URL=self.url, **more)
    def run(self, *words): return subprocess.run([program, *words], env=self.env(), capture_output=True)
    def start(self, **more):
        atexit.register(lambda: self.process.poll() is None and self.process.kill())
        self.process = subprocess.Popen([program, "serve"], env=self.env(**more), stdout=subprocess.DEVNULL, stderr=open(self.folder + "/stderr", "ab"))
        for _ in range(300):
            try: return self.ask("GET", "/log/checkpoint") and None
            except OSError: time.sleep(.05)
        raise SystemExit("the server does not start: " + open(self.folder + "/stderr").read()[-500:])
    def stop(self):
        self.process.terminate(); self.process.wait()
    def ask(self, method, path, body=None, headers={}):
        c = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        c.request(method, path, body, headers); r = c.getresponse(); b = r.read(); c.close()
        return r.status, b, dict(r.getheaders())
    def key(self, which): return [k for k in self.run("log", "keys").stdout.decode().split("\n") if ("/witness+" in k) == (which == "witness")][0]
    def grow(self, n=1):
        db = sqlite3.connect(self.folder + "/isthmus.db", timeout=20)
        size, = db.execute("SELECT size FROM log_state").fetchone()
        db.executemany("INSERT INTO log_leaf (position, body) VALUES (?, ?)", [(size + i, b"{%d}" % (size + i)) for i in range(n)])
        db.execute("UPDATE log_state SET size = size + ?", (n,)); db.commit(); db.close()
        r = self.run("log", "publish"); expect(r.returncode == 0, "publish: " + r.stderr.decode())
def until(what, words, seconds=20):
    for _ in range(seconds * 10):
        if what(): return True
        time.sleep(.1)
    expect(False, words)

# The demonstration's own keys have a name of nowhere: a new log with a name, as an operator would begin it.
one, two = Server(data, "https://one.example"), Server(data + "-two", "https://two.example")
os.remove(f"{data}/keys/log"); os.remove(f"{data}/keys/witness"); shutil.rmtree(f"{data}/log")
expect(one.run("log", "publish").returncode == 0, "one log")
expect(two.run("init").returncode == 0, "another server")
write = lambda path, words: open(path, "w").write(words)
write(two.folder + "/keys/witnessed", f"log {one.key('log')}\n")
write(one.folder + "/keys/witnessed", f"log {two.key('log')}\n")
write(one.folder + "/keys/policy", f"witness two {two.key('witness')} http://127.0.0.1:{two.port}/witness\nquorum two\n")

release, = sqlite3.connect(data + "/isthmus.db").execute("SELECT e.subject FROM log_entry e JOIN release r ON r.id = e.subject WHERE e.kind = 'file' AND r.recalled IS NULL AND r.replaced IS NULL LIMIT 1").fetchone()
page, receipt = f"/releases/{release}/proof", f"/releases/{release}/proof/content.json.sigstore.json"
one.start() # the witness is down
expect(b"pending" in one.ask("GET", page)[1], "without its witness the proof is pending, and the page says so")
expect(one.ask("GET", receipt)[0] == 404, "no receipt without the quorum")
expect(one.ask("GET", f"/releases/{release}")[0] == 200, "the release itself is there")
expect("— two.example" not in one.ask("GET", "/log/checkpoint")[1].decode(), "not signed by it")
two.start()
until(lambda: "— two.example/log/witness " in one.ask("GET", "/log/checkpoint")[1].decode(), "the witness signs when it is there again")
expect(b"pending" not in one.ask("GET", page)[1] and one.ask("GET", receipt)[0] == 200, "and the proof is there")
for name, path in (("policy", "/log/policy"), ("release.pem", "/log/release.pem"), ("content.json", f"/releases/{release}/content.json"), ("receipt", receipt)):
    open(f"{data}/{name}", "wb").write(one.ask("GET", path)[1])
r = subprocess.run([program, "verify", "content.json", "receipt", "--policy", "policy", "--key", "release.pem"], cwd=data, capture_output=True)
expect(r.returncode == 0 and b"1 witnesses signed" in r.stdout, "verify asks for the witness: " + r.stderr.decode() + r.stdout.decode())
expect(b"has signed" in one.ask("GET", "/log")[1], "the log's page names the witness")
origin = hashlib.sha256(b"one.example/log").hexdigest()
status, body, head = two.ask("GET", f"/witness/{origin}/checkpoint")
expect(status == 200 and body.startswith(b"one.example/log\n") and "Set-Cookie" not in head, "monitors read the newest checkpoint signed")
expect(two.ask("GET", "/witness/" + "0" * 64 + "/checkpoint")[0] == 404, "of no other log")
one.grow(300)
until(lambda: "— two.example/log/witness " in one.ask("GET", "/log/checkpoint")[1].decode(), "the witness follows a log that grew")

# The protocol, status by status. The witness has signed `size`.
note = one.ask("GET", "/log/checkpoint")[1].decode()
text, size = note.split("\n\n")[0] + "\n", int(note.split("\n")[1])
call = lambda old, checkpoint, proof=(), **h: two.ask("POST", "/witness/add-checkpoint", (f"old {old}\n" + "".join(p + "\n" for p in proof) + "\n" + checkpoint).encode(), h)
status, body, head = call(size, note)
expect(status == 200 and body.decode().startswith("— two.example/log/witness "), f"the same once more: {status} {body}")
status, body, head = call(0, note)
expect(status == 409 and body == b"%d\n" % size and head.get("Content-Type") == "text/x.tlog.size", f"another old size: {status} {body} {head}")
expect(call(size + 1, note)[0] == 400, "old larger than new")
expect(call(size, note.replace("one.example/log\n", "three.example/log\n", 1))[0] == 404, "an unknown log")
line = next(l for l in note.split("\n") if l.startswith("— one.example/log "))
key = line.split(" ")[2]
raw = bytearray(base64.b64decode(key)); raw[20] ^= 1
bad = base64.b64encode(bytes(raw)).decode()
expect(call(size, note.replace(key, bad))[0] == 403, "a bad signature")
expect(call(size, note.replace(line, "— other.example AAAAAAAA"))[0] == 403, "no trusted signature")
for body in (b"", b"old", b"old 1\n", b"\xff\xfe", b"old 01\n\n" + note.encode(), b"old 1\nAAAA\n\n" + note.encode(), b"x" * 100000):
    expect(two.ask("POST", "/witness/add-checkpoint", body)[0] == 400, f"malformed: {body[:20]}")
expect(two.ask("POST", "/witness/add-checkpoint", b"x" * 200000)[0] == 413, "too long")
expect(two.ask("GET", "/witness/add-checkpoint")[0] in (404, 405), "only POST")
expect(call(size, note, **{"Origin": "https://evil.example", "Content-Type": "application/x-www-form-urlencoded"})[0] == 200, "whatever the type and the origin")
h = base64.b64encode(bytes(32)).decode()
one.grow(2)
newer = one.run("get", "/log/checkpoint").stdout.decode()
# one's own round may be first; then the old size is another and the answer 409
expect(call(size, newer, [h, h])[0] in (422, 409), "a consistency proof that does not fit")
until(lambda: "— two.example/log/witness " in one.ask("GET", "/log/checkpoint")[1].decode(), "after a bad proof the good one is signed")

# A fork: the same key signs another tree. The witness refuses, and the proof waits.
one.stop()
fork = Server(data + "-fork", "https://one.example")
shutil.copytree(data, fork.folder); shutil.rmtree(fork.folder + "/log"); fork.port = one.port
db = sqlite3.connect(fork.folder + "/isthmus.db")
db.execute("UPDATE log_leaf SET body = ? WHERE position = 3", (b"{forged}",)); db.commit(); db.close()
expect(fork.run("log", "publish").returncode == 0, "a forger has the key")
fork.start()
time.sleep(8)
expect("— two.example" not in fork.ask("GET", "/log/checkpoint")[1].decode(), "the witness does not sign a fork")
expect(b"pending" in fork.ask("GET", page)[1], "and the forged log proves nothing")
fork.stop()
# The witness is restored from an older backup: its file remembers.
two.stop()
db = sqlite3.connect(two.folder + "/isthmus.db"); db.execute("DELETE FROM witness_log"); db.commit(); db.close()
two.start()
expect(call(0, note)[0] == 409, "a witness whose database is older signs nothing again")
one.start()
expect("— two.example" in one.ask("GET", "/log/checkpoint")[1].decode(), "the honest log goes on")
two.stop()

# A witness that lies (signatures that do not fit) or answers after a minute.
class Liar(http.server.BaseHTTPRequestHandler):
    asked = 0
    def do_POST(self):
        Liar.asked += 1
        if Liar.asked > 1: time.sleep(30)
        self.rfile.read(int(self.headers["Content-Length"]))
        lie = ("— two.example/log/witness " + base64.b64encode(bytes(76)).decode() + "\n").encode()
        self.send_response(200); self.send_header("Content-Length", str(len(lie))); self.end_headers(); self.wfile.write(lie)
    def log_message(self, *a): pass
http.server.ThreadingHTTPServer.handle_error = lambda *a: None # who waits too long is left, and may complain
liar = http.server.ThreadingHTTPServer(("127.0.0.1", two.port), Liar)
threading.Thread(target=liar.serve_forever, daemon=True).start()
one.grow(1)
until(lambda: Liar.asked > 1, "the liar is asked", 30)
expect("— two.example" not in one.ask("GET", "/log/checkpoint")[1].decode(), "a lie is not kept")
began = time.time()
expect(one.ask("GET", page)[0] == 200 and time.time() - began < 2, "a slow witness keeps no reader waiting")
expect(one.ask("GET", receipt)[0] == 200, "what enough witnesses signed before stays proven")
liar.shutdown(); liar.server_close()
two.start()
until(lambda: "— two.example" in one.ask("GET", "/log/checkpoint")[1].decode(), "and the witness signs again", 30)
one.stop(); two.stop()

# Time stamps: openssl as the authority.
ca = data + "/tsa"; os.mkdir(ca)
sh = lambda *w, **k: subprocess.run(w, cwd=ca, check=True, capture_output=True, **k)
write(ca + "/tsa.cnf", """[req]\ndistinguished_name=dn\n[dn]\n[ext]\nextendedKeyUsage=critical,timeStamping\nkeyUsage=critical,digitalSignature\n[tsa]\ndefault_tsa=t
[t]\nserial=serial\nsigner_cert=tsa.pem\nsigner_key=tsa.key\nsigner_digest=sha256\ncerts=tsa.pem\ndefault_policy=1.2.3.4\ndigests=sha256\naccuracy=secs:1\n""")
write(ca + "/serial", "01\n")
sh("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", "tsa.key", "-out", "tsa.pem", "-subj", "/CN=test authority", "-days", "30", "-config", "tsa.cnf", "-extensions", "ext")
class Authority(http.server.BaseHTTPRequestHandler):
    lies = True
    def do_POST(self):
        open(ca + "/q", "wb").write(self.rfile.read(int(self.headers["Content-Length"])))
        if Authority.lies: sh("openssl", "ts", "-query", "-data", "tsa.cnf", "-sha256", "-cert", "-out", "q")
        sh("openssl", "ts", "-reply", "-queryfile", "q", "-out", "r", "-config", "tsa.cnf")
        r = open(ca + "/r", "rb").read()
        self.send_response(200); self.send_header("Content-Length", str(len(r))); self.end_headers(); self.wfile.write(r)
    def log_message(self, *a): pass
tsa = port()
stamps = lambda: sqlite3.connect(f"file:{data}/isthmus.db?mode=ro", uri=True).execute("SELECT count(stamp), count(*) FROM log_entry").fetchone()
one.start(ISTHMUS_TSA=f"http://127.0.0.1:{tsa}/") # down
time.sleep(5)
expect(stamps()[0] == 0 and one.ask("GET", page)[0] == 200, "an authority that is down holds nothing up")
authority = http.server.ThreadingHTTPServer(("127.0.0.1", tsa), Authority)
threading.Thread(target=authority.serve_forever, daemon=True).start()
until(lambda: b"something else" in open(one.folder + "/stderr", "rb").read(), "a stamp over something else is refused", 30)
expect(stamps()[0] == 0, "and not kept")
Authority.lies = False
until(lambda: stamps()[0] == stamps()[1], "each signature gets its stamp", 60)
import json
j = json.loads(one.ask("GET", receipt)[1])
open(ca + "/stamp.tsr", "wb").write(base64.b64decode(j["verificationMaterial"]["timestampVerificationData"]["rfc3161Timestamps"][0]["signedTimestamp"]))
open(ca + "/signed", "wb").write(base64.b64decode(j["messageSignature"]["signature"]))
r = subprocess.run(["openssl", "ts", "-verify", "-data", "signed", "-in", "stamp.tsr", "-CAfile", "tsa.pem"], cwd=ca, capture_output=True)
expect(r.returncode == 0, "openssl ts verifies the stamp: " + r.stderr.decode())
one.stop()
expect(b"ERROR: " not in open(one.folder + "/stderr", "rb").read() + open(two.folder + "/stderr", "rb").read(), "the sanitizers found nothing")
print("witnesses and time stamps: two servers, a fork, a liar, an authority" if not wrong else f"{wrong} failed")
sys.exit(wrong != 0)
