# shellcheck shell=dash
# shellcheck disable=SC2154 # variables of the launcher
# Whether Java can start where memory or processes are limited. What it needs depends on the JDK, on the machine and on what else
# the user runs, so it is tried. Sourced by the launcher when a limit is low.

# limits_try: chooses options by which nsx can run the shortest of scripts, or ends the launcher with a sentence. An archive
# needs room in the heap, so it is the first to go.
limits_try() {
    # shellcheck disable=SC2034 # of java.sh
    java_small='-Xms8m -XX:NewSize=2m -XX:MaxNewSize=16m'
    # Java would give its heap half of it, and what it needs beside the heap is more than that.
    [ "${limit_group:-128}" -ge 128 ] || java_small="$java_small -Xmx$((limit_group / 3 + 4))m"
    limits_hold 2>/dev/null && return
    archive_option=-Dnsx.archive=none
    limits_hold 2>/dev/null && return
    limits_told=''
    [ "$limit_memory" = unlimited ] || limits_add "$limit_memory KiB of memory (ulimit -v)"
    [ "$limit_processes" = unlimited ] || [ "$limit_processes" -ge 1000 ] ||
        limits_add "$limit_processes processes and threads of this user (ulimit -u)"
    [ -z "$limit_group" ] || limits_add "$limit_group MiB of memory (control group)"
    [ -z "${NSX_JAVA_OPTIONS-}" ] || limits_add "NSX_JAVA_OPTIONS=$NSX_JAVA_OPTIONS"
    fail 126 "cannot be started: Java needs more than the limits here permit: $limits_told"
}

# Whether it runs. What Java reports when it fails would be written here, as files.
limits_hold() {
    (java_exec "$archive_option" -XX:ErrorFile=/dev/null -XX:+UnlockDiagnosticVMOptions \
        -XX:-DumpReplayDataOnError -jar "$app/lib/nsx.jar" -e 1) </dev/null >/dev/null 2>&1
}

limits_add() {
    limits_told=${limits_told:+$limits_told, }$1
}
