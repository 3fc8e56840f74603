package nsx.process;

import nsx.sys.Spawn;

/**
 * A place for programs that is not a namespace, such as a control group. It wraps the start of a program, so that the program
 * is there from its first instruction.
 */
public interface Entrance {
    /** Nowhere in particular. */
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

    /** How a program is started. */
    interface Start {
        Child child(Program program, Spawn.Setting setting);
    }

    Child start(Program program, Spawn.Setting setting, Start start);

    /** The equal prefix of a command line, with a space after it; empty when nothing is needed. */
    String command();
}
