package nsx.dsl.export;

import java.util.OptionalInt;
import java.util.Set;
import nsx.dsl.op.network.Statement;
import nsx.dsl.session.Here;
import nsx.rtnl.Link;

/**
 * What is asked about of a network namespace.
 *
 * @param covered the devices, by index, that are asked about
 * @param all whether everything is asked about and not only what belongs to these devices
 * @param foreign whether what names none of these devices and their networks is somebody else's, such as rules of nsx's own tables
 */
record Selection(Network network, Set<Integer> covered, boolean all, boolean foreign) {
    String place() {
        return network.place();
    }

    Here here() {
        return network.here();
    }

    boolean covers(int index) {
        return covered.contains(index);
    }

    boolean covers(Link link) {
        return covers(link.index());
    }

    /** False for none. */
    boolean covers(OptionalInt index) {
        return index.isPresent() && covers(index.getAsInt());
    }

    /** Says where something would stand that no line can make. */
    Line comment(String text) {
        return Line.comment(place(), "comment", text);
    }

    /** Says that an object, which its key tells from others, is more than its line can say. */
    Line more(String key, String text, Statement said) {
        return unsaid(key, text + " has more: " + String.join(", ", said.unsaid()));
    }

    /** Says where an object would stand that no line can make. */
    Line unsaid(String key, String text) {
        return Line.unsaid(place(), "comment", key, text);
    }
}
