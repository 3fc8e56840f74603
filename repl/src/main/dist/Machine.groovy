import java.nio.file.Path

// Reads what stage has written down, for the scripts that follow: machine is x86_64 or aarch64, libc the version of the C library that is
// needed, such as 2.17, and libraries the sonames of others.
// Variables: directory.

def written = Path.of(directory).resolve('machine.properties').toFile().withReader { new Properties().tap { all -> all.load(it) } }
machine = written.arch
libc = written.libc
libraries = written.libraries.tokenize()
