#!/usr/bin/env python3
"""Who asks, and what an answer may tell: tokens and cookies that are forged, foreign, old or used
again; addresses made to mean something else; the headers of every reply; and that what one may
not see looks to the byte like what is not there. Usage: trust.py PROGRAM DATA_FOLDER"""
import base64, hashlib, hmac, os, re, sqlite3, struct, subprocess, sys, time
from urllib.parse import quote
from raw import Server, Person, check, finish, take_all
program, data = sys.argv[1:3]
top = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
server = Server(program, data)
seen = 0

def rows(sql, *a):
    db = sqlite3.connect(f"{data}/isthmus.db", timeout=20)
    with db: found = db.execute(sql, a).fetchall()
    db.close()
    return found

def strict(r, what, tls=False):
    """The headers that every reply of ours has."""
    global seen
    seen += 1
    csp = r.header("content-security-policy") or ""
    check("default-src 'none'" in csp and "frame-ancestors 'none'" in csp and "base-uri 'none'" in csp and "form-action 'self'" in csp and "unsafe" not in csp and "*" not in csp and "http" not in csp, f"{what}: {csp}")
    for name, wanted in (("x-content-type-options", "nosniff"), ("referrer-policy", "same-origin"), ("cross-origin-opener-policy", "same-origin"), ("cross-origin-resource-policy", "same-origin")):
        check(r.headers.get(name) == [wanted], f"{what}: {name}: {r.headers.get(name)}")
    cache = r.header("cache-control")
    check(cache == "private, no-store" or (" /static/" in what and cache == "public, max-age=300"), f"{what}: {cache}")
    check(bool(r.header("strict-transport-security")) == tls, f"{what}: HSTS {r.header('strict-transport-security')}")
    check("cookie" in (r.header("vary") or "").lower() and not r.header("server") and not r.header("x-powered-by"), f"{what}: {r.headers}")
    for c in r.headers.get("set-cookie", []):
        fine = "; Path=/" in c and "SameSite=Lax" in c and "Domain" not in c and ("HttpOnly" in c or c.partition("=")[0].endswith("lang"))
        check(fine and ("; Secure" in c) == tls and c.startswith("__Host-") == tls, f"{what}: {c}")
    if r.body and "text/html" in (r.header("content-type") or "") and not r.header("content-disposition"):
        check(not re.search(r'<[^>]*\s(style|on\w+)=|<style|javascript:|<script(?![^>]*src="/static/)|(src|action)="(https?:)?//', r.text()), f"{what}: something inline or foreign in the page")
    return r

def ask(method, path, body=None, who=None, tls=False, **h):
    cookie = h.pop("cookie", who.cookie if who else None)
    r = server.ask(method, path, body, cookie, **h)
    if not check(r is not None, f"{method} {path}: no reply"): sys.exit(1)
    return strict(r, f"{method} {path}", tls)

bra, chl = Person(data, "focal.bra@demo.example"), Person(data, "focal.chl@demo.example")
secretariat, admin = Person(data, "secretariat@demo.example"), Person(data, "admin@demo.example")
section, = rows("SELECT s.id FROM section s JOIN input i ON i.id = s.input WHERE i.party = 'bra' AND i.round = 'lac-demo' AND s.name = 'objective_04'")[0]
kept = lambda: rows("SELECT count(*) FROM revision WHERE section = ?", section)[0][0]
save = f"/sections/{section}/autosave"

# Tokens against forged posts
n = 0
for what, token in {"no token": "", "an empty token": "csrf=", "zeros": "csrf=" + "0" * 64, "a token cut short": f"csrf={bra.csrf[:-1]}", "one letter more": f"csrf={bra.csrf}0", "capitals": f"csrf={bra.csrf.upper()}",
                    "another State's": f"csrf={chl.csrf}", "the browser's": "csrf=" + hmac.new(bra.browser.encode(), b"csrf", hashlib.sha256).hexdigest(), "two, the wrong one first": f"csrf={chl.csrf}&csrf={bra.csrf}"}.items():
    n += 1
    r = ask("POST", save, f"{token}&a%3Astatus%3A=forged+{n}+words+that+are+long+enough", bra)
    check(r.status == 409 and "forged" in r.text(), f"{what}: {r.status}; what was typed is not in the reply")
