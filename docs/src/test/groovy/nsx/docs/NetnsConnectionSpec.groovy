package nsx.docs

import java.nio.file.Files
import java.nio.file.Path
import nsx.test.Needs
import spock.lang.Requires
import spock.lang.Specification
import spock.lang.TempDir
import nsx.test.Root

/** The command line with which Ansible's connection enters a namespace; programs in {@code bin} play sudo and ip. */
@Requires({ Root.isOfMachine() })
class NetnsConnectionSpec extends Specification {
    static final ENTERING = '''
        import importlib.util, sys
        spec = importlib.util.spec_from_file_location('netns', sys.argv[1])
        netns = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(netns)
        class Options:
            def get_option(self, name):
                return {'namespace': 'web', 'enter': sys.argv[2]}[name]
        print(netns.Connection._entering(Options(), sys.argv[3]))
        '''.stripIndent()

    @TempDir
    Path directory

    void program(String name, String line) {
        def file = directory.resolve(name)
        Files.writeString(file, "#!/bin/sh\n$line\n")
        file.toFile().executable = true
    }

    def "a command that #enter enters for runs as user #user"() {
        given:
        Needs.programs('ansible', 'setpriv')
        program('sudo', 'shift; SUDO_UID=65534 SUDO_GID=65534 exec "$@"')
        program('ip', 'shift 3; exec "$@"')
        def plugin = 'ansible/ansible_collections/nsx/shell/plugins/connection/netns.py'

        when:
        def line = ['/usr/bin/python3', '-Bc', ENTERING, plugin, enter, 'echo "$(id -u)"'].execute().text.trim()
        def run = new ProcessBuilder('sh', '-c', line)
        run.environment().PATH = "$directory:${System.getenv('PATH')}".toString()

        then:
        run.start().inputStream.text.trim() == user

        where:
        enter                   || user
        'ip netns exec'         || '0'
        'sudo -n ip netns exec' || '65534'
    }
}
