# Completion of nsx's command line for fish: nsx --completion fish | source
#
# TAB starts no program: namespaces and devices are listed by the directories in which the kernel and nsx keep their
# names, the arguments of a script are read from its first comment. Between the marks stands what is generated from
# the catalogue of words; docs/editors/README.md says how.

# >>> generated: tables
set -g __nsx_library \
    'lab/article'\t'the article\'s network: two namespaces on a bridge, routed and translated to an outside world' \
    'lab/chain'\t'a chain: namespaces that each forward to the next, with a network of its own between two' \
    'lab/container'\t'a container out of its parts, and in which namespaces it differs from the host after each' \
    'lab/ipc'\t'the article\'s IPC: a message in shared memory that another IPC namespace does not see' \
    'lab/router'\t'a router: one namespace with a leg in each of several networks, and a host in each of them' \
    'lab/star'\t'a star: namespaces around one that holds a bridge, all in 10.1.0.0/16' \
    'lab/time'\t'the article\'s clocks: programs for which the machine has been up a day longer than it has'
set -g __nsx_library_arguments \
    'lab/article'\t'--down'\t'remove everything again' \
    'lab/chain'\t'N'\t'number of namespaces, 2..60 (default 3)' \
    'lab/chain'\t'--down'\t'remove everything again' \
    'lab/container'\t'--down'\t'remove everything again' \
    'lab/ipc'\t'TEXT'\t'the message (default \'hello from the first namespace\')' \
    'lab/ipc'\t'--down'\t'remove the segment that a killed run left behind' \
    'lab/router'\t'N'\t'number of networks, 2..250 (default 3)' \
    'lab/router'\t'--down'\t'remove everything again' \
    'lab/star'\t'N'\t'number of namespaces, 1..250 (default 3)' \
    'lab/star'\t'--down'\t'remove everything again' \
    'lab/time'\t'DAYS'\t'number of days longer, 1..50000 (default 1)'
