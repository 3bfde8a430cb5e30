// Go's own transparency log library (sumdb/note, sumdb/tlog), unmodified: reads our keys,
// checkpoint and tiles, proves every leaf and every pair of checkpoints, and refuses 1,000
// spoiled notes, tiles and proofs. Usage: tiles LOG_FOLDER POLICY [TLOG_PROOF …]
package main

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"math/rand"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

var wrong int

func fail(format string, args ...interface{}) { wrong++; fmt.Printf("FAILED: "+format+"\n", args...) }
func must(err error) {
	if err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
}

// tlog's own tile paths have the height in them; the bytes are the same.
func address(t tlog.Tile) string {
	s := strings.Replace(t.Path(), "tile/8/", "tile/", 1)
	return s
}

type folder struct {
	path  string
	spoil func(tlog.Tile, []byte)
}

func (f folder) Height() int                              { return 8 }
func (f folder) SaveTiles(tiles []tlog.Tile, data [][]byte) {}
func (f folder) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	var all [][]byte
	for _, t := range tiles {
		b, err := os.ReadFile(filepath.Join(f.path, address(t)))
		if err != nil {
			full := t
			full.W = 256
			if b, err = os.ReadFile(filepath.Join(f.path, address(full))); err != nil {
				return nil, err
			}
			b = b[:t.W*32]
		}
		if f.spoil != nil {
			b = append([]byte(nil), b...)
			f.spoil(t, b)
		}
		all = append(all, b)
	}
	return all, nil
}

func tree(text string) (string, tlog.Tree, error) {
	l := strings.Split(text, "\n")
	if len(l) != 4 {
		return "", tlog.Tree{}, fmt.Errorf("%d lines", len(l))
	}
	n, err := strconv.ParseInt(l[1], 10, 64)
	if err != nil {
		return "", tlog.Tree{}, err
	}
	h, err := tlog.ParseHash(l[2])
	return l[0], tlog.Tree{N: n, Hash: h}, err
}

func entries(path string, size int64) [][]byte {
	var all [][]byte
	for n := int64(0); n*256 < size; n++ {
		w := 256
		if size-n*256 < 256 {
			w = int(size - n*256)
		}
		t := tlog.Tile{H: 8, L: 0, N: n, W: w}
		b, err := os.ReadFile(filepath.Join(path, strings.Replace(address(t), "tile/0/", "tile/entries/", 1)))
		must(err)
		for len(b) > 0 {
			k := int(b[0])<<8 | int(b[1])
			all = append(all, b[2:2+k])
			b = b[2+k:]
		}
	}
	return all
}

func proofFile(name string, known note.Verifiers, spoil func([]string)) error {
	b, err := os.ReadFile(name)
	must(err)
	l := strings.Split(string(b), "\n")
	if spoil != nil {
		spoil(l)
	}
	if l[0] != "c2sp.org/tlog-proof@v1" || !strings.HasPrefix(l[1], "extra ") || !strings.HasPrefix(l[2], "index ") {
		return fmt.Errorf("no proof")
	}
	leaf, err := base64.StdEncoding.DecodeString(l[1][6:])
	if err != nil {
		return err
	}
	index, err := strconv.ParseInt(l[2][6:], 10, 64)
	if err != nil {
		return err
	}
	var p tlog.RecordProof
	i := 3
	for ; l[i] != ""; i++ {
		h, err := tlog.ParseHash(l[i])
		if err != nil {
			return err
		}
		p = append(p, h)
	}
	n, err := note.Open([]byte(strings.Join(l[i+1:], "\n")), known)
	if err != nil {
		return err
	}
	_, t, err := tree(n.Text)
	if err != nil {
		return err
	}
	return tlog.CheckRecord(p, t.N, t.Hash, index, tlog.RecordHash(leaf))
}

