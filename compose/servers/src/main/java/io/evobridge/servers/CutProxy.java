package io.evobridge.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A TCP proxy on loopback whose network can fail: {@link #cut()} breaks and refuses connections, {@link #stall()}
 * keeps them open and lets nothing through, {@link #heal()} ends both.
 */
public final class CutProxy implements AutoCloseable {

    private static final int BUFFER_BYTES = 16_384;

    private final InetSocketAddress target;
    private final ServerSocket listener;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition healed = lock.newCondition();
    private final Set<Socket> open = new HashSet<>();
    private Network network = Network.WHOLE;

    /** What the network does. */
    private enum Network {
        WHOLE,
        STALLED,
        CUT,
        CLOSED
    }

    private CutProxy(InetSocketAddress target, ServerSocket listener) {
        this.target = target;
        this.listener = listener;
    }

    /** A proxy in front of that address, on a free port of its own. */
    public static CutProxy to(String host, int port) {
        try {
            var listener = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
            var proxy = new CutProxy(new InetSocketAddress(host, port), listener);
            thread("accept", proxy::acceptAll);
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen on loopback", e);
        }
    }

    /** A proxy in front of that server. */
    public static CutProxy to(Server server) {
        return to(server.host(), server.port());
    }

    public String host() {
        return "127.0.0.1";
    }

    public int port() {
        return listener.getLocalPort();
    }

    public String address() {
        return host() + ":" + port();
    }

    /** Breaks every connection, and each new one at once. */
    public void cut() {
        become(Network.CUT);
        closeAll();
    }

    /** Lets no byte through, in either direction, as a network that swallows packets. */
    public void stall() {
        become(Network.STALLED);
    }

    /** Lets everything through again, also what was held by {@link #stall()}. */
    public void heal() {
        become(Network.WHOLE);
    }

    @Override
    public void close() {
        become(Network.CLOSED);
        closeQuietly(listener);
        closeAll();
    }

    private void become(Network next) {
        lock.lock();
        try {
            if (network != Network.CLOSED) {
                network = next;
            }
            healed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void acceptAll() {
        while (true) {
            try {
                var client = listener.accept();
                thread("connect", () -> connect(client));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void connect(Socket client) {
        var server = new Socket();
        if (!keep(client) || !keep(server)) {
            closeQuietly(client);
            return;
        }
        try {
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            server.connect(target, 5_000);
            thread("answer", () -> pump(server, client));
            pump(client, server);
        } catch (IOException e) {
            drop(client, server);
        }
    }

    /** False when the network is cut. */
    private boolean keep(Socket socket) {
        lock.lock();
        try {
            boolean whole = network == Network.WHOLE || network == Network.STALLED;
            return whole && open.add(socket);
        } finally {
            lock.unlock();
        }
    }

    private void pump(Socket from, Socket to) {
        try {
            var buffer = new byte[BUFFER_BYTES];
            var in = from.getInputStream();
            var out = to.getOutputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                awaitHealed();
                out.write(buffer, 0, read);
            }
            awaitHealed();
        } catch (SocketException e) {
            // One end is gone; so is the other in a moment.
        } catch (IOException e) {
            throw new UncheckedIOException("proxy to " + target, e);
        } finally {
            drop(from, to);
        }
    }

    private void awaitHealed() {
        lock.lock();
        try {
            while (network == Network.STALLED) {
                healed.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    private void drop(Socket first, Socket second) {
        lock.lock();
        try {
            open.remove(first);
            open.remove(second);
        } finally {
            lock.unlock();
        }
        closeQuietly(first);
        closeQuietly(second);
    }

    private void closeAll() {
        ArrayList<Socket> broken;
        lock.lock();
        try {
            broken = new ArrayList<>(open);
            open.clear();
        } finally {
            lock.unlock();
        }
        broken.forEach(CutProxy::closeQuietly);
    }

    private static void closeQuietly(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception e) {
            // Closing is all that is wanted; the peer notices either way.
        }
    }

    private static void thread(String role, Runnable work) {
        var thread = new Thread(work, "cut-proxy-" + role);
        thread.setDaemon(true);
        thread.start();
    }
}
