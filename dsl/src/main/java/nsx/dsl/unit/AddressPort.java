package nsx.dsl.unit;

import java.net.InetAddress;
import nsx.dsl.error.NsxException;

/**
 * An address with a port: {@code 10.0.0.11:80}, {@code [fd00::1]:80}.
 *
 * @param port 0 without one
 */
public record AddressPort(InetAddress address, int port) {
    private static final int HIGHEST = 65535;

    /** Parses an address with a port; both port and brackets may be missing. */
    public static AddressPort parse(String text) {
        int colon = text.lastIndexOf(':');
        boolean bracketed = text.startsWith("[");
        boolean ported = bracketed ? text.lastIndexOf("]:") == colon - 1 : colon >= 0 && text.indexOf(':') == colon;
        String address = ported ? text.substring(0, colon) : text;
        if (bracketed && address.endsWith("]")) {
            address = address.substring(1, address.length() - 1);
        }
        if (address.isEmpty() || !ported && text.matches("\\d+")) {
            throw new NsxException("'" + text + "' has no address")
                    .at(text)
                    .hint("write it as '10.0.0.11:80' or '[fd00::1]:80'");
        }
        return new AddressPort(IpText.address(address), ported ? port(text.substring(colon + 1)) : 0);
    }

    /** Parses a port from a number or digits. */
    public static int port(Object value) {
        String text = String.valueOf(value);
        int port = text.matches("\\d{1,5}") ? Integer.parseInt(text) : 0;
        if (port < 1 || port > HIGHEST) {
            throw new NsxException("'" + text + "' is not a port")
                    .because("a port is a number from 1 to " + HIGHEST)
                    .at(text);
        }
        return port;
    }
}
