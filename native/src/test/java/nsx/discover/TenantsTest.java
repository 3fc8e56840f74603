package nsx.discover;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import nsx.proc.ProcessInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Trees of state as the programs leave them; the process of each is the one that runs this test. */
class TenantsTest {
    private static final String ID = "0123456789abcdef".repeat(4);
    private static final String POD = "12345678-1234-1234-1234-123456789abc";
    private static final int PID = (int) ProcessHandle.current().pid();
    private static final long STARTED = ProcessInfo.started(PID).orElseThrow();

    @TempDir
    Path root;

    @TempDir
    Path proc;

    private void write(String path, String text) throws IOException {
        Files.createDirectories(root.resolve(path).getParent());
        Files.writeString(root.resolve(path), text);
    }

    private List<Tenant> read(String cgroup) throws IOException {
        Files.createDirectories(proc.resolve("" + PID));
        Files.writeString(proc.resolve(PID + "/cgroup"), cgroup + "\n");
        return new Tenants(new RuntimeState(root.toString())).read(proc.toString());
    }

    private static Tenant tenant(String kind, String name, String id) {
        return new Tenant(kind, name, id, PID, STARTED);
    }

    private static String state(int pid, long started, String group) {
        return "{\"id\":\"web\",\"init_process_pid\":" + pid + ",\"init_process_start\":" + started
                + ",\"cgroup_paths\":{\"\":\"/sys/fs/cgroup/unified" + group + "\",\"pids\":\"/sys/fs/cgroup/pids"
                + group
                + "\"}}";
    }

    @Test
    void aContainerOfDockerHasItsName() throws IOException {
        write("var/lib/docker/containers/" + ID + "/config.v2.json", "{\"Name\":\"/web\"}");
        List<Tenant> all = read("0::/system.slice/docker-" + ID + ".scope");
        assertEquals(List.of(tenant("docker", "web", ID)), all);
        assertEquals(all, Tenant.called(all, "web"));
        assertEquals(all, Tenant.called(all, ID));
        assertEquals(all, Tenant.called(all, "012345"));
        assertEquals(List.of(), Tenant.called(all, "012"));
        assertEquals(List.of(), Tenant.called(all, "we"));
    }

    @Test
    void aContainerOfDockerInAGroupOfItsOwnIsFoundByItsState() throws IOException {
        write("var/lib/docker/containers/" + ID + "/config.v2.json", "{\"Name\":\"/web\"}");
        write("run/docker/runtime-runc/moby/" + ID + "/state.json", state(PID, STARTED, "/mine/" + ID));
        assertEquals(List.of(tenant("docker", "web", ID)), read("4:pids:/mine/" + ID));
    }

    @Test
    void dockerMayKeepItsFilesElsewhere() throws IOException {
        write("var/snap/docker/common/var-lib-docker/containers/" + ID + "/config.v2.json", "{\"Name\":\"/snap\"}");
        assertEquals(List.of(tenant("docker", "snap", ID)), read("0::/docker/" + ID));
        write("srv/docker/containers/" + ID + "/config.v2.json", "{\"Name\":\"/web\"}");
        write("etc/docker/daemon.json", "{\"data-root\":\"/srv/docker/\"}");
        assertEquals(List.of(tenant("docker", "web", ID)), read("0::/docker/" + ID));
        write("etc/docker/daemon.json", "{\"data-root\":\"/srv/x/../docker\"}");
        assertEquals(List.of(tenant("docker", "snap", ID)), read("0::/docker/" + ID));
    }

    @Test
    void aContainerOfDockerMayHaveAnotherRuntime() throws IOException {
        write("run/docker/runtime-crun/moby/" + ID + "/status", status(ID, "/mine/" + ID));
        assertEquals(List.of(tenant("docker", ID.substring(0, 12), ID)), read("0::/mine/" + ID));
    }

    private static String status(String id, String group) {
        return "{\"id\":\"" + id + "\",\"pid\":" + PID + ",\"process-start-time\":" + STARTED + ",\"cgroup-path\":\""
                + group + "\"}";
    }

    @ParameterizedTest
    @CsvSource({
        "var/lib/containers/storage/overlay-containers/containers.json",
        "var/lib/containers/storage/vfs-containers/containers.json",
        "var/lib/containers/storage/overlay-containers/volatile-containers.json",
        "run/containers/storage/overlay-containers/volatile-containers.json",
    })
    void aContainerOfPodmanHasItsNameInEachListOfItsStorage(String list) throws IOException {
        write(list, "[{\"id\":\"x\",\"names\":[]},7,{\"id\":\"" + ID + "\",\"names\":[\"web\",\"other\"]}]");
        assertEquals(List.of(tenant("podman", "web", ID)), read("0::/libpod_parent/libpod-" + ID));
    }

