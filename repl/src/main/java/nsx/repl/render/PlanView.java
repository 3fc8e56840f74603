package nsx.repl.render;

import java.util.List;
import nsx.dsl.plan.Explained;
import nsx.dsl.plan.Plan;
import nsx.dsl.plan.PlannedOperation;

/** Formats plans and explanations for a terminal. */
final class PlanView {
    private static final String NOTHING = "nothing would change\n";
    private static final String INDENT = "    ";
    private final Style style;
    private final int width;

    PlanView(Style style, int width) {
        this.style = style;
        this.width = width;
    }

    /** One row for each operation, with warnings below. */
    String render(Plan plan) {
        StringBuilder out = new StringBuilder();
        if (plan.isEmpty()) {
            out.append(NOTHING);
        } else {
            Grid grid = new Grid(style, List.of("where", "does", "command"));
            plan.forEach(o -> grid.add(List.of(o.where(), o.does(), o.command())));
            out.append(grid.render(width));
        }
        if (!plan.getEffects().isEmpty()) {
            heading(out, "Changes that the host sees");
            plan.getEffects().forEach((what, all) -> effects(out, what, all));
        }
        list(out, "Missing capabilities", plan.getMissing());
        list(out, "Known only when it runs", plan.getUnresolved());
        return out.toString();
    }

    private void effects(StringBuilder out, String what, List<String> all) {
        int column = 14;
        String label = what;
        for (String one : all) {
            line(out, INDENT + Width.pad(label, column) + one);
            label = "";
        }
    }

    private void list(StringBuilder out, String title, List<String> all) {
        if (!all.isEmpty()) {
            heading(out, title);
            all.forEach(one -> line(out, INDENT + one));
        }
    }

    private void heading(StringBuilder out, String title) {
        out.append('\n').append(style.bold(title)).append('\n');
    }

    private void line(StringBuilder out, String text) {
        out.append(Width.cut(Clean.text(text), width)).append('\n');
    }

    /** A block for each operation: in words, as the kernel's request, and as a command line. */
    String render(Explained explained) {
        StringBuilder out = new StringBuilder();
        if (explained.isEmpty()) {
            out.append(NOTHING);
        }
        for (PlannedOperation operation : explained) {
            out.append(out.isEmpty() ? "" : "\n");
            out.append(style.bold(Clean.text(sentence(operation)))).append('\n');
            operation.calls().forEach(call -> line(out, INDENT + call));
            out.append(style.faint(INDENT + "# " + Clean.text(operation.command())))
                    .append('\n');
        }
        list(out, "Known only when it runs", explained.getUnresolved());
        return out.toString();
    }

    private static String sentence(PlannedOperation operation) {
        String does = operation.does();
        String place = operation.where().equals("host") ? "" : " in " + operation.where();
        return Character.toUpperCase(does.charAt(0)) + does.substring(1) + place;
    }
}
