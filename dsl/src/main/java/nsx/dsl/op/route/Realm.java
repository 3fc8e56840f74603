package nsx.dsl.op.route;

import java.util.Optional;
import nsx.dsl.word.Parameter.Type;
import nsx.dsl.word.Reader;

/**
 * The realms of a route or rule of IPv4, which share one attribute: RTA_FLOW or FRA_FLOW.
 *
 * @param source the upper 16 bits; 0 for any
 * @param destination the lower 16 bits
 */
record Realm(long source, long destination) {
    private static final long MOST = 0xffff;
    private static final Reader<Long> NUMBER = Reader.number(0, MOST);

    static final Reader<Realm> READER = Reader.of(
            Type.NUMBER, "a whole number from 1 to 65535, or a source realm before it as in '2/3'", Realm::read);

    static Realm of(long attribute) {
        return new Realm(attribute >>> 16 & MOST, attribute & MOST);
    }

    long attribute() {
        return source << 16 | destination;
    }

    private static Optional<Realm> read(Object given) {
        return read(String.valueOf(given).split("/", -1)).filter(realm -> realm.attribute() != 0);
    }

    private static Optional<Realm> read(String[] parts) {
        Optional<Long> last = number(parts[parts.length - 1]);
        if (parts.length == 1) {
            return last.map(destination -> new Realm(0, destination));
        }
        Optional<Long> first = parts.length == 2 ? number(parts[0]) : Optional.empty();
        return first.flatMap(source -> last.map(destination -> new Realm(source, destination)));
    }

    private static Optional<Long> number(String text) {
        try {
            return NUMBER.read(Long.decode(text));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** A number without a source realm, otherwise text. */
    Object fact() {
        return source == 0 ? (Object) destination : toString();
    }

    /** The word of ip-route(8) and ip-rule(8): above 255 they take both realms as one number. */
    String words() {
        return Math.max(source, destination) > 255 ? String.valueOf(attribute()) : toString();
    }

    /** Returns the text of lists, and of ip-route(8). */
    @Override
    public String toString() {
        return source == 0 ? String.valueOf(destination) : source + "/" + destination;
    }
}
