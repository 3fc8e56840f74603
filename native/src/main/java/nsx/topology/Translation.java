package nsx.topology;

/**
 * A NAT rule, or ports of the host that a container runtime leads to a container.
 *
 * @param kind {@code masquerade}, {@code forward} or {@code published}
 * @param text the rule in words: {@code masquerade 10.0.0.0/24 out of eth0}, {@code published tcp 8080 to 80}
 */
public record Translation(String kind, String text, ChangeMark mark) {
    Translation marked(ChangeMark to) {
        return new Translation(kind, text, to);
    }
}
