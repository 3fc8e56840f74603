package nsx.dsl.topology;

import java.util.List;
import nsx.topology.ChangeMark;
import nsx.topology.Topology;

/**
 * A picture in terms of boxes, rows and lines, independent of a format. All text is printable, even if the kernel's
 * names are not; each format escapes its own syntax.
 *
 * @param lines the lines between rows of different boxes
 * @param foot the sentences below the picture, each on its own line
 */
public record Sketch(List<Box> boxes, List<Line> lines, List<String> foot) {
    /**
     * A network namespace, or several similar ones.
     *
     * @param title the names, or the process in it
     * @param id the inode, or the number of namespaces
     */
    public record Box(String title, String id, Home home, ChangeMark mark, List<Row> rows) {}

    /** The owner of a box. */
    public enum Home {
        HOST,
        CURRENT,
        OTHER
    }

    /** The subject of a row. */
    public enum What {
        DEVICE,
        ROUTE,
        NAT,
        NETWORK,
        REFUSED
    }

    /**
     * One line in a box.
     *
     * @param name the name of a device; otherwise empty
     * @param text the text after the name
     * @param port whether the row belongs to a master above
     */
    public record Row(What what, String name, String text, boolean port, ChangeMark mark) {
        public String whole() {
            return name.isEmpty() ? text : name + " " + text;
        }
    }

    /** A row, by the index of its box and its index in the box. */
    public record End(int box, int row) {}

    /**
     * A cable, or the connection of a device to its lower device.
     *
     * @param cable whether the line is a cable
     */
    public record Line(End from, End to, boolean cable, ChangeMark mark) {}

    /** A sketch for a person: similar namespaces are one box, and empty ones are one line. */
    public static Sketch folded(Topology topology) {
        return new Sketching(Groups.folded(topology)).sketch();
    }

    /** A sketch with all namespaces and devices. */
    public static Sketch whole(Topology topology) {
        return new Sketching(Groups.single(topology)).sketch();
    }

    public Row at(End end) {
        return boxes.get(end.box()).rows().get(end.row());
    }

    /** The text that names the other end if no line can be drawn: {@code mynetns:veth1}. */
    public String label(End end) {
        return boxes.get(end.box()).title() + ":" + at(end).name();
    }
}
