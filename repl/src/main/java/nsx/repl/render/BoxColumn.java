package nsx.repl.render;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nsx.dsl.topology.Sketch.Box;
import nsx.dsl.topology.Sketch.End;
import nsx.dsl.topology.Sketch.Row;
import nsx.dsl.topology.Sketch.What;
import nsx.topology.ChangeMark;

/** Boxes of one width below each other. Rows can be moved down to align those of two columns. */
final class BoxColumn {
    private static final int FRAME = 4;
    private static final int HANG = 4;
    private static final Row ID = new Row(What.REFUSED, "", "", false, ChangeMark.SAME);

    private final Strokes strokes;
    private final Style style;
    private final int side;
    private final int width;
    private final List<Slot> slots = new ArrayList<>();
    private final Map<End, Integer> slotOf = new HashMap<>();
    private final Map<Integer, Integer> topOf = new HashMap<>();
    private final Set<Integer> fixed = new HashSet<>();

    /** A border or a row, with the empty lines inserted above it. */
    private static final class Slot {
        final Box box;
        final Row row;
        final boolean top;
        final boolean more;
        final List<String> lines;
        int above;
        boolean joined;

        Slot(Box box, Row row, boolean top, boolean more, List<String> lines) {
            this.box = box;
            this.row = row;
            this.top = top;
            this.more = more;
            this.lines = lines;
        }

        int height() {
            return above + Math.max(1, lines.size());
        }
    }

    /** @param side 0 if lines leave to the right, 1 if they leave to the left */
    BoxColumn(Strokes strokes, Style style, int side, int width) {
        this.strokes = strokes;
        this.style = style;
        this.side = side;
        this.width = width;
    }

    /** The natural width of a box. */
    static int natural(Box box, List<String> texts) {
        int title = Width.of(box.title()) + Width.of(box.id()) + (box.mark() == ChangeMark.SAME ? 6 : 8);
        return Math.max(title, FRAME + texts.stream().mapToInt(Width::of).max().orElse(0));
    }

    void add(int number, Box box, List<String> texts) {
        topOf.put(number, slots.size());
        slots.add(new Slot(box, null, true, false, List.of()));
        if (!fits(box)) {
            slots.add(new Slot(box, ID, false, false, List.of(strokes.text(box.id()))));
        }
        for (int i = 0; i < texts.size(); i++) {
            Row row = box.rows().get(i);
            boolean more = i + 1 < texts.size() && box.rows().get(i + 1).port();
            slotOf.put(new End(number, i), slots.size());
            slots.add(new Slot(box, row, false, more, wrapped(texts.get(i))));
        }
        slots.add(new Slot(box, null, false, false, List.of()));
    }

    /** Whether the border has room for the title and the inode; otherwise the inode is a separate row. */
    private boolean fits(Box box) {
        return natural(box, List.of()) <= width;
    }

    private List<String> wrapped(String text) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ")) {
            if (!line.isEmpty() && Width.of(line.toString()) + 1 + Width.of(word) > room(lines)) {
                lines.add(line.toString());
                line = new StringBuilder();
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }

    private int room(List<String> before) {
        return width - FRAME - 2 - (before.isEmpty() ? 0 : HANG - 2);
    }

    /** The line of the picture on which a row begins. */
    int line(End end) {
        int line = 0;
        int slot = slotOf.get(end);
        for (int i = 0; i < slot; i++) {
            line += slots.get(i).height();
        }
        return line + slots.get(slot).above;
    }

    /** Inserts empty lines above a row, or above its box if no row before it in the box is fixed. */
    void push(End end, int lines) {
        if (lines > 0) {
            int slot = fixed.contains(end.box()) ? slotOf.get(end) : topOf.get(end.box());
            slots.get(slot).above += lines;
        }
        fixed.add(end.box());
    }

    /** Marks a row as the start of a line. */
    void join(End end) {
        slots.get(slotOf.get(end)).joined = true;
    }

    List<String> draw() {
        List<String> out = new ArrayList<>();
        boolean inside = false;
        boolean spine = false;
        for (Slot slot : slots) {
            for (int i = 0; i < slot.above; i++) {
                out.add(
                        inside
                                ? framed(spine ? strokes.line(Strokes.UP | Strokes.DOWN) + "" : "", false)
                                : " ".repeat(width));
            }
            if (slot.row == null) {
                out.add(slot.top ? top(slot.box) : bottom());
                inside = slot.top;
                spine = false;
            } else {
                spine = slot.more && (slot.row.port() || slot.more);
                row(slot, out);
            }
        }
        return out;
    }

    private void row(Slot slot, List<String> out) {
        int branch = Strokes.UP | Strokes.RIGHT | (slot.more ? Strokes.DOWN : 0);
        String first = slot.row.port() ? strokes.line(branch) + " " : "";
        String rest = slot.more ? strokes.line(Strokes.UP | Strokes.DOWN) + " " : "";
        for (int i = 0; i < slot.lines.size(); i++) {
            String indent = i == 0 ? first : Width.pad(rest, HANG);
            out.add(framed(indent + slot.lines.get(i), i == 0 && slot.joined));
        }
    }

    private String framed(String text, boolean joined) {
        int plain = Strokes.UP | Strokes.DOWN;
        int left = plain | (joined && side == 1 ? Strokes.LEFT : 0);
        int right = plain | (joined && side == 0 ? Strokes.RIGHT : 0);
        String fitting = Width.of(text) > width - FRAME ? Width.cut(text, width - FRAME) : text;
        return strokes.line(left) + " " + strokes.text(Width.pad(fitting, width - FRAME)) + " " + strokes.line(right);
    }

    private String top(Box box) {
        String id = fits(box) ? " " + box.id() + " " : "";
        String sign = box.mark().sign().isEmpty() ? "" : box.mark().sign() + " ";
        String title = Width.cut(sign + box.title(), width - FRAME - Width.of(id) + (id.isEmpty() ? 0 : 1));
        int rest = width - FRAME - Width.of(title) - Width.of(id);
        String line = String.valueOf(strokes.line(Strokes.LEFT | Strokes.RIGHT));
        return strokes.line(Strokes.DOWN | Strokes.RIGHT)
                + " " + style.bold(strokes.text(title)) + " "
                + line.repeat(Math.max(0, rest)) + strokes.text(id)
                + strokes.line(Strokes.DOWN | Strokes.LEFT);
    }

    private String bottom() {
        return strokes.line(Strokes.UP | Strokes.RIGHT)
                + String.valueOf(strokes.line(Strokes.LEFT | Strokes.RIGHT)).repeat(width - 2)
                + strokes.line(Strokes.UP | Strokes.LEFT);
    }
}