    @Test
    void aContainerOfPodmanInAServiceIsKnownByTheStateOfItsRuntime() throws IOException {
        String group = "/system.slice/web.service/libpod-payload-" + ID;
        write("run/crun/" + ID + "/status", status(ID, group));
        assertEquals(List.of(tenant("crun", ID, ID)), read("0::" + group));
        write(
                "var/lib/containers/storage/overlay-containers/containers.json",
                "[{\"id\":\"" + ID + "\",\"names\":[\"web\"]}]");
        assertEquals(List.of(tenant("podman", "web", ID)), read("0::" + group));
        Files.delete(root.resolve("run/crun/" + ID + "/status"));
        assertEquals(
                List.of(tenant("unit", "web.service", "web.service")),
                read("0::" + group),
                "a service may name its groups as it likes");
    }

    @Test
    void aContainerOfAnotherNamespaceOfContainerdHasThatInItsName() throws IOException {
        write("run/containerd/runc/default/web/state.json", state(PID, STARTED, "/default/web"));
        List<Tenant> usual = read("0::/default/web");
        assertEquals(List.of(tenant("containerd", "web", "web")), usual);
        Files.delete(root.resolve("run/containerd/runc/default/web/state.json"));
        write("run/containerd/runc/shop/web/state.json", state(PID, STARTED, "/shop/web"));
        List<Tenant> other = read("0::/shop/web");
        assertEquals(List.of(tenant("containerd", "shop/web", "shop/web")), other);
        assertEquals(other, Tenant.called(other, "web"));
        List<Tenant> both = List.of(usual.get(0), other.get(0));
        assertEquals(usual, Tenant.find(both, "container", "web"));
        assertEquals(other, Tenant.find(both, "container", "containerd/shop/web"));
        assertEquals(usual, Tenant.find(both, "container", "containerd/web"));
    }

    @Test
    void anAppOfFlatpakIsTheProcessInItsNamespaces() throws IOException {
        String group = "0::/user.slice/user-1000.slice/user@1000.service/app.slice/app-flatpak-org.gimp.GIMP-71.scope";
        Files.createDirectories(proc.resolve("self/ns"));
        Files.createSymbolicLink(proc.resolve("self/ns/mnt"), Path.of("mnt:[1]"));
        Files.createDirectories(proc.resolve(PID + "/ns"));
        Path mounts = proc.resolve(PID + "/ns/mnt");
        Files.createSymbolicLink(mounts, Path.of("mnt:[1]"));
        assertEquals(List.of(), read(group), "it sets up the app outside");
        Files.delete(mounts);
        Files.createSymbolicLink(mounts, Path.of("mnt:[2]"));
        List<Tenant> all = read(group);
        assertEquals(List.of(tenant("flatpak-1000", "org.gimp.GIMP", "org.gimp.GIMP-71")), all);
        assertEquals(all, Tenant.find(all, "container", "flatpak-1000/org.gimp.GIMP"));
        assertEquals(
                List.of(), Tenant.find(all, "container", "org.gimp.GIMP"), "root's containers come without a user");
    }

    @Test
    void nerdctlNamesAContainerInAnyNamespaceOfAnyContainerd() throws IOException {
        write(
                "run/k3s/containerd/io.containerd.runtime.v2.task/shop/" + ID + "/config.json",
                "{\"annotations\":{\"nerdctl/name\":\"web\"}}");
        assertEquals(List.of(tenant("containerd", "web", ID)), read("0::/system.slice/nerdctl-" + ID + ".scope"));
    }

    @Test
    void aTitleSelectsOneOfSeveralContainers() {
        List<Tenant> all = List.of(tenant("docker", "web", ID), tenant("runc", "web", "web"));
        assertEquals(all, Tenant.find(all, "container", "web"));
        assertEquals(all.subList(1, 2), Tenant.find(all, "container", "runc/web"));
        assertEquals(List.of(), Tenant.find(all, "docker", "runc/web"));
        assertEquals("docker: 'web'", Tenant.argument("docker/web"));
        assertEquals("container: 'runc/web'", Tenant.argument("runc/web"));
        assertEquals("pod: 'default/shop'", Tenant.argument("pod/default/shop"));
    }

    @Test
    void aPodAndItsContainerAreTwoThings() throws IOException {
        write(
                "run/containerd/io.containerd.runtime.v2.task/k8s.io/" + ID + "/config.json",
                "{\"annotations\":{\"io.kubernetes.cri.sandbox-namespace\":\"default\","
                        + "\"io.kubernetes.cri.sandbox-name\":\"shop\",\"io.kubernetes.cri.container-name\":\"web\"}}");
        assertEquals(
                List.of(tenant("containerd", "web", ID), tenant("pod", "default/shop", POD)),
                read("0::/kubepods/pod" + POD + "/" + ID));
    }

