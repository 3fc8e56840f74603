package nsx.dsl.topology;

import java.util.List;
import nsx.topology.ChangeMark;
import nsx.topology.Topology;

/**
 * A picture in terms of boxes, rows and lines, independent of a format. All text is printable, whatever names the kernel has;
 * each format escapes its own syntax.
 *
 * @param lines between rows of different boxes
 * @param foot sentences below the picture, each on its own line
 */
public record Sketch(List<Box> boxes, List<Line> lines, List<String> foot) {
    /**
     * A network namespace, or several that are alike.
     *
     * @param title its names, or the process in it
     * @param id its inode; how many there are, for several
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
        REFUSED
    }

    /**
     * One line in a box.
     *
     * @param name of a device; else empty
     * @param text the text after the name
     * @param port whether it belongs to the row of a master above it
     */
    public record Row(What what, String name, String text, boolean port, ChangeMark mark) {
        public String whole() {
            return name.isEmpty() ? text : name + " " + text;
        }
    }

    /** A row by the number of its box and its own in that. */
    public record End(int box, int row) {}

    /**
     * A cable, or a device and what it stands on.
     *
     * @param cable whether it is a veth
     */
    public record Line(End from, End to, boolean cable, ChangeMark mark) {}

    /** For a person: what is alike is one box, and namespaces with nothing in them are one line. */
    public static Sketch folded(Topology topology) {
        return new Sketching(Groups.folded(topology)).sketch();
    }

    /** Everything. */
    public static Sketch whole(Topology topology) {
        return new Sketching(Groups.single(topology)).sketch();
    }

    public Row at(End end) {
        return boxes.get(end.box()).rows().get(end.row());
    }

    /** The text for the other end where no line can be drawn: {@code mynetns:veth1}. */
    public String label(End end) {
        return boxes.get(end.box()).title() + ":" + at(end).name();
    }
}
