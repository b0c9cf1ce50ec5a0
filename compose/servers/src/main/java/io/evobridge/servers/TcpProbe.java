package io.evobridge.servers;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;

/** Whether anything listens; asked before a client that would complain at length. */
final class TcpProbe {

    private TcpProbe() {}

    static void connect(String host, int port) throws IOException {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), 2_000);
        }
    }
}
