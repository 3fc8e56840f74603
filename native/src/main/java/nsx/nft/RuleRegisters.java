package nsx.nft;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import nsx.netlink.Attributes;

/** What the registers hold while a rule is written in words: loaded fields, and constants. */
final class RuleRegisters {
    /** The most bytes that a value of a map may fill. */
    private static final int ANY = 64;

    private final TreeMap<Integer, Loaded> fields = new TreeMap<>();
    private final TreeMap<Integer, byte[]> constants = new TreeMap<>();
    private final TreeMap<Integer, Masked> masked = new TreeMap<>();
    /** The places of the fields that were loaded since one was used. */
    private final List<Integer> fresh = new ArrayList<>();

    private boolean used;

    /** Bytes of a packet after some of their bits were kept and some inverted. */
    record Masked(Origin place, byte[] mask, byte[] flipped) {}

    /** Holds what was done to bytes of a packet. */
    void mask(int register, Masked bytes) {
        masked.put(Registers.place(register), bytes);
    }

    /** What was done to the bytes of a packet in a register; empty if they are as they were. */
    Optional<Masked> masked(int register) {
        return Optional.ofNullable(masked.get(Registers.place(register)));
    }

    /** Holds a loaded field. */
    void load(int register, Loaded field) {
        int place = Registers.place(register);
        begin();
        forget(place, place + 1);
        fields.put(place, field);
        fresh.add(place);
    }

    /** Holds a value of a map, which may fill several registers. */
    void loadAll(int register, Loaded field) {
        int place = Registers.place(register);
        forget(place, place + ANY);
        load(register, field);
    }

    private void begin() {
        if (used) {
            fresh.clear();
            used = false;
        }
    }

    private void forget(int from, int to) {
        fields.subMap(from, to).clear();
        constants.subMap(from, to).clear();
        masked.subMap(from, to).clear();
    }

    /** Holds a constant. */
    void constant(int register, byte[] value) {
        int place = Registers.place(register);
        forget(place, place + value.length);
        constants.put(place, value);
    }

    Optional<byte[]> constant(int register) {
        return Optional.ofNullable(constants.get(Registers.place(register)));
    }

    /** Whether neither a constant nor a field is in a register. */
    boolean isEmpty(int register) {
        return !constants.containsKey(Registers.place(register)) && !fields.containsKey(Registers.place(register));
    }

    /** The field in a register, which is used now. */
    Optional<Loaded> field(int register) {
        used = true;
        return Optional.ofNullable(fields.get(Registers.place(register)));
    }

    /** The field in a register, unless it is one of several that form a key. */
    Optional<Loaded> single(int register) {
        boolean alone = used || fresh.size() <= 1;
        return field(register).filter(f -> alone);
    }

    /** The fields that form a key from a register on; those without words if what is there is unknown. */
    List<Loaded> key(int register) {
        return key(register, Integer.MAX_VALUE);
    }

    /** The fields of a key before another register, which holds something else. */
    List<Loaded> key(int register, int before) {
        used = true;
        int first = Registers.place(register);
        int end = before == Integer.MAX_VALUE ? before : Registers.place(before);
        List<Loaded> all = fresh.stream()
                .filter(place -> place >= first && (end < first || place < end))
                .sorted()
                .map(fields::get)
                .filter(f -> f != null)
                .toList();
        return fields.containsKey(first) && !all.isEmpty() ? all : List.of(Loaded.unknown(RuleText.MORE));
    }

    /** Replaces a field by what an expression made of it. */
    void change(Attributes data, String table, Loaded changed) {
        int from = Registers.place(data.integer(table + "_SREG", 1));
        int to = Registers.place(data.integer(table + "_DREG", 1));
        boolean inKey = fresh.remove(Integer.valueOf(from));
        if (from != to) {
            forget(to, to + 1);
        }
        fields.put(to, changed);
        if (inKey) {
            fresh.add(to);
        }
    }

    /** The field that an expression changes, without using it. */
    Optional<Loaded> source(Attributes data, String table) {
        return Optional.ofNullable(fields.get(Registers.place(data.integer(table + "_SREG", 1))));
    }
}
