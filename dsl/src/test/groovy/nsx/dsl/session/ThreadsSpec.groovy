package nsx.dsl.session

import java.util.concurrent.CountDownLatch
import java.util.concurrent.CyclicBarrier
import java.util.concurrent.ForkJoinPool
import java.util.concurrent.TimeUnit
import nsx.dsl.LiveSpec
import nsx.dsl.error.NsxException
import nsx.ns.NamespaceKind
import nsx.sys.Tasks

/** Threads that a script starts use words, each in the context that it was made in. */
@spock.lang.Timeout(240)
class ThreadsSpec extends LiveSpec {
    def "many threads at once, with seed #seed"() {
        expect:
        eval("""
            def random = new Random($seed)
            def plans = (1..6).collect { t -> (1..25).collect { random.nextInt(5) } }
            def failures = Collections.synchronizedList([])
            (0..5).collect { t -> Thread.start {
                try {
                    plans[t].eachWithIndex { what, i ->
                        def name = "t\${t}_\$i"
                        netns(name) {
                            assert nsx.sys.Tasks.namespace('net').inode() == netns(name).inode
                            switch (what) {
                                case 0: bridge "br\$t"; assert links()*.name == ['lo', "br\$t".toString()]; break
                                case 1: link('lo').up(); assert link('lo').up; break
                                case 2: host { assert links().size() == 1 }; break
                                case 3: link('lo').mtu = 1000 + t; assert link('lo').mtu == 1000 + t; break
                                default: assert routes().empty
                            }
                        }
                        if (what == 4) { delete netns: name }
                    }
                } catch (Throwable e) { failures << e }
            } }*.join()
            assert failures.empty
            netns().size() == plans.flatten().count { it != 4 }
        """)
        where:
        seed << [1, 2, 3]
    }

    def "a thread of a block stays in it after the block has ended"() {
        given:
        def go = new CountDownLatch(1)
        session.binding().setVariable('go', go)
        session.binding().setVariable('seen', new java.util.concurrent.CompletableFuture())
        when:
        eval """unshare('net', 'uts') { bridge 'inner'; hostname 'x'
            Thread.start { try { go.await(); seen.complete([links()*.name, hostname(), here.name]) } catch (Throwable e) { seen.completeExceptionally(e) } } }"""
        go.countDown()
        then:
        eval('seen.get()')[0, 1] == [['lo', 'inner'], 'x']
    }

    def "what such a thread needs and cannot be in is gone with the block, and that is said"() {
        given:
        def go = new CountDownLatch(1)
        session.binding().setVariable('go', go)
        session.binding().setVariable('seen', new java.util.concurrent.CompletableFuture())
        when:
        eval "unshare('pid') { Thread.start { try { go.await(); ps(); seen.complete(null) } catch (Throwable e) { seen.complete(e) } } }"
        go.countDown()
        then:
        def e = eval('seen.get()')
        e instanceof NsxException
        e.message.contains('has ended')
    }

    def "executors of a block work in it, from anywhere"() {
        expect:
        eval('''
            def pool = netns('a') { bridge 'inner'; java.util.concurrent.Executors.newFixedThreadPool(2) }
            def names = netns('a') { (1..8).collect { pool.submit({ links()*.name } as java.util.concurrent.Callable) }*.get() }
            pool.shutdown()
            names.unique()
        ''') == [['lo', 'inner']]
    }

    /**
     * The pool's threads are where the first test that used them was; those of nsx are where nsx is. A task's get() may run the task
     * in the calling thread, so nothing but the barrier waits for them, and it keeps each of the pool's threads until all have moved.
     */
    void movePool() {
        def pool = ForkJoinPool.commonPool()
        def all = new CyclicBarrier(pool.parallelism + 1)
        def failures = new java.util.concurrent.ConcurrentLinkedQueue()
        pool.parallelism.times {
            pool.execute {
                try {
                    Tasks.unshare(Tasks.CLONE_FS)
                    session.host().get(NamespaceKind.MNT).get().open().withCloseable { Tasks.setns(it, NamespaceKind.MNT.flag(), 'mnt') }
                } catch (Throwable e) {
                    failures << e
                }
                all.await()
            }
        }
        all.await(60, TimeUnit.SECONDS)
        assert failures.empty
    }

    def "a parallel stream acts where it is called"() {
        given:
        movePool()
        expect:
        eval('''
            netns('a') { bridge 'inner' }
            def here = (1..60).toList().parallelStream().map { netns("p$it") { links().size() } }.toList().sum()
            def inside = netns('a') { (1..60).toList().parallelStream().map { links().size() }.toList().sum() }
            [here, inside]
        ''') == [60, 120]
    }

    def "a thread of the common pool that belongs to no block says so"() {
        given:
        movePool()
        when:
        eval('''
            def seen = new ArrayBlockingQueue(1)
            netns('a') {
                ForkJoinPool.commonPool().execute { try { seen << links() } catch (Throwable e) { seen << e } }
                throw seen.take()
            }
        '''.replace('ForkJoinPool', 'java.util.concurrent.ForkJoinPool').replace('ArrayB', 'java.util.concurrent.ArrayB'))
        then:
        def e = thrown(NsxException)
        e.hint().contains('Thread.start')
    }

    def "a plan of one thread does not affect another"() {
        expect:
        eval('''
            def planning = new java.util.concurrent.CountDownLatch(1)
            def made = new java.util.concurrent.CountDownLatch(1)
            def other = Thread.start { planning.await(); bridge 'real'; made.countDown() }
            plan { planning.countDown(); made.await(); bridge 'planned' }
            other.join()
            links()*.name
        ''') == ['lo', 'real']
    }

    def "what a thread asks prints nothing and asks nothing of the line"() {
        when:
        eval("Thread.start { links(); bridge 'x' }.join()\nlinks()")
        then:
        answers*.size() == [2]
    }

    def "a thread that outlives the session gets an error"() {
        given:
        def go = new CountDownLatch(1)
        def seen = new java.util.concurrent.CompletableFuture()
        session.binding().setVariable('go', go)
        session.binding().setVariable('seen', seen)
        eval "Thread.start { try { go.await(); links() } catch (Throwable e) { seen.complete(e) } }"
        when:
        session.close()
        go.countDown()
        then:
        seen.get() instanceof NsxException
        seen.get().message == 'the session has ended'
    }

    def "what a line that is given up has started can use no word any more"() {
        given:
        def begun = new CountDownLatch(1)
        def go = new CountDownLatch(1)
        def seen = new java.util.concurrent.CompletableFuture()
        [begun: begun, go: go, seen: seen].each { k, v -> session.binding().setVariable(k, v) }
        def stuck = Thread.start {
            try {
                eval("""netns('a') { Thread.start { try { go.await(); links() } catch (Throwable e) { seen.complete(e) } }
                    begun.countDown(); go.await() }""")
            } catch (java.util.concurrent.CancellationException e) { }
        }
        begun.await()
        when:
        session.giveUp()
        go.countDown()
        then:
        seen.get() instanceof java.util.concurrent.CancellationException
        eval('here.name') == 'host'
        cleanup:
        stuck.join()
    }
}
