package nsx.genl;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.SecureRandom;
import java.security.spec.NamedParameterSpec;
import java.security.spec.XECPrivateKeySpec;
import java.security.spec.XECPublicKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.KeyAgreement;
import nsx.netlink.Attributes;

/**
 * A key of 32 bytes: a private or public one of Curve25519, or one that two peers share. The text of a key is base64,
 * as wg(8) writes it.
 */
public final class WireguardKey {
    static final int LENGTH = 32;
    private static final int BASE_POINT = 9;

    private final byte[] bytes;

    private WireguardKey(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * Parses 44 characters of base64.
     *
     * @throws IllegalArgumentException if the text is not a key
     */
    public static WireguardKey parse(String text) {
        byte[] bytes = decoded(text.strip());
        if (bytes.length != LENGTH) {
            throw new IllegalArgumentException("it has " + bytes.length + " bytes, a key has " + LENGTH);
        }
        return new WireguardKey(bytes);
    }

    private static byte[] decoded(String text) {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("it is not base64", e);
        }
    }

    /** The key in an attribute; empty if the key is all zero. */
    static Optional<WireguardKey> found(Attributes attributes, String name) {
        return attributes
                .value(name)
                .map(byte[].class::cast)
                .filter(bytes -> bytes.length == LENGTH && !Arrays.equals(bytes, new byte[LENGTH]))
                .map(WireguardKey::new);
    }

    /** Generates a private key. */
    public static WireguardKey generate() {
        byte[] bytes = new byte[LENGTH];
        new SecureRandom().nextBytes(bytes);
        bytes[0] &= (byte) 248;
        bytes[LENGTH - 1] = (byte) (bytes[LENGTH - 1] & 127 | 64);
        return new WireguardKey(bytes);
    }

    /** Computes the public key of this private key, the product with the base point (RFC 7748). */
    public WireguardKey publicKey() {
        try {
            KeyFactory keys = KeyFactory.getInstance("X25519");
            KeyAgreement agreement = KeyAgreement.getInstance("X25519");
            agreement.init(keys.generatePrivate(new XECPrivateKeySpec(NamedParameterSpec.X25519, bytes)));
            BigInteger base = BigInteger.valueOf(BASE_POINT);
            agreement.doPhase(keys.generatePublic(new XECPublicKeySpec(NamedParameterSpec.X25519, base)), true);
            return new WireguardKey(agreement.generateSecret());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no X25519", e);
        }
    }

    byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof WireguardKey key && Arrays.equals(key.bytes, bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
