package nsx.dsl.export;

import java.util.Set;
import nsx.dsl.unit.Literal;

/**
 * One line of a script, which makes one thing so.
 *
 * @param place the block that it stands in, as text: {@code netns('a')}; empty for the starting namespaces
 * @param what it makes: {@code address}, {@code route}, …
 * @param subject the device that it belongs to; empty for none
 * @param key what tells it from the others of its place
 * @param inside the line in the block of its device; null when it cannot stand there
 * @param alone the line by itself
 * @param removal the line that takes away what this one makes; null for none
 * @param after the places whose devices have to be up before
 */
record Line(
        String place,
        String what,
        String subject,
        String key,
        String inside,
        String alone,
        String removal,
        Set<String> after) {
    /** One that needs no other place. */
    Line(String place, String what, String subject, String key, String inside, String alone, String removal) {
        this(place, what, subject, key, inside, alone, removal, Set.of());
    }

    Line after(Set<String> places) {
        return new Line(place, what, subject, key, inside, alone, removal, places);
    }

    /** Of something that stands in no block of a device. */
    static Line of(String place, String what, String key, String alone, String removal) {
        return new Line(place, what, "", what + " " + key, null, alone, removal);
    }

    /** What no words can say, where it would stand. */
    static Line comment(String place, String what, String text) {
        return unsaid(place, what, "// " + text, text);
    }

    /** An object that no words can say, where it would stand; the key is that of the line that could. */
    static Line unsaid(String place, String what, String key, String text) {
        return new Line(place, what, "", key, null, "// " + text.replaceAll("[\\p{Cntrl}]", "?"), null);
    }

    boolean isComment() {
        return alone.startsWith("//");
    }

    /** The head of the block of a device. */
    boolean isHead() {
        return what.equals("device") && inside != null;
    }

    /** A line that can be run by itself where nsx starts. */
    String anywhere(String line) {
        return place.isEmpty() ? line : place + " { " + line + " }";
    }

    static String device(String name) {
        return name.equals("lo") ? name : "link(" + Literal.quoted(name) + ")";
    }
}
