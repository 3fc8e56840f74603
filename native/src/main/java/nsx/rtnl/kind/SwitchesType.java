package nsx.rtnl.kind;

import nsx.netlink.AttributeType;
import nsx.netlink.Attributes;
import nsx.netlink.Struct;

/**
 * The type of a structure of two numbers: bits, and a mask of those that count (ifla_vlan_flags, br_boolopt_multi). A
 * request changes the bits in its mask only; the kernel reports the mask of those that it has.
 *
 * @param struct the structure, with the bits first
 * @param offIfAbsent whether the kernel leaves the attribute out when all bits are off
 */
record SwitchesType(Struct struct, boolean offIfAbsent) implements AttributeType, Partial {
    /**
     * The value of the type.
     *
     * @param on the bits; none outside of the mask
     * @param mask the bits that count
     */
    record Switches(long on, long mask) {
        static final Switches NONE = new Switches(0, 0);

        boolean has(long bit) {
            return (mask & bit) != 0;
        }

        boolean isOn(long bit) {
            return (on & bit) != 0;
        }

        Switches with(long bit, boolean set) {
            return new Switches(set ? on | bit : on & ~bit, mask | bit);
        }

        @Override
        public String toString() {
            return "0x" + Long.toHexString(on) + "/0x" + Long.toHexString(mask);
        }
    }

    static SwitchesType of(String name) {
        return new SwitchesType(Struct.named(name).u32("bits", "mask"), false);
    }

    /** The same type for an attribute that is left out when all bits are off. */
    SwitchesType leftOut() {
        return new SwitchesType(struct, true);
    }

    @Override
    public Object decode(byte[] bytes, Attributes siblings) {
        Struct.Value value = struct.decode(bytes);
        long mask = value.number("mask");
        return new Switches(value.number("bits") & mask, mask);
    }

    @Override
    public byte[] encode(Object value) {
        if (!(value instanceof Switches switches)) {
            throw new IllegalArgumentException("switches are needed, not " + value);
        }
        return struct.with("bits", switches.on()).with("mask", switches.mask()).encode();
    }

    @Override
    public Object part(Object now, Object wanted) {
        long mask = ((Switches) wanted).mask();
        if (now instanceof Switches is) {
            return new Switches(is.on() & mask, is.mask() & mask);
        }
        return offIfAbsent ? new Switches(0, mask) : Switches.NONE;
    }

    @Override
    public Object after(Object now, Object wanted) {
        Switches asked = (Switches) wanted;
        Switches is = now instanceof Switches switches ? switches : Switches.NONE;
        return new Switches(is.on() & ~asked.mask() | asked.on(), is.mask() | asked.mask());
    }

    @Override
    public String toString() {
        return "struct " + struct.name();
    }
}
