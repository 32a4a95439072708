#!/usr/bin/env bash
# Runs one reader under afl-fuzz, which looks for new paths through FerNet.dll by its coverage.
# It needs afl-fuzz (Debian's package afl++) and installs SharpFuzz's tool into a temporary folder.
#   tests/FerNet.Fuzz/afl.sh TARGET SECONDS [FOLDER]
set -euo pipefail
cd "$(dirname "$0")/../.."
[ $# -ge 2 ] || { echo "usage: tests/FerNet.Fuzz/afl.sh TARGET SECONDS [FOLDER]"; exit 2; }
target=$1 seconds=$2 folder=$(mkdir -p "${3:-findings}" && cd "${3:-findings}" && pwd)
command -v afl-fuzz >/dev/null || { echo "There is no afl-fuzz: install it, on Debian with 'apt-get install afl++'."; exit 1; }

dotnet build -c Release tests/FerNet.Fuzz
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp -r artifacts/bin/FerNet.Fuzz/release "$work/program"
"$work/program/FerNet.Fuzz" --target "$target" --write-seeds "$work/seeds"
dotnet tool install SharpFuzz.CommandLine --tool-path "$work/tool"
"$work/tool/sharpfuzz" "$work/program/FerNet.dll"
# The program is managed code that SharpFuzz has instrumented, which afl-fuzz cannot see; the machine's settings stay as they are.
export AFL_SKIP_BIN_CHECK=1 AFL_I_DONT_CARE_ABOUT_MISSING_CRASHES=1 AFL_SKIP_CPUFREQ=1 AFL_NO_AFFINITY=1 AFL_NO_UI=1
afl-fuzz -i "$work/seeds" -o "$folder/afl-$target" -V "$seconds" -t 5000 -m none -- "$work/program/FerNet.Fuzz" --afl "$target" \
  >"$folder/afl-$target.log"
grep -E '^(execs_done|corpus_count|edges_found|saved_crashes|saved_hangs) ' "$folder/afl-$target/default/fuzzer_stats"
