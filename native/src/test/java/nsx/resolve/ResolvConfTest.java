package nsx.resolve;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResolvConfTest {
    @Test
    void readsWhatTheCLibraryReads() {
        ResolvConf conf = ResolvConf.parse(
                "# comment\nnameserver 10.0.0.1 ; the first\nnameserver fd00::1\nnameserver 10.0.0.3\nnameserver 10.0.0.4\n"
                        + "domain a.example\nsearch lab example.org.\noptions ndots:20 timeout:0 attempts:9 rotate edns0\nnonsense\n");
        assertEquals(List.of("10.0.0.1", "fd00::1", "10.0.0.3"), conf.servers());
        assertEquals(List.of("lab", "example.org."), conf.search());
        assertEquals(15, conf.dots());
        assertEquals(Duration.ofSeconds(1), conf.timeout());
        assertEquals(5, conf.attempts());
    }

    @Test
    void anEmptyFileMeansThisHost() {
        ResolvConf conf = ResolvConf.parse("");
        assertEquals(List.of("127.0.0.1"), conf.servers());
        assertEquals(Duration.ofSeconds(5), conf.timeout());
        assertEquals(List.of("www."), conf.candidates("www"));
    }

    @Test
    void namesWithEnoughDotsAreAskedFirstAsTheyAre() {
        ResolvConf conf = ResolvConf.parse("search lab example.org.\noptions ndots:2");
        assertEquals(List.of("a.b.c.", "a.b.c.lab.", "a.b.c.example.org."), conf.candidates("a.b.c"));
        assertEquals(List.of("a.b.lab.", "a.b.example.org.", "a.b."), conf.candidates("a.b"));
        assertEquals(List.of("a."), conf.candidates("a."));
    }

    @Test
    void hostsKnowsNamesAndAddresses() {
        String text = "127.0.0.1 localhost\n10.0.0.1\tweb web.lab # web2\n::1 localhost\n";
        assertEquals(List.of("127.0.0.1", "::1"), HostsFile.addresses(text, "LocalHost."));
        assertEquals(List.of(), HostsFile.addresses(text, "web2"));
        assertEquals(List.of("web", "web.lab"), HostsFile.names(text, "10.0.0.1"));
    }
}
