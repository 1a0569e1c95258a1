#!/bin/sh
# Times the check of a workflow of many tasks, in both forms, as whole processes.
#
#   docs/language-benchmark.sh [RUNS] [TASKS]     7 runs of 1,000 tasks by default
#
# On a machine that does other things as well, the seconds of processor time say more than those of the clock.
set -eu

runs=${1:-7}
tasks=${2:-1000}
anneal=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)/anneal
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$scratch"
unset ANNEAL_HOME

seq "$tasks" | awk 'BEGIN { print "workflow: big\nparams:\n  rows: {type: integer, default: 5000, min: 100}\ntasks:\n  t0: {type: shell, command: x, outputs: {text: o}}" } {
    printf "  t%d:\n    type: shell\n    command: \"echo %d of ${run.id} with ${params.rows} rows\"\n", $1, $1
    printf "    inputs: {before: $t%d.text}\n    outputs: {text: o}\n    when: params.rows > %d\n    retry: 2\n    timeout: 10m\n", $1 - 1, $1 }' > big.yaml
seq "$tasks" | awk 'BEGIN { print "workflow(\"big\") {\n    params { integer \"rows\", default: 5_000, min: 100 }\n    tasks {\n        shell(\"t0\") { command \"x\"; outputs text: \"o\" }" } {
    printf "        shell(\"t%d\") {\n            command \"echo %d of ${run.id} with ${params.rows} rows\"\n", $1, $1
    printf "            inputs before: t%d.text\n            outputs text: \"o\"\n            when { params.rows > %d }\n            retry 2\n            timeout \"10m\"\n        }\n", $1 - 1, $1 }
    END { print "    }\n}" }' > big.groovy

# Medians. Arguments: a name, then the command.
measure() {
    name=$1
    shift
    "$@" > /dev/null 2>&1
    i=0
    : > times
    while [ "$i" -lt "$runs" ]; do
        { LC_ALL=C bash -c 'TIMEFORMAT="%R %U %S"; time "$@" > /dev/null 2>&1' measure "$@"; } 2>> times
        i=$((i + 1))
    done
    wall=$(sort -n times | awk '{ t[NR] = $1 } END { print t[int((NR + 1) / 2)] }')
    cpu=$(awk '{ print $2 + $3 }' times | sort -n | awk '{ t[NR] = $1 } END { print t[int((NR + 1) / 2)] }')
    printf '%-40s median %6.3f s   processor %6.3f s\n' "$name" "$wall" "$cpu"
}

echo "$(nproc) cores, $runs runs each, load $(cut -d' ' -f1 /proc/loadavg)"
measure 'java -version' java -version
measure "validate, $tasks tasks, YAML" "$anneal" validate big.yaml
measure "validate, $tasks tasks, Groovy" "$anneal" validate big.groovy
