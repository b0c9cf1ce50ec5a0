package io.evobridge.servers;

import java.nio.file.Path;

/**
 * A running server of this machine, reachable on loopback only. Address and data folder stay the same through {@link
 * #kill()}, {@link #stop()} and {@link #restart()}, so clients that reconnect find it again. It dies with the process
 * that started it, however that process ends.
 */
public interface Server extends AutoCloseable {

    /** What a person calls it, for example {@code redis}. */
    String name();

    /** Always a loopback address. */
    default String host() {
        return "127.0.0.1";
    }

    int port();

    /** {@code host:port}. */
    default String address() {
        return host() + ":" + port();
    }

    /** Asks it to end and waits until it has; by force after a bounded time. Does nothing when it is down. */
    void stop();

    /** SIGKILL: the crash of the server. Does nothing when it is down. */
    void kill();

    /** SIGSTOP: connections stay open and nothing answers, as when a machine hangs. */
    void pause();

    /** Ends {@link #pause()}. */
    void resume();

    /** Starts it again at the same port and on the same data, after stopping it if it still runs; waits until ready. */
    void restart();

    boolean isAlive();

    /** What the server printed, over all its starts. */
    Path logFile();

    /** Stops it for good and gives its port back; the data folder stays. */
    @Override
    void close();
}
