#!/usr/bin/env python3
"""What people and machines send: too much, broken, no text, text that is not what it seems. Each is
refused or made harmless, the server stays, and nothing half-read is kept.
Usage: bodies.py PROGRAM DATA_FOLDER"""
import concurrent.futures, os, random, sqlite3, sys, urllib.parse
from raw import Server, Person, check, finish, take_one
program, data = sys.argv[1:3]
server = Server(program, data)
me = Person(data, "focal.bra@demo.example")
rows = lambda sql, *a: sqlite3.connect(f"file:{data}/isthmus.db?mode=ro", uri=True, timeout=20).execute(sql, a).fetchall()
section, = rows("SELECT s.id FROM section s JOIN input i ON i.id = s.input WHERE i.party = 'bra' AND i.round = 'lac-demo' AND s.name = 'objective_03'")[0]
kept = lambda: rows("SELECT count(*) FROM revision WHERE section = ?", section)[0][0]
last = lambda: rows("SELECT value FROM revision WHERE section = ? AND question = 'status' ORDER BY rowid DESC LIMIT 1", section)[0][0]
save = lambda body, **h: server.ask("POST", f"/sections/{section}/autosave", body, me.cookie, **h)
quote = urllib.parse.quote_from_bytes
field = "a%3Astatus%3A="

# Text
def base():
    r = rows("SELECT a.revision FROM answer a WHERE a.section = ? AND a.question = 'status' AND a.language = ''", section)
    return f"&b%3Astatus%3A={r[0][0]}" if r else ""
def typed(encoded): return save(f"csrf={me.csrf}&{field}{encoded}{base()}")
for what, bytes_ in {"a lone continuation": b"a\x80", "an overlong slash": b"\xc0\xaf", "a surrogate": b"\xed\xa0\x80", "beyond Unicode": b"\xf5\x80\x80\x80",
                     "half a letter": b"caf\xc3", "NUL": b"a\0b", "UTF-16": "text".encode("utf-16")}.items():
    before = kept(); r = typed(quote(bytes_))
    check(r.status == 400 and kept() == before, f"{what}: {r.status}, {kept() - before} kept")
    r = save(b"csrf=" + me.csrf.encode() + b"&" + field.encode() + bytes_)
    check(r.status == 400 and kept() == before, f"{what}, unescaped: {r.status}, {kept() - before} kept")
for what, given, wanted in [("bidi overrides", "a\u202eb\u2066c\u2069d\u202c", "abcd"), ("control characters", "a\x07b\x1b[31mc", "ab[31mc"),
                            ("line ends", "a\r\nb\rc", "a\nb\nc"), ("a decomposed letter", "e\u0301", "\u00e9"),
                            ("Arabic with marks that join", "می\u200cخواهم", "می\u200cخواهم"), ("markup", "<script>alert(1)</script>&amp;", "<script>alert(1)</script>&amp;")]:
    r = typed(quote(given.encode()))
    check(r.status == 200 and last() == wanted, f"{what}: {r.status}, kept {last()!a}")
page = server.ask("GET", f"/sections/{section}", cookie=me.cookie).text()
check("<script>alert(1)" not in page and "&lt;script&gt;alert(1)" in page, "markup that was typed stands on the page as markup")
for what, body in {"half an escape": field + "%", "a wrong escape": field + "%zz", "no name": "=" + "x", "only separators": "&" * 1000, "a name twice": field + "1&" + field + "2",
                   "a question that is none": "a%3Ano_such%3A=x", "another section's question": "a%3Aoverall%3A=x", "a path upwards": "a%3A..%2F..%2Fx%3A=x"}.items():
    r = save(f"csrf={me.csrf}&{body}")
    check(r.status in (200, 400, 409, 422), f"{what}: {r.status}")

# Sizes
words = "x" * 1024
r = typed(words * 2049); check(r.status == 413, f"2 MB of text: {r.status}")
before = kept(); r = typed(words * 2000)
check(r.status in (200, 422) and kept() - before <= 1, f"just under 2 MB of text: {r.status}")
r = save(f"csrf={me.csrf}" + "&a=b" * 5001); check(r.status == 400, f"5,001 fields: {r.status}")
r = server.ask("GET", "/rounds?" + "a=b&" * 6000); check(r is None or r.status in (400, 414, 431), f"6,000 parts of a query: {r and r.status}")
r = server.ask("GET", "/rounds", cookie="; ".join(f"a{i}=b" for i in range(6000))); check(r is None or r.status in (400, 431), f"6,000 cookies: {r and r.status}")

