#!/usr/bin/env python3
"""Bytes on the wire that no browser sends: smuggling, broken framing, slow clients, many idle
connections, forged tokens. Usage: wire.py PROGRAM DATA_FOLDER. Every reply must be a whole
HTTP answer with the strict headers, and the server must answer others all the while."""
import os, re, resource, socket, subprocess, sys, threading, time
program, data = sys.argv[1], sys.argv[2]
port = int(os.environ.get("PORT", 20000 + os.getpid() % 20000))
env = dict(os.environ, ISTHMUS_DATA=data, PORT=str(port))
server = subprocess.Popen([program, "serve"], env=env, stdout=subprocess.DEVNULL)
wrong = tried = 0

def connect(): return socket.create_connection(("127.0.0.1", port), timeout=20)
def ask(raw, wait=20):
    """The answer to raw bytes; b"" when the server just closes."""
    s = connect(); s.settimeout(wait)
    try:
        s.sendall(raw)
        answer = b""
        while True:
            part = s.recv(65536)
            if not part: break
            answer += part
            head, _, body = answer.partition(b"\r\n\r\n")
            m = re.search(rb"(?i)content-length: (\d+)", head)
            if b"\r\n\r\n" in answer and m and len(body) >= int(m[1]): break
    except (TimeoutError, ConnectionError, socket.timeout): pass
    finally: s.close()
    return answer
def status(answer): return int(answer.split(b" ", 2)[1]) if answer.startswith(b"HTTP/1.1 ") else 0
def expect(what, raw, allowed):
    global wrong, tried
    tried += 1
    answer = ask(raw)
    got = status(answer)
    if got not in allowed:
        wrong += 1
        print(f"WIRE: {what}: {got or 'no answer'}, expected one of {sorted(allowed)}")
    elif got and b"<html><head><title>" not in answer: # the library's own short words carry no page of ours
        head = answer.partition(b"\r\n\r\n")[0].lower()
        for header in (b"content-security-policy: default-src 'none'", b"x-content-type-options: nosniff", b"referrer-policy:"):
            if header not in head:
                wrong += 1
                print(f"WIRE: {what}: {got} without {header.decode()}")
    return answer
for _ in range(400):
    try: connect().close(); break
    except OSError: time.sleep(0.02)
H = b"Host: 127.0.0.1\r\n"
def get(path, more=b""): return b"GET " + path + b" HTTP/1.1\r\n" + H + more + b"\r\n"
def post(path, body, more=b""): return b"POST " + path + b" HTTP/1.1\r\n" + H + b"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: " + str(len(body)).encode() + b"\r\n" + more + b"\r\n" + body

