import java.nio.file.Path

// Reads the machine type that stage has written down, for the scripts that follow: x86_64 or aarch64.
// Variables: directory.

machine = Path.of(directory).resolve('machine.properties').toFile().withReader { new Properties().tap { all -> all.load(it) } }.arch
