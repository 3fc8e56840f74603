# shellcheck shell=bash
# Completion of nsx's command line for bash, 4.4 or later: source <(nsx --completion bash)
#
# TAB starts no program: namespaces and devices are listed by the directories in which the kernel and nsx keep their
# names, the arguments of a script are read from its first comment. Between the marks stands what is generated from
# the catalogue of words; docs/editors/README.md says how.

# >>> generated: tables
_nsx_options=(
    $'--json\tprint the last value as one JSON document'
    $'--format\tprint the last value as text, json, csv or markdown'
    $'--rootless\trun without privileges: as root of a new user namespace, with its own networks, IPC and mounts'
    $'--sandbox\trun in a throw-away machine: fresh net, ipc, uts, mnt, pid and time namespaces'
    $'--plan\tlist what a script would do, and change nothing'
    $'--trust-file\trun scripts as root even if another user can change them'
    $'--trace\tprint each change and its kernel request to standard error'
    $'--no-color\tprint without colour; the variables NO_COLOR and CLICOLOR_FORCE work too'
    $'--serve\tcarry out words for nsx on another host, on standard input and output'
    $'--completion\tprint the completion script for bash, zsh or fish'
    $'--version\tprint the version'
    $'--help\tprint this help'
    $'-e\tevaluate one expression and print its value'
)
_nsx_library=(
    $'lab/article\tthe article\'s network: two namespaces on a bridge, routed and translated to an outside world'
    $'lab/chain\ta chain: namespaces that each forward to the next, with a network of its own between two'
    $'lab/container\ta container out of its parts, and in which namespaces it differs from the host after each'
    $'lab/ipc\tthe article\'s IPC: a message in shared memory that another IPC namespace does not see'
    $'lab/router\ta router: one namespace with a leg in each of several networks, and a host in each of them'
    $'lab/star\ta star: namespaces around one that holds a bridge, all in 10.1.0.0/16'
    $'lab/time\tthe article\'s clocks: programs for which the machine has been up a day longer than it has'
)
_nsx_library_arguments=(
    $'lab/article\t--down\tremove everything again'
    $'lab/chain\tN\tnumber of namespaces, 2..60 (default 3)'
    $'lab/chain\t--down\tremove everything again'
    $'lab/container\t--down\tremove everything again'
    $'lab/ipc\tTEXT\tthe message (default \'hello from the first namespace\')'
    $'lab/ipc\t--down\tremove the segment that a killed run left behind'
    $'lab/router\tN\tnumber of networks, 2..250 (default 3)'
    $'lab/router\t--down\tremove everything again'
    $'lab/star\tN\tnumber of namespaces, 1..250 (default 3)'
    $'lab/star\t--down\tremove everything again'
    $'lab/time\tDAYS\tnumber of days longer, 1..50000 (default 1)'
)
_nsx_roots=(lab/)
_nsx_words=(
    $'address\tgive a device an IPv4 or IPv6 address'
    $'addresses()\tthe addresses of this network namespace'
    $'arping\twho has an address on a cable, with the hardware address; more than one is said'
    $'atomic()\trun a block whose changes are all taken back when one of its lines fails'
    $'await\twait until the value of a block is true, and return that value'
    $'bareudp\tensure a tunnel that carries IP or MPLS in UDP'
    $'batadv\tensure a mesh network of B.A.T.M.A.N. Advanced'
    $'bond\tensure several links as one'
    $'bridge\tensure an Ethernet bridge: a switch in software'
    $'cable\tensure a veth pair that delays, loses or slows packets, in each direction'
    $'capture\tthe packets that pass a device, as lines or in a file, by default until Ctrl-C'
    $'cgroup\tensure a control group with its limits, and run programs in it'
    $'cgroupns\tensure a named cgroup namespace, and run a block in it'
    $'clock()\tthe readings of the clocks in the current time namespace'
    $'confirm\trun a block whose changes are taken back unless confirm() comes in time, also when nsx was killed'
    $'connect\tmake a connection; one that is refused is a result, not an error'
    $'conntrack()\tthe connections that the kernel tracks in this network namespace, both directions of each'
    $'conntrack.count()\thow many connections are tracked in this network namespace, and how many may be'
    $'conntrack.watch()\tconnections that this network namespace begins to track, changes and forgets, by default until Ctrl-C'
    $'container\tensure a container: its block names the isolated parts, all others are shared'
    $'counters()\twhat the protocols of this network namespace counted since the last look, and what it means'
    $'delete\tremove objects, as values or by kind and name; a missing object is an error'
    $'descriptors()\tthe sockets and namespaces that processes have open, and the namespace of each'
    $'diff\twhat differs between a script and the existing state, and what mends it'
    $'doctor()\twhat this machine lacks: rights, kernel features, mounts'
    $'domainname\tread or set the NIS domain name of the current UTS namespace'
    $'dummy\tensure a device that drops what is sent, to hold addresses'
    $'enter\tchange the current context, for a block or until leave()'
    $'exec\trun a program with arguments in the current context; returns its exit code'
    $'exit\tend the script with an exit code; at the prompt, leave'
    $'explain()\tshow the kernel requests of lines and the equal command lines, and change nothing'
    $'export\tthe existing state as a script that makes the same state elsewhere'
    $'fdb\tthe forwarding tables of bridges, or a static entry in one'
    $'filter.accept()\taccept packets that a later rule of nsx\'s own table would drop'
    $'filter.clear()\tdelete all filtering rules that nsx made here'
    $'filter.drop()\tdrop packets, in a table of nsx\'s own'
    $'filter.log()\twrite a line to the kernel\'s log for each packet'
    $'filter.reject()\tdrop packets and tell their senders'
    $'filter.rules()\tfiltering rules that nsx made here, with their counters'
    $'flap\tset a device down and up again and again; it is up in the end'
    $'gc()\tend and remove what killed runs left behind and no name reaches'
    $'geneve\tensure an Ethernet tunnel in UDP whose header has room for options'
    $'gre\tensure a tunnel that carries IP in GRE over IPv4'
    $'gretap\tensure a tunnel that carries Ethernet in GRE over IPv4'
    $'help\tshow the words of the language, one of them with its examples, or those that have to do with something'
    $'here()\tthe current context: the eight namespaces in which words act'
    $'host()\tthe context that nsx was started in, or run a block there'
    $'hostname\tread or set the host name of the current UTS namespace'
    $'hosts\tdeclare other hosts, and how ssh gets there'
    $'hsr\tensure a device that sends each frame twice, over two others'
    $'ifb\tensure an intermediate device, to shape incoming traffic'
    $'include\trun a file or a script of the standard library in the current context; its variables stay'
    $'ip6gre\tensure a tunnel that carries IP in GRE over IPv6'
    $'ip6gretap\tensure a tunnel that carries Ethernet in GRE over IPv6'
    $'ip6tnl\tensure a tunnel that carries IP in IPv6'
    $'ipcns\tensure a named IPC namespace, and run a block in it'
    $'ipcs()\tshared memory, message queues and semaphores of this IPC namespace'
    $'ipip\tensure a tunnel that carries IPv4 in IPv4'
    $'ipvlan\tensure a device that shares another link\'s MAC address'
    $'ipvtap\tensure an ipvlan whose frames a program reads and writes'
    $'jobs()\tthe programs in the background, and those that ended since the last call'
    $'leave()\tgo back to the context before the last enter'
    $'link\tone device that exists, to read and to change'
    $'links()\tthe devices of the current network namespace'
    $'listen\tlisten on a port and answer in the background, until the session ends'
    $'macsec\tensure an encrypted Ethernet on another link (802.1AE)'
    $'macvlan\tensure a device with a MAC address of its own on another link'
    $'macvtap\tensure a macvlan whose frames a program reads and writes'
    $'made()\twhat nsx has made on this host and is still there, by run'
    $'mdb\tthe multicast groups that bridges forward to their ports, or a fixed one'
    $'mntns\tensure a named mount namespace, and run a block in it'
    $'monitor()\tlive changes in the current and all named network namespaces, by default until Ctrl-C'
    $'mount\tensure a mount in the current mount namespace'
    $'mounts()\tthe mounts of the current mount namespace'
    $'mq\ta POSIX message queue: send and receive; without a name, a table of all'
    $'msg\ta System V message queue: send and receive'
    $'namespaces\tevery namespace on the machine, its processes and what keeps it alive'
    $'nat.clear()\tdelete all masquerading and forwarded ports that nsx made here'
    $'nat.forward\tforward a port of this namespace\'s own addresses to another address'
    $'nat.masquerade\ttranslate the source addresses of a network to this namespace\'s own'
    $'nat.rules()\tmasquerading and forwarded ports, with their counters'
    $'neighbour\tensure the MAC address of an IP address on a device'
    $'neighbours()\tthe MAC address of each IP address that the devices here know'
    $'netkit\tensure a pair of connected devices for BPF programs, each in its namespace'
    $'netns\tensure a named network namespace, and run a block in it'
    $'nexthop\tensure a next-hop object, which routes name by its number'
    $'nexthops()\tthe next-hop objects of this network namespace'
    $'nft()\tthe rules of nftables and iptables-legacy, whoever made them, and what they do with packets'
    $'nft.sets()\tthe named sets and maps of nftables, with their elements'
    $'nlmon\tensure a device to capture netlink messages from'
    $'ns\tan existing namespace of any kind by its inode'
    $'nsid\tgive another network namespace an id in this one, or read the id'
    $'nsids()\tthe ids that this network namespace has for others'
    $'on\trun a block on other hosts at once, over ssh'
    $'output\tthe standard output of a shell command line as text, trimmed'
    $'partition\twhile a block runs, keep groups of network namespaces from hearing from each other'
    $'pidns\tensure a named pid namespace, and run a block in it'
    $'ping\tsend ICMP echo requests; no reply is a result, not an error'
    $'pingall()\tping from every named network namespace to every address of every other, on all declared hosts; the result is a matrix'
    $'plan()\tlist what lines would do, and change nothing'
    $'probe\tsend one real packet, and show what the kernel does with it beside what why foretells'
    $'ps()\tthe processes of the current pid namespace and those below it'
    $'qdisc\tset a queueing discipline of a device: how it sends'
    $'qdisc.class\tensure a class of a qdisc: a share of what a device sends'
    $'qdisc.classes()\tthe classes of this network namespace\'s qdiscs'
    $'qdisc.filter\tensure a filter: which packets go into a class, to a device or nowhere'
    $'qdisc.filters()\tthe filters of this network namespace\'s qdiscs'
    $'qdiscs()\tthe queueing disciplines of this network namespace\'s devices'
    $'resolve\twhat the resolver of this network namespace says of a name, which server, and how long it took'
    $'route\tensure a route; one to the same network with the same metric is replaced'
    $'route.append\tadd a route after the others to the same network with the same metric'
    $'route.change\treplace an existing route to the same network with the same metric; fails when there is none'
    $'route.get\tthe route that the kernel would choose to an address'
    $'route.prepend\tadd a route before the others to the same network with the same metric'
    $'route.replace\treplace the route to the same network with the same metric'
    $'routes()\tthe routes of this network namespace, IPv4 and IPv6'
    $'rule()\tensure a rule that selects a routing table for packets'
    $'rules()\tthe rules of this network namespace, in the order in which they are tried'
    $'sandbox()\trun a block in a throw-away machine: fresh net, ipc, uts, mnt, pid and time namespaces'
    $'sem\ta set of System V semaphores: add, take, wait for zero; a count makes the set'
    $'sh\trun a shell command line in the current context; returns its exit code'
    $'shell\tstart an interactive shell in the current context; nsx continues when it ends'
    $'shm\ta segment of System V shared memory: read and write it; without a key, the segment of the current directory'
    $'show\tprint a value as the prompt would, also from a loop, a function or an if'
    $'sit\tensure a tunnel that carries IPv6 in IPv4'
    $'sockets()\tthe TCP and UDP sockets of the current network namespace, and the processes that have them open'
    $'spawn\tstart a program in the background in the current context'
    $'sysctl\tread or set a kernel parameter of the current namespaces'
    $'table\ta table of a list of maps or of objects'
    $'table.save\twrite a table to a file, which is replaced as a whole or not at all; the same as rows.save(file)'
    $'tap\tensure a device whose Ethernet frames a program reads and writes'
    $'team\tensure several links as one, steered by a program'
    $'throughput\thow many bytes a second TCP carries to another network namespace, or to a listener'
    $'time()\tshift the clocks of the programs that are started from here'
    $'timens\tensure a named time namespace, and run a block in it'
    $'topology()\ta picture of all network namespaces, their devices, and the cables between them'
    $'topology.dot\tall network namespaces as a graph for Graphviz'
    $'topology.json\tall network namespaces with their devices as one JSON document'
    $'topology.mermaid\tall network namespaces as a flowchart of Mermaid'
    $'topology.png\ta picture of all network namespaces as PNG; librsvg\'s rsvg-convert makes it'
    $'topology.serve()\tserve the picture of all network namespaces to a browser on this machine, drawn anew with each change'
    $'topology.svg\ta picture of all network namespaces as SVG'
    $'trace\tthe routers on the way to an address, with the path MTU; five in a row that do not answer end it'
    $'tun\tensure a device whose IP packets a program reads and writes'
    $'umount\tunmount the topmost mount at a path in the current mount namespace'
    $'undo\ttake back the last lines of this session that changed something, and list what that did'
    $'unshare\trun a block in fresh namespaces, which end with the block'
    $'uptime()\tthe time since boot, in the current time namespace'
    $'userns\tensure a named user namespace, and run a block in it'
    $'utsns\tensure a named UTS namespace, and run a block in it'
    $'vcan\tensure a CAN bus in this kernel'
    $'veth\tensure a pair of connected Ethernet devices, each in its namespace'
    $'vlan\tensure a tagged VLAN of another link'
    $'vlans()\tthe VLANs of bridges and their ports'
    $'vlans.global()\tthe options of VLANs for all ports of a bridge'
    $'vrf\tensure a routing domain with a table of its own'
    $'vti\tensure an IPsec tunnel over IPv4 that is chosen by a mark'
    $'vxcan\tensure a pair of connected CAN devices, each in its namespace'
    $'vxlan\tensure an Ethernet network carried in UDP'
    $'watch\tevaluate a block repeatedly and mark what changed, by default until Ctrl-C'
    $'why\twalk a packet\'s way there and back, and name the first thing that is broken and the line that mends it'
    $'wireguard\tensure an encrypted tunnel to peers with known keys'
    $'xfrm\tensure an IPsec device that is chosen by a number'
)
declare -gA _nsx_places=(
    [activeSlave:]=/sys/class/net
    [cable]=/sys/class/net:/run/netns
    [capture]=/sys/class/net
    [cgroupns]=/run/nsx/ns/cgroup
    [connect]=/sys/class/net:/run/netns
    [container]=/run/nsx/container
    [dev:]=/sys/class/net
    [flap]=/sys/class/net
    [iif:]=/sys/class/net
    [in:]=/sys/class/net
    [ipcns]=/run/nsx/ns/ipc
    [link]=/sys/class/net
    [link:]=/sys/class/net
    [mirror:]=/sys/class/net
    [mntns]=/run/nsx/ns/mnt
    [netkit]=/sys/class/net:/run/netns
    [netns]=/run/netns
    [nsid]=/run/netns
    [oif:]=/sys/class/net
    [out:]=/sys/class/net
    [pidns]=/run/nsx/ns/pid
    [ping]=/sys/class/net:/run/netns
    [primary:]=/sys/class/net
    [probe]=/sys/class/net:/run/netns
    [qdisc]=/sys/class/net
    [qdisc:]=/sys/class/net
    [redirect:]=/sys/class/net
    [slave1:]=/sys/class/net
    [slave2:]=/sys/class/net
    [throughput]=/sys/class/net:/run/netns
    [timens]=/run/nsx/ns/time
    [trace]=/sys/class/net:/run/netns
    [userns]=/run/nsx/ns/user
    [utsns]=/run/nsx/ns/uts
    [veth]=/sys/class/net:/run/netns
    [vxcan]=/sys/class/net:/run/netns
    [why]=/sys/class/net:/run/netns
)
# <<<

