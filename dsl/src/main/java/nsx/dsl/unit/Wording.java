package nsx.dsl.unit;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import nsx.dsl.shape.Said;
import nsx.dsl.shape.Shown;

/** {@code 'took ' + 2.seconds}: what is added to a text is added as nsx prints it. An extension module, as {@link Units} is. */
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
