#!/usr/bin/env python3
"""The release log of a running server: releases grow it, its files are what C2SP says, an older
backup is refused, taken on demand without being added to, and mended from the files.
Usage: log.py PROGRAM DATA_FOLDER (a copy of the demonstration)"""
import base64, hashlib, os, shutil, sqlite3, struct, subprocess, sys, time
program, data = sys.argv[1], sys.argv[2]
env = dict(os.environ, ISTHMUS_DATA=data)
wrong = 0
def expect(fine, words):
    global wrong
    if not fine: wrong += 1; print("FAILED:", words)
def run(*words):
    r = subprocess.run([program, *words], env=env, capture_output=True)
    return r.returncode, r.stdout, r.stderr.decode()
def get(path, as_=None):
    code, out, _ = run("get", path, *(["--as", as_] if as_ else []))
    return out if code == 0 else None
leaf = lambda b: hashlib.sha256(b"\0" + b).digest()
node = lambda l, r: hashlib.sha256(b"\1" + l + r).digest()
def root(hashes):
    if len(hashes) == 1: return hashes[0]
    k = 1
    while k * 2 < len(hashes): k *= 2
    return node(root(hashes[:k]), root(hashes[k:]))

origin, size, top = get("/log/checkpoint").decode().split("\n")[:3]
size = int(size)
expect(size > 10, "the demonstration leaves leaves in the log")
bundle, entries = get(f"/log/tile/entries/000.p/{size}"), []
while bundle:
    n, = struct.unpack(">H", bundle[:2])
    entries.append(bundle[2:2 + n]); bundle = bundle[2 + n:]
expect(len(entries) == size, "the bundle holds as many entries as the checkpoint says")
expect(base64.b64encode(root([leaf(e) for e in entries])).decode() == top, "the entries give the root of the checkpoint")
expect(get(f"/log/tile/0/000.p/{size}") == b"".join(leaf(e) for e in entries), "the tile holds the hashes of the entries")
for path in ("/log/tile/0/000", "/log/tile/0/001", "/log/tile/0/0", f"/log/tile/0/000.p/{size + 1}", "/log/tile/9/000", "/log/../keys/log", "/log/history", "/log/tile/x/000", "/log/lock"):
    expect(get(path) is None, f"{path} is not there")
head = run("get", f"/log/tile/0/000.p/{size}", "--headers")[1].split(b"\n\n")[0].decode()
expect("immutable" in head and "application/octet-stream" in head and "Set-Cookie" not in head, "tiles may be cached for ever: " + head)

# No leaf holds a word, a name or a party; what is not public is not told by its digest either.
db = sqlite3.connect(f"{data}/isthmus.db")
text = b"\n".join(entries).decode()
parties = [p for (p,) in db.execute("SELECT DISTINCT party FROM release")]
for word in [f'"{p}"' for p in parties] + ["lac-demo", "objective", "audience", "salt"]: expect(word not in text, f"no leaf holds {word}")
secret = [s for (s,) in db.execute("SELECT sha256 FROM release WHERE audience <> 'public' UNION SELECT f.sha256 FROM released_file f JOIN release r ON r.id = f.release WHERE r.audience <> 'public'")]
public = [s for (s,) in db.execute("SELECT sha256 FROM release WHERE audience = 'public'")]
shown = lambda s: base64.b64encode(bytes.fromhex(s)).decode() in text
expect(secret and not any(shown(s) for s in secret), "digests of what is not public are in no leaf")
expect(public and all(shown(s) for s in public), "digests of what is public are in the leaves")
expect(not db.execute("SELECT 1 FROM log_entry e JOIN release r ON r.id = e.subject WHERE r.recalled IS NOT NULL AND e.kind = 'release' AND e.payload IS NOT NULL").fetchall(), "the salt of what was recalled is gone")
expect(db.execute("SELECT count(*) FROM log_entry WHERE kind = 'recall'").fetchone()[0] > 0, "a recall is in the log")
expect(not db.execute("SELECT 1 FROM log_entry e JOIN release r ON r.id = e.subject WHERE r.audience = 'owner'").fetchall(), "what a party releases to itself leaves no leaf")

