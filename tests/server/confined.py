#!/usr/bin/env python3
"""What a serving program has given up (src/base/confine.h), as the kernel tells it, and that the
files whose libraries put something aside are still written. Usage: confined.py PROGRAM DATA_FOLDER"""
import os, sqlite3, sys
from raw import Server, check, finish
program, data = sys.argv[1:3]
server = Server(program, data)
check(server.ask("GET", "/").status == 200, "no first page") # the port is open a moment before it is confined, and answers after
told = dict(line.split(":\t") for line in open(f"/proc/{server.process.pid}/status").read().splitlines() if ":\t" in line)
check(told["NoNewPrivs"] == "1", "it may gain privileges")
check(told["Seccomp"] == "2", "its calls of the system are not filtered")
report = sqlite3.connect(f"{data}/isthmus.db").execute("SELECT id FROM report WHERE status = 'adopted'").fetchone()[0]
for name in ("report.html", "report.pdf", "report.docx", "answers.pdf", "matrix.xlsx", "matrix.csv", "package.zip"):
    r = server.ask("GET", f"/reports/{report}/{name}")
    check(r.status == 200 and len(r.body) > 500, f"{name}: {r.status}, {len(r.body)} bytes")
check(not os.listdir(f"{data}/scratch"), f"left behind: {os.listdir(f'{data}/scratch')}")
server.stop()
finish("confined, and every file is still written")
