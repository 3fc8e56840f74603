package nsx.dsl.session

import nsx.dsl.LiveSpec
import nsx.dsl.error.NsxException
import nsx.sys.Tasks
import nsx.test.Root

/** Java's own code in a block is where the block is, as words and programs are. */
@spock.lang.Timeout(120)
class BlocksSpec extends LiveSpec {
    static final String HOSTNAME = "new File('/proc/sys/kernel/hostname').text.trim()"
    static final String HOLD = "def held = []; try { %s } finally { held*.close() }"

    /** The closures of scripts are in the package of tests otherwise. */
    Object run(String text) {
        eval(HOLD.formatted(text))
    }

    def "two namespaces listen on the same port, and the host on none"() {
        expect:
        run('''
            netns 'a'; netns 'b'
            held = ['a', 'b'].collect { netns(it) { new ServerSocket(8080) } }
            [netns('a') { sockets().size() }, netns('b') { sockets().size() }, sockets().size()]
        ''') == [1, 1, 0]
    }

    def "a client in a third namespace reaches each: #client"() {
        expect:
        run("""
            netns 'a'; netns 'b'; netns 'c'
            [a: 1, b: 2].each { n, i ->
                veth "c:to\$n", "\$n:eth0"
                netns(n) { address "10.\$i.0.1/24", dev: 'eth0'; link('eth0').up() }
                netns('c') { address "10.\$i.0.9/24", dev: "to\$n"; link("to\$n").up() }
            }
            def serving = ['a', 'b'].collect { n ->
                def server = netns(n) { new ServerSocket(8080) }
                held << server
                Thread.start {
                    server.accept().withStreams { i, o ->
                        def reader = i.newReader()
                        while (reader.readLine()) { }
                        o << "HTTP/1.1 200 OK\\r\\nContent-Length: 1\\r\\nConnection: close\\r\\n\\r\\n\$n"
                    }
                }
            }
            def get = { String host -> $client }
            def answers = netns('c') { ['10.1.0.1', '10.2.0.1'].collect { get(it) } }
            serving*.join()
            answers
        """) == ['a', 'b']

        cleanup: 'a client of HTTP ends when nobody has it any more'
        while (Thread.allStackTraces.keySet().any { it.name.startsWith('HttpClient') }) {
            System.gc()
            Thread.sleep(20)
        }

        where:
        client << [
            '''new Socket(host, 8080).withStreams { i, o ->
                   o << 'GET / HTTP/1.0\\r\\n\\r\\n'; o.flush(); i.text[-1] }''',
            '''java.net.http.HttpClient.newHttpClient().send(
                   java.net.http.HttpRequest.newBuilder(URI.create("http://$host:8080/")).build(),
                   java.net.http.HttpResponse.BodyHandlers.ofString()).body()''',
            '''def c = java.nio.channels.SocketChannel.open(new InetSocketAddress(host, 8080))
               c.write(java.nio.ByteBuffer.wrap('GET / HTTP/1.0\\r\\n\\r\\n'.bytes))
               try { c.socket().inputStream.text[-1] } finally { c.close() }''',
        ]
    }

    def "a datagram stays in its namespace"() {
        expect:
        run('''
            netns('a') { link('lo').up() }
            held << netns('a') { new DatagramSocket(9999) }
            netns('a') {
                new DatagramSocket().withCloseable { it.send(new DatagramPacket('hello'.bytes, 5, InetAddress.loopbackAddress, 9999)) }
            }
            def packet = new DatagramPacket(new byte[9], 9)
            held[0].receive(packet)
            new String(packet.data, 0, packet.length)
        ''') == 'hello'
    }

    def "#where: the block is in the namespaces of #kinds"() {
        given:
        def own = ['net', 'ipc', 'uts', 'cgroup'].collectEntries { [it, Tasks.namespace(it).inode()] }
        // a thread of a plain user could not come back from a cgroup namespace
        def returnable = Root.isAmongAllUsers() ? kinds : kinds - 'cgroup'

        expect:
        def inside = eval("${setup}; $where { ['net', 'ipc', 'uts', 'cgroup'].collectEntries { [it, nsx.sys.Tasks.namespace(it).inode()] } }")
        inside.findAll { k, v -> own[k] != v }*.key == returnable

        where:
        setup                          | where                                        | kinds
        "netns 'a'"                    | "netns('a')"                                 | ['net']
        "netns 'a'"                    | "a"                                          | ['net']
        "def x = ipcns('i')"           | 'x'                                          | ['ipc']
        "null"                         | "utsns('u')"                                 | ['uts']
        "null"                         | "unshare('net', 'ipc', 'uts', 'cgroup')"     | ['net', 'ipc', 'uts', 'cgroup']
        "null"                         | "unshare('mnt', 'pid', 'time')"              | []
        "null"                         | "sandbox"                                    | ['net', 'ipc', 'uts']
        "netns 'a'; utsns 'u'"         | "enter(netns('a'), utsns('u'))"              | ['net', 'uts']
        "netns 'a'"                    | "netns('a').await(1.second)"                 | ['net']
    }

    def "the block of a word that is called on a namespace is in it"() {
        expect:
        eval("def seen; netns 'a'; netns('a').bridge('b') { seen = nsx.sys.Tasks.namespace('net').inode() }; seen == netns('a').inode")
    }

    def "every namespace that a pattern names"() {
        expect:
        run('''
            (1..3).each { netns "lab-$it" }
            netns('lab-*') { held << new ServerSocket(8080); nsx.sys.Tasks.namespace('net').inode() }.values().toSet().size()
        ''') == 3
    }