set -g __nsx_words \
    'address'\t'give a device an IPv4 or IPv6 address' \
    'addresses()'\t'the addresses of this network namespace' \
    'arping'\t'who has an address on a cable, with the hardware address; more than one is said' \
    'atomic()'\t'run a block whose changes are all taken back when one of its lines fails' \
    'await'\t'wait until the value of a block is true, and return that value' \
    'bareudp'\t'ensure a tunnel that carries IP or MPLS in UDP' \
    'batadv'\t'ensure a mesh network of B.A.T.M.A.N. Advanced' \
    'bond'\t'ensure several links as one' \
    'bridge'\t'ensure an Ethernet bridge: a switch in software' \
    'cable'\t'ensure a veth pair that delays, loses or slows packets, in each direction' \
    'capture'\t'the packets that pass a device, as lines or in a file, by default until Ctrl-C' \
    'cgroup'\t'ensure a control group with its limits, and run programs in it' \
    'cgroupns'\t'ensure a named cgroup namespace, and run a block in it' \
    'clock()'\t'the readings of the clocks in the current time namespace' \
    'confirm'\t'run a block whose changes are taken back unless confirm() comes in time, also when nsx was killed' \
    'connect'\t'make a connection; one that is refused is a result, not an error' \
    'conntrack()'\t'the connections that the kernel tracks in this network namespace, both directions of each' \
    'conntrack.count()'\t'how many connections are tracked in this network namespace, and how many may be' \
    'conntrack.watch()'\t'connections that this network namespace begins to track, changes and forgets, by default until Ctrl-C' \
    'container'\t'ensure a container: its block names the isolated parts, all others are shared' \
    'counters()'\t'what the protocols of this network namespace counted since the last look, and what it means' \
    'delete'\t'remove objects, as values or by kind and name; a missing object is an error' \
    'descriptors()'\t'the sockets and namespaces that processes have open, and the namespace of each' \
    'diff'\t'what differs between a script and the existing state, and what mends it' \
    'doctor()'\t'what this machine lacks: rights, kernel features, mounts' \
    'domainname'\t'read or set the NIS domain name of the current UTS namespace' \
    'dummy'\t'ensure a device that drops what is sent, to hold addresses' \
    'enter'\t'change the current context, for a block or until leave()' \
    'exec'\t'run a program with arguments in the current context; returns its exit code' \
    'exit'\t'end the script with an exit code; at the prompt, leave' \
    'explain()'\t'show the kernel requests of lines and the equal command lines, and change nothing' \
    'export'\t'the existing state as a script that makes the same state elsewhere' \
    'fdb'\t'the forwarding tables of bridges, or a static entry in one' \
    'filter.accept()'\t'accept packets that a later rule of nsx\'s own table would drop' \
    'filter.clear()'\t'delete all filtering rules that nsx made here' \
    'filter.drop()'\t'drop packets, in a table of nsx\'s own' \
    'filter.log()'\t'write a line to the kernel\'s log for each packet' \
    'filter.reject()'\t'drop packets and tell their senders' \
    'filter.rules()'\t'filtering rules that nsx made here, with their counters' \
    'flap'\t'set a device down and up again and again; it is up in the end' \
    'gc()'\t'end and remove what killed runs left behind and no name reaches' \
    'geneve'\t'ensure an Ethernet tunnel in UDP whose header has room for options' \
    'gre'\t'ensure a tunnel that carries IP in GRE over IPv4' \
    'gretap'\t'ensure a tunnel that carries Ethernet in GRE over IPv4' \
    'help'\t'show the words of the language, one of them with its examples, or those that have to do with something' \
    'here()'\t'the current context: the eight namespaces in which words act' \
    'host()'\t'the context that nsx was started in, or run a block there' \
    'hostname'\t'read or set the host name of the current UTS namespace' \
    'hosts'\t'declare other hosts, and how ssh gets there' \
    'hsr'\t'ensure a device that sends each frame twice, over two others' \
    'ifb'\t'ensure an intermediate device, to shape incoming traffic' \
    'include'\t'run a file or a script of the standard library in the current context; its variables stay' \
    'ip6gre'\t'ensure a tunnel that carries IP in GRE over IPv6' \
    'ip6gretap'\t'ensure a tunnel that carries Ethernet in GRE over IPv6' \
    'ip6tnl'\t'ensure a tunnel that carries IP in IPv6' \
    'ipcns'\t'ensure a named IPC namespace, and run a block in it' \
    'ipcs()'\t'shared memory, message queues and semaphores of this IPC namespace' \
    'ipip'\t'ensure a tunnel that carries IPv4 in IPv4' \
    'ipvlan'\t'ensure a device that shares another link\'s MAC address' \
    'ipvtap'\t'ensure an ipvlan whose frames a program reads and writes' \
    'jobs()'\t'the programs in the background, and those that ended since the last call' \
    'leave()'\t'go back to the context before the last enter' \
    'link'\t'one device that exists, to read and to change' \
    'links()'\t'the devices of the current network namespace' \
    'listen'\t'listen on a port and answer in the background, until the session ends' \
    'macsec'\t'ensure an encrypted Ethernet on another link (802.1AE)' \
    'macvlan'\t'ensure a device with a MAC address of its own on another link' \
    'macvtap'\t'ensure a macvlan whose frames a program reads and writes' \
    'made()'\t'what nsx has made on this host and is still there, by run' \
    'mdb'\t'the multicast groups that bridges forward to their ports, or a fixed one' \
    'mntns'\t'ensure a named mount namespace, and run a block in it' \
    'monitor()'\t'live changes in the current and all named network namespaces, by default until Ctrl-C' \
    'mount'\t'ensure a mount in the current mount namespace' \
    'mounts()'\t'the mounts of the current mount namespace' \
    'mq'\t'a POSIX message queue: send and receive; without a name, a table of all' \
    'msg'\t'a System V message queue: send and receive' \
    'namespaces'\t'every namespace on the machine, its processes and what keeps it alive' \
    'nat.clear()'\t'delete all masquerading and forwarded ports that nsx made here' \
    'nat.forward'\t'forward a port of this namespace\'s own addresses to another address' \
    'nat.masquerade'\t'translate the source addresses of a network to this namespace\'s own' \
    'nat.rules()'\t'masquerading and forwarded ports, with their counters' \
    'neighbour'\t'ensure the MAC address of an IP address on a device' \
    'neighbours()'\t'the MAC address of each IP address that the devices here know' \
    'netkit'\t'ensure a pair of connected devices for BPF programs, each in its namespace' \
    'netns'\t'ensure a named network namespace, and run a block in it' \
    'nexthop'\t'ensure a next-hop object, which routes name by its number' \
    'nexthops()'\t'the next-hop objects of this network namespace' \
    'nft()'\t'the rules of nftables and iptables-legacy, whoever made them, and what they do with packets' \
    'nft.sets()'\t'the named sets and maps of nftables, with their elements' \
    'nlmon'\t'ensure a device to capture netlink messages from' \
    'ns'\t'an existing namespace of any kind by its inode' \
    'nsid'\t'give another network namespace an id in this one, or read the id' \
    'nsids()'\t'the ids that this network namespace has for others' \
    'on'\t'run a block on other hosts at once, over ssh' \
    'output'\t'the standard output of a shell command line as text, trimmed' \
    'partition'\t'while a block runs, keep groups of network namespaces from hearing from each other' \
    'pidns'\t'ensure a named pid namespace, and run a block in it' \
    'ping'\t'send ICMP echo requests; no reply is a result, not an error' \
    'pingall()'\t'ping from every named network namespace to every address of every other, on all declared hosts; the result is a matrix' \
    'plan()'\t'list what lines would do, and change nothing' \
    'probe'\t'send one real packet, and show what the kernel does with it beside what why foretells' \
    'ps()'\t'the processes of the current pid namespace and those below it' \
    'qdisc'\t'set a queueing discipline of a device: how it sends' \
    'qdisc.class'\t'ensure a class of a qdisc: a share of what a device sends' \
    'qdisc.classes()'\t'the classes of this network namespace\'s qdiscs' \
    'qdisc.filter'\t'ensure a filter: which packets go into a class, to a device or nowhere' \
    'qdisc.filters()'\t'the filters of this network namespace\'s qdiscs' \
    'qdiscs()'\t'the queueing disciplines of this network namespace\'s devices' \
    'resolve'\t'what the resolver of this network namespace says of a name, which server, and how long it took' \
    'route'\t'ensure a route; one to the same network with the same metric is replaced' \
    'route.append'\t'add a route after the others to the same network with the same metric' \
    'route.change'\t'replace an existing route to the same network with the same metric; fails when there is none' \
    'route.get'\t'the route that the kernel would choose to an address' \
    'route.prepend'\t'add a route before the others to the same network with the same metric' \
    'route.replace'\t'replace the route to the same network with the same metric' \
    'routes()'\t'the routes of this network namespace, IPv4 and IPv6' \
    'rule()'\t'ensure a rule that selects a routing table for packets' \
    'rules()'\t'the rules of this network namespace, in the order in which they are tried' \
    'sandbox()'\t'run a block in a throw-away machine: fresh net, ipc, uts, mnt, pid and time namespaces' \
    'sem'\t'a set of System V semaphores: add, take, wait for zero; a count makes the set' \
    'sh'\t'run a shell command line in the current context; returns its exit code' \
    'shell'\t'start an interactive shell in the current context; nsx continues when it ends' \
    'shm'\t'a segment of System V shared memory: read and write it; without a key, the segment of the current directory' \
    'show'\t'print a value as the prompt would, also from a loop, a function or an if' \
    'sit'\t'ensure a tunnel that carries IPv6 in IPv4' \
    'sockets()'\t'the TCP and UDP sockets of the current network namespace, and the processes that have them open' \
    'spawn'\t'start a program in the background in the current context' \
    'sysctl'\t'read or set a kernel parameter of the current namespaces' \
    'table'\t'a table of a list of maps or of objects' \
    'table.save'\t'write a table to a file, which is replaced as a whole or not at all; the same as rows.save(file)' \
    'tap'\t'ensure a device whose Ethernet frames a program reads and writes' \
    'team'\t'ensure several links as one, steered by a program' \
    'throughput'\t'how many bytes a second TCP carries to another network namespace, or to a listener' \
    'time()'\t'shift the clocks of the programs that are started from here' \
    'timens'\t'ensure a named time namespace, and run a block in it' \
    'topology()'\t'a picture of all network namespaces, their devices, and the cables between them' \
    'topology.dot'\t'all network namespaces as a graph for Graphviz' \
    'topology.json'\t'all network namespaces with their devices as one JSON document' \
    'topology.mermaid'\t'all network namespaces as a flowchart of Mermaid' \
    'topology.png'\t'a picture of all network namespaces as PNG; librsvg\'s rsvg-convert makes it' \
    'topology.serve()'\t'serve the picture of all network namespaces to a browser on this machine, drawn anew with each change' \
    'topology.svg'\t'a picture of all network namespaces as SVG' \
    'trace'\t'the routers on the way to an address, with the path MTU; five in a row that do not answer end it' \
    'tun'\t'ensure a device whose IP packets a program reads and writes' \
    'umount'\t'unmount the topmost mount at a path in the current mount namespace' \
    'undo'\t'take back the last lines of this session that changed something, and list what that did' \
    'unshare'\t'run a block in fresh namespaces, which end with the block' \
    'uptime()'\t'the time since boot, in the current time namespace' \
    'userns'\t'ensure a named user namespace, and run a block in it' \
    'utsns'\t'ensure a named UTS namespace, and run a block in it' \
    'vcan'\t'ensure a CAN bus in this kernel' \
    'veth'\t'ensure a pair of connected Ethernet devices, each in its namespace' \
    'vlan'\t'ensure a tagged VLAN of another link' \
    'vlans()'\t'the VLANs of bridges and their ports' \
    'vlans.global()'\t'the options of VLANs for all ports of a bridge' \
    'vrf'\t'ensure a routing domain with a table of its own' \
    'vti'\t'ensure an IPsec tunnel over IPv4 that is chosen by a mark' \
    'vxcan'\t'ensure a pair of connected CAN devices, each in its namespace' \
    'vxlan'\t'ensure an Ethernet network carried in UDP' \
    'watch'\t'evaluate a block repeatedly and mark what changed, by default until Ctrl-C' \
    'why'\t'walk a packet\'s way there and back, and name the first thing that is broken and the line that mends it' \
    'wireguard'\t'ensure an encrypted tunnel to peers with known keys' \
    'xfrm'\t'ensure an IPsec device that is chosen by a number'
