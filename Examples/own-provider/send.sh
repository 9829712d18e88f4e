#!/usr/bin/env bash
# Sends a message to the server on loopback as own.json describes it, and reads the answer.
#
#     Examples/own-provider/send.sh [SEPTET]
set -euo pipefail
septet=${1:-.build/release/septet}
here=$(dirname "${BASH_SOURCE[0]}")
python3 "$here/server.py" &
server=$!
# A parent may have blocked the milder signals.
trap 'kill -KILL $server' EXIT
for _ in $(seq 200); do
    (exec 3<>/dev/tcp/127.0.0.1/8025) 2>/dev/null && break
    sleep 0.1
done
export OWN_TOKEN=secret
command=$("$septet" request --provider-file "$here/own.json" --curl \
    --to +447700900123,+447700900124 --from Acme --text "Grüße, it's ready")
eval "$command --silent" |
    python3 -c 'import json, sys; print(json.dumps({"provider": "own", "input": {"parse": "reply", "body": sys.stdin.read()}}))' |
    "$septet" reply --provider-file "$here/own.json"
