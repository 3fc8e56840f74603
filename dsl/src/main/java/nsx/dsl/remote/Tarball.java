package nsx.dsl.remote;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nsx.dsl.error.NsxException;

/**
 * A tarball with nsx and a Java of its own, as {@code mvn -Pdist package} makes it.
 *
 * @param machine the machine type, as {@code uname -m} says it
 * @param size in bytes
 * @param sum the SHA-256 in hexadecimal digits
 */
record Tarball(Path file, String machine, long size, String sum) {
    private static final Pattern NAME = Pattern.compile("nsx-(.+)-linux-([a-z0-9_]+)\\.tar\\.(?:xz|gz)");
    private static final int CHUNK = 1 << 16;

    /** Reads a tarball of this version of nsx. Another version, name or an unreadable file is an error. */
    static Tarball read(Path file) {
        Matcher name = NAME.matcher(String.valueOf(file.getFileName()));
        if (!name.matches()) {
            throw new NsxException("the tarball " + file + " cannot be sent")
                    .because("its name does not tell version and machine")
                    .at(file)
                    .hint("name it as it was built: " + name(Version.own(), "x86_64") + ".tar.xz");
        }
        if (!name.group(1).equals(Version.own())) {
            throw new NsxException("the tarball " + file + " cannot be sent")
                    .because("it has nsx " + name.group(1) + ", and here it is " + Version.own())
                    .at(file);
        }
        try {
            return new Tarball(file, name.group(2), Files.size(file), sum(file));
        } catch (IOException e) {
            throw new NsxException("the tarball " + file + " cannot be read", e)
                    .because(Files.exists(file) ? e.getMessage() : "there is no such file")
                    .at(file);
        }
    }

    /** The name of a tarball without its ending, which is that of the directory in it. */
    static String name(String version, String machine) {
        return "nsx-" + version + "-linux-" + machine;
    }

    /** The name of the directory for it on another host: the same for the same content. */
    String directory() {
        return name(Version.own(), machine) + "-" + sum.substring(0, 16);
    }

    private static String sum(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] chunk = new byte[CHUNK];
            for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
                digest.update(chunk, 0, n);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
