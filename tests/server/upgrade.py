#!/usr/bin/env python3
"""Databases of other versions: each earlier one is brought forward, whole and with what stood in
it; a newer one is refused in plain words and not touched; a step that fails leaves the database as
it was. On SQLite and PostgreSQL. Usage: upgrade.py PROGRAM FOLDER POSTGRESQL_URL"""
import glob, os, re, subprocess, sqlite3, sys
from raw import check, finish
program, folder, url = sys.argv[1:4]
steps = sorted(glob.glob(os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../schema/*.sql")))
number = lambda step: int(os.path.basename(step)[:4])
newest = number(steps[-1])

class Sqlite:
    name = "SQLite"
    def __init__(self, n): self.path = os.path.join(folder, f"v{n}", "isthmus.db"); os.makedirs(os.path.dirname(self.path), exist_ok=True); self.url = self.path
    def do(self, sql): db = sqlite3.connect(self.path); db.executescript(sql); db.commit(); db.close()
    def ask(self, sql): db = sqlite3.connect(self.path); found = db.execute(sql).fetchall(); db.close(); return [tuple(map(str, r)) for r in found]
    def shape(self): return self.ask("SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' ORDER BY type, name")

class Postgresql:
    name = "PostgreSQL"
    def __init__(self, n):
        subprocess.run(["psql", "-qX", url, "-c", f"CREATE DATABASE v{n}"], check=True)
        self.url = re.sub(r"(//[^/]*/)\w+", rf"\g<1>v{n}", url)
    def do(self, sql): subprocess.run(["psql", "-qX", "-1", "-v", "ON_ERROR_STOP=1", self.url], input=sql, text=True, check=True, stderr=subprocess.DEVNULL)
    def ask(self, sql): return [tuple(l.split("|")) for l in subprocess.run(["psql", "-qAtX", self.url, "-c", sql], capture_output=True, text=True, check=True).stdout.splitlines()]
    def shape(self): return [l for l in subprocess.run(["pg_dump", "--schema-only", "--no-owner", self.url], capture_output=True, text=True, check=True).stdout.splitlines() if l and not l.startswith(("--", "\\"))]

def run(db, *words): return subprocess.run([program, *words, "--database", db.url], capture_output=True, text=True, env=dict(os.environ, ISTHMUS_DATA=os.path.join(folder, "data"), PORT="0"), timeout=120)
made = "CREATE TABLE schema_version (version BIGINT PRIMARY KEY, name TEXT NOT NULL);\n"
step_of = lambda step: open(step).read() + f";\nINSERT INTO schema_version (version, name) VALUES ({number(step)}, '{os.path.basename(step)}');\n"
person = "INSERT INTO person (id, mail, name, language, zone, created) VALUES ('kept000000000000', 'kept@example.org', 'Kept Person', 'fr', 'UTC', '2026-01-01T00:00:00Z');\n"

for engine in (Sqlite, Postgresql):
    fresh = engine("fresh")
    check(run(fresh, "init").returncode == 0, f"{engine.name}: init on an empty place fails")
    shape, versions = fresh.shape(), fresh.ask("SELECT version, name FROM schema_version ORDER BY version")
    check([int(v[0]) for v in versions] == [number(s) for s in steps], f"{engine.name}: {versions}")
    for i, step in enumerate(steps):
        old = engine(number(step))
        old.do(made + "".join(map(step_of, steps[:i + 1])) + person)
        r = run(old, "init")
        check(r.returncode == 0, f"{engine.name}, from version {number(step)}: {r.stderr}")
        check(sorted(old.shape()) == sorted(shape), f"{engine.name}, from version {number(step)}: another shape than a fresh one")
        check(old.ask("SELECT mail, name FROM person WHERE id = 'kept000000000000'") == [("kept@example.org", "Kept Person")], f"{engine.name}, from version {number(step)}: what stood there is lost")
        r = run(old, "check"); check(r.returncode == 0, f"{engine.name}, from version {number(step)}: {r.stdout}{r.stderr}")
        r = run(old, "init"); check(r.returncode == 0 and sorted(old.shape()) == sorted(shape), f"{engine.name}, from version {number(step)}: a second init changes it")
    # A newer database: every command refuses it in the same words, and changes nothing.
    newer = engine("newer")
    run(newer, "init"); newer.do(f"INSERT INTO schema_version (version, name) VALUES ({newest + 7}, 'of_tomorrow.sql'); CREATE TABLE of_tomorrow (id TEXT);")
    before = newer.shape(), newer.ask("SELECT count(*) FROM person"), newer.ask("SELECT * FROM schema_version ORDER BY version")
    for words in (["init"], ["serve"], ["check"], ["user", "list"], ["get", "/"], ["export", "events", "--format", "csv"], ["remind"], ["demo"]):
        r = run(newer, *words)
        fine = r.returncode == 1 and not r.stdout and f"version {newest + 7}" in r.stderr and f"up to {newest}" in r.stderr and "newer program" in r.stderr
        check(fine, f"{engine.name}: isthmus {words[0]} on a newer database: {r.returncode} {r.stdout[:200]}{r.stderr[:300]}")
    check(before == (newer.shape(), newer.ask("SELECT count(*) FROM person"), newer.ask("SELECT * FROM schema_version ORDER BY version")), f"{engine.name}: a newer database was changed")
    # An earlier database: only commands that bring it forward touch it.
    r = run(earlier := engine("earlier"), "check"); check(r.returncode == 1, f"{engine.name}: check on nothing: {r.returncode}")
    # A step that fails half-way is undone, and named; the steps before it stay.
    broken = engine("broken")
    rules = r"CREATE (?:TABLE|INDEX) (\w+)", r"ALTER TABLE (\w+) ADD COLUMN (\w+)"
    at = max(i for i, s in enumerate(steps) if any(re.search(rule, open(s).read()) for rule in rules)) # the last one that makes something
    last = steps[at]
    made_by, added = (re.search(rule, open(last).read()) for rule in rules)
    way = f"CREATE TABLE {made_by[1]} (stands_in_the_way TEXT);" if made_by else f"ALTER TABLE {added[1]} ADD COLUMN {added[2]} TEXT;"
    clear = f"DROP TABLE {made_by[1]};" if made_by else f"ALTER TABLE {added[1]} DROP COLUMN {added[2]};"
    broken.do(made + "".join(map(step_of, steps[:at - 1])) + person + way)
    r = run(broken, "init")
    check(r.returncode == 1 and os.path.basename(last) in r.stderr, f"{engine.name}: a step that cannot be done: {r.returncode} {r.stderr[:300]}")
    check(broken.ask("SELECT max(version) FROM schema_version") == [(str(number(steps[at - 1])),)], f"{engine.name}: a failed step counts as done")
    broken.do(clear)
    check(run(broken, "init").returncode == 0 and sorted(broken.shape()) == sorted(shape), f"{engine.name}: after a failed step the rest cannot be done")
finish(f"{len(steps)} earlier versions come forward on both engines; a newer one is refused, a failed step undone")
