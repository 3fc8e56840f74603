package nsx.dsl.remote

import groovy.json.JsonOutput
import nsx.proc.JsonText

/** A value as it arrives on another host. */
class WireTrip {
    private static final Wire WIRE = new Wire(new Wire.Mentions() {
        @Override
        Map<String, Object> mention(Object live) {
            throw new IllegalArgumentException("$live is not sent")
        }

        @Override
        Object mentioned(String type, Map<String, Object> mention) {
            throw new IllegalArgumentException(type)
        }
    })

    static Object of(Object value) {
        WIRE.in(JsonText.parse(text(value)).get().v)
    }

    /** The text in which a value is sent. */
    static String text(Object value) {
        JsonOutput.toJson([v: WIRE.out(value)])
    }
}
