#!/usr/bin/env python3
"""Clients that take their time: each turn of a connection has an end, and none of them keeps
others out. Usage: slow.py PROGRAM DATA_FOLDER"""
import hashlib, os, resource, select, socket, sqlite3, sys, time
from raw import Server, Person, check, finish, take_one
hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, 9000), hard))
head = b"Host: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n"

def ended(sockets, seconds, drip=None):
    """How many of the sockets the server ends within so many seconds, while each sends a byte at times."""
    open_, until, begun = list(sockets), time.time() + seconds, time.time()
    while open_ and time.time() < until:
        for s in select.select(open_, [], [], 0.2)[0]:
            try: alone = s.recv(65536) == b""
            except OSError: alone = True
            if alone: open_.remove(s)
        for s in open_ if drip else []:
            try: s.send(drip)
            except OSError: pass
    return len(sockets) - len(open_), time.time() - begun

# A deadline of six seconds for a body is one for headers.
server = Server(sys.argv[1], sys.argv[2], ISTHMUS_DEADLINE="6")
slow = []
for i in range(100):
    s = server.connect(); s.sendall(b"GET / HTTP/1.1\r\nX: "); slow.append(s)
n, took = ended(slow, 10, b"a")
check(n == 100 and took < 6, f"slow headers: {n} of 100 ended in {took:.1f} s")
slow = []
for i in range(100):
    s = server.connect(); s.sendall(b"POST /sign-in HTTP/1.1\r\n" + head + b"Content-Length: 100000\r\n\r\na="); slow.append(s)
n, took = ended(slow, 15, b"a")
check(n == 100 and 4 < took < 12, f"slow bodies: {n} of 100 ended in {took:.1f} s")
silent = [server.connect() for i in range(50)]
n, took = ended(silent, 10)
check(n == 50, f"silent connections: {n} of 50 ended")
# Who takes a large file slowly still gets it whole, long after the deadline for requests.
me = Person(sys.argv[2], "focal.bra@demo.example")
db = sqlite3.connect(f"{sys.argv[2]}/isthmus.db", timeout=20); content = os.urandom(8 * 1024 * 1024)
section, = db.execute("SELECT s.id FROM section s JOIN input i ON i.id = s.input WHERE i.party = 'bra' ORDER BY s.id").fetchone()
db.execute("INSERT OR REPLACE INTO attachment (id, section, question, name, type, size, sha256, content, person, at) VALUES ('slowslowslowslow', ?, '', 'a.pdf', 'application/pdf', ?, ?, ?, ?, '2026-01-01T00:00:00Z')",
           (section, len(content), hashlib.sha256(content).hexdigest(), content, me.person)); db.commit(); db.close()
file = f"GET /sections/{section}/files/slowslowslowslow HTTP/1.1\r\nHost: localhost\r\nCookie: {me.cookie}\r\n\r\n".encode()

def reader():
    s = socket.socket(); s.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 65536); s.settimeout(20); s.connect(("127.0.0.1", server.port))
    return s

s = reader(); s.sendall(file); got, begun = [], time.time()
while sum(map(len, got)) < len(content):
    try: piece = s.recv(65536)
    except OSError: break
    if not piece: break
    got.append(piece)
    if time.time() - begun < 9: time.sleep(0.12)
whole = take_one(b"".join(got) + s.recv(65536) if sum(map(len, got)) >= len(content) else b"".join(got))
check(whole and whole[0].body == content, f"a file taken in {time.time() - begun:.0f} s is cut off after {sum(map(len, got))} bytes")
check(time.time() - begun > 8, "the file was not taken slowly: this proves nothing")
s.close()
never = [reader() for i in range(20)]
for s in never: s.sendall(file * 5)
time.sleep(1)
check(server.ask("GET", "/").status == 200, "who never takes a reply keeps others out")
for s in never: s.close()
server.stop()

# 3,000 who only stand there, and one who reads.
server = Server(sys.argv[1], sys.argv[2])
idle = []
for i in range(3000):
    s = server.connect()
    if i % 3 == 0: s.sendall(b"GET / HTTP/1.1\r\nHost: loc")
    if i % 3 == 1: s.sendall(b"POST /sign-in HTTP/1.1\r\n" + head + b"Content-Length: 1000\r\n\r\na=")
    idle.append(s)
reader, times = Person(sys.argv[2], "focal.bra@demo.example"), []
for i in range(60):
    begun = time.time(); r = server.ask("GET", ["/", "/rounds", "/work"][i % 3], cookie=reader.cookie); times.append(time.time() - begun)
    check(r is not None and r.status == 200, f"beside 3,000 idle connections: {r and r.status}")
times.sort()
check(times[30] < 0.3 and times[-1] < 2, f"beside 3,000 idle connections a page takes {times[30]:.3f} s, at most {times[-1]:.3f} s")
# More than there is room for: those who wait are ended, and the next is served.
more = []
for i in range(2500):
    try: s = socket.socket(); s.setblocking(False); s.connect_ex(("127.0.0.1", server.port)); more.append(s)
    except OSError: break
begun, r = time.time(), None
while time.time() - begun < 20 and r is None:
    try: r = server.ask("GET", "/", timeout=5)
    except OSError: pass
check(r is not None and r.status == 200, "with more connections than there is room for, nobody is served any more")
print(f"  crowded out for {time.time() - begun:.1f} s")
for s in idle + more: s.close()
check(server.ask("GET", "/").status == 200, "after the crowd nobody is served")
# Files are made one after the other: who asks for many keeps neither pages nor the machine from others.
db = sqlite3.connect(f"file:{sys.argv[2]}/isthmus.db?mode=ro", uri=True)
report, = db.execute("SELECT id FROM report WHERE status = 'adopted' LIMIT 1").fetchone(); db.close()
asking = [server.connect() for _ in range(60)]
for s in asking: s.sendall(f"GET /reports/{report}/report.pdf HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode())
begun = time.time(); r = server.ask("GET", "/rounds"); took = time.time() - begun
check(r is not None and r.status == 200 and took < 2, f"beside 60 who ask for a file a page takes {took:.1f} s")
heads = []
for s in asking:
    s.settimeout(60); data_ = b""
    while (more_ := s.recv(65536)): data_ += more_
    heads.append(data_[:12]); s.close()
made, busy = heads.count(b"HTTP/1.1 200"), heads.count(b"HTTP/1.1 503")
check(made >= 12 and busy > 0 and made + busy == 60, f"of 60 files asked for at once {made} were made, {busy} put off, {60 - made - busy} else")
server.stop()
finish("slow headers, bodies and readers end in time; 3,000 idle connections and a crowd keep nobody out")
