" Vim syntax file for scripts of nsx: Groovy and the words of nsx. Between the marks stands what is generated from the
" catalogue of words.

if exists('b:current_syntax')
  finish
endif

runtime! syntax/groovy.vim
unlet! b:current_syntax

" A name before a colon is a named argument, after a dot a property: words are neither.
syntax match nsxOption "\<\h\w*\ze:[^:]"

" >>> generated: words
syntax match nsxWord "\%(\.\s*\)\@<!\<\%(topology.mermaid\|conntrack.count\|conntrack.watch\|nat.masquerade\|topology.serve\|filter.accept\|filter.reject\|qdisc.classes\|qdisc.filters\|route.prepend\|route.replace\|topology.json\|filter.clear\|filter.rules\|qdisc.filter\|route.append\|route.change\|topology.dot\|topology.png\|topology.svg\|vlans.global\|descriptors\|filter.drop\|nat.forward\|qdisc.class\|domainname\|filter.log\|namespaces\|neighbours\|table.save\|throughput\|addresses\|conntrack\|container\|ip6gretap\|nat.clear\|nat.rules\|neighbors\|neighbour\|partition\|route.get\|wireguard\|cgroupns\|counters\|hostname\|neighbor\|nexthops\|nft.sets\|topology\|address\|bareudp\|capture\|confirm\|connect\|explain\|include\|macvlan\|macvtap\|monitor\|nexthop\|pingall\|resolve\|sandbox\|sockets\|unmount\|unshare\|arping\|atomic\|batadv\|bridge\|cgroup\|delete\|doctor\|export\|filter\|geneve\|gretap\|ip6gre\|ip6tnl\|ipvlan\|ipvtap\|listen\|macsec\|mounts\|netkit\|output\|qdiscs\|routes\|sysctl\|timens\|umount\|uptime\|userns\|await\|cable\|clock\|dummy\|enter\|hosts\|ipcns\|leave\|links\|mntns\|mount\|netns\|nlmon\|nsids\|pidns\|probe\|qdisc\|route\|rules\|shell\|spawn\|table\|trace\|utsns\|vlans\|vxcan\|vxlan\|watch\|bond\|diff\|exec\|exit\|flap\|help\|here\|host\|ipcs\|ipip\|jobs\|link\|made\|nsid\|ping\|plan\|rule\|show\|team\|time\|undo\|vcan\|veth\|vlan\|xfrm\|fdb\|gre\|hsr\|ifb\|mdb\|msg\|nat\|nft\|sem\|shm\|sit\|tap\|tun\|vrf\|vti\|why\|gc\|mq\|ns\|on\|ps\|sh\)\>\%(:[^:]\)\@!"
syntax match nsxUnit "\%(\<\d[0-9_.]*\|)\@<=\)\.\%(B\|GB\|KB\|MB\|bit\|day\|days\|gbit\|hour\|hours\|kbit\|mbit\|minute\|minutes\|ms\|ns\|percent\|second\|seconds\|us\|week\|weeks\)\>"
" <<<

highlight default link nsxWord Function
highlight default link nsxUnit Number
highlight default link nsxOption Identifier

let b:current_syntax = 'nsx'
