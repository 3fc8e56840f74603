package nsx.netlink;

/**
 * The attribute at an offset that the kernel reports for a request.
 *
 * @param text the names from the outside in, joined by slashes
 * @param inner the table inside the last attribute; null if it is not nested
 */
record AttributePath(String text, AttributeTable inner) {
    static AttributePath at(Attributes attributes, int start, int offset) {
        int at = start + Message.align(attributes.header().encode().length);
        for (MessageAttribute entry : attributes) {
            int length = 4 + entry.encode().length;
            if (offset >= at && offset < at + Message.align(length)) {
                return entry.value() instanceof Attributes inside
                        ? inside(entry.attribute().kernelName(), inside, at, offset)
                        : new AttributePath(entry.attribute().kernelName(), null);
            }
            at += Message.align(length);
        }
        return new AttributePath("", attributes.table());
    }

    private static AttributePath inside(String name, Attributes inside, int at, int offset) {
        if (offset == at) {
            return new AttributePath(name, inside.table());
        }
        AttributePath deeper = at(inside, at + 4, offset);
        return new AttributePath(deeper.text.isEmpty() ? name : name + "/" + deeper.text, deeper.inner);
    }
}
