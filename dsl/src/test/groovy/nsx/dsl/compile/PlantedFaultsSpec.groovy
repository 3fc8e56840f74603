package nsx.dsl.compile

import nsx.dsl.script.Source
import nsx.dsl.verb.Words
import spock.lang.Specification

/** Scripts with one fault each that is easily made: what the check says of it, where, and what it proposes. */
class PlantedFaultsSpec extends Specification {
    private static final Engine ENGINE = new Engine(Words.vocabulary())

    static List<Finding> check(String text) {
        ENGINE.check(new Source('test.nsx', text))
    }

    def "#text: #place #message"() {
        when:
        def found = check(text)
        then:
        found.size() == 1
        "${found[0].line()}:${found[0].column()}" == place
        found[0].message().startsWith(message)
        found[0].hint() == hint
        where:
        text | place | message | hint
        'brige \'br0\'' | '1:1' | 'there is no word \'brige\'' | 'did you mean \'bridge\'?'
        'def f() { brige \'br0\' }; f()' | '1:11' | 'there is no word \'brige\'' | 'did you mean \'bridge\'?'
        'if (true) { brige \'br0\' }' | '1:13' | 'there is no word \'brige\'' | 'did you mean \'bridge\'?'
        'route \'default\', vai: \'10.0.0.1\'' | '1:18' | 'route has no option \'vai\'' | 'did you mean \'via\'?'
        'veth \'x\'' | '1:1' | 'veth needs b' | 'see help \'veth\''
        "address '10.0.0.1/24'" | '1:1' | 'address needs dev:' | "such as dev: 'veth1'"
        "netns('a') { address '10.0.0.1/24' }" | '1:14' | 'address needs dev:' | "such as dev: 'veth1'"
        "connect 'b'" | '1:1' | 'connect needs port:' | "see help 'connect'"
        "mount 'proc', type: 'proc'" | '1:1' | 'mount needs on:' | "see help 'mount'"
        'nat.forward 8080' | '1:5' | 'nat.forward needs to:' | "such as to: '10.0.0.11:80'"
        "link('x').rename()" | '1:11' | 'rename of a Link needs an argument' | null
        "link('x').rename('y', 'z')" | '1:11' | 'rename of a Link does not take 2 arguments' | null
        'class A { A(int n) { } }; new A()' | '1:27' | 'new A() needs an argument' | 'it takes (int)'
        "class A { A(int n) { } }; new A(1, 'x')" | '1:27' | 'no constructor of A takes 2 arguments' | 'it takes (int)'
        'class A { int n }; new A(5)' | '1:20' | 'no constructor of A takes 1 argument' | 'it takes ()'
        'new URL()' | '1:1' | 'new URL() needs an argument' | 'it takes (String) or (String, String, String) or (String, String, int, String) or (String, String, int, String, URLStreamHandler)'
        'hostname \'a\', \'b\'' | '1:15' | 'hostname takes at most 1 argument' | 'see help \'hostname\''
        'address \'10.0.0.300/24\', dev: \'x\'' | '1:9' | 'address: address cannot be 10.0.0.300/24: not an IPv4 address: 300 is above 255' | null
        'links().findAll { it.nmae == \'x\' }' | '1:22' | 'a Link has no property \'nmae\'' | 'did you mean \'name\'?'
        'netns(\'a\').linsk()' | '1:12' | 'a Namespace has no linsk()' | 'did you mean \'links\'?'
        'def f(int n) { n }\nf(\'text\')' | '2:3' | 'f: n is a number, not text' | null
        'class Lab { def go() { netsn \'b\' } }\nnew Lab().go()' | '1:24' | 'class Lab has no netsn()' | 'did you mean \'netns\'?'
        'def total = 0\ntotl += 1' | '2:1' | 'nothing here is called \'totl\'' | 'did you mean \'total\'?'
        'println undefinedVar' | '1:9' | 'nothing here is called \'undefinedVar\'' | null
        'bridge(\'br0\') { spt true }' | '1:17' | 'there is no word \'spt\'' | 'did you mean \'stp\'?'
        'bridge \'br0\', stp: \'yes\'' | '1:20' | 'bridge: stp cannot be yes: stp is true or false' | null
        'link(\'x\').upp()' | '1:11' | 'a Link has no upp()' | 'did you mean \'up\'?'
        'link(\'x\').mtu = \'big\'' | '1:17' | 'link: mtu cannot be big: mtu is a whole number from 0 to 2147483647' | null
        'qdisc \'x\', tbf: [rat: 1.mbit]' | '1:18' | 'qdisc tbf has no option \'rat\'' | 'did you mean \'rate\'?'
        'why(\'a\').fualt' | '1:10' | 'a Diagnosis has no property \'fualt\'' | 'did you mean \'fault\'?'
        'println 1.dya' | '1:11' | 'a number has no property \'dya\'' | 'did you mean \'day\'?'
        'shm.wriet \'x\'' | '1:5' | 'a Segment has no wriet()' | 'did you mean \'write\'?'
        'time.boottme += 1.day' | '1:6' | 'a Time has no property \'boottme\'' | 'did you mean \'boottime\'?'
        'address \'10.0.0.1/24\' dev: \'br0\'' | '1:23' | 'a comma is missing here' | 'write address \'10.0.0.1/24\', dev: \'br0\''
        'int n = \'text\'' | '1:9' | '\'text\' is text and cannot be a number' | null
        'topology.svgg \'f.svg\'' | '1:10' | 'there is no word \'topology.svgg\'' | 'did you mean \'topology.svg\'?'
        'container(\'web\') { hostnam \'x\' }' | '1:20' | 'there is no word \'hostnam\'' | 'did you mean \'hostname\'?'
        'netns(\'a\') { eth0.upp() }' | '1:19' | 'neither a device nor a namespace has upp()' | 'did you mean \'up\'?'
        'links(kind: \'wirguard\')' | '1:13' | 'links: kind cannot be wirguard: kind is ' | "did you mean 'wireguard'?"
        'bridge(\'br0\') { up }' | '1:17' | '\'up\' is a word of this block, and is not called' | 'write up()'
        'route \'default\' via: \'10.0.0.1\'' | '1:17' | 'a comma is missing here' | 'write route \'default\', via: \'10.0.0.1\''
        'veth x y' | '1:8' | 'a comma is missing here' | 'write veth x, y'
        'netns \'a\' b' | '1:11' | 'a comma is missing here' | 'write netns \'a\', b'
        "bridge('b') { stp: 'yes' }" | '1:15' | "the colon after 'stp' makes it a label, not a word" | "write stp 'yes'"
        'println [1, 2].sum()' | '1:1' | 'parentheses are missing here' | 'write println([1, 2].sum())'
        'if (true) { show [1.day] }' | '1:13' | 'parentheses are missing here' | 'write show(…)'
        'show -1' | '1:1' | 'parentheses are missing here' | 'write show(-1)'
        'table [[a: 1]]' | '1:1' | 'parentheses are missing here' | 'write table([[a: 1]])'
        'links.foo' | '1:7' | "the word links has no 'foo'" | 'to ask its answer for it, write links(…).foo'
        'links.each { println it }' | '1:7' | "the word links has no 'each'" | 'to ask its answer for it, write links(…).each'
        "netns('a').links.foo" | '1:18' | "the word links has no 'foo'" | 'to ask its answer for it, write links(…).foo'
        'bridge br7 up' | '1:12' | 'a block is missing around \'up\'' | 'write bridge br7 { up() }'
        'address \'10.0.0.1/24\', dev \'x\'' | '1:24' | 'a colon is missing after \'dev\'' | 'write address \'10.0.0.1/24\', dev: \'x\''
        'address \'10.0.0.1/24\' dev \'x\'' | '1:23' | 'a comma and a colon are missing here' | 'write address \'10.0.0.1/24\', dev: \'x\''
        'bridge(\'b\') { port \'x\' \'y\', cost: 5 }' | '1:24' | 'a comma is missing here' | 'write bridge(\'b\') { port \'x\', \'y\', cost: 5 }'
        'bridge br0 { prot \'x\' }' | '1:14' | 'there is no word \'prot\'' | 'did you mean \'port\'?'
        'bridge(\'br0\') { stp \'yes\' }' | '1:21' | 'bridge: stp cannot be yes: stp is true or false' | null
        'def l = link(\'x\')\nl.sttae' | '2:3' | 'a Link has no property \'sttae\'' | 'did you mean \'state\'?'
        'netns(\'a\') { def l = links()[0]\nprintln l.kidn }' | '2:11' | 'a Link has no property \'kidn\'' | 'did you mean \'kind\'?'
        'links().each { println it.mtuu }' | '1:27' | 'a Link has no property \'mtuu\'' | 'did you mean \'mtu\'?'
        'addresses()*.adress' | '1:14' | 'an Address has no property \'adress\'' | 'did you mean \'address\'?'
        'namespaces().find { it.pidd }' | '1:24' | 'a Namespace has no property \'pidd\'' | 'did you mean \'pid\'?'
        'ping(\'10.0.0.1\').averge' | '1:18' | 'a PingResult has no property \'averge\'' | null
        'def f(a, b) { a }\nf(1)' | '2:1' | 'f takes 2 arguments, not 1' | null
        'class Lab { def go() { links() } }' | '1:24' | 'class Lab has no links()' | 'words belong to the script: give the class a block, such as { links() }'
        '\'text\'.toUperCase()' | '1:8' | 'text has no toUperCase()' | 'did you mean \'toUpperCase\'?'
        'nat.masqerade \'10.0.0.0/24\'' | '1:5' | 'there is no word \'nat.masqerade\'' | 'did you mean \'nat.masquerade\'?'
        'for (x in links()) { println x.nmae }' | '1:32' | 'a Link has no property \'nmae\'' | 'did you mean \'name\'?'
        'links().where(knd: \'veth\')' | '1:15' | 'the table has no column \'knd\'' | 'did you mean \'kind\'?'
        'links().select(\'nmae\')' | '1:16' | 'the table has no column \'nmae\'' | 'did you mean \'name\'?'
        'links().sort(\'mtuu\')' | '1:14' | 'the table has no column \'mtuu\'' | 'did you mean \'mtu\'?'
        'bridge(\'b9\') { mut = 1400 }' | '1:16' | 'nothing here is called \'mut\'' | 'did you mean \'mtu\'?'
        'await(timeot: 1) { true }' | '1:7' | 'await has no option \'timeot\'' | 'it takes timeout without a name'
        'ping address: \'10.0.0.1\'' | '1:6' | 'ping has no option \'address\'' | 'it takes address without a name'
        'qdisc \'x\', tbff: [rate: 1.mbit]' | '1:12' | 'qdisc has no option \'tbff\'' | 'did you mean \'tbf\'?'
        'links().where { it.nmae }' | '1:20' | 'a Link has no property \'nmae\'' | 'did you mean \'name\'?'
        'netns \'a/b\'' | '1:7' | '\'a/b\' cannot be the name of a network namespace: it holds \'/\'' | null
        'bridge \'averylongnameofadevice\'' | '1:8' | '\'averylongnameofadevice\' cannot be a device\'s name: it has 22 bytes' | null
        'veth \'n:a b\', \'c\'' | '1:6' | '\'a b\' cannot be a device\'s name: it holds white space' | null
        'netns().each { println it.inodee }' | '1:27' | 'a Namespace has no property \'inodee\'' | 'did you mean \'inode\'?'
        'netns().sotr(\'name\')' | '1:9' | 'a table has no sotr()' | 'did you mean \'sort\'?'
        'println here.nett' | '1:14' | 'a Context has no property \'nett\'' | 'did you mean \'net\'?'
        'here.nett.name' | '1:6' | 'a Context has no property \'nett\'' | 'did you mean \'net\'?'
        'println host.foo' | '1:14' | 'a Context has no property \'foo\'' | null
        'if (host.foo == 1) { links() }' | '1:10' | 'a Context has no property \'foo\'' | null
        'netns(\'a\').inodee' | '1:12' | 'a Namespace has no property \'inodee\'' | 'did you mean \'inode\'?'
        'int f() { \'xyz\' }\nf()' | '1:11' | '\'xyz\' is text and cannot be a number' | null
        'int f(x) {\n if (x) { return links() }\n 1 }\nf 1' | '2:18' | 'a table cannot be a number' | null
        'class Lab { int f() { if (true) 1 else \'no\' } }' | '1:40' | '\'no\' is text and cannot be a number' | null
        'def m = [a: 1]\nm.foo()' | '2:3' | 'a map has no foo()' | null
        'def f() { def m = [a: 1]\n println m.a\n m.eech { } }\nf()' | '3:4' | 'a map has no eech()' | 'did you mean \'each\'?'
        'println args.foo()' | '1:14' | 'a list has no foo()' | null
        'args.each { it.toUperCase() }' | '1:16' | 'text has no toUperCase()' | 'did you mean \'toUpperCase\'?'
        'println args[0].lenght()' | '1:17' | 'text has no lenght()' | 'did you mean \'length\'?'
        '[1, 2].summ()' | '1:8' | 'a list has no summ()' | 'did you mean \'sum\'?'
        'println time.offsets.boottme' | '1:22' | 'a map has no property \'boottme\'' | 'did you mean \'boottime\'?'
        "wireguard('w') { prt 51820 }" | '1:18' | "there is no word 'prt'" | null
        "geneve('g') { foo 1 }" | '1:15' | "there is no word 'foo'" | null
        "veth('a', 'b') { a { foo 1 } }" | '1:22' | "there is no word 'foo'" | null
        "cable 'a:x', 'b:y', delay: 5.mbit" | '1:28' | 'cable: delay cannot be 5mbit: delay is a duration such as 50.ms' | null
        "bridge('b') { mtu 1.second }" | '1:19' | 'bridge: mtu cannot be 1s: mtu is a whole number from 0 to 2147483647' | null
        "qdisc 'v', tbf: [rate: 3.ms]" | '1:24' | 'qdisc tbf: rate cannot be 3ms: rate is a rate such as 1.mbit' | null
        "msg(1).send('x', tpe: 1)" | '1:18' | "send has no option 'tpe'" | "did you mean 'type'?"
        "msg(1).receive(timeout: 1.mbit)" | '1:25' | 'receive: timeout cannot be 1mbit: timeout is a duration such as 1.second' | null
        'netns null' | '1:7' | 'netns: name is null' | null
        '/*\n * Arguments:  N  hosts, 1..3 (default 9)\n */' | '2:40' | 'the default of N cannot be 9: it is a whole number from 1 to 3' | null
        '/*\n * Arguments:  --mode M  fast|slow\n *             (default fats)\n */' | '3:25' | 'the default of --mode cannot be fats: it is fast or slow' | 'did you mean \'fast\'?'
        '/*\n * Arguments:  --down  away\n *             --down  again\n */' | '3:16' | 'the variable down is declared twice' | 'give --down another name'
        '// Arguments:  N  hosts\n//             n  again\n' | '2:16' | 'the variable n is declared twice' | 'give n another name'
        'links().first().nam' | '1:17' | 'a Link has no property \'nam\'' | 'did you mean \'name\'?'
    }

