#!/bin/sh
# hosts.sh N: network namespaces h1 to hN play hosts, each with 50 cables and an sshd that ssh starts for its connection and that ends with it.
# /run/hosts/config is for ssh -F. Needs a /run of its own, and root.
set -eu
mkdir -p /run/sshd /run/hosts
cd /run/hosts
ssh-keygen -q -t ed25519 -N '' -f key
ssh-keygen -q -t ed25519 -N '' -f hostkey
echo "h* $(cut -d' ' -f1,2 hostkey.pub)" >known_hosts
cat >config <<END
Host h*
    User root
    IdentityFile /run/hosts/key
    IdentitiesOnly yes
    UserKnownHostsFile /run/hosts/known_hosts
    StrictHostKeyChecking yes
    ProxyCommand ip netns exec %n $(command -v sshd) -i -f /dev/null -oHostKey=/run/hosts/hostkey \\
        -oAuthorizedKeysFile=/run/hosts/key.pub -oStrictModes=no -oUsePAM=no -oPidFile=none 2>/dev/null
END
sed -i ':a; /\\$/ { N; s/\\\n *//; ta }' config
for i in $(seq "$1"); do
    ip netns add "h$i"
    seq 50 | sed 's/.*/link add x& type veth peer name y&/' | ip -n "h$i" -batch -
done
seq 50 | sed 's/.*/link add x& type veth peer name y&/' | ip -batch -
