package nsx.resolve;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class UnknownRecordsTest {
    private static String caa(String hex) {
        return UnknownRecords.text("CAA", HexFormat.of().parseHex(hex));
    }

    @Test
    void whoMayCertify() {
        assertEquals("257", UnknownRecords.asked("CAA"));
        assertEquals("MX", UnknownRecords.asked("MX"));
        assertEquals("0 issue \"ca.test\"", caa("00" + "05" + "6973737565" + "63612e74657374"));
        assertEquals("128 iodef \"\"", caa("80" + "05" + "696f646566"));
    }

    @Test
    void whatIsTooShortIsLeftAsBytes() {
        assertEquals("0009", caa("0009"));
        assertEquals("00", caa("00"));
        assertEquals("10 mail.test.", UnknownRecords.text("MX", "10 mail.test."));
    }
}
