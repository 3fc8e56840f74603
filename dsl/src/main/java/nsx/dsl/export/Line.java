package nsx.dsl.export;

import java.util.Set;
import nsx.dsl.unit.Literal;

/**
 * One line of a script, which ensures one object.
 *
 * @param place the block of the line, as text: {@code netns('a')}; empty for the starting namespaces
 * @param what the kind of object: {@code address}, {@code route}, …
 * @param subject the device that it belongs to; empty for none
 * @param key the identification among the lines of its place
 * @param inside the line in the block of its device; null if it is not possible there
 * @param alone the line outside a device block
 * @param removal the line that removes the object; null for none
 * @param after the places whose devices must be up before
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
    /** Creates a line that depends on no other place. */
    Line(String place, String what, String subject, String key, String inside, String alone, String removal) {
        this(place, what, subject, key, inside, alone, removal, Set.of());
    }

    Line after(Set<String> places) {
        return new Line(place, what, subject, key, inside, alone, removal, places);
    }

    /** Creates a line that belongs to no device block. */
    static Line of(String place, String what, String key, String alone, String removal) {
        return new Line(place, what, "", what + " " + key, null, alone, removal);
    }

    /** Creates a comment about something that no word can create. */
    static Line comment(String place, String what, String text) {
        return unsaid(place, what, "// " + text, text);
    }

    /** Creates a comment about an object that no word can create; the key is that of the line that could. */
    static Line unsaid(String place, String what, String key, String text) {
        return new Line(place, what, "", key, null, "// " + text.replaceAll("[\\p{Cntrl}]", "?"), null);
    }

    boolean isComment() {
        return alone.startsWith("//");
    }

    /** Whether the line begins the block of a device. */
    boolean isHead() {
        return what.equals("device") && inside != null;
    }

    /** Returns the line in a form that can be run where nsx starts. */
    String anywhere(String line) {
        return place.isEmpty() ? line : place + " { " + line + " }";
    }

    static String device(String name) {
        return name.equals("lo") ? name : "link(" + Literal.quoted(name) + ")";
    }
}
