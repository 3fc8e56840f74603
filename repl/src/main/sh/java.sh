# shellcheck shell=dash
# shellcheck disable=SC2034,SC2154 # variables set here for the callers, and by them
# How nsx finds a JDK and starts it. Sourced by the launcher, for which every millisecond counts (so: shell
# builtins only, no process is forked), and by the script that makes the start-up archives, because an archive
# serves only a JVM that is started with the options it was made with.
#
# The callers set app, the application directory. The functions set, for one JDK:
#   jdk          its directory                     jdk_version   17.0.15
#   jdk_build    17.0.15+6-Debian-1deb12u1         jdk_major     17
#   jdk_rank     the version as one number         jdk_arch      x86_64, aarch64

# A program that becomes the JVM, with its arguments, and what it tells the JVM: see rootless.sh.
java_within='' java_rootless=''

# What makes the JVM small where memory is limited: see limits.sh.
java_small=''

# jdk_read DIRECTORY: reads its version; fails if there is no JDK or JRE, 17 or later.
jdk_read() {
    [ -x "$1/bin/java" ] && [ -r "$1/release" ] || return 1
    jdk=$1 jdk_version='' jdk_build=''
    # The shell reads byte by byte, one system call each: stop at the version, which comes early in the file.
    while [ -z "$jdk_version" ] && IFS='=' read -r jdk_key jdk_value; do
        jdk_value=${jdk_value#\"} jdk_value=${jdk_value%\"}
        case $jdk_key in
            JAVA_RUNTIME_VERSION) jdk_build=$jdk_value ;;
            JAVA_VERSION) jdk_version=${jdk_value%%[!0-9.]*} ;;
        esac
    done <"$1/release"
    jdk_major=${jdk_version%%.*}
    case $jdk_build in '' | *[!A-Za-z0-9.+_-]*) jdk_build=$jdk_version ;; esac
    [ "${jdk_major:-0}" -ge 17 ] || return 1
    jdk_compute_rank "$jdk_version"
}

jdk_compute_rank() {
    jdk_ifs=${IFS-} IFS=.
    # shellcheck disable=SC2086 # split at the dots
    set -- $1
    IFS=$jdk_ifs
    jdk_rank=$((${1:-0} * 1000000 + ${2:-0} * 1000 + ${3:-0}))
}

# jdk_each COMMAND: runs COMMAND DIRECTORY for each place where a JDK is looked for: $JAVA_HOME, /usr/lib/jvm, PATH.
jdk_each() {
    [ -z "${JAVA_HOME-}" ] || "$1" "$JAVA_HOME"
    jdk_on_path=''
    jdk_ifs=${IFS-} IFS=:
    for jdk_directory in $PATH; do
        [ -z "$jdk_on_path" ] && [ -x "$jdk_directory/java" ] && jdk_on_path=$jdk_directory/java
    done
    IFS=$jdk_ifs
    for jdk_directory in /usr/lib/jvm/*; do
        "$1" "$jdk_directory"
        # /usr/bin/java is mostly a link to one of these: seen.
        [ "$jdk_on_path" -ef "$jdk_directory/bin/java" ] && jdk_on_path=''
    done
    [ -n "$jdk_on_path" ] || return 0
    [ -r "${jdk_on_path%/bin/java}/release" ] || jdk_on_path=$(readlink -f "$jdk_on_path")
    "$1" "${jdk_on_path%/bin/java}"
}

# jdk_choose: $NSX_JAVA_HOME, else the newest. Fails if there is none.
jdk_choose() {
    if [ -n "${NSX_JAVA_HOME-}" ]; then
        jdk_read "$NSX_JAVA_HOME"
        return
    fi
    jdk_best='' jdk_best_rank=0
    jdk_each jdk_prefer
    [ -n "$jdk_best" ] && jdk_read "$jdk_best"
}

jdk_prefer() {
    jdk_read "$1" && [ "$jdk_rank" -gt "$jdk_best_rank" ] && jdk_best=$jdk jdk_best_rank=$jdk_rank
    return 0
}

# jdk_read_arch: the machine that the chosen JDK was built for.
jdk_read_arch() {
    jdk_arch=''
    while [ -z "$jdk_arch" ] && IFS='=' read -r jdk_key jdk_value; do
        [ "$jdk_key" = OS_ARCH ] && jdk_value=${jdk_value#\"} && jdk_arch=${jdk_value%\"}
    done <"$jdk/release"
    case $jdk_arch in
        amd64) jdk_arch=x86_64 ;;
        arm64) jdk_arch=aarch64 ;;
    esac
}

# What keeps the JVM from compiling at once what was compiled in the training: see archive_use.
java_late='' jdk_late='-XX:+UnlockDiagnosticVMOptions -XX:-AOTReplayTraining'

# archive_use ARGUMENT…: sets use, which says what these arguments of nsx make it load.
#   script   a text that an earlier run compiled, as most are, and what needs no compiler
#   prompt   all else: lines at a terminal, commands that compile each time, lines of -e that were not compiled yet, which have no mark in
#            the cache (see ScriptCache), and scripts of a user who has no cache
# At a terminal the JVM compiles only what is called often (java_late): else it compiles beside the first prompt what most sessions never
# call, which takes a quarter of the processor time until then. A line of -e that was compiled ends before that is of use, and one of the
# methods takes 5 MB to compile. A command that compiles a script ends sooner with it.
archive_use() {
    use=prompt cache=${XDG_CACHE_HOME:-${HOME-}/.cache}/nsx
    while [ $# -gt 0 ]; do
        case $1 in
            --plan | --serve | check | diff | lsp) return ;;
            -h | --help | --version) use=script && return ;;
            --format) [ $# -eq 1 ] || shift ;;
            -e)
                archive_mark "${2-}"
                [ -z "$mark" ] || [ ! -e "$cache/e/$jdk_build/$mark" ] || { use=script && java_late=$jdk_late; }
                return
                ;;
            - | [!-]* | '') break ;;
        esac
        shift
    done
    if [ $# -eq 0 ] && [ -t 0 ]; then
        java_late=$jdk_late
        return
    fi
    [ ! -d "$cache" ] || use=script
}

# archive_mark LINE: sets mark, the line with \ for /.
archive_mark() {
    mark='' rest=$1
    while :; do
        case $rest in
            */*) mark="$mark${rest%%/*}\\" rest=${rest#*/} ;;
            *) break ;;
        esac
    done
    mark=$mark$rest
}

