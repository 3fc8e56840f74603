#compdef nsx -p *.nsx
# Completion of nsx's command line for zsh: source <(nsx --completion zsh) after compinit, or this file as _nsx in a
# directory of $fpath.
#
# TAB starts no program: namespaces and devices are listed by the directories in which the kernel and nsx keep their
# names, the arguments of a script are read from its first comment. Between the marks stands what is generated from
# the catalogue of words; docs/editors/README.md says how.

# >>> generated: tables
typeset -ga _nsx_options=(
    '--json[print the last value as one JSON document]'
    '--format[print the last value as text, json, csv or markdown]:format:(text json csv markdown)'
    '--rootless[run without privileges: as root of a new user namespace, with its own networks, IPC and mounts]'
    '--sandbox[run in a throw-away machine: fresh net, ipc, uts, mnt, pid and time namespaces]'
    '--plan[list what a script would do, and change nothing]'
    '--trust-file[run scripts as root even if another user can change them]'
    '--trace[print each change and its kernel request to standard error]'
    '--no-color[print without colour; the variables NO_COLOR and CLICOLOR_FORCE work too]'
    '--serve[carry out words for nsx on another host, on standard input and output]'
    '(- 1 *)--completion[print the completion script for bash, zsh or fish]:shell:(bash fish zsh)'
    '--version[print the version]'
    '--help[print this help]'
    '(- 1)-e[evaluate one expression and print its value]:expression:_nsx_expression'
)
typeset -ga _nsx_check=(
    'check:compile and check a script without running it'
    'diff:what differs between a script and this machine; exits with 1 when something does'
    'doctor:say what this machine lacks: rights, kernel features, mounts'
    'gc:remove what killed runs left behind; --dry lists it'
)
typeset -ga _nsx_library=(
    'lab/article:the article'\''s network: two namespaces on a bridge, routed and translated to an outside world'
    'lab/chain:a chain: namespaces that each forward to the next, with a network of its own between two'
    'lab/container:a container out of its parts, and in which namespaces it differs from the host after each'
    'lab/ipc:the article'\''s IPC: a message in shared memory that another IPC namespace does not see'
    'lab/router:a router: one namespace with a leg in each of several networks, and a host in each of them'
    'lab/star:a star: namespaces around one that holds a bridge, all in 10.1.0.0/16'
    'lab/time:the article'\''s clocks: programs for which the machine has been up a day longer than it has'
)
typeset -ga _nsx_library_arguments=(
    'lab/article --down:remove everything again'
    'lab/chain N:number of namespaces, 2..60 (default 3)'
    'lab/chain --down:remove everything again'
    'lab/container --down:remove everything again'
    'lab/ipc TEXT:the message (default '\''hello from the first namespace'\'')'
    'lab/ipc --down:remove the segment that a killed run left behind'
    'lab/router N:number of networks, 2..250 (default 3)'
    'lab/router --down:remove everything again'
    'lab/star N:number of namespaces, 1..250 (default 3)'
    'lab/star --down:remove everything again'
    'lab/time DAYS:number of days longer, 1..50000 (default 1)'
)
typeset -ga _nsx_words=(
    'address:give a device an IPv4 or IPv6 address'
    'addresses():the addresses of this network namespace'
    'arping:who has an address on a cable, with the hardware address; more than one is said'
    'atomic():run a block whose changes are all taken back when one of its lines fails'
    'await:wait until the value of a block is true, and return that value'
    'bareudp:ensure a tunnel that carries IP or MPLS in UDP'
    'batadv:ensure a mesh network of B.A.T.M.A.N. Advanced'
    'bond:ensure several links as one'
    'bridge:ensure an Ethernet bridge: a switch in software'
    'cable:ensure a veth pair that delays, loses or slows packets, in each direction'
    'capture:the packets that pass a device, as lines or in a file, by default until Ctrl-C'
    'cgroup:ensure a control group with its limits, and run programs in it'
    'cgroupns:ensure a named cgroup namespace, and run a block in it'
    'clock():the readings of the clocks in the current time namespace'
    'confirm:run a block whose changes are taken back unless confirm() comes in time, also when nsx was killed'
    'connect:make a connection; one that is refused is a result, not an error'
    'conntrack():the connections that the kernel tracks in this network namespace, both directions of each'
    'conntrack.count():how many connections are tracked in this network namespace, and how many may be'
    'conntrack.watch():connections that this network namespace begins to track, changes and forgets, by default until Ctrl-C'
    'container:ensure a container: its block names the isolated parts, all others are shared'
    'counters():what the protocols of this network namespace counted since the last look, and what it means'
    'delete:remove objects, as values or by kind and name; a missing object is an error'
    'descriptors():the sockets and namespaces that processes have open, and the namespace of each'
    'diff:what differs between a script and the existing state, and what mends it'
    'doctor():what this machine lacks: rights, kernel features, mounts'
    'domainname:read or set the NIS domain name of the current UTS namespace'
    'dummy:ensure a device that drops what is sent, to hold addresses'
    'enter:change the current context, for a block or until leave()'
    'exec:run a program with arguments in the current context; returns its exit code'
    'exit:end the script with an exit code; at the prompt, leave'
    'explain():show the kernel requests of lines and the equal command lines, and change nothing'
    'export:the existing state as a script that makes the same state elsewhere'
    'fdb:the forwarding tables of bridges, or a static entry in one'
    'filter.accept():accept packets that a later rule of nsx'\''s own table would drop'
    'filter.clear():delete all filtering rules that nsx made here'
    'filter.drop():drop packets, in a table of nsx'\''s own'
    'filter.log():write a line to the kernel'\''s log for each packet'
    'filter.reject():drop packets and tell their senders'
    'filter.rules():filtering rules that nsx made here, with their counters'
    'flap:set a device down and up again and again; it is up in the end'
    'gc():end and remove what killed runs left behind and no name reaches'
    'geneve:ensure an Ethernet tunnel in UDP whose header has room for options'
    'gre:ensure a tunnel that carries IP in GRE over IPv4'
    'gretap:ensure a tunnel that carries Ethernet in GRE over IPv4'
    'help:show the words of the language, one of them with its examples, or those that have to do with something'
    'here():the current context: the eight namespaces in which words act'
    'host():the context that nsx was started in, or run a block there'
    'hostname:read or set the host name of the current UTS namespace'
    'hosts:declare other hosts, and how ssh gets there'
    'hsr:ensure a device that sends each frame twice, over two others'
    'ifb:ensure an intermediate device, to shape incoming traffic'
    'include:run a file or a script of the standard library in the current context; its variables stay'
    'ip6gre:ensure a tunnel that carries IP in GRE over IPv6'
    'ip6gretap:ensure a tunnel that carries Ethernet in GRE over IPv6'
    'ip6tnl:ensure a tunnel that carries IP in IPv6'
    'ipcns:ensure a named IPC namespace, and run a block in it'
    'ipcs():shared memory, message queues and semaphores of this IPC namespace'
    'ipip:ensure a tunnel that carries IPv4 in IPv4'
    'ipvlan:ensure a device that shares another link'\''s MAC address'
    'ipvtap:ensure an ipvlan whose frames a program reads and writes'
    'jobs():the programs in the background, and those that ended since the last call'
    'leave():go back to the context before the last enter'
    'link:one device that exists, to read and to change'
    'links():the devices of the current network namespace'
    'listen:listen on a port and answer in the background, until the session ends'
    'macsec:ensure an encrypted Ethernet on another link (802.1AE)'
    'macvlan:ensure a device with a MAC address of its own on another link'
    'macvtap:ensure a macvlan whose frames a program reads and writes'
    'made():what nsx has made on this host and is still there, by run'
    'mdb:the multicast groups that bridges forward to their ports, or a fixed one'
    'mntns:ensure a named mount namespace, and run a block in it'
    'monitor():live changes in the current and all named network namespaces, by default until Ctrl-C'
    'mount:ensure a mount in the current mount namespace'
    'mounts():the mounts of the current mount namespace'
    'mq:a POSIX message queue: send and receive; without a name, a table of all'
    'msg:a System V message queue: send and receive'
    'namespaces:every namespace on the machine, its processes and what keeps it alive'
    'nat.clear():delete all masquerading and forwarded ports that nsx made here'
    'nat.forward:forward a port of this namespace'\''s own addresses to another address'
    'nat.masquerade:translate the source addresses of a network to this namespace'\''s own'
    'nat.rules():masquerading and forwarded ports, with their counters'
    'neighbour:ensure the MAC address of an IP address on a device'
    'neighbours():the MAC address of each IP address that the devices here know'
    'netkit:ensure a pair of connected devices for BPF programs, each in its namespace'
    'netns:ensure a named network namespace, and run a block in it'
    'nexthop:ensure a next-hop object, which routes name by its number'
    'nexthops():the next-hop objects of this network namespace'
    'nft():the rules of nftables and iptables-legacy, whoever made them, and what they do with packets'
    'nft.sets():the named sets and maps of nftables, with their elements'
    'nlmon:ensure a device to capture netlink messages from'
    'ns:an existing namespace of any kind by its inode'
    'nsid:give another network namespace an id in this one, or read the id'
    'nsids():the ids that this network namespace has for others'
    'on:run a block on other hosts at once, over ssh'
    'output:the standard output of a shell command line as text, trimmed'
    'partition:while a block runs, keep groups of network namespaces from hearing from each other'
    'pidns:ensure a named pid namespace, and run a block in it'
    'ping:send ICMP echo requests; no reply is a result, not an error'
    'pingall():ping from every named network namespace to every address of every other, on all declared hosts; the result is a matrix'
    'plan():list what lines would do, and change nothing'
    'probe:send one real packet, and show what the kernel does with it beside what why foretells'
    'ps():the processes of the current pid namespace and those below it'
    'qdisc:set a queueing discipline of a device: how it sends'
    'qdisc.class:ensure a class of a qdisc: a share of what a device sends'
    'qdisc.classes():the classes of this network namespace'\''s qdiscs'
    'qdisc.filter:ensure a filter: which packets go into a class, to a device or nowhere'
    'qdisc.filters():the filters of this network namespace'\''s qdiscs'
    'qdiscs():the queueing disciplines of this network namespace'\''s devices'
    'resolve:what the resolver of this network namespace says of a name, which server, and how long it took'
    'route:ensure a route; one to the same network with the same metric is replaced'
    'route.append:add a route after the others to the same network with the same metric'
    'route.change:replace an existing route to the same network with the same metric; fails when there is none'
    'route.get:the route that the kernel would choose to an address'
    'route.prepend:add a route before the others to the same network with the same metric'
    'route.replace:replace the route to the same network with the same metric'
    'routes():the routes of this network namespace, IPv4 and IPv6'
    'rule():ensure a rule that selects a routing table for packets'
    'rules():the rules of this network namespace, in the order in which they are tried'
    'sandbox():run a block in a throw-away machine: fresh net, ipc, uts, mnt, pid and time namespaces'
    'sem:a set of System V semaphores: add, take, wait for zero; a count makes the set'
    'sh:run a shell command line in the current context; returns its exit code'
    'shell:start an interactive shell in the current context; nsx continues when it ends'
    'shm:a segment of System V shared memory: read and write it; without a key, the segment of the current directory'
    'show:print a value as the prompt would, also from a loop, a function or an if'
    'sit:ensure a tunnel that carries IPv6 in IPv4'
    'sockets():the TCP and UDP sockets of the current network namespace, and the processes that have them open'
    'spawn:start a program in the background in the current context'
    'sysctl:read or set a kernel parameter of the current namespaces'
    'table:a table of a list of maps or of objects'
    'table.save:write a table to a file, which is replaced as a whole or not at all; the same as rows.save(file)'
    'tap:ensure a device whose Ethernet frames a program reads and writes'
    'team:ensure several links as one, steered by a program'
    'throughput:how many bytes a second TCP carries to another network namespace, or to a listener'
    'time():shift the clocks of the programs that are started from here'
    'timens:ensure a named time namespace, and run a block in it'
    'topology():a picture of all network namespaces, their devices, and the cables between them'
    'topology.dot:all network namespaces as a graph for Graphviz'
    'topology.json:all network namespaces with their devices as one JSON document'
    'topology.mermaid:all network namespaces as a flowchart of Mermaid'
    'topology.png:a picture of all network namespaces as PNG; librsvg'\''s rsvg-convert makes it'
    'topology.serve():serve the picture of all network namespaces to a browser on this machine, drawn anew with each change'
    'topology.svg:a picture of all network namespaces as SVG'
    'trace:the routers on the way to an address, with the path MTU; five in a row that do not answer end it'
    'tun:ensure a device whose IP packets a program reads and writes'
    'umount:unmount the topmost mount at a path in the current mount namespace'
    'undo:take back the last lines of this session that changed something, and list what that did'
    'unshare:run a block in fresh namespaces, which end with the block'
    'uptime():the time since boot, in the current time namespace'
    'userns:ensure a named user namespace, and run a block in it'
    'utsns:ensure a named UTS namespace, and run a block in it'
    'vcan:ensure a CAN bus in this kernel'
    'veth:ensure a pair of connected Ethernet devices, each in its namespace'
    'vlan:ensure a tagged VLAN of another link'
    'vlans():the VLANs of bridges and their ports'
    'vlans.global():the options of VLANs for all ports of a bridge'
    'vrf:ensure a routing domain with a table of its own'
    'vti:ensure an IPsec tunnel over IPv4 that is chosen by a mark'
    'vxcan:ensure a pair of connected CAN devices, each in its namespace'
    'vxlan:ensure an Ethernet network carried in UDP'
    'watch:evaluate a block repeatedly and mark what changed, by default until Ctrl-C'
    'why:walk a packet'\''s way there and back, and name the first thing that is broken and the line that mends it'
    'wireguard:ensure an encrypted tunnel to peers with known keys'
    'xfrm:ensure an IPsec device that is chosen by a number'
)
typeset -gA _nsx_places=(
    activeSlave: /sys/class/net
    cable /sys/class/net:/run/netns
    capture /sys/class/net
    cgroupns /run/nsx/ns/cgroup
    connect /sys/class/net:/run/netns
    container /run/nsx/container
    dev: /sys/class/net
    flap /sys/class/net
    iif: /sys/class/net
    in: /sys/class/net
    ipcns /run/nsx/ns/ipc
    link /sys/class/net
    link: /sys/class/net
    mirror: /sys/class/net
    mntns /run/nsx/ns/mnt
    netkit /sys/class/net:/run/netns
    netns /run/netns
    nsid /run/netns
    oif: /sys/class/net
    out: /sys/class/net
    pidns /run/nsx/ns/pid
    ping /sys/class/net:/run/netns
    primary: /sys/class/net
    probe /sys/class/net:/run/netns
    qdisc /sys/class/net
    qdisc: /sys/class/net
    redirect: /sys/class/net
    slave1: /sys/class/net
    slave2: /sys/class/net
    throughput /sys/class/net:/run/netns
    timens /run/nsx/ns/time
    trace /sys/class/net:/run/netns
    userns /run/nsx/ns/user
    utsns /run/nsx/ns/uts
    veth /sys/class/net:/run/netns
    vxcan /sys/class/net:/run/netns
    why /sys/class/net:/run/netns
)
# <<<