for origin in ("https://evil.example", "null", "http://localhost.evil.example", "http://localhost:81"):
    check(ask("POST", save, f"csrf={bra.csrf}&a%3Astatus%3A=forged+words", bra, Origin=origin).status >= 400, f"a form from {origin} is taken")
check(ask("POST", save + f"?csrf={bra.csrf}", "a%3Astatus%3A=forged+words", bra).status == 409, "a token in the address is taken")
check(ask("GET", save + f"?csrf={bra.csrf}&a%3Astatus%3A=forged", None, bra).status == 405, "a GET saves")
check(rows("SELECT count(*) FROM revision WHERE value LIKE 'forged%'") == [(0,)], "a forged post was kept")
r = ask("POST", save, f"csrf={bra.csrf}&a%3Astatus%3A=rightly+saved", bra, Origin="http://localhost")
check(r.status == 200, f"the right token: {r.status}")

# Cookies of sessions
stored, = rows("SELECT token FROM session WHERE id = ?", bra.token[:16])[0]
old, other = Person(data, "focal.bra@demo.example"), Person(data, "focal.bra@demo.example")
rows("UPDATE session SET ended = '2026-01-01T00:00:00Z' WHERE id = ?", old.token[:16])
rows("UPDATE session SET expires = '2026-01-01T00:00:00Z' WHERE id = ?", other.token[:16])
for what, cookie in {"a forged session": "session=" + "a" * 52, "an empty session": "session=", "what the database keeps of a session": f"session={stored}", "a session that was ended": old.cookie, "a session that has run out": other.cookie,
                     "a session in capitals": f"session={bra.token.upper()}", "a session of 8 kB": "session=" + "a" * 8000, "a session under a secure name": f"__Host-session={bra.token}", "bytes that are no text": "session=\xff\xfe",
                     "SQL": "session=' OR 1=1 --", "the id of a session": f"session={bra.token[:16]}", "two sessions, a wrong one first": f"session={'a' * 52}; session={bra.token}"}.items():
    r = ask("GET", "/work", cookie=cookie)
    check(r.status in (303, 400) and (r.status == 400 or r.header("location").startswith("/sign-in")), f"{what}: {r.status} {r.header('location')}")
check(ask("GET", "/work", who=bra).status == 200, "a true session is not let in")
weak = Person(data, "secretariat@demo.example", strong=False)
check(ask("GET", "/rounds/new", who=weak).header("location", ).startswith("/second-factor"), "without the second factor a round can be made")
r = ask("POST", "/sign-out", f"csrf={bra.csrf}", bra)
check(r.status == 303 and ask("GET", "/work", who=bra).status == 303, "a session that was signed out is used again")
check(ask("POST", save, f"csrf={bra.csrf}&a%3Astatus%3A=replayed+words", bra).status == 409, "a post of a session that was signed out is taken")
check(rows("SELECT count(*) FROM revision WHERE value LIKE 'replayed%'") == [(0,)], "a replayed post was kept")
bra = Person(data, "focal.bra@demo.example")

# Two posts and two tabs: what was written for one party is not said for the other, and is not lost.
rows("INSERT INTO mandate (id, person, party, function, since, created) VALUES ('second-post', ?, 'per', 'focal_point', '2000-01-01', '2026-01-01T00:00:00Z')", bra.person)
check(ask("POST", "/account/act/second-post", f"csrf={bra.csrf}", bra).status == 303, "one cannot act in another post")
r = ask("POST", "/people/bodies", f"csrf={bra.csrf}&kind=ministry&body=A+ministry+of+Brazil+and+of+nobody+else", bra)
check(r.status == 409 and "A ministry of Brazil and of nobody else" in r.text(), f"a form of another post: {r.status}")
check(rows("SELECT count(*) FROM party_name WHERE name LIKE 'A ministry of Brazil%'") == [(0,)], "what was written for one party was done for another")
check(ask("POST", f"/account/act/{bra.mandate}", f"csrf={bra.csrf_in('second-post')}", bra).status == 303, "one cannot go back to the first post")

