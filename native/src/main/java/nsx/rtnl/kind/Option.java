package nsx.rtnl.kind;

import nsx.netlink.Attribute;

/**
 * One option of a link kind.
 *
 * @param name what scripts call it: {@code forwardDelay}
 * @param ipName the word of ip-link(8): {@code forward_delay}; empty when ip cannot set it
 * @param settable false for what the kernel only reports
 */
public record Option(String name, String ipName, Attribute attribute, Unit unit, boolean settable, String summary) {}