# Two readers of one connection must never see two requests in one (CL.TE and its kin).
inner = b"GET /rounds HTTP/1.1\r\nHost: x\r\n\r\n"
expect("length and chunked", b"POST /sign-in HTTP/1.1\r\n" + H + b"Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + inner, {400, 0})
expect("two lengths", b"POST /sign-in HTTP/1.1\r\n" + H + b"Content-Length: 0\r\nContent-Length: 40\r\n\r\n" + inner, {400, 0})
expect("two hosts", b"GET / HTTP/1.1\r\n" + H + b"Host: evil\r\n\r\n", {400, 0})
expect("no host", b"GET / HTTP/1.1\r\n\r\n", {400, 0})
expect("a negative length", b"POST /sign-in HTTP/1.1\r\n" + H + b"Content-Length: -5\r\n\r\n", {400, 0})
expect("a length of letters", b"POST /sign-in HTTP/1.1\r\n" + H + b"Content-Length: abc\r\n\r\n", {400, 0})
expect("a chunk of nonsense", b"POST /sign-in HTTP/1.1\r\n" + H + b"Transfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n0\r\n\r\n", {400, 411, 0})
expect("an unknown coding", b"POST /sign-in HTTP/1.1\r\n" + H + b"Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n", {400, 411, 501, 0})
one = ask(b"POST /sign-in HTTP/1.1\r\n" + H + b"Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + inner)
if one.count(b"HTTP/1.1 ") > 1: wrong += 1; print("WIRE: a smuggled request was answered")
# Addresses.
expect("a zero byte", get(b"/rounds%00"), {400, 404})
expect("a zero byte in a query", get(b"/rounds/lac-demo/search?q=a%00b"), {200, 400})
expect("a path upwards", get(b"/static/../../etc/passwd"), {400, 404})
expect("a path upwards, encoded", get(b"/static/%2e%2e%2f%2e%2e%2fetc%2fpasswd"), {400, 404})
expect("invalid UTF-8", get(b"/rounds/%ff%fe"), {400, 404})
expect("a direction override", get(b"/rounds/%E2%80%AEx"), {400, 404})
expect("broken percent signs", get(b"/rounds/%zz%4"), {400, 404})
expect("a long address", get(b"/" + b"a" * 20000), {400, 404, 414, 431, 0})
expect("many headers", get(b"/", b"".join(b"X-%d: y\r\n" % i for i in range(5000))), {400, 431, 0})
expect("many fields", get(b"/rounds?" + b"&".join(b"a%d=b" % i for i in range(3000))), {200, 400, 414, 431, 0})
# Methods.
expect("HEAD", b"HEAD / HTTP/1.1\r\n" + H + b"\r\n", {200})
for method in (b"TRACE", b"CONNECT", b"PUT", b"DELETE", b"OPTIONS", b"PATCH", b"FOO"): expect(method.decode(), method + b" / HTTP/1.1\r\n" + H + b"\r\n", {400, 403, 404, 405, 501, 0})
# Bodies and tokens.
expect("a POST without a token", post(b"/sign-in", b"mail=a@b.example"), {403, 409})
expect("a forged token", post(b"/sign-in", b"csrf=" + b"0" * 64 + b"&mail=a@b.example", b"Cookie: browser=" + b"a" * 52 + b"\r\n"), {403, 409})
expect("a forged session", get(b"/work", b"Cookie: session=" + b"a" * 52 + b"\r\n"), {303, 302})
expect("a session of nonsense", get(b"/work", b"Cookie: session=" + b"%ff' OR 1=1 --" + b"\r\n"), {303, 302, 400})
expect("a POST from another site", post(b"/sign-in", b"mail=a@b.example", b"Origin: https://evil.example\r\n"), {400, 403, 404, 409})
expect("invalid UTF-8 in a body", post(b"/sign-in", b"mail=%ff%fe"), {400, 403, 409})
expect("a broken multipart", b"POST /sign-in HTTP/1.1\r\n" + H + b"Content-Type: multipart/form-data; boundary=x\r\nContent-Length: 19\r\n\r\n--x\r\nContent-Dispos", {400, 403, 409, 415})
expect("a body announced too large", b"POST /sign-in HTTP/1.1\r\n" + H + b"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 999999999\r\n\r\n", {413, 0})
# What may not be seen and what is not there look alike.
db = __import__("sqlite3").connect(f"file:{data}/isthmus.db?mode=ro", uri=True)
report, section = db.execute("SELECT id FROM report WHERE status = 'draft'").fetchone()[0], db.execute("SELECT id FROM release WHERE audience = 'named'").fetchone()[0]
plain = lambda a: re.sub(rb"(?i)(date|set-cookie|content-length): [^\r]*|value=\"[^\"]*\"|[a-z2-7]{16}", b"", a)
for kind, id_ in (("reports", report), ("releases", section)):
    there, nowhere = ask(get(f"/{kind}/{id_}".encode())), ask(get(f"/{kind}/{'a' * 16}".encode()))
    tried += 1
    if status(there) != 404 or plain(there) != plain(nowhere): wrong += 1; print(f"WIRE: /{kind}/ tells what exists")
# Slow clients end at their deadline, however they drip; others are served meanwhile.
slow, ended = [], []
def drip(s):
    began = time.time()
    try:
        while time.time() - began < 60:
            s.sendall(b"X: y\r\n"); time.sleep(2)
            s.settimeout(0.01)
            try:
                if s.recv(100) == b"": break
            except (TimeoutError, socket.timeout): pass
            s.settimeout(20)
    except OSError: pass
    ended.append(time.time() - began)
for i in range(20):
    s = connect(); s.sendall(b"GET / HTTP/1.1\r\n"); slow.append(threading.Thread(target=drip, args=(s,), daemon=True)); slow[-1].start()
soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, 8192), hard))
idle = []
try:
    for i in range(3000): idle.append(connect())
except OSError as e: print(f"only {len(idle)} idle connections: {e}")
began = time.time()
for i in range(50): expect("a page beside idle and slow connections", get(b"/rounds"), {200})
took = (time.time() - began) / 50
for s in idle: s.close()
for t in slow: t.join(50)
if len(ended) < 20 or max(ended) > 45: wrong += 1; print(f"WIRE: {20 - len(ended)} dripping connections were never ended; the longest stayed {max(ended or [0]):.0f} s")
if server.poll() is not None: wrong += 1; print("WIRE: the server has ended")
server.terminate(); code = server.wait()
if code not in (0, -15): wrong += 1; print(f"WIRE: the server ended with {code}")
print(f"{tried} kinds of bytes, {len(idle)} idle and 20 slow connections, {wrong} wrong")
sys.exit(1 if wrong else 0)
