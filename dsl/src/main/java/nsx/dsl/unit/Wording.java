package nsx.dsl.unit;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import nsx.dsl.shape.Said;
import nsx.dsl.shape.Shown;

/** Adds values to texts as nsx prints them: {@code 'took ' + 2.seconds}. An extension module, like {@link Units}. */
public final class Wording {
    private Wording() {}

    public static String plus(CharSequence text, Duration value) {
        return text + Said.text(value);
    }

    public static String plus(CharSequence text, Shown value) {
        return text + Said.text(value);
    }

    public static String plus(CharSequence text, Collection<?> value) {
        return text + Said.text(value);
    }

    public static String plus(CharSequence text, Map<?, ?> value) {
        return text + Said.text(value);
    }

    public static String plus(CharSequence text, Record value) {
        return text + Said.text(value);
    }
}
