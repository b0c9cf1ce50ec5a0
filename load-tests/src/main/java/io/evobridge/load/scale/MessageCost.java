package io.evobridge.load.scale;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** What a small message costs one end in processor time, measured with a connection of this process to itself. */
public final class MessageCost {

    private static final int BYTES = 200;
    private static final int WARM_UP = 5_000;
    private static final int ROUND_TRIPS = 20_000;
    private static final int MESSAGES_OF_A_ROUND_TRIP = 2;

    private MessageCost() {}

    /** Microseconds to send a message, or to receive one. */
    public static double measure() throws IOException {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket client = new Socket(server.getInetAddress(), server.getLocalPort());
                Socket accepted = server.accept()) {
            client.setTcpNoDelay(true);
            accepted.setTcpNoDelay(true);
            Thread echo = new Thread(() -> answer(accepted), "echo");
            echo.setDaemon(true);
            echo.start();
            ask(client, WARM_UP);
            long before = threads.getCurrentThreadCpuTime();
            ask(client, ROUND_TRIPS);
            long nanos = threads.getCurrentThreadCpuTime() - before;
            return nanos / 1_000.0 / ROUND_TRIPS / MESSAGES_OF_A_ROUND_TRIP;
        }
    }

    private static void ask(Socket client, int times) throws IOException {
        byte[] message = new byte[BYTES];
        OutputStream out = client.getOutputStream();
        InputStream in = client.getInputStream();
        for (int i = 0; i < times; i++) {
            out.write(message);
            in.readNBytes(message, 0, BYTES);
        }
    }

    private static void answer(Socket socket) {
        byte[] message = new byte[BYTES];
        try {
            InputStream in = socket.getInputStream();
            while (in.readNBytes(message, 0, BYTES) == BYTES) {
                socket.getOutputStream().write(message);
            }
        } catch (IOException e) {
            if (!socket.isClosed()) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
