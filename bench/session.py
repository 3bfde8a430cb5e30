"""A session for the bench: session.py DATABASE MAIL prints its cookies and its CSRF token."""
import hashlib, hmac, sqlite3, sys
db = sqlite3.connect(sys.argv[1])
person, mandate = db.execute("SELECT m.person, m.id FROM mandate m JOIN person p ON p.id = m.person WHERE p.mail = ?", (sys.argv[2],)).fetchone()
token = hashlib.sha256(sys.argv[2].encode()).hexdigest()[:52]
db.execute("INSERT INTO session (token, id, person, mandate, strong, created, seen, expires) SELECT ?, ?, ?, ?, n, n, n, '2199-01-01T00:00:00Z' FROM (SELECT strftime('%Y-%m-%dT%H:%M:%SZ', 'now') AS n)",
           (hashlib.sha256(token.encode()).hexdigest(), token[:16], person, mandate))
db.commit()
print(f"session={token}; browser={'b' * 52}", hmac.new(token.encode(), b"csrf " + mandate.encode(), hashlib.sha256).hexdigest(), sep="\t")
