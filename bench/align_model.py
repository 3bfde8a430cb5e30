#!/usr/bin/env python3
"""The same problem as an integer program for CBC, and its answer as a schedule. One 0-1
variable says that a meeting starts in a slot in a city; overload is a variable for each slot
and group of agents that attend the same meetings; what must come before is written slot by
slot, the tightest form known. Usage: bench/align_model.py PROBLEM.json SECONDS SCHEDULE.json"""
import json, os, re, subprocess, sys, tempfile, time
from collections import defaultdict

def model(p):
    """The text of the program in CPLEX LP format, and what its variables mean."""
    W, city = p["weights"], {c["id"]: c for c in p["cities"]}
    meeting, horizon = {m["id"]: m for m in p["meetings"]}, p["slots"] + 20
    holiday = defaultdict(set)
    for h in p["holidays"]:
        for t in h["slots"]: holiday[t] |= set(h["states"])
    cost, rows, x, in_slot, starts = {}, [], {}, defaultdict(lambda: defaultdict(list)), defaultdict(lambda: defaultdict(list))
    per_city = defaultdict(list)
    for i, m in meeting.items():
        for s in range(m["window"][0], m["window"][1] + 1):
            held = range(s, s + m["duration"])
            days_off = sum(1 for t in held for a, u in m["attendance"].items() if u == 2 and a in holiday[t])
            for c in m["cities"]:
                if not m["fixed"] and any(t in city[c]["closed"] for t in held): continue
                name = f"x{len(x)}"
                x[name] = (i, s, c)
                cost[name] = 0 if m["fixed"] else m["target_weight"] * abs(s - m["target"]) + W["holiday"] * days_off + W["city"] * city[c]["cost"]
                starts[i][s].append(name)
                for t in held: in_slot[t][i].append(name); per_city[c, t].append(name)
        rows.append(" + ".join(n for l in starts[i].values() for n in l) + " = 1")
    for (c, t), l in per_city.items():
        if len({x[n][0] for n in l}) > city[c]["capacity"]: rows.append(" + ".join(l) + f" <= {city[c]['capacity']}")
    for t, held in in_slot.items():
        forum = defaultdict(list)
        for i in held: forum[meeting[i]["forum"]].append(i)
        for l in forum.values():
            if len(l) > 1: rows.append(" + ".join(n for i in l for n in held[i]) + " <= 1")
        groups = defaultdict(int)
        for a in p["agents"]:
            units = tuple((i, meeting[i]["attendance"][a["id"]]) for i in held if a["id"] in meeting[i]["attendance"])
            if sum(u for _, u in units) > a["capacity"]: groups[units, a["capacity"]] += 1
        for k, ((units, capacity), n) in enumerate(groups.items()):
            name = f"o{t}_{k}"
            cost[name] = W["overload"] * n
            rows.append(" + ".join(f"{u} {v}" for i, u in units for v in held[i]) + f" - {name} <= {capacity}")
    for o in p["precedence"]:
        a, b = meeting[o["before"]], meeting[o["after"]]
        gap = a["duration"] + o["lag"]
        for t in range(b["window"][0], b["window"][1] + 1):
            left = [n for s, l in starts[b["id"]].items() if s <= t for n in l]
            right = [n for s, l in starts[a["id"]].items() if s <= t - gap for n in l]
            if left: rows.append(" + ".join(left) + "".join(f" - {n}" for n in right) + " <= 0")
    at, z = defaultdict(list), 0
    for n, (i, s, c) in x.items(): at[i, s, c].append(n)
    for y in p["synergy"]:
        for a, b in ((y["a"], y["b"]), (y["b"], y["a"])):
            for s in starts[a]:
                for c in meeting[a]["cities"]:
                    if (a, s, c) in at and (b, s + meeting[a]["duration"], c) in at:
                        cost[f"z{z}"] = -W["synergy"] * y["common"]
                        rows += [f"z{z} - {at[a, s, c][0]} <= 0", f"z{z} - {at[b, s + meeting[a]['duration'], c][0]} <= 0"]
                        z += 1
    lines = ["Minimize", " o: " + "\n + ".join(f"{v} {n}" for n, v in cost.items() if v).replace("+ -", "- "), "Subject To"]
    lines += [f" r{k}: " + row.replace(" + ", "\n + ", 0) for k, row in enumerate(rows)]
    return "\n".join(re.sub(r"((?:[^ ]+ ){60})", r"\1\n ", line) for line in lines) + "\nBinaries\n" + "\n".join(x) + "\nEnd\n", x

def solve(p, seconds):
    """(schedule or None, proved optimal, bound or None, seconds used)"""
    folder = tempfile.mkdtemp()
    text, x = model(p)
    open(os.path.join(folder, "p.lp"), "w").write(text)
    began = time.time()
    log = subprocess.run(["nice", "cbc", "p.lp", "timeMode", "elapsed", "sec", str(seconds), "ratio", "0", "allow", "0.99", "solve", "printingOptions", "normal", "solution", "p.sol"],
                         cwd=folder, capture_output=True, text=True).stdout
    took = time.time() - began
    bound = re.findall(r"(?:Lower bound|best possible):?\s+(-?[\d.]+)", log)
    schedule, path = {}, os.path.join(folder, "p.sol")
    for line in open(path).read().split("\n")[1:] if os.path.exists(path) else []:
        w = line.split()
        if len(w) >= 3 and w[1] in x and float(w[2]) > 0.5: schedule[x[w[1]][0]] = {"city": x[w[1]][2], "start": x[w[1]][1]}
    best = "Optimal solution found" in log
    return schedule if len(schedule) == len(p["meetings"]) else None, best, float(bound[-1]) if bound else None, took, log

if __name__ == "__main__":
    if len(sys.argv) != 4: sys.exit(__doc__)
    schedule, best, bound, took, log = solve(json.load(open(sys.argv[1])), float(sys.argv[2]))
    print("optimal" if best else "stopped", "bound", bound, f"{took:.1f} s")
    if schedule is None: sys.exit(log[-2000:])
    json.dump({"schedule": schedule}, open(sys.argv[3], "w"))
