package nsx.rtnl;

import java.util.Objects;
import java.util.OptionalInt;

/**
 * Where a link is among the others of its network namespace.
 *
 * @param master the index of the link whose port it is
 * @param below the index of the link that it stands on, such as that of a VLAN; see {@link Link#below}
 * @param mac its MAC address; empty for none
 */
public record LinkPlace(int index, OptionalInt master, OptionalInt below, String mac) {
    static LinkPlace of(Link link) {
        return new LinkPlace(
                link.index(), link.master(), link.below(), link.mac().orElse(""));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LinkPlace that
                && index == that.index
                && master.equals(that.master)
                && below.equals(that.below)
                && mac.equals(that.mac);
    }

    @Override
    public int hashCode() {
        return Objects.hash(index, master, below, mac);
    }
}
