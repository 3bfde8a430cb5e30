# common.sh: sourced by ./test and its parts, with the project's folder as the current one.
top=$PWD
release=$top/build/release/isthmus
san=$top/build/san/isthmus
jobs=$(nproc)
export ASAN_OPTIONS="detect_leaks=1:abort_on_error=0${ASAN_OPTIONS:+:$ASAN_OPTIONS}"
export UBSAN_OPTIONS="print_stacktrace=1"
# a folder of one's own, removed at the end
scratch() { folder=$(mktemp -d); chmod 755 "$folder"; trap 'cleanup' EXIT; trap 'exit 1' INT TERM; }
cleanup() { [ -z "${server:-}" ] || kill "$server" 2>/dev/null; [ -z "${postgres:-}" ] || "$top/tools/postgres" stop "$postgres"; rm -rf "${folder:-/nonexistent}"; }
start_postgres() { postgres=$folder/pg; address=$("$top/tools/postgres" start "$postgres"); }
