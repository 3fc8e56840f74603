package nsx.nft;

import java.util.OptionalLong;

/**
 * A deleted rule and where it belongs in its chain.
 *
 * @param next the handle of the rule in front of which it belongs; empty for the end of the chain
 */
public record Placed(NftRule rule, OptionalLong next) {}