set -g __nsx_places \
    'activeSlave:=/sys/class/net' \
    'cable=/sys/class/net:/run/netns' \
    'capture=/sys/class/net' \
    'cgroupns=/run/nsx/ns/cgroup' \
    'connect=/sys/class/net:/run/netns' \
    'container=/run/nsx/container' \
    'dev:=/sys/class/net' \
    'flap=/sys/class/net' \
    'iif:=/sys/class/net' \
    'in:=/sys/class/net' \
    'ipcns=/run/nsx/ns/ipc' \
    'link=/sys/class/net' \
    'link:=/sys/class/net' \
    'mirror:=/sys/class/net' \
    'mntns=/run/nsx/ns/mnt' \
    'netkit=/sys/class/net:/run/netns' \
    'netns=/run/netns' \
    'nsid=/run/netns' \
    'oif:=/sys/class/net' \
    'out:=/sys/class/net' \
    'pidns=/run/nsx/ns/pid' \
    'ping=/sys/class/net:/run/netns' \
    'primary:=/sys/class/net' \
    'probe=/sys/class/net:/run/netns' \
    'qdisc=/sys/class/net' \
    'qdisc:=/sys/class/net' \
    'redirect:=/sys/class/net' \
    'slave1:=/sys/class/net' \
    'slave2:=/sys/class/net' \
    'throughput=/sys/class/net:/run/netns' \
    'timens=/run/nsx/ns/time' \
    'trace=/sys/class/net:/run/netns' \
    'userns=/run/nsx/ns/user' \
    'utsns=/run/nsx/ns/uts' \
    'veth=/sys/class/net:/run/netns' \
    'vxcan=/sys/class/net:/run/netns' \
    'why=/sys/class/net:/run/netns'
