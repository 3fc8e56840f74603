# shellcheck shell=dash
# shellcheck disable=SC2034 # variables set here for the launcher
# nsx --rootless: the JVM inside a user namespace of its own. A program with several threads can make none (unshare(2)
# says EINVAL), so unshare(1) makes it and becomes the JVM. Sourced by the launcher when the option stands in its
# arguments; that one has fail CODE TEXT….

# What the user namespace is to own, because words change it: networks, mounts (/run among them), IPC objects, names.
# Left as they are: pid, for which unshare(1) would have to stay as a parent, and time and cgroup, in which there is
# nothing to change yet. The words make those in turn, and they belong to the user namespace too.
# The user becomes its root, and nobody else exists in it: ranges of /etc/subuid need set-uid programs that not every
# machine has, and a run that works here works there.
rootless_by='unshare --user --map-root-user --mount --propagation slave --net --ipc --uts --'

# rootless_wanted ARGUMENT…: whether the option is there, before the script, and not only help is asked for.
rootless_wanted() {
    rootless_word=1
    for argument; do
        case $argument in
            --rootless) rootless_word=0 ;;
            --help | -h | --version) return 1 ;;
            -e | -- | -) break ;;
            -*) ;;
            *) break ;;
        esac
    done
    return $rootless_word
}

# rootless_enter: the JVM will start in there; ends the launcher with the reason where the system forbids it.
rootless_enter() {
    command -v unshare >/dev/null ||
        fail 126 "--rootless needs unshare(1), and it is missing (Debian: apt-get install util-linux)"
    rootless_said=$(LC_ALL=C $rootless_by sh -c : 2>&1) || rootless_explain
    java_within=$rootless_by
    java_rootless=-Dnsx.rootless=true
}

# What forbids it is looked for only when it is forbidden: what a setting says and what the kernel does may differ.
rootless_explain() {
    [ -e /proc/self/status ] || rootless_refuse "/proc is not mounted" "mount -t proc proc /proc"
    [ -e /proc/self/ns/user ] || fail 69 "--rootless: this kernel has no user namespaces (CONFIG_USER_NS)"
    rootless_is kernel/unprivileged_userns_clone 0 &&
        rootless_refuse "this system lets only root make user namespaces: kernel.unprivileged_userns_clone is 0" \
            "sysctl -w kernel.unprivileged_userns_clone=1"
    for kind in user mnt net ipc uts; do
        rootless_is user/max_${kind}_namespaces 0 &&
            rootless_refuse "no $kind namespaces may be made here: user.max_${kind}_namespaces is 0" \
                "sysctl -w user.max_${kind}_namespaces=10000"
    done
    case $rootless_said in
        *'No space left on device'* | *'Too many users'*)
            fail 77 "--rootless: too many namespaces: a limit of /proc/sys/user is used up, or they are nested 32 deep" \
                "the system said: $rootless_said"
            ;;
    esac
    rootless_is kernel/apparmor_restrict_unprivileged_userns 1 &&
        rootless_refuse "AppArmor gives a plain user no rights in user namespaces: \
kernel.apparmor_restrict_unprivileged_userns is 1" "sysctl -w kernel.apparmor_restrict_unprivileged_userns=0"
    rootless_is_filtered &&
        fail 77 "--rootless: a seccomp filter is set, as containers have, and forbids it: $rootless_said" \
            "start the container with one that allows it (docker run --security-opt seccomp=unconfined …)"
    fail 77 "--rootless: not permitted: $rootless_said" "a chroot or a security module can be the reason"
}

rootless_refuse() {
    fail 77 "--rootless: $1" "root can mend that: $2"
}

# rootless_is SYSCTL VALUE
rootless_is() {
    rootless_value=''
    [ -r "/proc/sys/$1" ] && read -r rootless_value <"/proc/sys/$1"
    [ "$rootless_value" = "$2" ]
}

# Whether a filter of system calls is set, the state 2 of proc_pid_status(5).
rootless_is_filtered() {
    while read -r rootless_key rootless_value; do
        [ "$rootless_key" = Seccomp: ] && [ "$rootless_value" = 2 ] && return
    done </proc/self/status
    return 1
}
