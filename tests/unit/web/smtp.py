#!/usr/bin/python3
# A real SMTP server (Debian's aiosmtpd) for postman.c. Writes its port to FOLDER/port, then
# each mail as FOLDER/1.txt, 2.txt …: envelope, headers and body as Python's own mail library
# reads them, so that our writer is not its own judge.
# usage: smtp.py FOLDER plain|starttls|tls|busy [USER PASSWORD]
import asyncio, email, email.policy, os, ssl, subprocess, sys
from aiosmtpd.smtp import SMTP, AuthResult

folder, mode = sys.argv[1:3]
login = sys.argv[3:5]
count = 0


class Keep:
    async def handle_RCPT(self, server, session, envelope, address, options):
        if mode == "busy":
            return "451 4.7.1 come back later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        global count
        count += 1
        m = email.message_from_bytes(envelope.content, policy=email.policy.default)
        raw = envelope.original_content
        lines = [f"tls={session.ssl is not None}", f"helo={session.host_name}", f"from={envelope.mail_from}", f"to={envelope.rcpt_tos}"]
        lines += [f"{k}: {v}" for k, v in m.items()]
        lines.append(f"defects={m.defects}")
        lines.append("crlf=%s" % (b"\n" not in raw.replace(b"\r\n", b"")))
        lines.append("short=%s" % (max(len(line) for line in raw.split(b"\r\n")) <= 78))
        lines.append("text<<" + m.get_body(("plain",)).get_content() + ">>")
        html = m.get_body(("html",))
        lines.append("html<<" + (html.get_content() if html else "") + ">>")
        with open(f"{folder}/{count}.tmp", "w") as f:
            f.write("\n".join(lines))
        os.rename(f"{folder}/{count}.tmp", f"{folder}/{count}.txt")
        return "250 OK"


def check(server, session, envelope, mechanism, data):
    return AuthResult(success=[data.login.decode(), data.password.decode()] == login)


async def main():
    tls = None
    if mode in ("tls", "starttls"):
        cert, key = f"{folder}/cert.pem", f"{folder}/key.pem"
        subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out", cert, "-days", "2",
                        "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"], check=True, capture_output=True)
        tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        tls.load_cert_chain(cert, key)
    options = dict(hostname="test", auth_require_tls=False)
    if mode == "starttls":
        options.update(tls_context=tls, require_starttls=True)
    if login:
        options.update(authenticator=check, auth_required=True)
    server = await asyncio.get_running_loop().create_server(
        lambda: SMTP(Keep(), **options), "127.0.0.1", 0, ssl=tls if mode == "tls" else None)
    with open(f"{folder}/port.tmp", "w") as f:
        f.write(str(server.sockets[0].getsockname()[1]))
    os.rename(f"{folder}/port.tmp", f"{folder}/port")
    await server.serve_forever()


asyncio.run(main())