complete -c nsx -n '__nsx_is options' -l json -d 'print the last value as one JSON document'
complete -c nsx -n '__nsx_is options' -l format -x -a 'text json csv markdown' -d 'print the last value as text, json, csv or markdown'
complete -c nsx -n '__nsx_is options' -l rootless -d 'run without privileges: as root of a new user namespace, with its own networks, IPC and mounts'
complete -c nsx -n '__nsx_is options' -l sandbox -d 'run in a throw-away machine: fresh net, ipc, uts, mnt, pid and time namespaces'
complete -c nsx -n '__nsx_is options' -l plan -d 'list what a script would do, and change nothing'
complete -c nsx -n '__nsx_is options' -l trust-file -d 'run scripts as root even if another user can change them'
complete -c nsx -n '__nsx_is options' -l trace -d 'print each change and its kernel request to standard error'
complete -c nsx -n '__nsx_is options' -l no-color -d 'print without colour; the variables NO_COLOR and CLICOLOR_FORCE work too'
complete -c nsx -n '__nsx_is options' -l serve -d 'carry out words for nsx on another host, on standard input and output'
complete -c nsx -n '__nsx_is options' -l completion -x -a 'bash fish zsh' -d 'print the completion script for bash, zsh or fish'
complete -c nsx -n '__nsx_is options' -l version -d 'print the version'
complete -c nsx -n '__nsx_is options' -l help -d 'print this help'
complete -c nsx -n '__nsx_is options' -s e -x -d 'evaluate one expression and print its value'
complete -c nsx -n '__nsx_is options' -a check -d 'compile and check a script without running it'
complete -c nsx -n '__nsx_is options' -a diff -d 'what differs between a script and this machine; exits with 1 when something does'
complete -c nsx -n '__nsx_is options' -a doctor -d 'say what this machine lacks: rights, kernel features, mounts'
complete -c nsx -n '__nsx_is options' -a gc -d 'remove what killed runs left behind; --dry lists it'
# <<<

