package nsx.dsl.topology.layout;

import java.util.List;
import nsx.sys.BesideLoader;

/** Places boxes and lines from left to right, with rectangular lines. Lengths are in pixels of a picture. */
public interface Layout {
    /** The area of a box or of the whole picture. */
    record Area(double x, double y, double width, double height) {}

    /** The requested size of a box. */
    record Size(double width, double height) {}

    /** A line from the right side of one box to the left side of another, each at a distance below the top. */
    record Cable(int from, double fromY, int to, double toY) {}

    record Point(double x, double y) {}

    /** Computes a layout; boxes are known by their position in the list. */
    static Layout of(List<Size> boxes, List<Cable> cables) {
        try {
            return (Layout) BesideLoader.load("elk", Layout.class, "nsx.dsl.topology.layout.elk.ElkLayout")
                    .getConstructor(List.class, List.class)
                    .newInstance(boxes, cables);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("pictures cannot be laid out", e);
        }
    }

    Area whole();

    /** The place of the box with this number. */
    Area box(int number);

    /** The corners of the line with this number, from its left end. */
    List<Point> cable(int number);
}
