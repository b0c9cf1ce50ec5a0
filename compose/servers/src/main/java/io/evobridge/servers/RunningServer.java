package io.evobridge.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The life of one server, the same for every kind: lease ports, prepare, run, wait until ready, break, start again. */
abstract class RunningServer implements Server {

    private static final int MAX_START_TRIES = 3;
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(30);
    private static final Duration READY_PATIENCE = Duration.ofMinutes(4);
    private static final Duration PROBE_INTERVAL = Duration.ofMillis(50);

    private final String name;
    private final Path home;
    private final int portCount;
    private final List<PortLease> leases = new ArrayList<>();
    private @Nullable ServerProcess process;

    /**
     * @param home its folder: data and log; made when missing, kept at the end
     * @param portCount how many loopback ports it listens on; the first is {@link #port()}
     */
    RunningServer(String name, Path home, int portCount) {
        this.name = name;
        this.home = home.toAbsolutePath();
        this.portCount = portCount;
    }

    /** Makes the data folder ready; called once before the first start. */
    void prepare() throws IOException {}

    /** What to run, listening on the leased ports. */
    abstract Program program() throws IOException;

    /** One real request; any exception means: not ready yet. */
    abstract void probe() throws Exception;

    /** Leases, prepares and starts; on failure nothing of it is left running. */
    static <S extends RunningServer> S started(S server) {
        try {
            ((RunningServer) server).begin();
            return server;
        } catch (IOException e) {
            server.close();
            throw new UncheckedIOException(server.name() + " cannot be prepared in " + server.home(), e);
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
    }

    private synchronized void begin() throws IOException {
        Files.createDirectories(dataFolder());
        lease();
        prepare();
        for (int attempt = 1; ; attempt++) {
            try {
                run();
                return;
            } catch (ServerFailure e) {
                // Somebody outside may have taken a port between our check and the server's bind.
                if (attempt == MAX_START_TRIES || !logTail().contains("in use")) {
                    throw e;
                }
                lease();
            }
        }
    }

    private void lease() {
        leases.forEach(PortLease::close);
        leases.clear();
        while (leases.size() < portCount) {
            leases.add(PortLease.take());
        }
    }

    private void run() {
        try {
            process = ServerProcess.start(program(), home, logFile());
        } catch (IOException e) {
            throw new UncheckedIOException(name + " cannot be started in " + home, e);
        }
        awaitReady(process);
    }

    private void awaitReady(ServerProcess process) {
        long deadline = System.nanoTime() + READY_PATIENCE.toNanos();
        while (true) {
            Exception last;
            try {
                probe();
                return;
            } catch (Exception e) {
                last = e;
            }
            if (!process.isAlive()) {
                process.kill();
                throw failure("ended while starting", last);
            }
            if (System.nanoTime() > deadline) {
                process.kill();
                throw failure("did not answer within " + READY_PATIENCE.toSeconds() + " s", last);
            }
            process.awaitEnd(PROBE_INTERVAL);
            if (Thread.currentThread().isInterrupted()) {
                process.kill();
                throw failure("was interrupted while starting", last);
            }
        }
    }

    private ServerFailure failure(String what, Exception last) {
        return new ServerFailure("""
                %s at %s %s. Last answer: %s
                Read the end of its log below, mend the cause and start again; when its program seems broken, delete \
                the component cache.
                --- %s
                %s""".formatted(name, address(), what, last, logFile(), logTail()), last);
    }

    private String logTail() {
        return LogTail.of(logFile());
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final int port() {
        return port(0);
    }

    final int port(int index) {
        return leases.get(index).port();
    }

    final Path home() {
        return home;
    }

    final Path dataFolder() {
        return home.resolve("data");
    }

    @Override
    public final Path logFile() {
        return home.resolve(name + ".log");
    }

    @Override
    public final synchronized boolean isAlive() {
        return process != null && process.isAlive();
    }

    /** The process id of the server itself; fails when it was never started. */
    public final synchronized long pid() {
        if (process == null) {
            throw new IllegalStateException(name + " was never started");
        }
        return process.pid();
    }

    @Override
    public final synchronized void stop() {
        if (process != null) {
            process.stop(STOP_PATIENCE);
        }
    }

    @Override
    public final synchronized void kill() {
        if (process != null) {
            process.kill();
        }
    }

    @Override
    public final synchronized void pause() {
        if (process != null) {
            process.signal("STOP");
        }
    }

    @Override
    public final synchronized void resume() {
        if (process != null) {
            process.signal("CONT");
        }
    }

    @Override
    public final synchronized void restart() {
        stop();
        run();
    }

    @Override
    public final synchronized void close() {
        stop();
        leases.forEach(PortLease::close);
    }

    @Override
    public String toString() {
        return name + (leases.isEmpty() ? "" : "@" + address());
    }
}
