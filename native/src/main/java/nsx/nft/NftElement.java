package nsx.nft;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * An element of a set or map, its parts in the words of nft(8).
 *
 * @param key a value, a prefix, a range, or {@code *} for all that no other element has
 * @param data of a map; empty for a set
 * @param timeout milliseconds after which the kernel deletes it; empty if it stays or has that of its set
 * @param expires milliseconds until then; empty if it stays
 * @param counter what matched it; empty without a counter
 */
public record NftElement(
        String key,
        Optional<String> data,
        OptionalLong timeout,
        OptionalLong expires,
        Optional<Expression.Counter> counter,
        Optional<String> comment) {}