# What a name consists of that can stand between quotes as it is; others are left out.
_nsx_unsafe='*[!A-Za-z0-9_.:@+-]*'

_nsx() {
    local current=${COMP_WORDS[COMP_CWORD]} state=options script='' word i
    local -A given=()
    COMPREPLY=()
    local -a found=() names=()
    for ((i = 1; i < COMP_CWORD; i++)); do
        word=${COMP_WORDS[i]}
        given[$word]=1
        case $state:$word in
            options:-e) state=expression ;;
            options:--completion) state=shell ;;
            options:--format) state=format ;;
            format:*) state=options ;;
            options:check) state=check ;;
            options:--) state=script ;;
            options:-?*) ;;
            options:* | script:*) state=arguments script=$word ;;
            expression:*) state=arguments ;;
            check:* | shell:*) state=nothing ;;
        esac
    done
    if [[ $state != expression ]]; then # as it is without its quotes
        current=${current#[\'\"]} current=${current//\\/}
    fi
    case $state in
        options) _nsx_first ;;
        script | check) _nsx_scripts ;;
        expression) _nsx_expression ;;
        arguments) _nsx_arguments ;;
        shell) found=(bash fish zsh) && _nsx_propose ;;
        format) found=(text json csv markdown) && _nsx_propose ;;
    esac
}

