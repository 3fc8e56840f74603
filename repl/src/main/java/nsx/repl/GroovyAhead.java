package nsx.repl;

import groovy.lang.GroovySystem;
import nsx.ns.ThreadEnd;

/**
 * Starts Groovy's runtime on a thread of its own, while the words and the system calls are loaded. Until {@link #await}
 * returns, the caller must not use Groovy: two threads that initialize its classes could wait for each other for ever.
 */
final class GroovyAhead {
    private final Thread thread = new Thread(GroovySystem::getMetaClassRegistry, "nsx-groovy");

    private GroovyAhead() {}

    static GroovyAhead begin() {
        GroovyAhead ahead = new GroovyAhead();
        ahead.thread.setDaemon(true);
        ahead.thread.start();
        return ahead;
    }

    /** Waits until the runtime is there; an interrupt is kept for the caller. */
    void await() {
        ThreadEnd.await(thread);
    }
}
