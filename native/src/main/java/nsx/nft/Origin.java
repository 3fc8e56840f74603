package nsx.nft;

import java.util.List;
import java.util.Optional;

/** Bytes of a packet that an expression loads, which may be several fields or less than one. */
interface Origin {
    /** The field that is these bits of the bytes; empty if they are not one field. */
    Optional<Loaded> find(byte[] mask);

    /** The fields that fill the bytes one after the other; none if others do too. */
    List<PacketFields.Place> parts();
}
