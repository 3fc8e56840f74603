package nsx.repl.complete;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the comment at the head of a script says: {@code Summary:}, and {@code Arguments:} with a line for each. */
record ScriptHead(String summary, List<Item> arguments) {
    private static final Pattern FIELD = Pattern.compile("^ \\* (\\w+): +(.*)$");
    private static final Pattern MORE = Pattern.compile("^ \\* {3,}(\\S.*)$");
    private static final Pattern ARGUMENT = Pattern.compile("(\\S+) {2,}(.*)");

    static ScriptHead of(String script) {
        String summary = "";
        String field = "";
        List<Item> arguments = new ArrayList<>();
        for (String line : script.lines().takeWhile(l -> !l.startsWith(" */")).toList()) {
            Matcher first = FIELD.matcher(line);
            Matcher more = MORE.matcher(line);
            boolean begins = first.matches();
            field = begins ? first.group(1) : field;
            String text = begins ? first.group(2) : more.matches() ? more.group(1) : "";
            if (begins && field.equals("Summary")) {
                summary = text;
            }
            Matcher argument = ARGUMENT.matcher(text);
            // N and TEXT stand for something; only what is written as it is can be proposed
            if (field.equals("Arguments")
                    && argument.matches()
                    && !argument.group(1).matches("\\p{Lu}+")) {
                arguments.add(Item.of(argument.group(1), argument.group(2)));
            }
        }
        return new ScriptHead(summary, List.copyOf(arguments));
    }
}
