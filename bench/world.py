"""A round in which N parties released the whole form to everyone, for benches. The words are
made up. As a program: world.py DATABASE PARTIES prints the number of answers."""
import csv, os, random, sqlite3, sys
top = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..")
words = ("migration data regional cooperation municipal office register survey ministry labour mobility documents consular support children "
         "return reintegration skills recognition remittances border health access justice training exchange agreement national plan").split()

def fill(path, parties):
    db = sqlite3.connect(path)
    form, = db.execute("SELECT form FROM round WHERE id = 'lac-demo-before'").fetchone()
    person, = db.execute("SELECT id FROM person LIMIT 1").fetchone()
    sections, current = {}, None
    for row in csv.DictReader(open(os.path.join(top, "forms/national-input/survey.csv"))):
        if row["type"] == "begin group" and current is None: current = row["name"]; sections[current] = []; depth = 0
        elif row["type"].startswith("begin"): depth += 1; group = row["name"]
        elif row["type"].startswith("end"):
            if depth == 0: current = None
            depth -= 1
        elif current and row["type"].split()[0] in ("text", "select_one", "select_multiple"):
            item = row["name"] if depth == 0 else f"{group}/{row['name']}"
            sections[current].append((item, item if depth == 0 else f"{group}[1]/{row['name']}", row["isthmus::kind"], row["type"]))
    known = [p for (p,) in db.execute("SELECT id FROM party WHERE kind = 'state' ORDER BY id")]
    for i in range(len(known), parties):
        db.execute("INSERT INTO party (id, kind, acronym, synthetic, created) VALUES (?, 'state', ?, 1, '2026-01-01T00:00:00Z')", (f"x{i}", f"Party {i}"))
        known.append(f"x{i}")
    r, n = random.Random(1), 0
    for party in known[:parties]:
        for section, items in sections.items():
            id_ = f"b{n:015d}"; n += 1
            db.execute("UPDATE release SET replaced = '2026-01-01T00:00:00Z' WHERE round = 'lac-demo-before' AND party = ? AND section_name = ?", (party, section))
            db.execute("INSERT INTO release (id, round, party, section_name, form, version, audience, content, sha256, receipt, person, at) VALUES (?, 'lac-demo-before', ?, ?, ?, 99, 'public', x'7b7d', ?, ?, ?, '2026-01-01T00:00:00Z')",
                       (id_, party, section, form, f"{n:064x}", f"R{n}", person))
            for position, (item, question, kind, type_) in enumerate(items):
                value = "yes" if type_ in ("select_one yesno", "select_one plan") else "technical" if kind == "need_kind" else "a" if type_.startswith("select") else " ".join(r.choices(words, k=40)).capitalize() + "."
                db.execute("INSERT INTO released_answer (release, question, language, kind, item, value, written_in, folded, position) VALUES (?, ?, '', ?, ?, ?, 'en', ?, ?)",
                           (id_, question, kind, item, value, value.lower(), position))
    db.commit()
    answers, = db.execute("SELECT count(*) FROM released_answer").fetchone()
    db.close()
    return answers

if __name__ == "__main__": print(fill(sys.argv[1], int(sys.argv[2])))