# archive_path: sets archive (the file of the chosen JDK for $use) and archive_option (what makes the JVM use it).
# JDK 25 and later: an AOT cache (JEP 483, 514, 515). Before: a class data sharing archive (JEP 310, 350).
archive_path() {
    archive=$app/archive/$jdk_build.$use
    if [ "$jdk_major" -ge 25 ]; then
        archive=$archive.aot archive_option=-XX:AOTCache=$archive
    else
        archive=$archive.jsa archive_option=-XX:SharedArchiveFile=$archive
    fi
}

# archive_each COMMAND: runs COMMAND for each archive that the chosen JDK has, with use, archive and archive_option set.
# The prompt's comes first: see archives.
archive_each() {
    for use in prompt script; do
        archive_path
        "$1"
    done
}

# java_exec ARGUMENT…: becomes the JVM, with the options of every run followed by the arguments.
#   C1 only, serial collector: the least work before the first line runs.
#   A small first young generation: it grows when a script needs more, and a prompt keeps 20 MB less. Without an upper bound
#   the first collection makes it as large as the machine allows, and a long session keeps 100 MB more for nothing.
#   A small first heap: classes of earlier lines go when the old generation is full, not when a sixty-fourth of the machine is.
#   Soft references go within half a minute, not hours: by them Groovy keeps the classes of every line of the prompt, 120 KB each.
#   PerfData off: it would write under /tmp. JNA and JLine: unpacked libraries, nothing is written, nothing is searched.
#   Attach off: nobody makes the JVM run other code by a socket of its own under /tmp, and it makes none.
#   No core dump when the JVM itself fails, and no report of it, which would tell of its memory and its environment, nor of what its
#   compiler was at (replay_pid): they would be written where nsx was started. To get a report: NSX_JAVA_OPTIONS=-XX:ErrorFile=FILE.
#   Other core dumps are nsx.sys.CoreDumps' matter.
#   Logging off: the JVM's own remarks (an unusable archive, above all) go to standard output, which is for data.
#   What the JVM says when it cannot even start goes to standard error.
#   Reflection calls natively: a run calls most methods once, and code that calls them faster would be generated for each.
#   Encodings: text is UTF-8. In the C locale the JVM could not even read its arguments or open a file whose name is
#   not ASCII; there the locale becomes C.UTF-8, which differs in nothing else (as Python does, PEP 538). What a terminal of
#   such a locale is shown stays ASCII.
java_exec() {
    java_locale=${LC_ALL:-${LC_CTYPE:-${LANG:-C}}} java_ascii=-Dnsx.ascii=true
    case $java_locale in
        C | POSIX) if [ -n "${LC_ALL-}" ]; then export LC_ALL=C.UTF-8; else export LC_CTYPE=C.UTF-8; fi ;;
        *[Uu][Tt][Ff]8 | *[Uu][Tt][Ff]-8 | *[Uu][Tt][Ff]8@* | *[Uu][Tt][Ff]-8@*) java_ascii='' ;;
    esac
    # The JVM announces these on standard error, and they undo what is set here. For options use NSX_JAVA_OPTIONS.
    unset JAVA_TOOL_OPTIONS JDK_JAVA_OPTIONS _JAVA_OPTIONS
    # shellcheck disable=SC2086 # options, split at blanks
    exec $java_within "$jdk/bin/java" \
        -XX:+IgnoreUnrecognizedVMOptions -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xms48m -XX:NewSize=12m -XX:MaxNewSize=48m \
        -XX:SoftRefLRUPolicyMSPerMB=5 -XX:-UsePerfData \
        -XX:+DisableAttachMechanism -XX:-CreateCoredumpOnCrash -XX:ErrorFile=/dev/null -XX:-DumpReplayDataOnError \
        -Xlog:disable -XX:+DisplayVMOutputToStderr --enable-native-access=ALL-UNNAMED \
        -Djdk.reflect.useNativeAccessorOnly=true \
        -Dfile.encoding=UTF-8 -Dstdout.encoding=UTF-8 -Dstderr.encoding=UTF-8 \
        "-Djna.boot.library.path=$app/native/$jdk_arch" -Djna.nounpack=true -Djna.nosys=true -Djna.platform.library.path= \
        "-Dlibrary.jline.path=$app/native/$jdk_arch" $java_ascii $java_rootless $java_small $java_late \
        ${NSX_JAVA_OPTIONS-} "$@"
}
