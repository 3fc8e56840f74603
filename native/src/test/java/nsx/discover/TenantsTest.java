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
