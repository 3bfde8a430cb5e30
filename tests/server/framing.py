#!/usr/bin/env python3
"""Where a request ends must never be in doubt. Each request here can be read in two ways; behind
each stands a second one, and no reply to that second one may ever come.
Usage: framing.py PROGRAM DATA_FOLDER"""
import sys
from raw import Server, check, finish, take_all
server = Server(sys.argv[1], sys.argv[2])
host = b"Host: localhost\r\n"
form = b"Content-Type: application/x-www-form-urlencoded\r\n"
second = b"GET /smuggled HTTP/1.1\r\n" + host + b"\r\n"
get, post = b"GET / HTTP/1.1\r\n", b"POST /sign-in HTTP/1.1\r\n"
chunked = post + host + form + b"Transfer-Encoding: chunked\r\n\r\n"
refused = {
    "no host": get + b"\r\n",
    "no host in 1.0": b"GET / HTTP/1.0\r\n\r\n",
    "two hosts": get + host + b"Host: other\r\n\r\n",
    "two equal hosts": get + host + host + b"\r\n",
    "another server's address": b"GET http://other/ HTTP/1.1\r\n" + host + b"\r\n",
    "length and chunks": post + host + b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "chunks and length": post + host + b"Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n",
    "two lengths": post + host + b"Content-Length: 5\r\nContent-Length: 6\r\n\r\na=b&c",
    "two equal lengths": post + host + b"Content-Length: 5\r\nContent-Length: 5\r\n\r\na=b&c",
    "a list of lengths": post + host + b"Content-Length: 5, 5\r\n\r\na=b&c",
    "a length with a sign": post + host + b"Content-Length: +5\r\n\r\na=b&c",
    "a negative length": post + host + b"Content-Length: -1\r\n\r\na=b&c",
    "a hexadecimal length": post + host + b"Content-Length: 0x5\r\n\r\na=b&c",
    "a length over 64 bits": post + host + b"Content-Length: 18446744073709551621\r\n\r\na=b&c",
    "an empty length": post + host + b"Content-Length:\r\n\r\na=b&c",
    "a space after a length": post + host + b"Content-Length: 5 \r\n\r\na=b&c",
    "a space before a colon": post + host + b"Content-Length : 5\r\n\r\na=b&c",
    "a tab before a colon": post + host + b"Content-Length\t: 5\r\n\r\na=b&c",
    "a body on GET": get + host + b"Content-Length: 5\r\n\r\na=b&c",
    "bare line feeds": b"GET / HTTP/1.1\nHost: localhost\n\n",
    "a bare line feed after the address": b"GET / HTTP/1.1\nHost: localhost\r\n\r\n",
    "a bare line feed between headers": get + b"X: a\nHost: localhost\r\n\r\n",
    "a bare line feed after the last header": get + b"Host: localhost\n\r\n",
    "a bare line feed at the end": get + b"Host: localhost\r\n\n",
    "a bare carriage return": get + b"X: a\rHost: other\r\n" + host + b"\r\n",
    "a header on a folded line": get + host + b"X: a\r\n Host: other\r\n\r\n",
    "a folded length": post + host + b"Content-Length: 1\r\n 0\r\n\r\na=b&c",
    "a folded host": get + b"Host:\r\n localhost\r\n\r\n",
    "a folded first line": get + b" X: a\r\n" + host + b"\r\n",
    "a folded coding": post + host + b"Transfer-Encoding:\r\n chunked\r\n\r\n0\r\n\r\n",
    "NUL in the address": b"GET /\0 HTTP/1.1\r\n" + host + b"\r\n",
    "%00 in the address": b"GET /directory%00 HTTP/1.1\r\n" + host + b"\r\n",
    "%00 in the query": b"GET /directory?a=%00 HTTP/1.1\r\n" + host + b"\r\n",
    "NUL in a header": get + b"X: a\0b\r\n" + host + b"\r\n",
    "NUL in the last header": get + host + b"X: a\0b\r\n\r\n",
    "a control character in a header": get + b"Host: local\x01host\r\n\r\n",
    "a line without colon": get + host + b"X\r\n\r\n",
    "a header without name": get + b": a\r\n" + host + b"\r\n",
    "a last header without name": get + host + b": a\r\n\r\n",
    "a space in a name": get + host + b"A B: c\r\n\r\n",
    "a chunked body": chunked + b"3\r\na=b\r\n0\r\n\r\n",
    "a negative chunk": chunked + b"-1\r\na=b\r\n0\r\n\r\n",
    "a chunk over 64 bits": chunked + b"10000000000000003\r\na=b\r\n0\r\n\r\n",
    "a chunk with line feeds": chunked + b"3\na=b\n0\n\n",
    "a chunk with an extension": chunked + b"3;x\na=b\r\n0\r\n\r\n",
    "a chunk that is longer": chunked + b"3\r\na=bXX0\r\n\r\n",
    "trailers": chunked + b"3\r\na=b\r\n0\r\nHost: other\r\n\r\n",
    "unknown coding": post + host + b"Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
    "coding nearly chunked": post + host + b"Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
    "two codings": post + host + b"Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n",
    "chunks in 1.0": b"POST /sign-in HTTP/1.0\r\n" + host + b"Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "a version of later": b"GET / HTTP/2.0\r\n" + host + b"\r\n",
    "no version": b"GET /\r\n" + host + b"\r\n",
    "a space in the address": b"GET /a b HTTP/1.1\r\n" + host + b"\r\n",
    "tabs for spaces": b"GET\t/\tHTTP/1.1\r\n" + host + b"\r\n",
    "bytes that are no text": b"GET /\xff\xfe HTTP/1.1\r\n" + host + b"\r\n",
    "escapes that are no text": b"GET /%ff%fe HTTP/1.1\r\n" + host + b"\r\n",
    "a header of 40 kB": get + host + b"X: " + b"a" * 40000 + b"\r\n\r\n",
    "an address of 40 kB": b"GET /" + b"a" * 40000 + b" HTTP/1.1\r\n" + host + b"\r\n",
    "1,500 headers": get + host + b"X: a\r\n" * 1500 + b"\r\n",
    "no HTTP at all": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\0" * 60 + b"\r\n\r\n",
}
for what, request in refused.items():
    got, closed = server.send(request + second, wait=5)
    replies = take_all(got)
    check(closed, f"{what}: the connection stays open")
    check(len(replies) <= 1 and all(400 <= r.status <= 505 for r in replies), f"{what}: {[r.status for r in replies]}")
    check(b"smuggled" not in got and b"other" not in got, f"{what}: what was sent comes back")
