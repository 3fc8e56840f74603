package nsx.discover;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import nsx.ns.IdMaps;
import nsx.sys.Tasks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContainerTest {
    private static final String ID = "0123456789abcdef".repeat(4);

    @TempDir
    Path root;

    @ParameterizedTest
    @CsvSource({
        "/docker/%, docker",
        "/docker/%/nested, docker",
        "/system.slice/docker-%.scope, docker",
        "/machine.slice/libpod-%.scope/container, podman",
        "/libpod_parent/libpod-%, podman",
        "/libpod_parent/1111111111111111111111111111111111111111111111111111111111111111/libpod-%, podman",
        "/machine.slice/machine-libpod_pod_1111111111111111111111111111111111111111111111111111111111111111.slice/libpod-%.scope/container, podman",
        "/user.slice/user-1000.slice/user@1000.service/user.slice/user-libpod_pod_1111.slice/libpod-%.scope/container, podman-1000",
        "/user.slice/user-1000.slice/user@1000.service/app.slice/web.service/libpod-payload-%, podman-1000",
        "/crio/crio-%, crio",
        "/user.slice/user-1000.slice/user@1000.service/user.slice/libpod-%.scope/container, podman-1000",
        "/system.slice/nerdctl-%.scope, containerd",
    })
    void byItsId(String path, String runtime) {
        assertEquals(
                Optional.of(new Container(runtime, ID, Optional.empty())),
                Container.parse("12:pids:/x\n0::" + path.replace("%", ID) + "\n"));
    }

    @ParameterizedTest
    @CsvSource({
        "/machine.slice/systemd-nspawn@web.service/payload, machine, web",
        "/machine.slice/machine-qemu\\x2d1\\x2dweb.scope, machine, qemu-1-web",
        "/lxc.payload.web, lxc, web",
        "/lxc.payload/web/init.scope, lxc, web",
        "/lxc/web, lxc, web",
        "/user.slice/user-1000.slice/user@1000.service/app.slice/app-flatpak-com.a\\x2db.C-12.scope, flatpak-1000, com.a-b.C-12",
    })
    void byItsName(String path, String runtime, String name) {
        assertEquals(Optional.of(new Container(runtime, name, Optional.empty())), Container.parse("0::" + path + "\n"));
    }

    @ParameterizedTest
    @CsvSource({
        "/kubepods/besteffort/pod12345678-1234-1234-1234-123456789abc/%, containerd",
        "/kubepods/pod12345678-1234-1234-1234-123456789abc/%, containerd",
        "/kubepods.slice/kubepods-pod12345678_1234_1234_1234_123456789abc.slice/crio-%.scope, crio",
        "/kubepods.slice/kubepods-burstable.slice/kubepods-burstable-pod12345678_1234_1234_1234_123456789abc.slice/docker-%.scope, docker",
    })
    void byItsPod(String path, String runtime) {
        assertEquals(
                Optional.of(new Container(runtime, ID, Optional.of("12345678-1234-1234-1234-123456789abc"))),
                Container.parse("0::" + path.replace("%", ID) + "\n"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/user.slice/docker/%",
                "/user.slice/user-1000.slice/user@1000.service/docker-%.scope",
                "/user.slice/user-1000.slice/user@1001.service/libpod-%.scope",
                "/machine.slice/libpod-conmon-%.scope",
                "/libpod_parent/conmon",
                "/libpod_parent/short/libpod-%",
                "/crio/crio-conmon-%",
                "/docker/short",
                "/lxc.payload.\u001b[31m",
                ""
            })
    void whatAnybodyCouldCallHisGroupIsNoContainer(String path) {
        assertEquals(Optional.empty(), Container.parse("0::" + path.replace("%", ID) + "\n"));
    }

    private void write(String path, String text) throws IOException {
        Files.createDirectories(root.resolve(path).getParent());
        Files.writeString(root.resolve(path), text);
    }

    private String title(String runtime, Optional<String> pod) {
        return new RuntimeState(root.toString()).title(new Container(runtime, ID, pod));
    }

    @Test
    void dockerTellsItsName() throws IOException {
        assertEquals("docker/0123456789ab", title("docker", Optional.empty()));
        write("var/lib/docker/containers/" + ID + "/config.v2.json", "{\"State\":{\"Pid\":12},\"Name\":\"/web\"}");
        assertEquals("docker/web", title("docker", Optional.empty()));
    }

    @Test
    void podmanTellsItsName() throws IOException {
        write(
                "var/lib/containers/storage/overlay-containers/containers.json",
                "[{\"id\":\"x\"},{\"id\":\"" + ID + "\",\"names\":[\"web\"]}]");
        assertEquals("podman/web", title("podman", Optional.empty()));
    }

    @Test
    void containerdAndCrioTellPods() throws IOException {
        write(
                "run/containerd/io.containerd.runtime.v2.task/k8s.io/" + ID + "/config.json",
                "{\"annotations\":{\"io.kubernetes.cri.sandbox-namespace\":\"default\","
                        + "\"io.kubernetes.cri.sandbox-name\":\"shop\",\"io.kubernetes.cri.container-name\":\"web\"}}");
        assertEquals("pod/default/shop/web", title("containerd", Optional.of("1-2")));
        write(
                "run/containers/storage/overlay-containers/" + ID + "/userdata/config.json",
                "{\"annotations\":{\"io.kubernetes.pod.namespace\":\"default\",\"io.kubernetes.pod.name\":\"shop\"}}");
        assertEquals("pod/default/shop/0123456789ab", title("crio", Optional.of("1-2")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "{\"Name\":7}", "{\"Name\":\"\\u001b[31mweb\"}", "{\"Name\":\"/web\"} x"})
    void whatIsNoNameIsNotTaken(String text) throws IOException {
        write("var/lib/docker/containers/" + ID + "/config.v2.json", text);
        String title = title("docker", Optional.empty());
        assertEquals(text.contains("7") ? "docker/7.0" : "docker/0123456789ab", title);
    }

    @Test
    void whatOthersCouldHaveWrittenIsNotBelieved() throws IOException {
        String path = "var/lib/docker/containers/" + ID + "/config.v2.json";
        write(path, "{\"Name\":\"/web\"}");
        Files.setPosixFilePermissions(root.resolve(path), PosixFilePermissions.fromString("rw-rw-rw-"));
        assertEquals("docker/0123456789ab", title("docker", Optional.empty()));
        Files.setPosixFilePermissions(root.resolve(path), PosixFilePermissions.fromString("rw-r--r--"));
        assertEquals("docker/web", title("docker", Optional.empty()));
        Files.setPosixFilePermissions(root.resolve("var/lib"), PosixFilePermissions.fromString("rwxrwxrwx"));
        assertEquals("docker/0123456789ab", title("docker", Optional.empty()), "a directory above is open to all");
    }

    @Test
    void aLinkAndAFileOfSomebodyElseAreNotFollowed() throws IOException {
        String path = "var/lib/docker/containers/" + ID + "/config.v2.json";
        write("elsewhere.json", "{\"Name\":\"/web\"}");
        Files.createDirectories(root.resolve(path).getParent());
        Files.createSymbolicLink(root.resolve(path), root.resolve("elsewhere.json"));
        assertEquals("docker/0123456789ab", title("docker", Optional.empty()));
        assumeTrue(
                Tasks.effectiveUser() == 0
                        && IdMaps.ofThisThread().users().inside(1000).isPresent(),
                "a file of user 1000 can be made by root where that user exists");
        Files.delete(root.resolve(path));
        write(path, "{\"Name\":\"/web\"}");
        Files.setAttribute(root.resolve(path), "unix:uid", 1000);
        assertEquals("docker/0123456789ab", title("docker", Optional.empty()));
    }
}
