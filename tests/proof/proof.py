#!/usr/bin/env python3
"""Receipts as foreign programs read them, on the demonstration with a log of some thousand
leaves: our own verify, openssl, and the files for the two clients run by tests/parts/proof.
Usage: proof.py PROGRAM DATA_FOLDER OUT_FOLDER"""
import os, random, sqlite3, subprocess, sys
program, data, out = sys.argv[1:4]
env = dict(os.environ, ISTHMUS_DATA=data)
wrong = 0
def expect(fine, words):
    global wrong
    if not fine: wrong += 1; print("FAILED:", words)
def get(path):
    r = subprocess.run([program, "get", path], env=env, capture_output=True)
    expect(r.returncode == 0, path)
    return r.stdout
def keep(name, content):
    with open(f"{out}/{name}", "wb") as f: f.write(content)
    return content
# A log of three full tiles and more: leaves as bulk import would bring them, in some steps.
for step in (100, 156, 256, 700):
    db = sqlite3.connect(f"{data}/isthmus.db")
    size, = db.execute("SELECT size FROM log_state").fetchone()
    db.executemany("INSERT INTO log_leaf (position, body) VALUES (?, ?)", [(size + i, b'{"filler":%d}' % (size + i)) for i in range(step)])
    db.execute("UPDATE log_state SET size = size + ?", (step,))
    db.commit(); db.close()
    subprocess.run([program, "log", "publish"], env=env, check=True, stdout=subprocess.DEVNULL)
expect(subprocess.run([program, "check"], env=env, capture_output=True).returncode == 0, "check")

db = sqlite3.connect(f"{data}/isthmus.db")
release, = db.execute("SELECT r.id FROM release r JOIN log_entry e ON e.subject = r.id WHERE e.kind = 'file' AND r.recalled IS NULL AND r.replaced IS NULL ORDER BY e.position LIMIT 1").fetchone()
report, = db.execute("SELECT id FROM report WHERE status = 'adopted'").fetchone()
for name in ("policy", "release.pem", "trusted_root.json"): keep(name, get(f"/log/{name}"))
content = keep("content.json", get(f"/releases/{release}/content.json"))
for ending in ("sigstore.json", "tlog-proof", "sig"): keep(f"content.json.{ending}", get(f"/releases/{release}/proof/content.json.{ending}"))
keep("release.json", get(f"/releases/{release}/proof/release.json"))
for ending in ("sigstore.json", "tlog-proof", "sig", "signed"): keep(f"release.json.{ending}", get(f"/releases/{release}/proof/release.json.{ending}"))
keep("words.txt", get(f"/reports/{report}/proof/words.txt"))
for ending in ("sigstore.json", "tlog-proof"): keep(f"words.txt.{ending}", get(f"/reports/{report}/proof/words.txt.{ending}"))
keep("adoption.json.sigstore.json", get(f"/reports/{report}/proof/adoption.json.sigstore.json"))

def verify(file, receipt, policy="policy", key="release.pem"):
    return subprocess.run([program, "verify", file, receipt, "--policy", policy, "--key", key], cwd=out, capture_output=True, env=dict(os.environ, ISTHMUS_DATA="/nonexistent"))
good = [("content.json", "content.json.sigstore.json"), ("content.json", "content.json.tlog-proof"), ("content.json", "content.json.sig"), ("content.json", "release.json.sigstore.json"),
        ("release.json", "release.json.sigstore.json"), ("release.json", "release.json.tlog-proof"), ("words.txt", "words.txt.sigstore.json"), ("words.txt", "words.txt.tlog-proof"), ("words.txt", "adoption.json.sigstore.json")]
for file, receipt in good:
    r = verify(file, receipt)
    expect(r.returncode == 0, f"verify {file} {receipt}: {r.stderr.decode()}")
for file, receipt in (("words.txt", "content.json.sigstore.json"), ("words.txt", "release.json.sigstore.json"), ("words.txt", "content.json.tlog-proof"), ("words.txt", "content.json.sig"),
                      ("content.json", "release.json.tlog-proof"), ("content.json", "adoption.json.sigstore.json"), ("content.json", "content.json")):
    expect(verify(file, receipt).returncode == 1, f"verify {file} {receipt} is refused")
# Another log's policy, another key, a quorum that nobody met.
subprocess.run(["openssl", "ecparam", "-name", "prime256v1", "-genkey", "-noout", "-out", f"{out}/other.key"], check=True)
subprocess.run(["openssl", "ec", "-in", f"{out}/other.key", "-pubout", "-out", f"{out}/other.pem"], check=True, capture_output=True)
keep("other-policy", b"log PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW\nquorum none\n")
witness = [w for w in get("/log/keys").decode().split("\n") if "/witness+" in w][0]
keep("quorum-policy", get("/log/policy").replace(b"quorum none", f"witness W {witness}\nquorum W".encode()))
for policy, key, said in (("other-policy", "release.pem", "of a log that the policy does not name"), ("policy", "other.pem", "not among those trusted"), ("quorum-policy", "release.pem", "not by enough witnesses")):
    r = verify("content.json", "content.json.sigstore.json", policy, key)
    expect(r.returncode == 1 and said in r.stderr.decode(), f"{policy} {key}: {r.stderr.decode()}")

# openssl, with the receipt's raw signature.
def openssl(file, signature): return subprocess.run(["openssl", "dgst", "-sha256", "-verify", "release.pem", "-signature", signature, file], cwd=out, capture_output=True).returncode
expect(openssl("content.json", "content.json.sig") == 0, "openssl dgst: the file")
expect(openssl("release.json.signed", "release.json.sig") == 0, "openssl dgst: the statement")
keep("digest", bytes.fromhex(subprocess.run(["sha256sum", "content.json"], cwd=out, capture_output=True).stdout.split()[0].decode()))
expect(subprocess.run(["openssl", "pkeyutl", "-verify", "-pubin", "-inkey", "release.pem", "-sigfile", "content.json.sig", "-in", "digest"], cwd=out, capture_output=True).returncode == 0, "openssl pkeyutl")
random.seed(42)
def spoiled(b):
    b = bytearray(b); b[random.randrange(len(b))] ^= 1 << random.randrange(8)
    return bytes(b)
signature = open(f"{out}/content.json.sig", "rb").read()
for i in range(1000):
    if i % 2: keep("bad.json", spoiled(content)); code = openssl("bad.json", "content.json.sig")
    else: keep("bad.sig", spoiled(signature)); code = openssl("content.json", "bad.sig")
    expect(code != 0, "openssl accepts what was spoiled")
# Our own, as a whole program; the thousands are in tests/unit/area/verify.
for name in ("content.json.sigstore.json", "content.json.tlog-proof"):
    for i in range(50):
        keep("bad", spoiled(open(f"{out}/{name}", "rb").read()))
        r = verify("content.json", "bad")
        expect(r.returncode in (0, 1) and not r.stderr.startswith(b"==") , f"verify fell over: {r.stderr[-200:]}")
print("verify and openssl accept the receipts; openssl refuses 1,000 spoiled ones" if not wrong else f"{wrong} failed")
sys.exit(wrong != 0)