    def "a container's block goes on in what it has chosen so far"() {
        expect:
        run("""
            netns 'a'
            def seen = []
            container('web') { net netns('a'); held << new ServerSocket(80); hostname 'inner'; seen << $HOSTNAME }
            container('web').delete()
            [seen[0], netns('a').sockets().size(), sockets().size()]
        """) == ['inner', 1, 0]
    }

    def "nested blocks, and back to the host from inside"() {
        expect:
        run('''
            netns 'a'; netns 'b'
            def id = { nsx.sys.Tasks.namespace('net').inode() }
            def h = id()
            def inner = netns('a') { [id(), netns('b') { [id(), host { id() }] }, id()] }
            assert inner.flatten() == [netns('a').inode, netns('b').inode, h, netns('a').inode]
            id() == h
        ''')
    }

    def "values, returns and exceptions leave a block as they are, with the line of the script"() {
        expect:
        eval('''
            netns 'a'
            def n = 1
            def f() { netns('a') { return 7 } + 1 }
            assert f() == 8
            netns('a') { n = 2 }
            assert n == 2
            try { netns('a') {
                throw new IOException('no')
            } } catch (IOException e) { return e.stackTrace.find { it.fileName == 'nsx script test.nsx' }.lineNumber }
        ''') == 9
    }

    def "blocks without end are an error, not a machine without threads"() {
        when:
        eval("netns 'a'; netns 'b'; def f(n) { netns(n % 2 ? 'a' : 'b') { f(n + 1) } }; f(0)")
        then:
        def e = thrown(NsxException)
        e.message.contains('blocks are nested')
    }

    def "the rest of a script is in what it has entered, until it leaves"() {
        expect:
        run('''
            netns 'a'
            def id = { nsx.sys.Tasks.namespace('net').inode() }
            def h = id()
            enter netns('a')
            held << new ServerSocket(8080)
            def inside = id()
            leave()
            [inside == netns('a').inode, id() == h, sockets().size()]
        ''') == [true, true, 0]
    }

    def "the next line too, and what is entered through a value ends with that"() {
        when:
        eval "netns 'a'; netns 'b'; enter netns('a')"
        then:
        eval("nsx.sys.Tasks.namespace('net').inode() == netns('a').inode")
        eval("host { netns('b').enter(netns('b')) }; nsx.sys.Tasks.namespace('net').inode() == netns('a').inode")
        when:
        eval 'leave()'
        then:
        eval("nsx.sys.Tasks.namespace('net').inode()") == Tasks.namespace('net').inode()
    }

    def "a plan enters nothing: code runs where it is"() {
        when:
        eval "plan { netns('new') { assert nsx.sys.Tasks.namespace('net').inode() == ${Tasks.namespace('net').inode()}L } }"
        then:
        notThrown(Throwable)
        !new File('/run/netns/new').exists()
    }

    def "deleting a name does not affect a block that runs in its namespace"() {
        expect:
        run('''
            netns('a') { delete netns: 'a'; held << new ServerSocket(8080); bridge 'br'; sockets().size() }
        ''') == 1
    }

    def "what the kernel refuses reaches a script as an exception of nsx"() {
        expect:
        eval("""
            def gone = netns 'a'
            sh 'ip netns del a'
            try { gone.links(); null } catch (NsxException e) { e.hint() }
        """.replace('NsxException', 'nsx.dsl.error.NsxException')).contains('was deleted')
    }

    def "a thread that knows nothing of time in a namespace outlives nothing in it"() {
        when:
        eval "netns('a') { timens 't' }; delete netns: 'a'"
        then:
        notices == []
        Thread.allStackTraces.keySet().findAll { it.name == 'nsx-anchor' }.size() == 1
    }

    def "a fresh cgroup namespace has the group around it as its root"() {
        given:
        assumePossible('cgroup')
        expect: 'with version 1 of control groups each tree has a root of its own, and all are those of the program'
        eval("cgroup('nsx-blocks') { $line }").readLines()*.replaceFirst('.*:', '').unique() == ['/']
        cleanup:
        eval "$delete; delete cgroup: 'nsx-blocks'"
        where:
        line                                                                         | delete
        "unshare('cgroup') { output 'cat /proc/self/cgroup' }"                       | 'null'
        "cgroupns('c') { output 'cat /proc/self/cgroup' }"                           | "delete cgroupns: 'c'"
        "container('c') { cgroupns() }; container('c').output 'cat /proc/self/cgroup'" | "container('c').delete()"
        "cgroupns('c'); cgroupns('c').output 'cat /proc/self/cgroup'"                | "delete cgroupns: 'c'"
    }

    def "a container's cgroup namespace has the container's group as its root"() {
        given:
        assumePossible('cgroup')
        when:
        eval "container('nsx-blocks') { cgroup { pids 100 }; cgroupns() }"
        then:
        eval("container('nsx-blocks').output 'cat /proc/self/cgroup'").readLines()*.replaceFirst('.*:', '').unique() == ['/']
        cleanup:
        eval "container('nsx-blocks').delete()"
    }

    def "a line is interrupted in the innermost block"() {
        given:
        def begun = new java.util.concurrent.CountDownLatch(1)
        session.binding().setVariable('begun', begun)
        def failure = new java.util.concurrent.CompletableFuture()
        def line = Thread.start {
            try { eval "netns 'a'; netns 'b'; netns('a') { netns('b') { begun.countDown(); $blocking } }" } catch (Throwable e) { failure.complete(e) }
        }
        begun.await()
        when:
        line.interrupt()
        then:
        failure.get(30, java.util.concurrent.TimeUnit.SECONDS) instanceof InterruptedException
        where:
        blocking << ['while (true) { }', 'sleep 1000000', 'new Object().with { synchronized (it) { it.wait() } }']
    }
}