# Proposes those of found that begin with what was typed. Each is a word, and after a tabulator what it means, which is
# shown in a list and never put into the line.
_nsx_propose() {
    local entry width=0 shown=${COMP_TYPE:-9}
    COMPREPLY=()
    for entry in "${found[@]}"; do
        [[ ${entry%%$'\t'*} == "$current"* && -z ${given[${entry%%$'\t'*}]-} ]] && COMPREPLY+=("$entry")
    done
    # 9, 33 and 63: completed as far as it is unique, or listed; else one after the other is put into the line
    if ((${#COMPREPLY[@]} < 2)) || [[ $shown != @(9|33|63) ]]; then
        COMPREPLY=("${COMPREPLY[@]%%$'\t'*}")
        return
    fi
    for entry in "${COMPREPLY[@]%%$'\t'*}"; do
        ((${#entry} > width)) && width=${#entry}
    done
    for i in "${!COMPREPLY[@]}"; do
        entry=${COMPREPLY[i]}
        [[ $entry == *$'\t'* ]] || continue
        printf -v entry '%-*s  (%s)' "$width" "${entry%%$'\t'*}" "${entry#*$'\t'}"
        COMPREPLY[i]=${entry:0:${COLUMNS:-80}-2}
    done
}

_nsx_first() {
    if [[ $current == -* ]]; then
        found=("${_nsx_options[@]}")
        _nsx_propose
        return
    fi
    _nsx_scripts check diff doctor gc
}

# Scripts of the library by their names, files and directories; and the words given.
_nsx_scripts() {
    local IFS=$'\n'
    local -a words=("$@" "${_nsx_roots[@]}")
    if [[ $current == */* ]]; then
        found=("${_nsx_library[@]}")
        [[ -d ${current%/*} ]] || _nsx_propose
        [[ ${#COMPREPLY[@]} -eq 0 ]] || return
        words=("${_nsx_library[@]%%$'\t'*}")
    fi
    compopt -o filenames
    mapfile -t COMPREPLY < <(compgen -W "${words[*]}" -- "$current"
        compgen -f -X '!*.nsx' -- "$current"
        compgen -d -- "$current")
    [[ ${COMPREPLY[*]} == */ ]] && compopt -o nospace
}

# What a script takes: as the library's say, or as the first comment of one's own says in the same form. What the
# arguments of one's own mean is not known, so names and files are proposed too.
_nsx_arguments() {
    local file=${script#[\'\"]} entry
    file=${file%[\'\"]} file=${file/#~\//$HOME/}
    if [[ ! -f $file && "${_nsx_library[*]%%$'\t'*} " == *"${script%.nsx} "* && $script ]]; then
        for entry in "${_nsx_library_arguments[@]}"; do
            [[ $entry == "${script%.nsx}"$'\t'* ]] || continue
            entry=${entry#*$'\t'}
            [[ ${given[${entry%%$'\t'*}]-} ]] || found+=("$entry")
        done
        # What stands for a value is only listed, beside something else: alone it would be put into the line.
        if [[ ${#found[@]} -eq 1 && ${found[0]} != -* || -n $current || ${COMP_TYPE:-9} != @(9|33|63) ]]; then
            _nsx_drop_values
        fi
        _nsx_propose
        return
    fi
    [[ -f $file && -r $file ]] && _nsx_declared <"$file"
    if [[ $current != -* ]]; then
        _nsx_names /run/netns:/run/nsx/container:/sys/class/net "$current" && found+=("${names[@]}")
        compopt -o filenames
        mapfile -t -O "${#found[@]}" found < <(compgen -f -- "$current")
    fi
    _nsx_propose
}

_nsx_drop_values() {
    local entry
    for entry in "${!found[@]}"; do
        [[ ${found[entry]} == -* ]] || unset "found[entry]"
    done
}

# The options that the first comment of a script (standard input) declares: Arguments: --down   what it means
_nsx_declared() {
    local line inside=''
    for ((i = 0; i < 40; i++)); do
        IFS= read -r line || return
        case $line in *'*/'*) return ;; *Arguments:*) inside=yes line=${line#*Arguments:} ;; *[A-Z]*:\ *) inside='' ;; esac
        [[ $inside && $line =~ ^[\ */]*(--[a-z-]+)\ +(.*)$ ]] &&
            found+=("${BASH_REMATCH[1]}"$'\t'"${BASH_REMATCH[2]//[[:cntrl:]]/}")
    done
}

# _nsx_names DIRECTORIES PREFIX: sets names to the names in the directories (parted by colons) that begin with it.
_nsx_names() {
    local IFS=: directory name
    local -a all=()
    names=()
    for directory in $1; do
        all=("$directory/$2"*)
        [[ -e ${all[0]} || -h ${all[0]} ]] || continue
        all=("${all[@]##*/}")
        # shellcheck disable=SC2053 # a pattern
        if [[ ${all[*]//:/} != $_nsx_unsafe ]]; then # as it is with thousands of names
            names+=("${all[@]}")
            continue
        fi
        for name in "${all[@]}"; do
            # shellcheck disable=SC2053 # a pattern
            [[ $name == $_nsx_unsafe ]] || names+=("$name")
        done
    done
    [[ ${#names[@]} -gt 0 ]]
}

# After -e, in quotes: the name of a namespace or device between the other quotes, or a word of the language.
_nsx_expression() {
    local quote=${current:0:1} inner text=${current:1} before name
    case $quote in \") inner=\' ;; \') inner=\" ;; *) return ;; esac
    local quoted=${text//[!$inner]/} in_name="^(.*[^A-Za-z0-9_\$.]|)([a-z]+:?)( *\\(? *)$inner([^\"'\$\`\\]*)\$"
    current=$text
    compopt -o nospace
    if ((${#quoted} % 2)); then
        [[ $text =~ $in_name ]] || return
        before=${text:0:${#text}-${#BASH_REMATCH[4]}}
        local close=$inner
        [[ ${BASH_REMATCH[3]} == *'('* ]] && close+=')'
        _nsx_names "${_nsx_places[${BASH_REMATCH[2]}]-}" "${BASH_REMATCH[4]}" || return
        for name in "${names[@]}"; do
            COMPREPLY+=("$before$name$close")
        done
        return
    fi
    local at_word="^(|.*[{(;=,] *)([A-Za-z][A-Za-z0-9.]*|)\$"
    if [[ $text =~ $at_word ]]; then
        for name in "${_nsx_words[@]}"; do
            found+=("${BASH_REMATCH[1]}$name")
        done
        _nsx_propose
        # One that takes arguments is not the end of the expression: two proposals keep readline from closing the quote.
        if [[ ${#COMPREPLY[@]} -eq 1 && ${COMPREPLY[0]} != *')' ]]; then
            COMPREPLY=("${COMPREPLY[0]} " "${COMPREPLY[0]} …")
        fi
    fi
}

# A script that is called by its own name, such as ./own.nsx. Its name is not known before, so this is what bash asks for
# commands without a completion. Other commands go to the function that it asked before.
_nsx_default() {
    local _nsx_name=${COMP_WORDS[0]#[\'\"]}
    if [[ ${_nsx_name%[\'\"]} != *.nsx ]]; then
        [[ -z ${_nsx_before-} ]] || "$_nsx_before" "$@"
        return
    fi
    COMP_WORDS=(nsx -- "${COMP_WORDS[@]}") COMP_CWORD=$((COMP_CWORD + 2))
    _nsx
}

# Takes the place of what bash asks, and keeps its options. A word list, a program or the like is left alone.
_nsx_take_default() {
    local before options
    before=$(complete -p -D 2>/dev/null) || before='complete -o bashdefault -o default -D'
    [[ $before != *_nsx_default* ]] || return 0
    [[ $before =~ ^complete\ ((-o\ [a-z]+\ )*)(-F\ ([^\ ]+)\ )?-D$ ]] || return 0
    read -ra options <<<"${BASH_REMATCH[1]}"
    _nsx_before=${BASH_REMATCH[4]}
    complete "${options[@]}" -F _nsx_default -D
}

complete -F _nsx nsx
_nsx_take_default
