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
syntax match nsxWord "\%(\.\s*\)\@<!\<\%(topology.mermaid\|conntrack.count\|nat.masquerade\|route.prepend\|route.replace\|topology.json\|route.append\|topology.dot\|topology.svg\|nat.forward\|domainname\|namespaces\|neighbours\|table.save\|addresses\|conntrack\|container\|nat.clear\|nat.rules\|neighbors\|neighbour\|route.get\|cgroupns\|hostname\|neighbor\|topology\|address\|capture\|connect\|explain\|include\|macvlan\|monitor\|pingall\|sandbox\|sockets\|unmount\|unshare\|atomic\|bridge\|cgroup\|delete\|export\|geneve\|ipvlan\|listen\|mounts\|netkit\|output\|qdiscs\|routes\|sysctl\|timens\|umount\|uptime\|userns\|await\|clock\|dummy\|enter\|ipcns\|leave\|links\|mntns\|mount\|netns\|nsids\|pidns\|probe\|qdisc\|route\|rules\|shell\|spawn\|table\|utsns\|vxlan\|watch\|bond\|diff\|exec\|exit\|help\|here\|host\|ipcs\|jobs\|link\|made\|nsid\|ping\|plan\|rule\|show\|time\|undo\|veth\|vlan\|fdb\|gre\|ifb\|msg\|nat\|sem\|shm\|tap\|tun\|vrf\|why\|gc\|mq\|ns\|ps\|sh\)\>\%(:[^:]\)\@!"
syntax match nsxUnit "\%(\<\d[0-9_.]*\|)\@<=\)\.\%(B\|GB\|KB\|MB\|bit\|day\|days\|gbit\|hour\|hours\|kbit\|mbit\|minute\|minutes\|ms\|ns\|percent\|second\|seconds\|us\|week\|weeks\)\>"
" <<<

highlight default link nsxWord Function
highlight default link nsxUnit Number
highlight default link nsxOption Identifier

let b:current_syntax = 'nsx'