    @ParameterizedTest
    @CsvSource({
        "/system.slice/nginx.service, unit, nginx.service",
        "/system.slice/system-getty.slice/getty@tty1.service, unit, getty@tty1.service",
        "/app.slice/app-shop.slice/web.service/worker, unit, web.service",
        "/machine.slice/machine-web.scope/payload, machine, web",
        "/lxc.payload.web, lxc, web",
    })
    void byItsControlGroup(String path, String kind, String name) throws IOException {
        assertEquals(List.of(tenant(kind, name, name)), read("0::" + path));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/user.slice/user-1000.slice/user@1000.service/app.slice/nginx.service",
                "/system.slice/app.service.d/nginx.service",
                "/nginx.service",
                "/system.slice/nginx.scope",
                "/user.slice/nginx.service",
                "/app.sliced/nginx.service",
                "/"
            })
    void whatAnybodyCouldCallHisGroupIsNoUnit(String path) throws IOException {
        assertEquals(List.of(), read("0::" + path));
    }

    @Test
    void aGroupBelowAServiceIsThatService() throws IOException {
        assertEquals(
                List.of(tenant("unit", "app.service", "app.service")),
                read("0::/system.slice/app.service/nginx.service"));
    }

    @Test
    void runcAndCrunTellTheirContainers() throws IOException {
        write("run/runc/web/state.json", state(PID, STARTED, "/web"));
        assertEquals(List.of(tenant("runc", "web", "web")), read("0::/web/below"));
        Files.delete(root.resolve("run/runc/web/state.json"));
        write(
                "run/crun/db/status",
                "{\"pid\":" + PID + ",\"process-start-time\":" + STARTED + ",\"cgroup-path\":\"/db\"}");
        assertEquals(List.of(tenant("crun", "db", "db")), read("0::/db"));
    }

    @Test
    void aForgedStateIsRefused() throws IOException {
        String file = "run/runc/web/state.json";
        write(file, state(PID, STARTED + 1, "/web"));
        assertEquals(List.of(), read("0::/web"), "another process had its number");
        write(file, state(PID, STARTED, "/other"));
        assertEquals(List.of(), read("0::/web"), "it is in another control group");
        write(file, state(PID, STARTED, "/we"));
        assertEquals(List.of(), read("0::/web"), "the name of a group only begins so");
        write(file, state(PID, STARTED, "/web"));
        assertEquals(1, read("0::/web").size());
        Files.setPosixFilePermissions(root.resolve(file), PosixFilePermissions.fromString("rw-rw-rw-"));
        assertEquals(List.of(), read("0::/web"), "others can write the file");
        Files.setPosixFilePermissions(root.resolve(file), PosixFilePermissions.fromString("rw-------"));
        Files.setPosixFilePermissions(root.resolve("run/runc"), PosixFilePermissions.fromString("rwxrwxrwx"));
        assertEquals(List.of(), read("0::/web"), "others can put directories there");
    }

    private List<String> refused() throws IOException {
        read("0::/web");
        RuntimeState state = new RuntimeState(root.toString());
        new Tenants(state).read(proc.toString());
        return state.refused();
    }

    @Test
    void whatIsNotBelievedIsNamedWithTheReason() throws IOException {
        String file = "run/runc/web/state.json";
        write(file, state(PID, STARTED, "/web"));
        assertEquals(List.of(), refused());
        Files.setPosixFilePermissions(root.resolve(file), PosixFilePermissions.fromString("rw-rw-rw-"));
        assertEquals(List.of("/" + file + " (others can write it)"), refused());
        Files.delete(root.resolve(file));
        Files.createSymbolicLink(root.resolve(file), root.resolve("elsewhere"));
        assertEquals(List.of("/" + file + " (it is not a regular file)"), refused());
        Files.delete(root.resolve(file));
        assertEquals(
                0,
                new ProcessBuilder("mkfifo", root.resolve(file).toString())
                        .start()
                        .onExit()
                        .join()
                        .exitValue());
        assertEquals(List.of("/" + file + " (it is not a regular file)"), refused(), "nobody waits for a writer");
        Files.delete(root.resolve(file));
        write(file, state(PID, STARTED, "/web") + " ".repeat(4 << 20));
        assertEquals(List.of("/" + file + " (it has more than 4 MiB)"), refused());
        Files.delete(root.resolve(file));
        Files.delete(root.resolve("run/runc/web"));
        Files.delete(root.resolve("run/runc"));
        Files.createSymbolicLink(root.resolve("run/runc"), root.resolve("run"));
        assertEquals(List.of("/run/runc (it is not a directory)"), refused());
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"a\":", "\u0000\u0001", "\"\\ud800"})
    void whatIsNestedOrBinaryIsNoState(String text) throws IOException {
        write("run/runc/web/state.json", text.repeat(400_000));
        assertEquals(List.of(), read("0::/web"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{\"init_process_pid\":\"1\"}",
                "{\"init_process_pid\":1e99,\"init_process_start\":1}",
                "{\"init_process_pid\":1}"
            })
    void whatIsNoStateIsNotTaken(String text) throws IOException {
        write("run/runc/web/state.json", text);
        assertEquals(List.of(), read("0::/web"));
    }

    @Test
    void aNameWithControlCharactersIsNoContainer() throws IOException {
        write("run/runc/\u001b[31m/state.json", state(PID, STARTED, "/web"));
        assertEquals(List.of(), read("0::/web"));
        assertEquals(Optional.empty(), new RuntimeState(root.toString()).container(PID, "0::/web\n", new HashMap<>()));
    }
}