# Files
b = "----tests-server"
def part(disposition, content, more=b""): return b"--" + b.encode() + b"\r\nContent-Disposition: " + disposition + b"\r\n" + more + b"\r\n" + content + b"\r\n"
csrf = part(b'form-data; name="csrf"', me.csrf.encode())
end = b"--" + b.encode() + b"--\r\n"
pdf = b"%PDF-1.7\n" + bytes(range(256)) * 20
def file(name, content=pdf): return part(b'form-data; name="file"; filename="' + name + b'"', content, b"Content-Type: application/pdf\r\n")
def upload(body, type_=f"multipart/form-data; boundary={b}"): return server.ask("POST", f"/sections/{section}/files", body, me.cookie, Content_Type=type_)
files = lambda: rows("SELECT id, name, type, size, content FROM attachment WHERE section = ? ORDER BY rowid", section)
r = upload(csrf + file(b"plan.pdf") + end)
check(r.status == 303 and files()[-1][4] == pdf, f"a file: {r.status}")
for name, wanted in {b"../../etc/passwd.pdf": "passwd.pdf", b"C:\\\\fakepath\\\\plan.pdf": "plan.pdf", "ex\u202efdp.exe".encode(): "exfdp.exe.pdf", b"run.hta": "run.hta.pdf", b'a\\"b.pdf': None, b"<img src=x>.pdf": "<img src=x>.pdf",
                     "план.pdf".encode(): "план.pdf", b"a" * 400 + b".pdf": None}.items():
    r = upload(csrf + file(name) + end)
    got = files()[-1]
    check(r.status == 303 and (wanted is None or got[1] == wanted) and "/" not in got[1] and "\\" not in got[1] and len(got[1]) <= 121, f"a file named {name[:40]!a}: {r.status}, kept as {got[1][:60]!a}")
    r = server.ask("GET", f"/sections/{section}/files/{got[0]}", cookie=me.cookie)
    check(r.status == 200 and r.body == pdf and r.header("content-disposition").startswith('attachment; filename="' + got[0]) and r.header("x-content-type-options") == "nosniff", f"{name[:40]!a} is not given back as it came, to save")
check("<img src=x>" not in server.ask("GET", f"/sections/{section}", cookie=me.cookie).text(), "the name of a file stands on the page as markup")
n = len(files())
for what, content in {"a program": b"\x7fELF" + b"\0" * 100, "a page": b"<!doctype html><script>alert(1)</script>", "a picture that is a page": b"GIF89a<script>", "nothing": b"", "SVG": b"<svg xmlns='http://www.w3.org/2000/svg'/>"}.items():
    r = upload(csrf + file(b"plan.pdf", content) + end)
    check(r.status == 422 and len(files()) == n, f"{what} called plan.pdf: {r.status}, {len(files()) - n} kept")
