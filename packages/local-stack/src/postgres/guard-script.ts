/** Found in the guard's command line, so that a later run can tell a guarded server from one left behind. */
export const guardName = 'azora-postgres-guard'

/**
 * A shell script that runs the command in `"$@"` and holds its life to ours: when our end of its standard input closes,
 * also because we were killed, it asks PostgreSQL for a fast shutdown. `$1` is a directory to remove at the end, or
 * empty. A shell rather than Node because it starts at once and costs no memory.
 */
export const guardScript = `
exec 3<&0
doomed=$1; shift
trap '' HUP
"$@" </dev/null 3<&- &
server=$!
trap 'kill -INT $server' INT TERM
( cat <&3 >/dev/null 2>&1; kill -INT $server ) >/dev/null 2>&1 &
watcher=$!
exec 3<&-
wait $server; code=$?
while kill -0 $server 2>/dev/null; do wait $server; code=$?; done
kill $watcher 2>/dev/null
if [ -n "$doomed" ]; then rm -rf "$doomed"; fi
exit $code
`