# What the cursor stands on: options, check, expression, arguments or nothing; and the script before it.
function __nsx_place
    set -l state options
    set -l script ''
    set -l words (commandline -opc)
    # a script by its own name: ./own.nsx
    string match -q '*.nsx' -- $words[1]; and set -p words nsx
    for word in $words[2..]
        switch $state:$word
            case options:-e
                set state expression
            case options:--completion
                set state shell
            case options:--format
                set state format
            case 'format:*'
                set state options
            case options:check
                set state check
            case options:--
                set state script
            case 'options:-?*'
            case 'options:*' 'script:*'
                set state arguments
                set script (string unescape -- $word; or echo $word)
            case 'expression:*'
                set state arguments
            case 'check:*' 'shell:*'
                set state nothing
        end
    end
    printf '%s\n' $state $script
end

function __nsx_is
    contains -- (__nsx_place)[1] $argv
end

# Files of scripts, directories and the library's scripts.
function __nsx_scripts
    printf '%s\n' $__nsx_library
    set -l token (__nsx_token)
    for file in $token*.nsx $token*/
        printf '%s\n' $file
    end
end

# What was typed of the word, without its quotes.
function __nsx_token
    set -l token (commandline -ct)
    string unescape -- $token 2>/dev/null
    or string replace -r '^["\']' '' -- $token