# What is well-formed is answered, one after another, on one connection.
fine = {
    "two requests": (get + host + b"\r\n", [200, 404]),
    "an empty line before": (b"\r\n" + get + host + b"\r\n", [200, 404]),
    "a header without value": (get + host + b"X:\r\n\r\n", [200, 404]),
    "spaces before a value": (get + b"Host: \t localhost\r\n\r\n", [200, 404]),
    "letters beyond ASCII": (get + host + "X: é\r\n\r\n".encode(), [200, 404]),
    "a body": (post + host + form + b"Content-Length: 3\r\n\r\na=b", [409, 404]),
    "a body after asking": (post + host + form + b"Expect: 100-continue\r\nContent-Length: 3\r\n\r\na=b", [409, 404]),
    "no body": (post + host + form + b"Content-Length: 0\r\n\r\n", [409, 404]),
    "a body of another type": (post + host + b"Content-Type: application/json\r\nContent-Length: 2\r\n\r\n{}", [415, 404]),
    "another method with a body": (b"PUT / HTTP/1.1\r\n" + host + b"Content-Length: 3\r\n\r\nabc", [405, 404]),
    "a header that looks like a length": (get + host + b"Content_Length: 5\r\n\r\n", [200, 404]),
}
for what, (request, wanted) in fine.items():
    got, closed = server.send(request + second.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n"), wait=5)
    check([r.status for r in take_all(got)] == wanted, f"{what}: {[r.status for r in take_all(got)]}, not {wanted}")
# A request in pieces is the same request.
import time
with server.connect() as s:
    for byte in get + host + b"Connection: close\r\n\r\n": s.sendall(bytes([byte])); time.sleep(0.001)
    got = b""
    while (piece := s.recv(65536)): got += piece
check([r.status for r in take_all(got)] == [200], "a request byte by byte is not answered")
server.stop()
finish(f"{len(refused)} requests that can be read in two ways are refused, {len(fine)} well-formed ones answered")
