# The whole build. `make` builds build/release/isthmus; `make SAN=1` builds build/san with
# ASan and UBSan; `make check` is the quick round of tests. Sources are found by folder:
# a new file needs no line here. Words: all check units format lint compile_commands bench
# fuzz clean. See CONTRIBUTING.md.
CC       ?= gcc
PACKAGES := libmicrohttpd sqlite3 jansson libcmark-gfm icu-uc icu-i18n libxml-2.0 libsodium liboath zlib
# Opened at the first call in the release build (src/base/late.h): package, and name for the linker.
LATER    := libical libpq libcrypto pangocairo cairo cairo-pdf libzip libcurl libqrencode libqpdf libseccomp
LATE     := ical pq crypto pangocairo-1.0 pango-1.0 gobject-2.0 cairo zip curl qrencode qpdf xlsxwriter seccomp
WARNINGS := -Wall -Wextra -Werror -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wformat=2 \
            -Wvla -Wpointer-arith -Wcast-qual -Wwrite-strings -Wundef -Wno-unused-parameter
FEATURES := -std=gnu2x -D_GNU_SOURCE -DU_NO_DEFAULT_INCLUDE_UTF_HEADERS=0
ifdef FUZZ
  CC    := clang
  KIND  := fuzz
  MODE  := -O1 -g -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=undefined
  WARNINGS := -w # gcc's are the ones that count
else ifdef SAN
  KIND := san
  MODE := -O1 -g -fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer
else
  KIND := release
  ifeq ($(shell uname -m),x86_64)
    LATE_O = $(B)/late.o
  endif
  MODE := -O2 -g -D_FORTIFY_SOURCE=3 -fstack-protector-strong -fstack-clash-protection -fcf-protection=full \
          -ftrivial-auto-var-init=zero
endif
B        := build/$(KIND)
CFLAGS   := $(FEATURES) $(MODE) $(WARNINGS) -fPIE -MMD -MP -Isrc -I$(B) $(shell pkg-config --cflags $(PACKAGES) $(LATER))
LDFLAGS  := -pie -Wl,-z,relro,-z,now,--as-needed $(MODE)
LIBS      = $(shell pkg-config --libs $(PACKAGES)) -lcmark-gfm-extensions -lpthread -lm $(if $(LATE_O),,$(LATE:%=-l%))
CCACHE   := $(shell command -v ccache)

SOURCES  := $(shell find src -name '*.c' | LC_ALL=C sort)
OBJECTS  := $(SOURCES:%.c=$(B)/%.o)
ROOMS    := $(filter-out $(B)/src/main.o,$(OBJECTS))
PO       := $(wildcard lang/*.po)
MO       := $(PO:lang/%.po=$(B)/lang/%.mo)
ASSETS   := $(shell find schema static data forms -type f ! -name README.md ! -name '*.xlsx' | LC_ALL=C sort)
UNITS    := $(shell find tests/unit -name '*.c' | LC_ALL=C sort)
UNIT_BIN := $(UNITS:tests/unit/%.c=$(B)/unit/%)

.PHONY: fuzzers all check units format lint bench fuzz clean compile_commands floors words
all: $(B)/isthmus

$(B)/isthmus: $(OBJECTS) $(B)/embed.o $(LATE_O)
	@echo "  LD $@"; $(CC) $(LDFLAGS) -o $@ $^ $(LIBS)

$(B)/%.o: %.c
	@mkdir -p $(@D)
	@echo "  CC $<"; $(CCACHE) $(CC) $(CFLAGS) -c -o $@ $<

$(B)/lang/%.mo: lang/%.po
	@mkdir -p $(@D)
	@msgfmt --check-format --check-domain -o $@ $<

$(B)/states: tools/state-names
	@mkdir -p $(@D)
	@tools/state-names $@

$(B)/embed.S: $(ASSETS) $(MO) $(B)/states tools/embed Makefile
	@mkdir -p $(@D)
	@tools/embed $@ $(foreach f,$(ASSETS),$(f)=$(f)) $(foreach f,$(MO),lang/$(notdir $(f))=$(f)) names/states=$(B)/states
$(B)/embed.o: $(B)/embed.S
	$(CC) -c -o $@ $<

$(B)/late.o: $(OBJECTS) tools/late Makefile
	@tools/late $(B)/late.S $(LATE) -- $(OBJECTS)
	@$(CC) -c -o $@ $(B)/late.S

# Everything but main() as one archive, for unit tests, fuzzers and benches.
$(B)/rooms.a: $(ROOMS) $(B)/embed.o $(LATE_O)
	@rm -f $@
	@ar rcs $@ $^
$(B)/unit/%: tests/unit/%.c $(B)/rooms.a $(wildcard tests/unit/*.h)
	@mkdir -p $(@D)
	@echo "  CC $<"; $(CCACHE) $(CC) $(CFLAGS) -Itests/unit -c -o $@.o $<
	@$(CC) $(LDFLAGS) -o $@ $@.o -Wl,--whole-archive $(B)/rooms.a -Wl,--no-whole-archive $(LIBS) -lcmocka

# A bench of rooms without the server (bench/forms.c, bench/clash.c); the others are programs of their own.
$(B)/bench/%: bench/%.c $(B)/rooms.a
	@mkdir -p $(@D)
	@$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $< -Wl,--whole-archive $(B)/rooms.a -Wl,--no-whole-archive $(LIBS)

# A fuzz target is one file tests/fuzz/NAME.c; see tools/fuzz.
FUZZERS  := $(patsubst tests/fuzz/%.c,$(B)/fuzz/%,$(wildcard tests/fuzz/*.c))
$(B)/fuzz/%: tests/fuzz/%.c $(B)/rooms.a
	@mkdir -p $(@D)
	@$(CC) $(CFLAGS) -fsanitize=fuzzer -o $@ $< -Wl,--whole-archive $(B)/rooms.a -Wl,--no-whole-archive $(LIBS)
fuzzers: $(FUZZERS)

units: $(UNIT_BIN)
	@tools/units $(UNIT_BIN)
floors:
	@tools/floors
words:
	@tools/words
check: floors all units

format:
	find src tests bench -name '*.[ch]' | xargs clang-format -i
lint: compile_commands
	tools/lint
compile_commands:
	bear -- $(MAKE) -B CCACHE= all >/dev/null
$(B)/bench/%: bench/%.c $(B)/rooms.a
	@mkdir -p $(@D)
	@$(CC) $(CFLAGS) -o $@ $< -Wl,--whole-archive $(B)/rooms.a -Wl,--no-whole-archive $(LIBS)
bench: all
	bench/run
fuzz:
	tools/fuzz
clean:
	rm -rf build compile_commands.json
-include $(OBJECTS:.o=.d)
