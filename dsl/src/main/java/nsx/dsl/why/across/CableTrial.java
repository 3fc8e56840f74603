package nsx.dsl.why.across;

import java.security.SecureRandom;
import java.util.List;
import java.util.stream.IntStream;
import nsx.dsl.error.NsxException;
import nsx.dsl.why.across.JoinedWorld.Cable;
import nsx.rtnl.Link;

/** Tries a tunnel between two hosts with real frames, for what is between the hosts cannot be seen. */
final class CableTrial {
    /** As long as what asks for neighbours, in bytes. */
    private static final int SMALL = 64;

    private static final int ROUNDS = 4;
    /** Frames of different lengths that are sent at once: fewer bytes than a socket holds. */
    private static final int TOGETHER = 40;
    /** Time that frames may take, in ms: longer each round, as the first ones wait for neighbours to be found. */
    private static final int PATIENCE = 250;

    private final Cable cable;
    private final FarPart sender;
    private final FarPart receiver;
    private final byte[] token = new byte[8];

    CableTrial(Cable cable, FarPart sender, FarPart receiver) {
        this.cable = cable;
        this.sender = sender;
        this.receiver = receiver;
        new SecureRandom().nextBytes(token);
    }

    /**
     * The outcome.
     *
     * @param passes the length of the longest packet that arrives, in bytes; 0 when nothing does
     * @param certain whether what did not arrive was lost
     */
    record Outcome(int passes, boolean certain) {}

    /** The longest packet that passes; a NsxException when a host cannot try. */
    Outcome run() {
        int most = cable.from().link().mtu();
        boolean certain = receiver.expect(cable.to().net(), cable.to().link().index(), token);
        List<Integer> both = List.of(Math.min(SMALL, most), most);
        int passes = 0;
        for (int round = 1; round <= ROUNDS && passes < most; round++) {
            passes = Math.max(passes, largest(both, PATIENCE * round));
        }
        return new Outcome(passes == 0 || passes == most ? passes : between(passes, most), certain);
    }

    private int largest(List<Integer> lengths, int patience) {
        Link end = cable.to().link();
        String mac = end.mac().orElseThrow(() -> new NsxException(cable.to() + " has no hardware address"));
        sender.send(cable.from().net(), cable.from().link().index(), mac, token, lengths);
        return receiver.arrived(patience, lengths).stream()
                .filter(lengths::contains)
                .mapToInt(Integer::intValue)
                .max()
                .orElse(0);
    }

    /** The longest that passes, of one length that does and one that does not. */
    private int between(int passing, int lost) {
        int low = passing;
        int high = lost;
        while (high - low > 1) {
            int step = Math.max(1, (high - low) / TOGETHER);
            List<Integer> lengths = IntStream.iterate(low + step, n -> n + step)
                    .limit(TOGETHER)
                    .filter(n -> n < lost)
                    .boxed()
                    .toList();
            int arrived = Math.max(largest(lengths, PATIENCE), largest(lengths, 2 * PATIENCE));
            int longest = Math.max(low, arrived);
            high = lengths.stream().filter(n -> n > longest).findFirst().orElse(high);
            low = longest;
        }
        return low;
    }
}
