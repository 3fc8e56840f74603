package nsx.topology;

/**
 * A NAT rule.
 *
 * @param kind {@code masquerade} or {@code forward}
 * @param text the rule in words: {@code masquerade 10.0.0.0/24 out of eth0}
 */
public record Translation(String kind, String text, ChangeMark mark) {
    Translation marked(ChangeMark to) {
        return new Translation(kind, text, to);
    }
}