# Links to sign in: once, in the browser that asked; their host is never that of the request.
start = ask("GET", "/sign-in"); browser = re.search(r"browser=(\w{52})", start.header("set-cookie"))[1]; csrf = re.search(r'name="csrf" value="(\w+)"', start.text())[1]
r = ask("POST", "/sign-in", f"csrf={csrf}&mail=focal.bra%40demo.example&goto=%2Fwork", cookie=f"browser={browser}", X_Forwarded_Host="evil.example", X_Forwarded_For="10.0.0.1")
check(r.status == 303, f"asking for a link: {r.status}")
words, = rows("SELECT words FROM mail WHERE kind = 'sign_in' ORDER BY rowid DESC LIMIT 1")[0]
link = re.search(rf"http://127\.0\.0\.1:{server.port}(/enter/\w+)", words)
if check(link and "evil" not in words, "a link in a mail takes its host from the request"):
    path = link[1]; token = hmac.new(b"b" * 52, b"csrf", hashlib.sha256).hexdigest()
    r = ask("POST", path, f"csrf={token}", cookie="browser=" + "b" * 52)
    check(r.status == 422 and "session" not in str(r.headers.get("set-cookie")), f"a link in another browser: {r.status}")
    for i in range(3): check(ask("GET", path, cookie=f"browser={browser}").status == 200, "looking at a link spends it")
    r = ask("POST", path, f"csrf={csrf}", cookie=f"browser={browser}")
    check(r.status == 303 and any(c.startswith("session=") for c in r.headers["set-cookie"]), f"a link in its browser: {r.status}")
    r = ask("POST", path, f"csrf={csrf}", cookie=f"browser={browser}")
    check(r.status == 422 and not any(c.startswith("session=") for c in r.headers.get("set-cookie", [])), f"a link for the second time: {r.status}")
known = ask("POST", "/sign-in", f"csrf={csrf}&mail=focal.jam%40demo.example", cookie=f"browser={browser}"); unknown = ask("POST", "/sign-in", f"csrf={csrf}&mail=nobody.jam%40demo.example", cookie=f"browser={browser}")
same = lambda a, b: (a.status, a.body, {k: v for k, v in a.headers.items() if k != "date"}) == (b.status, b.body, {k: v for k, v in b.headers.items() if k != "date"})
check(same(known, unknown), "asking for a link tells who was appointed")