end

# What a script takes: as the library's say, or as the first comment of one's own says in the same form. What the
# arguments of one's own mean is not known, so names and files are proposed too.
function __nsx_arguments
    set -l script (__nsx_place)[2]
    set -l name (string replace -r '\.nsx$' '' -- "$script")
    if not test -f "$script"; and string match -q -- $name\t\* $__nsx_library
        string match -r -g -- '^'(string escape --style=regex -- $name)'\t(-.*)' $__nsx_library_arguments
        return
    end
    test -f "$script" -a -r "$script"; and __nsx_declared <$script
    __nsx_names /run/netns \t'network namespace'
    __nsx_names /run/nsx/container \tcontainer
    __nsx_names /sys/class/net \tdevice
    __fish_complete_path (__nsx_token)
end

# The options that the first comment of a script (standard input) declares: Arguments: --down   what it means
function __nsx_declared
    set -l inside no
    for i in (seq 40)
        read -l text; or return
        string match -q '*\*/*' -- $text; and return
        if string match -q '*Arguments:*' -- $text
            set inside yes
            set text (string replace -r '.*Arguments:' '' -- $text)
        else if string match -qr '[A-Z]\w*: ' -- $text
            set inside no
        end
        set -l found (string match -r '^[ */]*(--[a-z-]+) +(.*)$' -- $text)
        test $inside = yes; and set -q found[3]; and printf '%s\t%s\n' $found[2] (string replace -ra '[[:cntrl:]]' '' -- $found[3])
    end
end

# __nsx_names DIRECTORY AFTER [BEFORE]: the names in the directory. Those that could not stand between quotes as they
# are are left out.
function __nsx_names
    for path in $argv[1]/*
        set -l name (string replace -r '.*/' '' -- $path | string collect)
        string match -qr '^[A-Za-z0-9_.:@+-]+$' -- $name
        and printf '%s\n' "$argv[3]$name$argv[2]"
    end
end

# After -e, in quotes: the name of a namespace or device between the other quotes, or a word of the language.
function __nsx_expression
    set -l token (commandline -ct)
    set -l quote (string sub -l 1 -- $token)
    set -l text (string sub -s 2 -- $token)
    set -l inner
    switch "$quote"
        case '"'
            set inner "'"
        case "'"
            set inner '"'
        case '*'
            return
    end
    if test (math (string replace -ra "[^$inner]" '' -- "$text" | string length) % 2) -eq 1
        set -l parts (string match -r '^((?:.*[^A-Za-z0-9_$.])?([a-z]+:?)( *\(? *)'$inner')[^"\'$`\\\\]*$' -- $text); or return
        set -l close $inner
        string match -q '*(*' -- $parts[4]; and set close "$inner)"
        for directory in (string match -r -- "^$parts[3]=.*" $__nsx_places | string replace -r '^[^=]*=' '' | string split :)
            __nsx_names $directory $close $parts[2]
        end
    else if set -l parts (string match -r '^(|.*[{(;=,] *)[A-Za-z.0-9]*$' -- $text)
        printf '%s\n' $parts[2]$__nsx_words
    end
end

complete -c nsx -f
complete -c nsx -n '__nsx_is options script check' -a '(__nsx_scripts)'
complete -c nsx -n '__nsx_is expression' -a '(__nsx_expression)'
complete -c nsx -n '__nsx_is arguments' -a '(__nsx_arguments)'
complete -p '*.nsx' -f -a '(__nsx_arguments)'
complete -c nsx -n '__nsx_is shell' -a 'bash fish zsh'
complete -c nsx -n '__nsx_is format' -a 'text json csv markdown'
