package nsx.netlink;

/**
 * One line of an attribute table.
 *
 * @param number without the flag bits {@code NLA_F_NESTED} and {@code NLA_F_NET_BYTEORDER}
 * @param kernelName as in the kernel's header, such as {@code IFLA_MTU}
 * @param dslName what scripts call it, or empty when they do not
 */
public record Attribute(int number, String kernelName, String dslName, AttributeType type) {
    @Override
    public String toString() {
        return kernelName;
    }
}
