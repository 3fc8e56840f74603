package nsx.process;

import nsx.sys.Spawn;

/**
 * A place for programs that is not a namespace, such as a control group. It wraps the start of a program, so that the program
 * is there from its first instruction.
 */
public interface Entrance {
    /** The entrance that does nothing. */
    Entrance NONE = new Entrance() {
        @Override
        public Child start(Program program, Spawn.Setting setting, Start start) {
            return start.child(program, setting);
        }

        @Override
        public String command() {
            return "";
        }
    };

    /** A way to start a program. */
    interface Start {
        Child child(Program program, Spawn.Setting setting);
    }

    Child start(Program program, Spawn.Setting setting, Start start);

    /** The equivalent prefix of a command line with a trailing space; empty if none is needed. */
    String command();
}
