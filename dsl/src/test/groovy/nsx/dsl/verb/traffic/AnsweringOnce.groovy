package nsx.dsl.verb.traffic

/** A listener of the JDK, which answers one connection with each line that it gets. */
class AnsweringOnce implements Closeable {
    final ServerSocket server = new ServerSocket(0, 5, InetAddress.getByName('127.0.0.1'))
    final Thread thread

    AnsweringOnce(String greeting) {
        thread = Thread.startDaemon {
            try {
                server.accept().withCloseable { s ->
                    s.outputStream << greeting
                    s.inputStream.eachLine { s.outputStream << "got $it\n"; s.outputStream.flush() }
                }
            } catch (IOException ended) {
                // the test closes it
            }
        }
    }

    int getLocalPort() {
        server.localPort
    }

    @Override
    void close() {
        server.close()
        thread.join()
    }
}
