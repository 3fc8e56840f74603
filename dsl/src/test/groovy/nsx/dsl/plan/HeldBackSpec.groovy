package nsx.dsl.plan

import java.nio.file.Files
import java.nio.file.Path
import nsx.dsl.LiveSpec
import spock.lang.TempDir

/** What plain Groovy would do to the machine is not done by a plan, which says so and continues. */
class HeldBackSpec extends LiveSpec {
    @TempDir
    Path directory

    Path script(String lines) {
        Files.writeString(directory.resolve('lab.nsx'), lines)
    }

    /** Each file with what is in it. */
    Map<String, String> files() {
        Files.list(directory).withCloseable { all ->
            all.filter { Files.isRegularFile(it) && it.fileName.toString() != 'lab.nsx' }
                .toList().collectEntries { [it.fileName.toString(), Files.readString(it)] }
        }
    }

    def "a comparison does not do what plain Groovy of the script does: #line"() {
        given:
        Files.writeString(directory.resolve('there'), 'kept')
        def file = script("def d = '$directory'\ndef there = new File(d, 'there')\n$line\nbridge 'br0'")

        when:
        def difference = eval("diff '$file'")

        then:
        files() == [there: 'kept']
        difference*.should() == ["bridge 'br0'"]
        difference.unfollowed.any { it.startsWith("line 3: it $does") }
        operations == []

        where:
        line                                                         | does
        "new File(d, 'x').text = 'y'"                                | 'writes '
        "there.text += 'y'"                                          | 'writes '
        "there << 'y'"                                               | 'writes '
        "there.bytes = [1] as byte[]"                                | 'writes '
        "there.write 'y'"                                            | 'writes '
        "there.append('y')"                                          | 'writes '
        "there.withWriter { w -> w << 'y' }"                         | 'writes '
        "there.with { text = 'y' }"                                  | 'writes '
        "new File(d, 'x').withPrintWriter { it.println 'y' }"        | 'writes '
        "there.newOutputStream().withStream { it << 'y' }"           | 'writes '
        "if (there.exists()) there.delete()"                         | 'removes '
        "there?.delete()"                                            | 'removes '
        "[there]*.delete()"                                          | 'removes '
        "[there].each { it.delete() }"                               | 'removes '
        "[1].each(there.&write)"                                     | 'writes '
        "netns('n') { there.delete() }\ndelete netns: 'n'"           | 'removes '
        "new File(d).deleteDir()"                                    | 'removes '
        "there.renameTo(new File(d, 'x'))"                           | 'renames '
        "new File(d, 'x').createNewFile()"                           | 'makes '
        "File.createTempFile('a', 'b', new File(d))"                 | 'calls File.createTempFile'
        "java.nio.file.Files.writeString(there.toPath(), 'y')"       | 'calls Files.writeString'
        "there.toPath().text = 'y'"                                  | 'writes '
        "java.nio.file.Path.of(d, 'x') << 'y'"                       | 'writes '
        "new FileOutputStream(there).withStream { it << 'y' }"       | 'opens the file '
        "new FileWriter(there).close()"                              | 'opens the file '
        "new PrintWriter(there).close()"                             | 'opens the file '
        "new BufferedWriter(new FileWriter(there)).close()"          | 'opens the file '
        "\"rm \$d/there\".execute().waitFor()"                       | 'starts the program rm '
        "['touch', d + '/x'].execute().waitFor()"                    | 'starts the program touch '
        "(['touch', d + '/x'] as String[]).execute().text"           | 'starts the program touch '
        "new ProcessBuilder('touch', d + '/x').start().waitFor()"    | 'starts the program touch '
        "Runtime.runtime.exec(['touch', d + '/x'] as String[])"      | 'calls Runtime.exec'
        "Thread.start { there.delete() }.join()"                     | 'removes '
        "Eval.me(\"new File('\$d/there').delete()\")"                | 'calls Eval.me'
        "class A { static rm(f) { f.delete() } }; A.rm(there)"       | 'removes '
        "@groovy.transform.CompileStatic def rm(File f) { f.delete() }; rm(there)" | 'removes '
        "System.exit(3)"                                             | 'calls System.exit'
    }

    def "a comparison connects to nobody: #line"() {
        given:
        peer 'ip link set lo up'
        def server = new ServerSocket(0, 1, InetAddress.loopbackAddress)
        server.soTimeout = 1
        def file = script(line.replace('PORT', "$server.localPort") + "\nbridge 'br0'")

        when:
        def difference = eval("diff '$file'")

        then:
        difference*.should() == ["bridge 'br0'"]
        difference.unfollowed.any { it.startsWith("line 1: it $does") }

        when:
        server.accept()

        then:
        thrown(SocketTimeoutException)

        cleanup:
        server?.close()

        where:
        line                                                | does
        "new Socket('127.0.0.1', PORT).close()"             | 'opens a Socket'
        "new URL('http://127.0.0.1:PORT/').text"            | 'connects to http'
        "'http://127.0.0.1:PORT/'.toURL().openConnection().responseCode" | 'connects to http'
        "java.nio.channels.SocketChannel.open(new InetSocketAddress('127.0.0.1', PORT))" | 'calls SocketChannel.open'
    }

    def "what is not done and what only reads"() {
        given:
        Files.writeString(directory.resolve('there'), 'kept')

        when: 'a plan reads, and asks what is not there'
        def plan = eval("""plan {
            def there = new File('$directory/there')
            assert there.text == 'kept' && there.exists() && there.readLines() == ['kept'] && there.size() == 4
            assert java.nio.file.Files.readString(there.toPath()) == 'kept'
            def text = new StringWriter()
            new PrintWriter(text).with { write 'x'; flush() }
            assert text.toString() == 'x'
            assert [3, 1].sort().collect { it + 1 } == [2, 4] && 'a b'.split(' ')*.size() == [1, 1]
            assert Integer.MAX_VALUE > 0 && Thread.State.NEW.name() == 'NEW'
            bridge 'br0'
        }""")

        then:
        plan.unresolved == []
        plan*.does == ['make bridge br0']

        when: 'a later line needs what an earlier one did not do'
        plan = eval("""plan {
            new File('$directory/x').text = 'br1'
            bridge new File('$directory/x').text
            bridge 'br2'
        }""")

        then:
        plan.unresolved[0] == "line 2: it writes $directory/x"
        plan.unresolved[1].startsWith('line 3: it needs what is not done')
        plan*.does == ['make bridge br2']
        files() == [there: 'kept']
    }

    def "a script that plans something does what is outside of the plan"() {
        when:
        eval("""
            def write(String name) { new File('$directory', name).text = name }
            write 'a'
            p = plan { write 'b' }
            ['touch', '$directory/c'].execute().with { waitFor(); closeStreams() }
        """)

        then:
        files() == [a: 'a', c: '']
        session.binding().getVariable('p').unresolved == ["line 2: it writes $directory/b"]
    }
}
