#!/usr/bin/env bash
# compare_with_engine.sh WAFERLINE WORLD [PATHS [SEED]]: runs the engine and the numpy twin on the same paths and
# compares every outcome of every path. PYTHON names an interpreter that has numpy. WORLD "small" is small_world.py.
set -euo pipefail
waferline=$1 world=$2 paths=${3:-4096} seed=${4:-20260701}
python=${PYTHON:-/usr/bin/python3}
twin=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
if [ "$world" = small ]; then
  world=$folder/small.toml
  "$python" "$twin/small_world.py" >"$world"
fi

"$waferline" explain "$world" --json >"$folder/world.json"
"$waferline" run "$world" --paths "$paths" --seed "$seed" --out "$folder/run" >"$folder/run.log"
"$python" "$twin/run.py" "$folder/world.json" --paths "$paths" --seed "$seed" --out "$folder/twin.npz" >"$folder/twin.log"
"$python" "$twin/compare.py" "$folder/run" "$folder/twin.npz"
