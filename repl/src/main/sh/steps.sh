# shellcheck shell=dash
# What the first build is at, for a person who waits for it: each module with its steps, a dot for each two seconds, what was fetched,
# and how long it took. Sourced by the launcher when it builds, or prepares the start of a JDK, and standard error is a terminal.

# steps_tell: reads what Maven prints and tells of it on standard error. What it reads goes on to standard output.
steps_tell() {
    steps_begun=$(date +%s) steps_fetched=0 steps_last='' steps_line=''
    printf '  its plan:' >&2
    # Ctrl-C does not reach what runs in the background: it ends with the launcher
    (while sleep 2 && kill -0 $$ 2>/dev/null; do printf '.' >&2; done) >/dev/null &
    steps_ticker=$!
    while IFS= read -r steps_read; do
        steps_line=$steps_read
        printf '%s\n' "$steps_line"
        case $steps_line in
            *'] Building '*'['*/*']')
                steps_module=${steps_line#*Building } steps_last=''
                printf '\n  %s %s:' "${steps_module##* }" "${steps_module%% *}" >&2
                ;;
            *'Downloaded from '*)
                steps_fetched=$((steps_fetched + 1))
                steps_step fetching
                ;;
            *'--- '*:resources* | *'--- '*:testResources*) ;;
            *'--- '*:compile*) steps_step compiling ;;
            *'--- '*jar*:*) steps_step packing ;;
            *'--- '*exec*:*) steps_step "preparing its start" ;;
        esac
    done
    kill "$steps_ticker" 2>/dev/null
    # the last line of a build that came to its end
    [ "$steps_line" = built ] && steps_end='built in' || steps_end='stopped after'
    printf '\nnsx: %s %d s' "$steps_end" "$(($(date +%s) - steps_begun))" >&2
    [ "$steps_fetched" -eq 0 ] || printf ', files fetched: %d' "$steps_fetched" >&2
    printf '\n' >&2
}

# steps_waiting WHAT COMMAND...: runs it without its output, with a dot for each two seconds and how long it took.
steps_waiting() {
    printf '%s…' "$1" >&2
    shift
    steps_begun=$(date +%s)
    (while sleep 2 && kill -0 $$ 2>/dev/null; do printf '.' >&2; done) >/dev/null &
    steps_ticker=$!
    "$@" </dev/null >/dev/null 2>&1
    kill "$steps_ticker" 2>/dev/null
    printf ' %d s\n' "$(($(date +%s) - steps_begun))" >&2
}

# steps_step NAME: begins a step, once however many lines speak of it.
steps_step() {
    [ "$steps_last" = "$1" ] || printf ' %s' "$1" >&2
    steps_last=$1
}