# Where one is sent after the second factor
def totp(seed, at):
    h = hmac.new(base64.b32decode(seed), struct.pack(">Q", int(at) // 30), hashlib.sha1).digest(); o = h[-1] & 15
    return f"{(struct.unpack('>I', h[o:o + 4])[0] & 0x7fffffff) % 1000000:06d}"
seed, = rows("SELECT totp FROM person WHERE mail = 'secretariat@demo.example'")[0]
for goto in ("https://evil.example/", "//evil.example", "/\\evil.example", "/%09/evil.example", "\t//evil.example", "/\t/evil.example", "/x\r\nX-Evil: 1", "/x%0d%0aX-Evil: 1", "javascript:alert(1)", "/\u202e/x"):
    rows("DELETE FROM attempt"); rows("UPDATE person SET totp_step = 0 WHERE mail = 'secretariat@demo.example'")
    w = Person(data, "secretariat@demo.example", strong=False)
    r = ask("POST", "/second-factor", f"csrf={w.csrf}&goto={quote(goto)}&code={totp(seed, time.time())}", w)
    to = r.header("location") or ""
    check(r.status in (303, 400) and "evil" not in (to if not to.startswith("/") or to.startswith("//") or to.startswith("/\\") else "") and not r.header("x-evil") and "\t" not in to, f"sent to {to!a} by {goto!a}")
    for page in (f"/sign-in?goto={quote(goto)}", f"/second-factor?goto={quote(goto)}"):
        r = ask("GET", page, who=w); check("//evil" not in r.text() and not r.header("x-evil"), f"{page} keeps another host")

# Addresses that mean something else
for path in ("/static/../lang/fr.po", "/static/..%2fschema%2f0001_people.sql", "/static/%2e%2e/schema/0001_people.sql", "/static/..\\schema", "/static//etc/passwd", "/static/", "/static", "/static/.", "//directory", "/directory/",
             "/directory/.", "/directory/../administration", "/DIRECTORY", "/directory;x=1", "/directory%2f", "/directory/%20", "/directory%0d%0aX-Evil:1", "/./", "/..", "/%2e%2e/%2e%2e/etc/passwd", "/rounds/%25", "/rounds/lac-demo%00",
             "/rounds/lac-demo/", "/rounds//lac-demo", "/sections/%27%20OR%201=1--", "/sections/" + "a" * 8000, "/%E2%80%AEdirectory", "/directory/\u202ebra".encode().decode("latin-1")):
    r = ask("GET", path, who=admin)
    check(r.status in (400, 404) and not r.header("x-evil") and "CREATE TABLE" not in r.text(), f"{path[:60]}: {r.status}")
for query in ("lang=en%0d%0aX-Evil:1", "lang=../../x", "lang=" + "x" * 5000, "lang=%F0%9F%92%A9", "%3Cscript%3E=%22%3E%3Cscript%3E", "q=%22%3E%3Csvg/onload=alert(1)%3E"):
    for page in ("/", "/directory", "/rounds/lac-demo/search", "/sign-in"):
        r = ask("GET", f"{page}?{query}"); check(r.status in (200, 404, 422) and not r.header("x-evil") and "<svg/onload" not in r.text() and "<script>" not in r.text(), f"{page}?{query[:40]}: {r.status}")
for name in ("Referer", "User-Agent", "X-Forwarded-Proto", "X-Forwarded-For", "Accept-Language", "If-None-Match", "X-Original-URL", "X-HTTP-Method-Override"):
    for value in ("https", "/administration", "POST", "x" * 9000, "<script>", "\xff\xfe", ", ,,;;q=", "en;q=999999999999999999999999"):
        r = ask("GET", "/directory", **{name.replace("-", "_"): value}); check(r.status == 200 and "<script>" not in r.text(), f"{name}: {value[:20]!a}: {r.status}")

# Methods
for method in ("PUT", "DELETE", "PATCH", "TRACE", "OPTIONS", "PROPFIND", "get", "X" * 60):
    r = ask(method, "/directory"); check(r.status == 405 and r.header("allow") and not r.header("access-control-allow-origin") and method not in r.text(), f"{method}: {r.status}")
r = ask("POST", "/directory", ""); check(r.status == 405 and r.header("allow") == "GET, HEAD", f"POST where only GET is: {r.status} {r.header('allow')}")
r = ask("GET", "/sign-out", who=bra); check(r.status == 405 and r.header("allow") == "POST" and ask("GET", "/work", who=bra).status == 200, f"GET where only POST is: {r.status}")
for path in ("/", "/directory", "/static/isthmus.css", "/nothing", "/work", "/data/events.csv"):
    g, h = ask("GET", path), ask("HEAD", path)
    check(g.status == h.status and not h.body and {k: v for k, v in g.headers.items() if k not in ("date", "set-cookie")} == {k: v for k, v in h.headers.items() if k not in ("date", "set-cookie")}, f"HEAD {path} is not GET without body")
got, _ = server.send(b"HEAD / HTTP/1.1\r\nHost: localhost\r\n\r\nGET /nothing HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", 3)
check(got.count(b"HTTP/1.1 ") == 2 and got.index(b"HTTP/1.1 404") == got.index(b"\r\n\r\n") + 4, "HEAD sends a body")
tag = ask("GET", "/static/isthmus.css").header("etag"); r = ask("GET", "/static/isthmus.css", If_None_Match=tag)
check(r.status == 304 and not r.body, f"a style sheet that is known: {r.status}")

# What may not be seen looks like what is not there, on every address of the site map.
known = {":section": "SELECT id FROM section ORDER BY id", ":input": "SELECT id FROM input ORDER BY id", ":release": "SELECT id FROM release ORDER BY id", ":report": "SELECT id FROM report ORDER BY id", ":mandate": "SELECT id FROM mandate ORDER BY id",
         ":comment": "SELECT id FROM comment ORDER BY id", ":file": "SELECT id FROM attachment ORDER BY id", ":paragraph": "SELECT id FROM paragraph ORDER BY id", ":source": "SELECT id FROM paragraph_source ORDER BY id", ":mail": "SELECT id FROM mail ORDER BY id",
         ":round": "SELECT id FROM round ORDER BY id", ":step": "SELECT id FROM round_step ORDER BY id", ":party": "SELECT id FROM party WHERE kind <> 'state' ORDER BY id", ":change": "SELECT id FROM directory_change ORDER BY id", ":upload": "SELECT id FROM directory_upload ORDER BY id", ":beside": "SELECT id FROM paragraph_beside ORDER BY id"}
routes = re.findall(r'^PAGE\((GET|POST), "([^"]+)"', open(os.path.join(top, "src/page/site.def")).read(), re.M)
nobody = rows("SELECT p.mail FROM person p JOIN mandate m ON m.person = p.id WHERE m.party = 'jam' AND m.function = 'focal_point'")[0][0]
readers = [None, chl, Person(data, nobody), Person(data, "partner.iom@demo.example"), secretariat, admin]
compared = 0
for method, pattern in sorted(routes): # what changes things comes last
    names = re.findall(r":\w+", pattern)
    if not names or names[-1] not in known or pattern == "/data/:file": continue
    for (last,) in rows(known[names[-1]])[:40:3]:
        path = pattern.replace(names[-1], "\1")
        for name in names[:-1]:
            first = rows(known.get(name, "SELECT 'x'"))
            path = path.replace(name, first[0][0] if first else "x")
        for who in readers:
            body = None if method == "GET" else f"csrf={who.csrf}" if who else ""
            real = ask(method, path.replace("\1", quote(str(last))), body, who)
            if real.status != 404: continue
            other = quote("zq"[len(str(last)) % 2] * len(str(last)))
            fake = ask(method, path.replace("\1", other), body, who)
            clean = lambda r, id_: (r.status, r.text().replace(path.replace("\1", id_), "*"), sorted((k, v) for k, v in r.headers.items() if k not in ("date", "set-cookie")))
            compared += 1
            one, two = clean(real, quote(str(last))), clean(fake, other)
            told = next((f"{a[max(0, i - 60):i + 60]!a} and {b[max(0, i - 60):i + 60]!a}" for a, b in [(str(one), str(two))] for i in range(len(a)) if a[i:i + 1] != b[i:i + 1]), "")
            check(one == two, f"{method} {pattern}: what may not be seen differs from what is not there: {told}")
check(compared > 200, f"only {compared} pairs were compared")
server.stop()

# Behind TLS: HSTS, cookies that only https carries, and no other name for them.
server = Server(program, data, ISTHMUS_URL="https://isthmus.example", ISTHMUS_PROXY="127.0.0.1")
for method, path in (("GET", "/"), ("GET", "/nothing"), ("GET", "/static/isthmus.css"), ("PUT", "/"), ("POST", "/sign-in"), ("GET", "/work"), ("GET", "/?lang=fr")):
    ask(method, path, "" if method == "POST" else None, tls=True, X_Forwarded_Proto="https", X_Forwarded_For="192.0.2.1")
check(ask("GET", "/work", who=chl, tls=True).status == 303, "behind TLS a session without its secure name is taken")
check(ask("GET", "/work", cookie=f"__Host-session={chl.token}", tls=True).status == 200, "behind TLS a session is not taken")
server.stop()
finish(f"{seen} replies have their headers, {compared} things that may not be seen look like nothing")
