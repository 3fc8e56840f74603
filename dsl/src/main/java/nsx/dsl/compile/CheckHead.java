package nsx.dsl.compile;

import java.util.List;
import nsx.dsl.script.HeadFault;
import nsx.dsl.script.ScriptHead;

/** Finds where the comment at the head of a script contradicts itself. */
final class CheckHead {
    private CheckHead() {}

    static List<Finding> of(ScriptHead head, String script) {
        List<String> lines = script.lines().toList();
        return head.faults().stream().map(f -> finding(f, lines)).toList();
    }

    /** The last line that declares the argument, or the line after it that says its default. */
    private static Finding finding(HeadFault fault, List<String> lines) {
        int line = 0;
        for (int i = 0; i < lines.size() && !lines.get(i).contains("*/"); i++) {
            String text = lines.get(i).replaceFirst("^[\\s*/]*(Arguments:)?\\s*", "");
            line = text.startsWith(fault.argument()) ? i : line;
        }
        for (int i = line; i < Math.min(lines.size(), line + 3); i++) {
            int at = lines.get(i).indexOf("default " + fault.at());
            if (at >= 0) {
                return new Finding(i + 1, at + "default ".length() + 1, fault.message(), fault.hint());
            }
        }
        int at = Math.max(0, lines.get(line).indexOf(fault.at()));
        return new Finding(line + 1, at + 1, fault.message(), fault.hint());
    }
}
