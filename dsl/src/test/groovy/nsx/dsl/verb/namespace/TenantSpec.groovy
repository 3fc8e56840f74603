package nsx.dsl.verb.namespace

import groovy.json.JsonOutput
import groovy.json.JsonSlurper
import java.nio.file.Files
import java.nio.file.Path
import nsx.dsl.LiveSpec
import nsx.dsl.error.NsxException
import nsx.test.Needs
import spock.lang.TempDir

/** Containers that runc and crun run. */
class TenantSpec extends LiveSpec {
    @TempDir
    Path bundle

    private final List<String> running = []

    /**
     * A container with a name that no other test on this machine has: control groups are the machine's.
     *
     * @param root where the program notes it, if not where it does by itself
     */
    private String run(String runtime, String name = nameOf(runtime), String root = '') {
        Needs.programs(runtime)
        assumePossible('cgroup')
        def places = ['bin', 'lib', 'lib64', 'usr'].findAll { Files.isDirectory(Path.of("/$it")) }
        (places + ['proc', 'dev']).each { Files.createDirectories(bundle.resolve("rootfs/$it")) }
        peer "cd $bundle && rm -f config.json && $runtime spec"
        def config = new JsonSlurper().parse(bundle.resolve('config.json').toFile())
        config.process.terminal = false
        config.process.args = ['/bin/sleep', '600']
        config.hostname = 'inside'
        config.linux.cgroupsPath = "/$name-${root ?: runtime}".toString()
        config.root = [path: "$bundle/rootfs".toString(), readonly: true]
        config.mounts = [[destination: '/proc', type: 'proc', source: 'proc']] +
            places.collect { [destination: "/$it".toString(), type: 'bind', source: "/$it".toString(), options: ['rbind', 'ro']] }
        bundle.resolve('config.json').toFile().text = JsonOutput.toJson(config)
        def program = root ? "$runtime --root $bundle/$root" : runtime
        running << "$program delete -f $name".toString()
        peer "cd $bundle && $program run -d $name </dev/null >said 2>&1 || { cat said; exit 1; }"
        name
    }

    private static String nameOf(String runtime) {
        "nsx-test-$runtime-${ProcessHandle.current().pid()}"
    }

    def cleanup() {
        running.each { peer "$it >/dev/null 2>&1 || true" }
    }

    def "a container of #runtime is entered by its name"() {
        given:
        def name = run(runtime)
        expect:
        eval("enter(container: '$name') { output 'hostname' }") == 'inside'
        eval("netns(container: '$name') { links()*.name }") == ['lo']
        eval("namespaces('net')").any { "$runtime/$name".toString() in it.names }
        eval("netns(container: '$name') { lo.up() }; why '127.0.0.1', from: '$runtime/$name'").ok
        eval("why '127.0.0.1', from: 'container/$name'").ok
        eval("netns(container: '$name') { bridge('d') { address '10.9.8.7/24'; up() } }; why '$runtime/$name'").verdict == 'broken'
        eval("enter(container: '$runtime/$name') { here.net.inode }") == eval("netns(container: '$name').inode")
        eval("netns(container: '$name').inode") == eval("enter(container: '$name', only: ['net']) { here.net.inode }")

        when: "it is one of no other program's"
        eval "netns(docker: '$name')"
        then:
        def e = thrown(NsxException)
        e.message == "there is no Docker container '$name' that runs"

        when:
        def file = "/run/$runtime/$name/${runtime == 'runc' ? 'state.json' : 'status'}"
        peer "chmod 666 $file"
        eval "netns(container: '$name')"
        then: 'anybody could have written it'
        e = thrown(NsxException)
        e.message == "there is no container '$name' that runs"
        e.reason().endsWith("; not believed: $file (others can write it)")

        where:
        runtime << (isMixed() ? ['runc'] : ['runc', 'crun'])
    }

    def "of two containers with a name one is selected by its title"() {
        given: 'the second as crun notes it'
        def name = run('runc')
        run('runc', name, 'crun')
        def state = new JsonSlurper().parse(bundle.resolve("crun/$name/state.json").toFile())
        def noted = Path.of("/run/crun/$name")
        Files.createDirectories(noted)
        Files.writeString(noted.resolve('status'), JsonOutput.toJson(
            [pid: state.init_process_pid, 'process-start-time': state.init_process_start as long, 'cgroup-path': "/$name-crun".toString()]))

        when:
        eval "enter(container: '$name')"
        then:
        def e = thrown(NsxException)
        e.message == "'$name' is more than one container"
        e.reason() == "crun/$name ($name), runc/$name ($name)"
        e.hint() == "such as: container: 'crun/$name'"
        eval("netns(container: 'crun/$name').inode") != eval("netns(container: 'runc/$name').inode")

        cleanup:
        peer "rm -r $noted; rmdir --ignore-fail-on-non-empty /run/crun"
    }

    def "a title in place of a namespace or device leads to what takes it: #line"() {
        when:
        eval line
        then:
        def e = thrown(NsxException)
        e.hint() == hint
        where:
        line                        | hint
        "netns('docker/web')"       | "what others run is named as: docker: 'web'"
        "netns 'runc/web'"          | "what others run is named as: container: 'runc/web'"
        "enter('podman/web') { 1 }" | "such as: enter(podman: 'web')"
        "capture 'docker/web:eth0'" | "for a line in what others run: netns(docker: 'web') { … }"
    }

    /** With controllers in trees of both versions crun runs nothing: "cgroups in hybrid mode not supported". */
    private static boolean isMixed() {
        def targets = { type -> peer("findmnt -rno TARGET -t $type || true").readLines() }
        targets('cgroup') && targets('cgroup2').any { Files.readString(Path.of(it, 'cgroup.controllers')).trim() }
    }

    def "one option is taken: #line"() {
        when:
        eval line
        then:
        def e = thrown(NsxException)
        "$e.message: ${e.reason() ?: e.hint()}".startsWith(said)
        where:
        line                                        | said
        "enter(docker: 'a', pid: 1)"                | 'enter takes either namespaces, pid:, or one container, pod, machine or unit'
        "enter(docker: 'a', pod: 'b/c')"            | 'enter takes either namespaces, pid:, or one container, pod, machine or unit'
        "netns(docker: 'a', pid: 1)"                | 'netns takes one of pid:, path: and what others run, alone or with a new name'
        "enter(unit: 'no-such.service')"            | "there is no unit 'no-such.service' that runs: no process is in one, or its files could have been written by others"
        "why '127.0.0.1', from: 'podman/none'"      | "there is no Podman container 'none' that runs"
        "why 'pod/default/none'"                    | "there is no pod 'default/none' that runs"
        "probe '127.0.0.1', from: 'machine/none'"   | "there is no machine 'none' that runs"
        "netns(pod: 'default/none')"                | "there is no pod 'default/none' that runs"
    }
}
