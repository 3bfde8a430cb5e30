#!/usr/bin/env python3
"""Invents a problem of alignment: so many meetings over 24 months, for `isthmus align`. The
same seed gives the same file. States are those of the directory; fora, meetings and figures
are synthetic. Usage: bench/align_problem.py MEETINGS SEED [SLOTS] >PROBLEM.json"""
import csv, json, os, random, sys

CITIES = """GVA Geneva CHE 2 6 w|NYC New-York USA 2 7 a|VIE Vienna AUT 1 4 w|BRU Brussels BEL 1 5 w|NBO Nairobi KEN 1 3 f|ADD Addis-Ababa ETH 1 3 f
DKR Dakar SEN 1 3 f|ABV Abuja NGA 1 3 f|RBA Rabat MAR 1 2 f|CAI Cairo EGY 1 2 m|BEY Beirut LBN 1 3 m|AUH Abu-Dhabi ARE 1 4 m|IST Istanbul TUR 2 2 m|ALA Almaty KAZ 1 3 e
TBS Tbilisi GEO 1 2 e|BKK Bangkok THA 2 2 p|MNL Manila PHL 1 3 p|DAC Dhaka BGD 1 3 p|CMB Colombo LKA 1 3 p|SUV Suva FJI 1 6 p|SCL Santiago CHL 1 4 a|LIM Lima PER 1 3 a
BSB Brasilia BRA 1 4 a|PTY Panama PAN 1 2 a|MEX Mexico-City MEX 1 3 a|KIN Kingston JAM 1 4 a|LBV Libreville GAB 1 4 f|LUN Lusaka ZMB 1 3 f|JNB Johannesburg ZAF 1 3 f
ROM Rome ITA 1 4 w|SEO Seoul KOR 1 5 p|BUD Budapest HUN 1 3 e|STO Stockholm SWE 1 5 w"""

def blocs():
    """Members by mechanism of the directory: States that meet each other anyway."""
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../data/members.csv")
    found = {}
    for row in csv.DictReader(open(path, encoding="utf-8")):
        if len(row["iso3"]) == 3: found.setdefault(row["mechanism"], set()).add(row["iso3"])
    return {k: sorted(v) for k, v in sorted(found.items()) if len(v) >= 8}

def problem(n, seed, slots=104):
    r = random.Random(f"{n} {seed} {slots}")
    bloc = blocs()
    states = sorted({s for b in bloc.values() for s in b})
    holidays = [{"name": "New year", "slots": [0, 103] if slots > 103 else [0], "states": states},
                {"name": "Fast ends", "slots": [12, 13, 64, 65], "states": sorted(set(bloc["ARCP"] + bloc["MIDWA"]))},
                {"name": "Spring", "slots": [22, 23, 74], "states": sorted(bloc["CP"])}]
    cities = []
    for line in CITIES.replace("\n", "|").split("|"):
        code, name, country, capacity, cost, part = line.split(" ")
        cities.append({"id": code, "name": name.replace("-", " "), "country": country, "capacity": int(capacity) + n // 150, "cost": int(cost),
                       "closed": [12, 13, 64, 65] if part == "m" else [] if part == "p" else [25, 26, 77, 78], "part": part})
    fora, meetings, precedence = [{"id": "GLOBAL", "name": "Global forum", "kind": "global", "members": states, "observers": []}], [], []
    def meeting(forum, title, duration, first, last, target, where, attendance, weight=None, fixed=False):
        first, last = max(0, first), min(slots - duration, last)
        if first > last: first = last = max(0, slots - duration)
        meetings.append({"id": f"m{len(meetings):03d}", "forum": forum, "title": title, "kind": "meeting", "duration": duration, "window": [first, last],
                         "target": min(max(target, first), last), "target_weight": weight or r.randint(2, 5), "cities": where, "fixed": fixed, "attendance": attendance})
        return meetings[-1]["id"]
    world = dict.fromkeys(states, 2)
    meeting("GLOBAL", "Global forum", 2, 70, 70, 70, ["GVA"], world | {"SEC-GLOBAL": 2}, fixed=True)
    forum_of = []
    for k in range(max(4, n // 3)):
        home = r.choice(list(bloc))
        core = r.sample(bloc[home], min(len(bloc[home]), r.randint(5, 26)))
        observers = [s for s in r.sample(states, r.randint(2, 9)) if s not in core]
        part = r.choice("wfmepa")
        where = [c["id"] for c in r.sample([c for c in cities if c["part"] == part], r.randint(1, 3))]
        forum_of.append((f"F{k:03d}", core, observers, where))
        fora.append({"id": f"F{k:03d}", "name": f"Forum {k}", "kind": "process", "members": core, "observers": observers})
    def attends(f, share):
        a = {s: 2 for s in f[1] if r.random() < share} | {s: 1 for s in f[2] if r.random() < 0.6}
        return a | {"SEC-" + f[0]: 2}
    k = 0
    while len(meetings) < n:
        f, kind = forum_of[k % len(forum_of)], r.random()
        k += 1
        target, wide = r.randint(8, slots - 8), 2 * r.randint(4, 9)
        if k <= len(forum_of) // 3:
            m = meeting(f[0], "Review", 1, 14, 58, r.randint(24, 50), f[3], attends(f, 0.8))
            precedence.append({"before": m, "after": "m000", "lag": 12})
        elif kind < 0.45 and len(meetings) + 2 <= n:
            a = meeting(f[0], "Senior officials", 1, target - wide, target + wide, target, f[3], attends(f, 0.9))
            b = meeting(f[0], "Ministers", r.randint(1, 2), target + 14 - wide, target + 14 + wide, target + 12, f[3], attends(f, 1))
            precedence.append({"before": a, "after": b, "lag": 8})
        else: meeting(f[0], "Working group", r.randint(1, 2), target - wide, target + wide, target, f[3], attends(f, 0.6))
    last = {m["id"]: m for m in meetings}
    precedence = [p for p in precedence if last[p["after"]]["window"][1] >= last[p["before"]]["window"][0] + last[p["before"]]["duration"] + p["lag"]]
    pairs = []
    for i, a in enumerate(meetings):
        for b in meetings[i + 1:]:
            common = sum(1 for s, u in a["attendance"].items() if u == 2 and b["attendance"].get(s) == 2)
            near = a["window"][0] <= b["window"][1] + 2 and b["window"][0] <= a["window"][1] + 2
            if common > 3 and near and set(a["cities"]) & set(b["cities"]): pairs.append({"a": a["id"], "b": b["id"], "common": common})
    pairs.sort(key=lambda p: (-p["common"], p["a"], p["b"]))
    agents = [{"id": s, "kind": "state", "capacity": r.choice([2, 2, 2, 2, 2, 3, 3, 4])} for s in states]
    agents += [{"id": "SEC-" + f["id"], "kind": "secretariat", "capacity": 2} for f in fora]
    for c in cities: del c["part"]
    return {"format": "iscm-calendar-problem/1", "name": f"{n}-{seed}", "seed": seed, "start": "2029-01-01", "slots": slots,
            "slot_scheme": "half-week: even Mon-Wed, odd Thu-Fri", "weights": {"overload": 10, "holiday": 3, "city": 2, "synergy": 1}, "agents": agents,
            "cities": cities, "holidays": holidays, "fora": fora, "meetings": meetings, "precedence": precedence, "synergy": pairs[:n * 11 // 20]}

if __name__ == "__main__":
    if not 2 < len(sys.argv) < 5: sys.exit(__doc__)
    json.dump(problem(*map(int, sys.argv[1:])), sys.stdout, indent=1)
