package nsx.xtables;

import java.util.ArrayList;
import java.util.List;

/** Writes {@code -m hashlimit} in the words of iptables-save: {@code struct xt_hashlimit_mtinfo1} to {@code 3}. */
final class HashLimitText {
    private static final String OPTION = "--hashlimit-";
    private static final List<String> MODES = List.of("dstip", "dstport", "srcip", "srcport");
    /** The order in which libxt_hashlimit prints them. */
    private static final List<String> ORDER = List.of("srcip", "srcport", "dstip", "dstport");

    private static final int INVERTED = 1 << 4;
    private static final int BYTES = 1 << 5;
    private static final int RATE_MATCH = 1 << 6;
    /** The units in a second, of revision 1 and of those after it. */
    private static final long OLD_SECOND = 10_000;

    private static final long SECOND = 1_000_000;
    private static final int SHORT_NAME = 16;
    /** NAME_MAX, after which the numbers are aligned. */
    private static final int LONG_NAME = 255;

    private static final long COLLECTING = 1000;
    /** The seconds after which a limit of bytes forgets, without a burst and with one. */
    private static final long EXPIRES = 15;

    private static final long EXPIRES_AFTER_BURST = 60;

    private HashLimitText() {}

    static Options of(TableFamily family, int revision, Blob data) {
        boolean old = revision == 1;
        int name = old ? SHORT_NAME : LONG_NAME;
        int at = old ? SHORT_NAME : LONG_NAME + 1;
        int mode = data.s32(old ? at : at + 16);
        long average = old ? data.u32(at + 4) : data.s64(at);
        long burst = old ? data.u32(at + 8) : data.s64(at + 8);
        int sizes = old ? at + 12 : at + 20;
        int masks = sizes + 16 + (revision > 2 ? 4 : 0);
        Options text = Options.match("hashlimit");
        String option = OPTION + ((mode & INVERTED) != 0 ? "above" : "upto");
        if ((mode & RATE_MATCH) != 0) {
            return text.addUnknown(true);
        }
        RateText.Rate rate = RateText.of(average, old ? OLD_SECOND : SECOND);
        if ((mode & BYTES) != 0) {
            long bytes = RateText.bytes(average);
            text.add(option, RateText.perSecond(average))
                    .addIf(burst != 0, OPTION + "burst", RateText.size(bytes * burst));
        } else {
            text.add(option, rate.text()).add(OPTION + "burst", burst);
        }
        long expires = (mode & BYTES) == 0 ? rate.seconds() : burst == 0 ? EXPIRES : EXPIRES_AFTER_BURST;
        int all = family.address * Byte.SIZE;
        return text.addIf((mode & 0xf) != 0, OPTION + "mode", modes(mode))
                .add(OPTION + "name", SavedWords.name(data.text(0, name)))
                .addIf(data.u32(sizes) != 0, OPTION + "htable-size", data.u32(sizes))
                .addIf(data.u32(sizes + 4) != 0, OPTION + "htable-max", data.u32(sizes + 4))
                .addIf(data.u32(sizes + 8) != COLLECTING, OPTION + "htable-gcinterval", data.u32(sizes + 8))
                .addIf(data.u32(sizes + 12) != expires * 1000, OPTION + "htable-expire", data.u32(sizes + 12))
                .addIf(data.u8(masks) != all, OPTION + "srcmask", data.u8(masks))
                .addIf(data.u8(masks + 1) != all, OPTION + "dstmask", data.u8(masks + 1));
    }

    private static String modes(int bits) {
        List<String> set = new ArrayList<>();
        ORDER.forEach(mode -> {
            if ((bits & 1 << MODES.indexOf(mode)) != 0) {
                set.add(mode);
            }
        });
        return String.join(",", set);
    }
}
