package nsx.docs

import java.nio.file.Files
import java.nio.file.Path
import java.util.concurrent.TimeUnit
import nsx.test.Needs
import spock.lang.Requires
import spock.lang.Specification
import spock.lang.TempDir
import nsx.test.Root

/**
 * A spec on two hosts: network namespaces with an sshd, a /run and a cache of their own, all of them on one switch, in namespaces that end with
 * each test. Programs in the directory {@code bin} are on the search path of both. The application is there once repl is packaged.
 */
@Requires(
    value = {
        Files.exists(Path.of('../repl/target/app/complete')) && Root.isOfMachine()
    },
    inherited = true)
abstract class OnHosts extends Specification {
    static final RIG = '''
        set -e
        mount -t tmpfs tmpfs /run
        mkdir -p /run/sshd
        ssh-keygen -q -t ed25519 -N '' -f key
        ssh-keygen -q -t ed25519 -N '' -f hostkey
        ip link add sw type bridge
        ip address add 10.77.0.254/24 dev sw
        ip link set sw up
        ip link set lo up
        for i in 1 2; do
            ip netns add host$i
            ip link add hv$i type veth peer name eth0 netns host$i
            ip link set hv$i master sw up
            ip -n host$i address add 10.77.0.$i/24 dev eth0
            ip -n host$i link set eth0 up
            ip -n host$i link set lo up
            echo "10.77.0.$i $(cut -d' ' -f1,2 hostkey.pub)" >> known_hosts
            ip netns exec host$i unshare -m sh -c "mount -t tmpfs tmpfs /run; mkdir -p /run/sshd; exec /usr/sbin/sshd -D -e -f /dev/null \\
                -oHostKey=$PWD/hostkey -oAuthorizedKeysFile=$PWD/key.pub -oStrictModes=no -oPidFile=none -oUsePAM=no \\
                -oSubsystem='sftp internal-sftp' \\
                -oSetEnv='XDG_CACHE_HOME=$PWD/cache$i PATH=$PWD/bin:/usr/sbin:/usr/bin:/sbin:/bin'" > sshd$i.log 2>&1 &
        done
        cat > config <<END
        Host jumped
            HostName 10.77.0.2
            ProxyJump 10.77.0.1
        Host *
            User root
            IdentityFile $PWD/key
            IdentitiesOnly yes
            UserKnownHostsFile $PWD/known_hosts
            StrictHostKeyChecking yes
            ConnectionAttempts 60
        END
        '''.stripIndent()

    @TempDir
    Path directory

    static String nsx() {
        new File('../nsx').canonicalPath
    }

    /** What the script prints, with two hosts h1 and h2 declared, which have nsx. */
    Map run(String script) {
        launch("""
            hosts(config: '$directory/config', nsx: '${nsx()}') { h1 '10.77.0.1'; h2 '10.77.0.2'; jumped 'jumped' }
            """.stripIndent() + script.stripIndent())
    }

    /** What the script prints beside the hosts. */
    Map launch(String script) {
        Files.writeString(directory.resolve('script.nsx'), script)
        shell("exec '${nsx()}' --trust-file script.nsx")
    }

    /** What the lines of a shell print beside the hosts. */
    Map shell(String lines) {
        Needs.programs('unshare', 'ip', 'ssh', 'ssh-keygen', 'sshd')
        Files.writeString(directory.resolve('rig'), RIG)
        def builder = new ProcessBuilder('unshare', '-n', '-m', '-i', '-u', '-p', '-f', '--kill-child', '--mount-proc', 'sh', '-c',
            ". ./rig; $lines")
        builder.directory(directory.toFile()).environment().put('HOME', directory.toString())
        builder.redirectInput(new File('/dev/null'))
        builder.redirectOutput(directory.resolve('out').toFile()).redirectError(directory.resolve('err').toFile())
        def process = builder.start()
        assert process.waitFor(5, TimeUnit.MINUTES)
        [code: process.exitValue(), out: Files.readString(directory.resolve('out')), err: Files.readString(directory.resolve('err'))]
    }
}
