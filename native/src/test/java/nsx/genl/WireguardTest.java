package nsx.genl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.InetSocketAddress;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.XECPrivateKey;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nsx.netlink.Attributes;
import nsx.netlink.Ip;
import nsx.rtnl.Prefix;
import org.junit.jupiter.api.Test;

class WireguardTest {
    @Test
    void aPublicKeyIsThatOfTheJdksPair() throws Exception {
        KeyPair pair = KeyPairGenerator.getInstance("X25519").generateKeyPair();
        byte[] scalar = ((XECPrivateKey) pair.getPrivate()).getScalar().orElseThrow();
        byte[] encoded = pair.getPublic().getEncoded();
        assertEquals(
                Base64.getEncoder().encodeToString(Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length)),
                WireguardKey.parse(Base64.getEncoder().encodeToString(scalar))
                        .publicKey()
                        .toString());
    }

    @Test
    void keysAreMadeAndRead() {
        WireguardKey made = WireguardKey.generate();
        assertFalse(made.equals(WireguardKey.generate()));
        assertEquals(made, WireguardKey.parse(made.toString()));
        assertEquals(44, made.toString().length());
        assertThrows(IllegalArgumentException.class, () -> WireguardKey.parse("c2hvcnQ="));
        assertEquals(
                "it is not base64",
                assertThrows(IllegalArgumentException.class, () -> WireguardKey.parse("x"))
                        .getMessage());
    }

    @Test
    void whatIsSentIsReadBack() {
        WireguardPeer peer = new WireguardPeer(
                WireguardKey.generate().publicKey(),
                Optional.of(WireguardKey.generate()),
                Optional.of(new InetSocketAddress(Ip.parse("192.0.2.7"), 51820)),
                Duration.ofSeconds(25),
                List.of(Prefix.parse("10.0.0.0/24"), Prefix.parse("fd00::/64")),
                Optional.empty(),
                0,
                0);
        WireguardPeer far = new WireguardPeer(
                WireguardKey.generate().publicKey(),
                Optional.empty(),
                Optional.of(new InetSocketAddress(Ip.parse("fd00::7"), 1)),
                Duration.ZERO,
                List.of(),
                Optional.empty(),
                0,
                0);
        WireguardDevice device =
                new WireguardDevice(Optional.of(WireguardKey.generate()), 51820, 7, List.of(peer, far));
        Attributes sent = device.body(Attributes.of(WireguardDevice.TABLE, Genl.HEADER.zero()));
        Attributes read = Attributes.decode(sent.encode(), Genl.HEADER, WireguardDevice.TABLE);
        assertEquals(device, WireguardDevice.decode(List.of(read)));
        assertFalse(device.toString().contains(device.privateKey().orElseThrow().toString()));
    }

    @Test
    void aPeerIsContinuedInTheNextMessage() {
        WireguardKey key = WireguardKey.generate().publicKey();
        WireguardDevice first = withNetwork(key, "10.0.0.0/24");
        WireguardDevice second = withNetwork(key, "10.0.1.0/24");
        Attributes start = Attributes.of(WireguardDevice.TABLE, Genl.HEADER.zero());
        WireguardDevice both = WireguardDevice.decode(List.of(first.body(start), second.body(start)));
        assertEquals(1, both.peers().size());
        assertEquals(
                List.of(Prefix.parse("10.0.0.0/24"), Prefix.parse("10.0.1.0/24")),
                both.peers().get(0).allowed());
    }

    private static WireguardDevice withNetwork(WireguardKey key, String network) {
        WireguardPeer peer = new WireguardPeer(
                key,
                Optional.empty(),
                Optional.empty(),
                Duration.ZERO,
                List.of(Prefix.parse(network)),
                Optional.empty(),
                0,
                0);
        return new WireguardDevice(Optional.empty(), 0, 0, List.of(peer));
    }

    @Test
    void featuresAreReadFromBothFormsOfASet() {
        Attributes start = Attributes.of(EthtoolFeatures.TABLE, Genl.HEADER.zero());
        Attributes sent = EthtoolFeatures.wanted(start, Map.of("rx-gro", false));
        assertEquals(
                "ETHTOOL_A_FEATURES_WANTED={ETHTOOL_A_BITSET_BITS={ETHTOOL_A_BITSET_BITS_BIT={"
                        + "ETHTOOL_A_BITSET_BIT_NAME=\"rx-gro\"}}}",
                sent.entries().get(0).toString());
        EthtoolFeatures features = EthtoolFeatures.decode(EthtoolFeatures.wanted(start, Map.of("rx-gro", true)));
        assertEquals(Map.of("rx-gro", false), features.active());
    }
}
