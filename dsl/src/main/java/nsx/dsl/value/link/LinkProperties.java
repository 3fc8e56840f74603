package nsx.dsl.value.link;

import groovy.lang.GroovyObjectSupport;
import nsx.dsl.op.link.LinkProperty;
import nsx.dsl.shape.Holds;
import nsx.dsl.shape.Holds.Content;
import nsx.dsl.shape.OneOf;
import nsx.rtnl.Link;

/** The properties that every device has and that can be assigned: {@code link('eth0').mtu = 1400}. */
public abstract class LinkProperties extends GroovyObjectSupport {
    /** The kernel's last description of the device. */
    abstract Link now();

    /**
     * Sets a property. The method is not called {@code set}, which Groovy would use as the setter of every unknown
     * property.
     */
    abstract void assign(LinkProperty property, Object value);

    /** The largest packet, in bytes. */
    public int getMtu() {
        return now().mtu();
    }

    /** Sets the largest packet, in bytes. */
    public void setMtu(Object value) {
        assign(LinkProperty.MTU, value);
    }

    /** The MAC address; null for a device without one. */
    @Holds(Content.MAC)
    public String getMac() {
        return now().mac().orElse(null);
    }

    /** Sets the MAC address. */
    public void setMac(Object value) {
        assign(LinkProperty.MAC, value);
    }

    /** The alias, which is free text; null without one. */
    public String getAlias() {
        return now().alias().orElse(null);
    }

    /** Sets the alias, which is free text. */
    public void setAlias(Object value) {
        assign(LinkProperty.ALIAS, value);
    }

    /** The longest transmit queue, in packets. */
    public int getTxqueuelen() {
        return now().txqueuelen();
    }

    /** Sets the longest transmit queue, in packets. */
    public void setTxqueuelen(Object value) {
        assign(LinkProperty.TXQUEUELEN, value);
    }

    /** Whether the device receives packets for other hosts too. */
    public boolean isPromisc() {
        return now().flags().promisc();
    }

    /** Sets whether the device receives packets for other hosts too. */
    public void setPromisc(Object value) {
        assign(LinkProperty.PROMISC, value);
    }

    /** The number of the device's group (default 0). */
    public int getGroup() {
        return now().group();
    }

    /** Sets the number of the device's group. */
    public void setGroup(Object value) {
        assign(LinkProperty.GROUP, value);
    }

    /** Whether the device resolves neighbours, by ARP or neighbour discovery. */
    public boolean isArp() {
        return (Boolean) LinkProperty.ARP.read(now());
    }

    /** Sets whether the device resolves neighbours, by ARP or neighbour discovery. */
    public void setArp(Object value) {
        assign(LinkProperty.ARP, value);
    }

    /** Whether the device sends multicast. */
    public boolean isMulticast() {
        return (Boolean) LinkProperty.MULTICAST.read(now());
    }

    /** Sets whether the device sends multicast. */
    public void setMulticast(Object value) {
        assign(LinkProperty.MULTICAST, value);
    }

    /** Whether the device receives all multicast. */
    public boolean isAllmulticast() {
        return (Boolean) LinkProperty.ALLMULTICAST.read(now());
    }

    /** Sets whether the device receives all multicast. */
    public void setAllmulticast(Object value) {
        assign(LinkProperty.ALLMULTICAST, value);
    }

    /** Whether the device has a carrier. */
    public boolean isCarrier() {
        return (Boolean) LinkProperty.CARRIER.read(now());
    }

    /** Sets whether the device has a carrier. */
    public void setCarrier(Object value) {
        assign(LinkProperty.CARRIER, value);
    }

    /** Whether the carrier is held down. */
    public boolean isProtodown() {
        return (Boolean) LinkProperty.PROTODOWN.read(now());
    }

    /** Sets whether the carrier is held down. */
    public void setProtodown(Object value) {
        assign(LinkProperty.PROTODOWN, value);
    }

    /** How the link-local address of IPv6 is made: eui64, none, stable_secret or random; empty where IPv6 is off. */
    @OneOf({"eui64", "none", "stable_secret", "random"})
    public String getAddrgenmode() {
        return (String) LinkProperty.ADDRGENMODE.read(now());
    }

    /** Sets how the link-local address of IPv6 is generated. */
    public void setAddrgenmode(Object value) {
        assign(LinkProperty.ADDRGENMODE, value);
    }

    /** The size limit of a packet that is split on sending, in bytes. */
    public int getGsoMaxSize() {
        return (Integer) LinkProperty.GSO_MAX_SIZE.read(now());
    }

    /** Sets the size limit of a packet that is split on sending, in bytes. */
    public void setGsoMaxSize(Object value) {
        assign(LinkProperty.GSO_MAX_SIZE, value);
    }

    /** The limit of segments of a packet that is split on sending. */
    public int getGsoMaxSegs() {
        return (Integer) LinkProperty.GSO_MAX_SEGS.read(now());
    }

    /** Sets the limit of segments of a packet that is split on sending. */
    public void setGsoMaxSegs(Object value) {
        assign(LinkProperty.GSO_MAX_SEGS, value);
    }

    /** The size limit of packets that are joined on receipt, in bytes. */
    public int getGroMaxSize() {
        return (Integer) LinkProperty.GRO_MAX_SIZE.read(now());
    }

    /** Sets the size limit of packets that are joined on receipt, in bytes. */
    public void setGroMaxSize(Object value) {
        assign(LinkProperty.GRO_MAX_SIZE, value);
    }
}
