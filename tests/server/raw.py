"""raw.py: the program behind a socket, for tests/server: what is sent is bytes as a hostile client
writes them, what comes back is taken apart here and not by a library that forgives.
Server(program, data, **settings) starts on a free port; a test ends with finish()."""
import hashlib, hmac, os, re, signal, socket, sqlite3, subprocess, sys, time

failures = []

def check(fine, words):
    if not fine: failures.append(words); print("  no:", words)
    return fine

def finish(words):
    if failures: sys.exit(f"{len(failures)} wrong")
    print(words)

class Reply:
    """One reply: status, headers (name in small letters -> list of values), body."""
    def __init__(self, status, headers, body, raw): self.status, self.headers, self.body, self.raw = status, headers, body, raw
    def header(self, name): return (self.headers.get(name) or [None])[0]
    def text(self): return self.body.decode("utf-8", "replace")

def take_one(data, head=False):
    """The first whole reply in data and the rest, or None."""
    at = data.find(b"\r\n\r\n")
    if at < 0: return None
    lines = data[:at].split(b"\r\n")
    status = int(lines[0].split()[1]); headers = {}
    for line in lines[1:]:
        name, _, value = line.partition(b":"); headers.setdefault(name.decode().lower(), []).append(value.strip().decode("latin-1"))
    if status == 100: return take_one(data[at + 4:], head)
    n = 0 if head or status in (204, 304) else int(headers.get("content-length", ["0"])[0])
    if len(data) < at + 4 + n: return None
    return Reply(status, headers, data[at + 4:at + 4 + n], data[:at + 4 + n]), data[at + 4 + n:]

def take_all(data):
    replies = []
    while (one := take_one(data)): replies.append(one[0]); data = one[1]
    return replies

class Server:
    def __init__(self, program, data, **settings):
        self.program, self.data = program, data
        with socket.socket() as s: s.bind(("127.0.0.1", 0)); self.port = s.getsockname()[1]
        self.env = dict(os.environ, ISTHMUS_DATA=data, PORT=str(self.port), **settings)
        self.said = open(os.path.join(data, "server.log"), "a+")
        self.process = subprocess.Popen([program, "serve"], env=self.env, stdout=subprocess.DEVNULL, stderr=self.said)
        for _ in range(1000):
            try: self.connect().close(); return
            except OSError: time.sleep(0.01)
        sys.exit("the server does not start")

    def connect(self, timeout=30):
        s = socket.create_connection(("127.0.0.1", self.port), timeout=timeout); s.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return s

    def send(self, data, wait=2.0):
        """Everything the server says to these bytes until it closes, or `wait` seconds of silence:
        (bytes, whether it closed)."""
        with self.connect() as s:
            try: s.sendall(data)
            except OSError: pass
            s.settimeout(wait); got = b""
            try:
                while (piece := s.recv(65536)): got += piece
                return got, True
            except socket.timeout: return got, False
            except OSError: return got, True

    def one(self, data, head=False, timeout=30):
        """One request, one reply; None when the connection ends without."""
        with self.connect(timeout) as s:
            try: s.sendall(data)
            except OSError: pass
            got = b""
            while True:
                try: piece = s.recv(65536)
                except OSError: piece = b""
                if not piece: return (take_one(got, head) or (None,))[0]
                got += piece
                if (whole := take_one(got, head)): return whole[0]

    def ask(self, method, path, body=None, cookie=None, **headers):
        """A well-formed request; headers with _ for -."""
        lines = [f"{method} {path} HTTP/1.1", "Host: localhost"]
        if cookie: lines.append(f"Cookie: {cookie}")
        if body is not None:
            body = body if isinstance(body, bytes) else body.encode()
            headers.setdefault("Content_Type", "application/x-www-form-urlencoded"); lines.append(f"Content-Length: {len(body)}")
        lines += [f"{k.replace('_', '-')}: {v}" for k, v in headers.items() if v is not None]
        return self.one("\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + (body or b""), head=method == "HEAD")

    def alive(self): return self.process.poll() is None

    def stop(self):
        """Ends the server; it must end by itself, and have said nothing of a mistake of memory."""
        self.process.send_signal(signal.SIGTERM)
        try: code = self.process.wait(30)
        except subprocess.TimeoutExpired: self.process.kill(); code = "never"
        check(code == 0, f"the server ended with {code}")
        self.said.seek(0); said = self.said.read()
        check(not re.search(r"Sanitizer|runtime error|isthmus: bug", said), f"the server said: {said[-2000:]}")

class Person:
    """Somebody signed in: a session put into the database as the program would."""
    def __init__(self, data, mail, strong=True):
        db = sqlite3.connect(os.path.join(data, "isthmus.db"), timeout=20)
        row = db.execute("SELECT m.person, m.id, m.party FROM mandate m JOIN person p ON p.id = m.person WHERE p.mail = ? ORDER BY m.ended IS NOT NULL, m.created, m.id", (mail,)).fetchone()
        assert row, "nobody of this address has had a post"
        self.person, self.mandate, self.party = row
        self.token = hashlib.sha256(os.urandom(16)).hexdigest()[:52]
        self.browser = hashlib.sha256(os.urandom(16)).hexdigest()[:52]
        now = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
        db.execute("INSERT INTO session (token, id, person, mandate, strong, created, seen, expires) VALUES (?, ?, ?, ?, ?, ?, ?, '2199-01-01T00:00:00Z')",
                   (hashlib.sha256(self.token.encode()).hexdigest(), self.token[:16], self.person, self.mandate, now if strong else None, now, now))
        db.commit(); db.close()
        self.cookie = f"session={self.token}; browser={self.browser}"
        self.csrf = self.csrf_in(self.mandate)

    def csrf_in(self, mandate):
        """The token of the forms opened in this post."""
        return hmac.new(self.token.encode(), b"csrf " + mandate.encode(), hashlib.sha256).hexdigest()