# An older backup.
code, out, err = run("backup", f"{data}/now.db")
expect(code == 0, "backup: " + err)
old = sqlite3.connect(f"{data}/old.db")
db.backup(old)
for sql in ("DELETE FROM log_entry WHERE position >= 7", "DELETE FROM log_leaf WHERE position >= 7", "UPDATE log_state SET size = 7"): old.execute(sql)
old.execute("PRAGMA journal_mode=DELETE"); old.commit(); old.close(); db.close()
code, out, err = run("restore", f"{data}/old.db", "--replace")
expect(code == 1 and "older backup" in err and "log recover" in err, "an older backup is refused: " + err)
expect(run("check")[0] == 0, "and nothing has changed")
code, out, err = run("restore", f"{data}/old.db", "--replace", "--behind-log")
expect(code == 0, "taken on demand: " + err)
code, out, err = run("check")
expect(code == 1 and "older backup" in err, "check says so: " + err)
before = open(f"{data}/log/checkpoint", "rb").read()
code, out, err = run("log", "publish")
expect(code == 1 and "older than that checkpoint" in err, "nothing is signed: " + err)
expect(open(f"{data}/log/checkpoint", "rb").read() == before, "the checkpoint stays")
code, out, err = run("log", "recover")
expect(code == 0 and f"{size - 7} leaves" in out.decode(), "recovered: " + err)
expect(run("check")[0] == 0, "whole again")
time.sleep(1.1) # the database moved aside is named by the second
code, out, err = run("restore", f"{data}/now.db", "--replace")
expect(code == 0 and run("check")[0] == 0, "the newest backup is restored: " + err)

# Keys.
keys = run("log", "keys")[1].decode()
code, out, err = run("log", "rotate", "log")
expect(code == 0 and keys.split("\n")[0] in run("log", "keys")[1].decode(), "old and new key sign side by side: " + err)
expect(run("check")[0] == 0 and run("log", "publish")[0] == 0, "the log goes on under a new key")
expect(get("/log/checkpoint").decode().count("— ") == 2, "signed by both")
run("log", "retire")
expect(keys.split("\n")[0] not in run("log", "keys")[1].decode() and run("log", "publish")[0] == 0, "the old key is retired")
release, = sqlite3.connect(f"{data}/isthmus.db").execute("SELECT e.subject FROM log_entry e JOIN release r ON r.id = e.subject WHERE e.kind = 'file' AND r.recalled IS NULL AND r.replaced IS NULL LIMIT 1").fetchone()
def proven(words):
    for name, path in (("c", f"/releases/{release}/content.json"), ("r", f"/releases/{release}/proof/content.json.sigstore.json"), ("k", "/log/release.pem"), ("p", "/log/policy")):
        open(f"{data}/{name}", "wb").write(get(path) or b"")
    code, out, err = run("verify", f"{data}/c", f"{data}/r", "--key", f"{data}/k", "--policy", f"{data}/p")
    expect(code == 0, words + ": " + err)
proven("a receipt")
first = get("/log/release.pem").decode()
expect(run("log", "rotate", "release")[0] == 0 and get("/log/release.pem").decode().endswith(first) and get("/log/release.pem").decode() != first, "a new key for files, the old one after it")
proven("a receipt from before the rotation")
os.rename(f"{data}/keys/log", f"{data}/lost")
code, out, err = run("check")
expect(code == 1 and "isthmus log new" in err, "a lost key is not made anew in silence: " + err)
code, out, err = run("log", "new", "second.example/log")
expect(code == 0 and get("/log/checkpoint").decode().startswith(f"second.example/log\n{size}\n{top}\n"), "another log begins with the same leaves: " + err)
expect(run("check")[0] == 0, "and is whole")
proven("a receipt under the new log")
print("release log: files, privacy, older backups, keys" if not wrong else f"{wrong} failed")
sys.exit(wrong != 0)
