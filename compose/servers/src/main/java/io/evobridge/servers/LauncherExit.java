package io.evobridge.servers;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;

/** The end of the launcher by Ctrl-C or {@code System.exit}: stops what still runs, last started first. */
final class LauncherExit {

    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Deque<ServerProcess> RUNNING = new ArrayDeque<>();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(LauncherExit::stopAll, "evobridge-servers-stop"));
    }

    private LauncherExit() {}

    static void watch(ServerProcess process) {
        synchronized (RUNNING) {
            RUNNING.push(process);
        }
    }

    static void forget(ServerProcess process) {
        synchronized (RUNNING) {
            RUNNING.remove(process);
        }
    }

    private static void stopAll() {
        ArrayList<ServerProcess> left;
        synchronized (RUNNING) {
            left = new ArrayList<>(RUNNING);
        }
        left.forEach(process -> process.stop(PATIENCE));
    }
}
