#!/bin/sh
# Times whole processes, as docs/benchmarks.md quotes them: the launcher, the JVM and everything it does.
#
#   docs/benchmarks.sh [RUNS]        RUNS of each, 11 by default; the figure is the median, in seconds
#
# Beside each stands what the machine itself takes: `java -version`, and starting as many shells.
set -eu

runs=${1:-11}
root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
anneal=$root/anneal
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$scratch"
unset ANNEAL_HOME

"$anneal" --version >/dev/null

cat > one.yaml <<'YAML'
workflow: one
tasks:
  hello: {type: shell, command: echo hello}
YAML
cat > one.groovy <<'GROOVY'
workflow('one') { tasks { shell('hello') { command 'echo hello' } } }
GROOVY
# A workflow of that many trivial tasks.
many() {
    echo 'workflow: many'
    echo 'tasks:'
    for i in $(seq "$1"); do echo "  t$i: {type: shell, command: 'true'}"; done
}

# Seconds of wall clock, medians. Arguments: a name, then the command.
measure() {
    name=$1
    shift
    i=0
    : > times
    "$@" >/dev/null 2>&1
    while [ "$i" -lt "$runs" ]; do
        before=$(date +%s%N)
        "$@" >/dev/null 2>&1
        after=$(date +%s%N)
        echo $((after - before)) >> times
        i=$((i + 1))
    done
    sort -n times | awk -v name="$name" '{ t[NR] = $1 } END {
        printf "%-44s median %6.3f s   least %6.3f   most %6.3f\n", name, t[int((NR + 1) / 2)] / 1e9, t[1] / 1e9, t[NR] / 1e9 }'
}

echo "$(nproc) cores, $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1), $runs runs each, load $(cut -d' ' -f1 /proc/loadavg)"
measure 'java -version' java -version
measure 'anneal --version' "$anneal" --version
measure 'one-task YAML run, archive sealed' "$anneal" run one.yaml
measure 'one-task Groovy run, archive sealed' "$anneal" run one.groovy
measure 'anneal runs, some 30 past runs' "$anneal" runs
past=0
for runs_kept in 10000 100000; do
    if command -v python3 >/dev/null; then
        past=$((runs_kept - past)) python3 - <<'PYTHON'
import os, sqlite3
home = sqlite3.connect(".anneal/anneal.db")
columns = [row[1] for row in home.execute("PRAGMA table_info(runs)") if row[1] not in ("number", "id")]
names = ", ".join(columns)
have = home.execute("SELECT count(*) FROM runs").fetchone()[0]
home.execute(f"""INSERT INTO runs (id, {names})
    WITH RECURSIVE n(i) AS (SELECT {have} UNION ALL SELECT i + 1 FROM n WHERE i < {have} + {os.environ["past"]})
    SELECT printf('x%011d', i), {names} FROM n, (SELECT * FROM runs ORDER BY number LIMIT 1)""")
home.commit()
PYTHON
        past=$runs_kept
        measure "anneal runs, $runs_kept past runs" "$anneal" runs
    fi
done
rm -rf .anneal
for tasks in 200 1000; do
    many "$tasks" > many.yaml
    measure "$tasks shell tasks" "$anneal" run many.yaml
    measure "$tasks shells started by a shell" sh -c "i=0; while [ \$i -lt $tasks ]; do sh -c true; i=\$((i + 1)); done"
done
