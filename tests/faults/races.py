#!/usr/bin/env python3
"""The same thing done by several at once, on PostgreSQL, where acts run side by side: one of
them does it, the others are told, and no text is lost from sight.
Usage: races.py PROGRAM DATA_FOLDER, with ISTHMUS_DATABASE naming the database."""
import html, http.client, os, re, subprocess, sys, threading, time, urllib.parse
program, data = sys.argv[1], sys.argv[2]
port = 20000 + os.getpid() % 20000
env = dict(os.environ, ISTHMUS_DATA=data, PORT=str(port))
server = subprocess.Popen([program, "serve"], env=env, stdout=subprocess.DEVNULL)
wrong = 0

def check(fine, words):
    global wrong
    if not fine: wrong += 1; print("  no:", words)

def rows(sql):
    out = subprocess.run(["psql", "-At", "-F", "|", os.environ["ISTHMUS_DATABASE"], "-c", sql], capture_output=True, text=True, check=True).stdout
    return [tuple(line.split("|")) for line in out.splitlines()]

class Browser:
    """Somebody signed in with the second factor, in a session of their own."""
    def __init__(self, mail):
        self.cookies = {}
        link = urllib.parse.urlparse(subprocess.run([program, "user", "link", mail], env=env, capture_output=True, text=True, check=True).stdout.strip()).path
        self.csrf = self.token(link)
        self.ask("POST", link, [])
        rows(f"UPDATE session SET strong = created WHERE person = (SELECT id FROM person WHERE mail = '{mail}')")
        self.csrf = self.token("/account")
    def ask(self, method, path, fields=None):
        c = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        body = None if fields is None else urllib.parse.urlencode([("csrf", self.csrf)] + fields)
        c.request(method, path, body, {"Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items()), "Content-Type": "application/x-www-form-urlencoded"})
        r = c.getresponse(); text = html.unescape(r.read().decode())
        for name, value in r.getheaders():
            if name.lower() == "set-cookie": self.cookies[value.partition("=")[0]] = value.partition("=")[2].split(";")[0]
        return r.status, text
    def token(self, path): return re.search(r'name="csrf" value="([^"]+)"', self.ask("GET", path)[1])[1]

def together(browsers, path, fields):
    """All post at once; how many of the replies have each status."""
    replies, gate = [None] * len(browsers), threading.Barrier(len(browsers))
    def go(i):
        gate.wait()
        replies[i] = browsers[i].ask("POST", path, fields(i))[0]
    threads = [threading.Thread(target=go, args=(i,)) for i in range(len(browsers))]
    for t in threads: t.start()
    for t in threads: t.join()
    return replies

for _ in range(400):
    try: http.client.HTTPConnection("127.0.0.1", port, timeout=5).request("GET", "/sign-in"); break
    except OSError: time.sleep(0.01)
focal = [Browser("focal.chl@demo.example") for _ in range(3)]
section, = rows("SELECT s.id FROM section s JOIN input i ON i.id = s.input WHERE i.party = 'chl' AND i.round = 'lac-demo' AND s.name = 'objective_02'")[0]
for n in range(8):
    base = re.search(r'name="b:status:" value="([^"]*)"', focal[0].ask("GET", f"/sections/{section}")[1])[1]
    together(focal[:2], f"/sections/{section}/autosave", lambda i: [("a:status:", f"Text {n} of writer {i}."), ("b:status:", base)])
    kept = rows(f"SELECT v.value, coalesce(w.value, '') FROM answer a JOIN revision v ON v.id = a.revision LEFT JOIN answer_beside x ON x.section = a.section AND x.question = a.question AND x.language = a.language LEFT JOIN revision w ON w.id = x.revision WHERE a.section = '{section}' AND a.question = 'status' AND a.language = ''")[0]
    check({f"Text {n} of writer 0.", f"Text {n} of writer 1."} == set(kept), f"two writers at once, left to see: {kept}")
    rows(f"DELETE FROM answer_beside WHERE section = '{section}'")

release = [Browser("release.chl@demo.example") for _ in range(3)]
where, = rows("SELECT id FROM input WHERE party = 'chl' AND round = 'lac-demo'")[0]
form = re.search(rf'action="/inputs/{where}/release".*?</form>', release[0].ask("POST", f"/inputs/{where}/release/preview", [("audience-objective_01", "members")])[1], re.S)[0]
order = [f for f in re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form) if f[0] != "csrf"]
done = together(release, f"/inputs/{where}/release", lambda i: order)
check(sorted(done) == [303, 409, 409], f"three releases of the same at once: {done}")

post, = rows("SELECT m.id FROM mandate m JOIN person p ON p.id = m.person WHERE p.mail = 'labour.chl@demo.example'")[0]
done = together(focal, f"/people/{post}/hand-over", lambda i: [("mail", f"heir{i}@x.example"), ("name", "An heir"), ("language", "en"), ("until", "")])
heirs = rows(f"SELECT count(*) FROM mandate WHERE follows = '{post}'")
check(done.count(303) == 1 and heirs == [("1",)], f"three hand over one post: {done}, {heirs} heirs")

secretariat = [Browser("secretariat@demo.example") for _ in range(3)]
done = together(secretariat, "/people/new", lambda i: [("party", "sur"), ("function", "focal_point"), ("mail", f"sur{i}@x.example"), ("name", "A first one"), ("language", "en"), ("until", ""), ("round", "")])
check(done.count(303) == 1 and rows("SELECT count(*) FROM mandate WHERE party = 'sur'") == [("1",)], f"three invite a first focal point: {done}")

first = [Browser("guy0@x.example" if rows("SELECT 1 FROM person WHERE mail = 'guy0@x.example'") else rows("SELECT p.mail FROM mandate m JOIN person p ON p.id = m.person WHERE m.party = 'guy'")[0][0]) for _ in range(3)]
done = together(first, "/rounds/lac-demo/input", lambda i: [])
check(done == [303] * 3 and rows("SELECT count(*) FROM input WHERE party = 'guy'") == [("1",)], f"three begin one input: {done}")
server.terminate()
check(server.wait(30) == 0, "the server ended badly")
print(f"two texts 8 times, three releases, hand-overs, invitations and beginnings at once: {wrong} wrong")
sys.exit(1 if wrong else 0)