    def "what a script may well mean is not told of: #text"() {
        expect:
        check(text) == []
        where:
        text << [
            "link('x') .up()", "links()\n    .findAll { it.up }", 'links() . name', 'println links() *.name', 'time { boottime }',
            "netns().each { it.delete() }; netns().size()", "netns 'a'\na { links() }", "veth a, b\na.up()\nprintln a", 'println eth0; println lo',
            "def f(int n, String s = 'x') { n }\nf(1); f(1, 'y')", 'def f(x) { x.anything }\nf 1', "def m = [a: 1]\nm.b = 2; println m.c",
            "def x = link('a')\nx = netns('b')\nx.links()", "int n = 'a'", "String s = 5", 'boolean b = links()', "netns('a').eth0.up()",
            "netns('a').b { links() }", "['a', 'b'].each { netns it }", "ping '10.0.0.1', interval: 5", 'links().name*.length()',
            "class Lab { def block; def go() { block() + size() }\n int size() { 1 } }\nnew Lab(block: { links().size() }).go()",
            "/*\n * Arguments:  N   number, 1..3\n *             --down  away\n */\nif (down) println n + 1",
            "container('web') { run 'sleep', '100' }", "def links = [1]\nlinks.add 2", "link('x').with { up() }", "sysctl.net.ipv4.ip_forward = 1",
            "unshare('net') { bridge('br0') { up() } }", "links().findAll { it.kind == 'bridge' && it.stp }", "def up = 1\nbridge('b') { mtu up }",
            "veth('a', 'b') { a { up() } }", "netns 'n'\nveth('a', 'n:b') { b { address '10.0.0.1/24' } }", "bridge('b') { def f = { it }\nf 1 }", "bridge('b') { [1].each { println it } }",
            "msg(1).send('x', type: 2, timeout: 1.second)", "ping '10.0.0.1', interval: 200.ms", "bridge('b') { ageing 5.minutes }",
            "netns('lab-[ab]*') { links() }", "qdisc 'x', tbff: [:]", "links().where { it.up }.where { it.mtu > 5 }", "veth 'n:a', 'h1/b:c'", "mut = 1\nbridge('b') { mut = 2 }", "/*\n * Arguments: --mut M  x\n */\nbridge('b') { mut = 'y' }",
            "delete netns: 'a/b'", "why 'a b', from: 'h/n'", "timens('t') { boottime += 1.day }", "'text'.toInteger() + 1", "qdisc 'x', tbf: [rate: 1.mbit, burst: 32.KB]", "routes()*.metric",
            "x = 1\nx += 1\nx++", "new groovy.json.JsonBuilder().call { name 'x' }",
            "def lab(Closure c) { c.delegate = [go: { 1 }]; c() }\nlab { frobnicate 1 }", "for (i in 1..3) println i", "for (x in links()) { x = x.name; println x.length() }", "for (x in [links()]) println x.size()",
            "links().select('name', half: { it.mtu / 2 }).where(half: 3)", "table([[a: 1]]).sort('a')", "ps().sort('pid', 'command').unique('user')", "try { links() } catch (e) { println e.message }", "here.net.inode", "why('a').fault",
            "netns().each { it.eth0.up() }", "netns()*.links()", "netns('a') { links() }", "mq()*.name", "container().each { it.delete() }", "netns().first().x { links() }",
            "println here.time.id", "netns 'foo'\nprintln host.foo", "println host.eth0", "here.uplink.up()", "def f(x) { here[x] }\nf('net')",
            "int f() { 'x' }", "int f() { return 1 }", "int f() { [1].each { return 'x' }\n 1 }", "void f() { links() }", "boolean f() { links() }",
            "String f() { 3 }", "def f() { if (true) 'x' else 1 }", "int f(x) { x }", "long f() { links().size() }",
            "def m = [foo: { 1 }]\nm.foo()", "def m = [a: 1]\nm.foo = { 1 }\nm.foo()", "def m = [a: 1]\nm['fo' + 'o'] = { 1 }\nm.foo()", "def m = [a: 1]\nm.put('foo', { 1 })\nm.foo()",
            "def fill(x) { x.foo = { 1 } }\ndef m = [a: 1]\nfill(m)\nm.foo()", "def m = [a: 1]\ndef n = m\nn.foo = { 1 }\nm.foo()", "def m = [(args[0]): { 1 }]\nm.foo()", "def m = [a: 1]\nm.with { foo = { 1 } }\nm.foo()",
            "def m = [a: 1]\nm = netns('a')\nm.links()", "def m = [a: 1, b: 2]\nm.each { k, v -> println k }\nprintln m.a + m.size()", "def m = [a: 1]\nm << [foo: { 1 }]\nm.foo()", "def m = [:]\nm.foo()\nm += [foo: { 1 }]",
            "Runnable r = [run: { 1 }] as Runnable\nr.run()", "int[] a = [1, 2]\nprintln a.length", "def f() { int[] a = [1, 2]\n println a.length }\nf()", "args = [link('a')]\nargs.mtu", "def f(args) { args.foo() }\nf(link('x'))", "println args.size() + args[0].toInteger()", "args.collect { it as int }.sum()",
            "println time.offsets.monotonic.toHours()", "time.offsets.each { println it.key }", "println time.offsets['boottime']", "route 'default', via: null", "println null", "show null", "links(master: null)",
            "link('x').with { address '10.0.0.1/24' }", "def o = [dev: 'x']\naddress '10.0.0.1/24', *: o", "link('x') { address '10.0.0.1/24' }", "netns('a') { eth1 { address '10.0.0.1/24'; up() } }", "veth a, b\na { address '10.0.0.1/24' }", "spawn('sleep 1').wait(2.seconds)",
            "class A { int n }\nnew A(n: 5); new A()", "class A { A(String s, n = 1) { } }\nnew A('x'); new A('x', 2)", "class A { A(s) { } }\nnew A()", "class A { A(int... n) { } }\nnew A(); new A(1, 2)", "new File('x'); new Date(); new ArrayList(5)",
            "link('x').rename('y')", "links().take(3).drop(1)", "shm.write('x', offset: 3)", "sem(1).op(0, 1)", "link('x').rate()", "capture 'x', file: 'f'", "mount propagation: 'slave', on: '/x'",
            "/*\n * Arguments:  N  hosts, 1..3 (default 2)\n *             --mode M  a|b (default that of the device)\n *             --out F  a file (default out.txt)\n */",
            "/*\n * Arguments:  N  hosts, 1..250 (default as many as fit)\n */"]
    }

    def "a missing comma is an error of compilation too"() {
        when:
        ENGINE.load(new Source('test.nsx', "veth 'x' 'y'"))
        then:
        def e = thrown(org.codehaus.groovy.control.MultipleCompilationErrorsException)
        e.errorCollector.errors*.cause*.hint() == ["write veth 'x', 'y'"]
    }

    def "a method of the script's own may be used in a chain"() {
        when:
        ENGINE.load(new Source('test.nsx', "def ping(x) { [to: { y -> y }] }\nping 'x' to 'y'"))
        then:
        noExceptionThrown()
    }
}