_nsx() {
    local curcontext=$curcontext state state_descr
    local -a line
    typeset -A opt_args
    if [[ ${words[1]} == *.nsx ]]; then # a script by its own name: ./own.nsx
        words=(nsx "${words[@]}")
        ((CURRENT++))
    fi
    _arguments -C -S -A '-*' $_nsx_options '1:script:_nsx_first' '*::argument:->arguments' && return
    [[ $state == arguments ]] && _nsx_arguments
}

_nsx_first() {
    local ret=1
    _describe -t commands command _nsx_check && ret=0
    _nsx_scripts && ret=0
    return ret
}

_nsx_scripts() {
    local ret=1
    _describe -t library 'script of the library' _nsx_library && ret=0
    _files -g '*.nsx(-.)' && ret=0
    return ret
}

# What a script takes: as the library's say, or as the first comment of one's own says in the same form. What the
# arguments of one's own mean is not known, so names and files are proposed too.
_nsx_arguments() {
    local script=${(Q)line[1]} value ret=1
    local -a declared names
    if [[ -n ${opt_args[-e]} ]]; then
        script=''
    elif [[ $script == check ]]; then
        ((CURRENT == 2)) && _nsx_scripts
        return
    fi
    script=${~script}
    if [[ -f $script && -r $script ]]; then
        _nsx_declared $script
    elif [[ -n ${_nsx_library[(r)${script%.nsx}:*]} ]]; then
        declared=(${${(M)_nsx_library_arguments:#${script%.nsx} *}#* })
        for value in ${declared:#-*}; do
            _message -r "${value/:/: }"
        done
        declared=(${(M)declared:#-*})
        declared=(${declared:#(${(j:|:)~${(b)words}}):*})
        _describe -o argument declared
        return
    fi
    _describe -o argument declared && ret=0
    _nsx_names /run/netns:/run/nsx/container && compadd -J namespaces -X namespaces -a names && ret=0
    _nsx_names /sys/class/net && compadd -J devices -X devices -a names && ret=0
    _files && ret=0
    return ret
}

# The options that the first comment of a script declares: Arguments: --down   what it means
_nsx_declared() {
    local text inside match mbegin mend
    local -i count
    while ((count++ < 40)) && IFS= read -r text; do
        case $text in
            *'*/'*) return ;;
            *Arguments:*) inside=yes text=${text#*Arguments:} ;;
            *[A-Z]*:\ *) inside='' ;;
        esac
        [[ -n $inside && $text =~ '^[ */]*(--[a-z-]+) +(.*)$' ]] && declared+=("$match[1]:${match[2]//[[:cntrl:]]/}")
    done <$1
}

# _nsx_names DIRECTORIES: sets names to the names in the directories, parted by colons. Those that could not stand
# between quotes as they are are left out.
_nsx_names() {
    local directory
    names=()
    for directory in ${(s.:.)1}; do
        names+=($directory/*(N:t))
    done
    names=(${names:#*[^A-Za-z0-9_.:@+-]*})
    ((${#names}))
}

# After -e, in quotes: the name of a namespace or device between the other quotes, or a word of the language.
_nsx_expression() {
    local inner close match mbegin mend
    local -a names
    case $compstate[quote] in
        \") inner=\' ;;
        \') inner=\" ;;
        *) _message 'expression, in quotes'; return 1 ;;
    esac
    local text=${(Q)PREFIX}
    if ((${#text//[^$inner]/} % 2)); then
        [[ $text =~ "^(.*[^A-Za-z0-9_\$.]|)([a-z]+:?)( *\\(? *)$inner([^\"'\$\`\\]*)\$" ]] || return 1
        close=$inner
        [[ $match[3] == *'('* ]] && close+=')'
        _nsx_names "${_nsx_places[$match[2]]}" || return 1
        compset -P "*$inner"
        compadd -Q -S $close -a names
    elif [[ $text =~ '^(|.*[{(;=,] *)([A-Za-z][A-Za-z0-9.]*|)$' ]]; then
        compset -P '*[^A-Za-z0-9.]'
        _describe -t words word _nsx_words -Q -S ''
    fi
}

if [[ ${funcstack[1]} == _nsx ]]; then
    _nsx "$@"
else
    compdef _nsx nsx
    compdef -p _nsx '*.nsx'
fi
