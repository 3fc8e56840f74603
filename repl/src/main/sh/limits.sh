# shellcheck shell=dash
# shellcheck disable=SC2154 # variables of the launcher
# Whether Java can start where memory or processes are limited. What it needs depends on the JDK, on the machine and on what else
# the user runs, so it is tried. Sourced by the launcher when a limit is low.

# limits_try: ends the launcher with a sentence where nsx could not run the shortest of scripts.
limits_try() {
    # what Java reports when it fails would be written here, as files
    (java_exec "$archive_option" -XX:ErrorFile=/dev/null -XX:+UnlockDiagnosticVMOptions \
        -XX:-DumpReplayDataOnError -jar "$app/lib/nsx.jar" -e 1) </dev/null >/dev/null 2>&1 && return
    limits_told=''
    [ "$limit_memory" = unlimited ] || limits_add "$limit_memory KiB of memory (ulimit -v)"
    [ "$limit_processes" = unlimited ] || [ "$limit_processes" -ge 1000 ] ||
        limits_add "$limit_processes processes and threads of this user (ulimit -u)"
    [ -z "${NSX_JAVA_OPTIONS-}" ] || limits_add "NSX_JAVA_OPTIONS=$NSX_JAVA_OPTIONS"
    fail 126 "cannot be started: Java needs more than the limits here permit: $limits_told"
}

limits_add() {
    limits_told=${limits_told:+$limits_told, }$1
}
