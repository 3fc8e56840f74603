package nsx.netlink;

/**
 * One line of an attribute table.
 *
 * @param number the attribute number without the flag bits {@code NLA_F_NESTED} and {@code NLA_F_NET_BYTEORDER}
 * @param kernelName the name in the kernel's header, such as {@code IFLA_MTU}
 * @param dslName the name in scripts; empty if scripts have none
 */
public record Attribute(int number, String kernelName, String dslName, AttributeType type) {
    @Override
    public String toString() {
        return kernelName;
    }
}
