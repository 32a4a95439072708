#!/usr/bin/env bash
# Runs fernet score as a job array on a Slurm of its own (Debian's slurm-wlm and munge, two nodes on this machine), kills tasks and drains a
# node while it runs, and compares the rows with those of one process by DuckDB. It needs root, since it installs and starts daemons.
# Use a container or a machine that nothing else depends on.
#   tests/cluster/slurm.sh [IMAGES] [SHARDS] [KILLS]
set -euo pipefail
cd "$(dirname "$0")/../.."
images=${1:-20000} shards=${2:-16} kills=${3:-20}
root=$PWD
[ "$(id -u)" -eq 0 ] || { echo "Run it as root: it installs and starts Slurm."; exit 2; }

if ! command -v slurmctld >/dev/null || ! command -v munged >/dev/null; then
  apt-get update
  DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends slurm-wlm munge
fi
dotnet build -c Release tests/FerNet.ChildProcess
dotnet build -c Release src/FerNet.Cli
fernet=(dotnet "$root/artifacts/bin/FerNet.Cli/release/FerNet.Cli.dll")
helper=(dotnet "$root/artifacts/bin/FerNet.ChildProcess/release/FerNet.ChildProcess.dll")

work=$(mktemp -d)
daemons=()
stop() {
  scancel --quiet --user root 2>/dev/null || true
  for process in "${daemons[@]}"; do kill "$process" 2>/dev/null || true; done
  wait 2>/dev/null || true
  rm -rf "$work"
}
trap stop EXIT

mkdir -p /run/munge /var/log/munge /var/lib/munge "$work/state" "$work/log"
[ -s /etc/munge/munge.key ] || { dd if=/dev/urandom of=/etc/munge/munge.key bs=1024 count=1 status=none; chmod 400 /etc/munge/munge.key; }
chown -R munge:munge /run/munge /var/log/munge /var/lib/munge /etc/munge
if ! munge -n </dev/null >/dev/null 2>&1; then
  runuser -u munge -- munged --foreground >"$work/log/munged" 2>&1 & daemons+=($!)
  for _ in $(seq 50); do munge -n </dev/null >/dev/null 2>&1 && break; sleep 0.2; done
fi

cat >"$work/slurm.conf" <<CONF
ClusterName=fernet
SlurmctldHost=$(hostname)(127.0.0.1)
SlurmUser=root
SlurmdUser=root
SlurmctldPort=26817
AuthType=auth/munge
MpiDefault=none
ProctrackType=proctrack/pgid
TaskPlugin=task/none
ReturnToService=2
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
StateSaveLocation=$work/state
SlurmdSpoolDir=$work/spool-%n
SlurmctldPidFile=$work/slurmctld.pid
SlurmdPidFile=$work/slurmd-%n.pid
RequeueExit=75
JobRequeue=1
NodeName=n[1-2] NodeHostname=$(hostname) NodeAddr=127.0.0.1 Port=[27001-27002] CPUs=1
PartitionName=main Nodes=n[1-2] Default=YES MaxTime=INFINITE State=UP
CONF
export SLURM_CONF=$work/slurm.conf
slurmctld -D >"$work/log/slurmctld" 2>&1 & daemons+=($!)
for node in n1 n2; do
  mkdir -p "$work/spool-$node"
  slurmd -D -N "$node" >"$work/log/$node" 2>&1 & daemons+=($!)
done
for _ in $(seq 100); do [ "$(sinfo --noheader --states=idle --format=%D 2>/dev/null)" = 2 ] && break; sleep 0.3; done
sinfo

"${helper[@]}" draw "$work/images" "$images"
# The expected rows, by one process that nothing stops. Some images are damaged, so that it ends with 1.
start=$SECONDS
"${fernet[@]}" score --input "$work/images" --output "$work/whole" --model fast || [ $? -eq 1 ]
echo "one process: $((SECONDS - start)) s"

# A killed process gives 137; 75 lets Slurm start the task again. A task whose images failed is done.
cat >"$work/task.sh" <<TASK
#!/bin/bash
${fernet[*]} score --input $work/images --output $work/sharded --model fast --part-size 50 --progress json
code=\$?
[ \$code -eq 137 ] && exit 75
[ \$code -eq 1 ] && exit 0
exit \$code
TASK
start=$SECONDS
job=$(sbatch --parsable --requeue --array="0-$((shards - 1))" --output="$work/log/task-%a" --open-mode=append "$work/task.sh")
killed=0 drained=
while [ -n "$(squeue --noheader --job "$job" 2>/dev/null)" ]; do
  sleep $((RANDOM % 3 + 1))
  # Without a delay before the task starts again, as somebody would do by hand.
  squeue --noheader --job "$job" --states=PENDING --format='%i %r' | awk '$2 == "BeginTime" { print $1 }' |
    while read -r task; do scontrol update "JobId=$task" StartTime=now; done
  mapfile -t running < <(pgrep -f "FerNet.Cli.dll score --input $work/images --output $work/sharded" || true)
  if [ "$killed" -lt "$kills" ] && [ "${#running[@]}" -gt 0 ]; then
    kill -KILL "${running[RANDOM % ${#running[@]}]}" 2>/dev/null && killed=$((killed + 1)) || true
  fi
  if [ -z "$drained" ] && [ "$killed" -ge $((kills / 2)) ]; then
    drained=$(squeue --noheader --job "$job" --nodelist=n2 --states=RUNNING --format=%i | tr '\n' ' ')
    [ -n "$drained" ] || continue
    # The tasks of the node are taken from it and start again, some of them on the other node.
    scontrol update NodeName=n2 State=DRAIN Reason=test
    for task in $drained; do scontrol requeue "$task"; done
    sleep 5
    scontrol update NodeName=n2 State=RESUME
  fi
done
echo "job array of $shards tasks: $((SECONDS - start)) s, $killed kills, a node drained (tasks requeued: $drained)"
"${helper[@]}" compare-scores "$work/whole" "$work/sharded"
