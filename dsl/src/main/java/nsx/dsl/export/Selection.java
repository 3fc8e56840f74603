package nsx.dsl.export;

import java.util.OptionalInt;
import java.util.Set;
import nsx.dsl.op.network.Statement;
import nsx.dsl.session.Here;
import nsx.rtnl.Link;

/**
 * The exported part of a network namespace.
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

    /** Whether the device is covered; false without a device. */
    boolean covers(OptionalInt index) {
        return index.isPresent() && covers(index.getAsInt());
    }

    /** A comment in place of something that no line can create. */
    Line comment(String text) {
        return Line.comment(place(), "comment", text);
    }

    /** A comment that an object, identified by its key, has more than its line can express. */
    Line more(String key, String text, Statement said) {
        return unsaid(key, text + " has more: " + String.join(", ", said.unsaid()));
    }

    /** A comment in place of an object that no line can create. */
    Line unsaid(String key, String text) {
        return Line.unsaid(place(), "comment", key, text);
    }
}