r = upload(csrf + file(b"plan.pdf", b"%PDF-" + b"x" * (25 * 1024 * 1024)) + end); check(r.status == 422 and len(files()) == n, f"a file of 25 MB and a little: {r.status}")
r = upload(csrf + file(b"plan.pdf", b"%PDF-" + b"x" * (26 * 1024 * 1024)) + end); check(r.status == 413 and len(files()) == n, f"a file of 26 MB and a little: {r.status}")
bad = b"\xff\xfe"
broken = {
    "no boundary told": (csrf + file(b"p.pdf") + end, "multipart/form-data"), "another boundary": (csrf + file(b"p.pdf") + end, "multipart/form-data; boundary=other"),
    "an empty boundary": (csrf + file(b"p.pdf") + end, "multipart/form-data; boundary="), "a boundary of 4 kB": (csrf, "multipart/form-data; boundary=" + "x" * 4000),
    "no end": (csrf + file(b"p.pdf")[:-2], None), "an end within a header": ((csrf + file(b"p.pdf"))[:-len(pdf) - 40], None), "nothing": (b"", None), "only the end": (end, None),
    "no disposition": (csrf + b"--" + b.encode() + b"\r\n\r\nx\r\n" + end, None), "no name": (csrf + part(b'form-data; filename="p.pdf"', pdf) + end, None),
    "a name that is no text": (csrf + part(b'form-data; name="' + bad + b'"', b"x") + end, None), "a file's name that is no text": (csrf + file(bad + b".pdf") + end, None),
    "a value that is no text": (csrf + part(b'form-data; name="question"', bad) + file(b"p.pdf") + end, None), "NUL in a value": (csrf + part(b'form-data; name="question"', b"a\0b") + file(b"p.pdf") + end, None),
    "an open quote": (csrf + part(b'form-data; name="file; filename="p.pdf', pdf) + end, None), "a header of 100 kB": (csrf + part(b'form-data; name="file"; filename="p.pdf"', pdf, b"X: " + b"y" * 100000 + b"\r\n") + end, None),
    "6,000 parts": (csrf + part(b'form-data; name="a"', b"b") * 6000 + end, None),
    "bare line feeds": ((csrf + file(b"p.pdf") + end).replace(b"\r\n", b"\n"), None), "no csrf": (file(b"p.pdf") + end, None), "csrf as a file": (part(b'form-data; name="csrf"; filename="csrf"', me.csrf.encode()) + file(b"p.pdf") + end, None),
}
for what, (body, type_) in broken.items():
    r = upload(body, type_ or f"multipart/form-data; boundary={b}")
    check(r is not None and r.status in (400, 409, 413, 415, 422), f"a form with {what}: {r and r.status}")
check(len(files()) == n, f"of broken forms {len(files()) - n} files were kept")
r = upload(file(b"p.pdf") + csrf + end); check(r.status == 303, f"the token after the file: {r.status}")

# The same, with its bytes changed at random: no answer may be missing.
random.seed(7)
for i in range(300):
    body = bytearray(csrf + file(b"plan.pdf", pdf[:300]) + end)
    for _ in range(random.randint(1, 6)):
        at = random.randrange(len(body)); kind = random.random()
        if kind < 0.5: body[at] = random.choice(b'\r\n-";:=\0\xff' + bytes([random.randrange(256)]))
        elif kind < 0.8: del body[at:at + random.randint(1, 40)]
        else: body[at:at] = random.choice([b"\r\n", b"--" + b.encode(), b'"', b"\r\n\r\n"])
    r = upload(bytes(body))
    if not check(r is not None and r.status in (303, 400, 409, 413, 415, 422), f"a changed form: {r and r.status}: {bytes(body)[:200]!a}"): break

# Many large bodies at once, from nobody: refused before memory ends.
def large(_):
    s = server.connect(60); body = file(b"p.pdf", b"%PDF-" + b"x" * (24 * 1024 * 1024))
    try:
        s.sendall(f"POST /sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Type: multipart/form-data; boundary={b}\r\nContent-Length: {len(body) + 100}\r\n\r\n".encode() + body)
        held = True
    except OSError: held = False
    return s
with concurrent.futures.ThreadPoolExecutor(40) as pool: sockets = list(pool.map(large, range(40)))
resident = int(next(l for l in open(f"/proc/{server.process.pid}/status") if l.startswith("VmRSS")).split()[1]) // 1024
print(f"  40 bodies of 24 MB in hand: {resident} MB resident")
check(resident < 1600, f"40 bodies of 24 MB take {resident} MB")
for s in sockets: s.sendall(b"x" * 100)
statuses = []
for s in sockets:
    got = b""
    try:
        while not take_one(got) and (piece := s.recv(65536)): got += piece
        statuses.append(take_one(got)[0].status)
    except (OSError, TypeError): statuses.append(None)
    s.close()
check(statuses.count(503) >= 25 and None not in statuses, f"40 bodies of 24 MB at once: {sorted(set(map(str, statuses)))}")
r = upload(csrf + file(b"after.pdf") + end); check(r.status == 303, f"a file after them: {r.status}")
server.stop()
finish(f"texts, sizes and {len(broken)} broken forms: refused in time or made harmless")