func main() {
	path := os.Args[1]
	policy, err := os.ReadFile(os.Args[2])
	must(err)
	var keys []note.Verifier
	for _, l := range strings.Split(string(policy), "\n") {
		if strings.HasPrefix(l, "log ") {
			v, err := note.NewVerifier(strings.Fields(l)[1])
			must(err)
			keys = append(keys, v)
		}
	}
	known := note.VerifierList(keys...)
	signed, err := os.ReadFile(filepath.Join(path, "checkpoint"))
	must(err)
	n, err := note.Open(signed, known)
	must(err)
	origin, t, err := tree(n.Text)
	must(err)
	if origin != keys[0].Name() {
		fail("origin %s is not the key's name", origin)
	}
	reader := tlog.TileHashReader(t, folder{path: path})
	leaves := entries(path, t.N)
	if int64(len(leaves)) != t.N {
		fail("%d entries under a checkpoint over %d", len(leaves), t.N)
	}
	for i, leaf := range leaves {
		p, err := tlog.ProveRecord(t.N, int64(i), reader)
		must(err)
		if tlog.CheckRecord(p, t.N, t.Hash, int64(i), tlog.RecordHash(leaf)) != nil {
			fail("leaf %d is not proven", i)
		}
	}
	history, err := os.ReadFile(filepath.Join(path, "history"))
	must(err)
	checkpoints := 0
	for _, l := range strings.Split(strings.TrimSpace(string(history)), "\n") {
		w := strings.Fields(l)
		size, _ := strconv.ParseInt(w[0], 10, 64)
		h, err := tlog.ParseHash(w[1])
		must(err)
		p, err := tlog.ProveTree(t.N, size, reader)
		must(err)
		if tlog.CheckTree(p, t.N, t.Hash, size, h) != nil {
			fail("the checkpoint over %d is not a beginning of the log", size)
		}
		h[0] ^= 1
		if tlog.CheckTree(p, t.N, t.Hash, size, h) == nil {
			fail("a fork at %d is accepted", size)
		}
		checkpoints++
	}
	rand.Seed(42)
	for i := 0; i < 400; i++ { // the note: any changed byte of text, name or signature
		b := append([]byte(nil), signed...)
		b[rand.Intn(len(b))] ^= 1 << uint(rand.Intn(8))
		if m, err := note.Open(b, known); err == nil && m.Text == n.Text && bytes.Equal(b, signed) {
			fail("a spoiled checkpoint is accepted: %q", b)
		} else if err == nil && m.Text != n.Text {
			fail("a spoiled text is accepted: %q", b)
		}
	}
	for i := 0; i < 400; i++ { // a tile: every hash is checked against the root
		bad := tlog.TileHashReader(t, folder{path, func(t tlog.Tile, b []byte) { b[rand.Intn(len(b))] ^= 1 << uint(rand.Intn(8)) }})
		if _, err := tlog.ProveRecord(t.N, rand.Int63n(t.N), bad); err == nil {
			fail("a spoiled tile is accepted")
		}
	}
	for _, name := range os.Args[3:] {
		if err := proofFile(name, known, nil); err != nil {
			fail("%s: %v", name, err)
		}
		for i := 0; i < 200; i++ {
			err := proofFile(name, known, func(l []string) {
				k := []int{1, 2, 3 + rand.Intn(4)}[rand.Intn(3)]
				if k == 2 {
					l[2] = fmt.Sprintf("index %d", rand.Int63n(t.N*2)+t.N)
					return
				}
				at := strings.LastIndex(l[k], " ") + 1
				raw, _ := base64.StdEncoding.DecodeString(l[k][at:])
				if len(raw) == 0 {
					l[2] = "index 99999"
					return
				}
				raw[rand.Intn(len(raw))] ^= 1 << uint(rand.Intn(8))
				l[k] = l[k][:at] + base64.StdEncoding.EncodeToString(raw)
			})
			if err == nil {
				fail("%s, spoiled, is accepted", name)
			}
		}
	}
	if wrong > 0 {
		fmt.Println(wrong, "failed")
		os.Exit(1)
	}
	fmt.Printf("Go x/mod proves %d leaves and %d checkpoints, and refuses 1,000 spoiled notes, tiles and proofs\n", len(leaves), checkpoints)
}
