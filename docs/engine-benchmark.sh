#!/bin/sh
# Prints how many no-op tasks a second the engine journals, how soon a ready task starts, how fast a journal is read again
# and what memory is held, beside what the store alone commits: docs/benchmarks.md quotes it.
#
#   docs/engine-benchmark.sh [SIZE...]      numbers of tasks; 100 1000 10000 by default. The heap is 1 GB.
set -eu

root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
cd "$root"
"$root/anneal" --version >/dev/null
mvn -B -q -o -ntp -Dstyle.color=never -pl engine test-compile -Dspotless.check.skip=true
read -r distribution < "$root/runner/target/distribution"
jars=$(find "$root/runner/target/$distribution/lib" -name '*.jar' ! -name 'anneal-*' | tr '\n' ':')
echo "$(nproc) cores, $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1), load $(cut -d' ' -f1 /proc/loadavg)"
exec java -Xmx1g -XX:+UseSerialGC -cp "engine/target/test-classes:engine/target/classes:$jars" \
    dev.anneal.engine.benchmark.EngineBenchmark "$@"
